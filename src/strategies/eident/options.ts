import type { EIdentAttributeNames } from '../../profile';
import type { CommonOptions } from '../common-options';
import type { EIdentParameters } from './parameters';

/** What `new EIdentStrategy` takes; every name is described in docs/eident.md. */
export interface EIdentOptions extends CommonOptions, EIdentParameters {
  /** Passport name of the strategy; default `eident`. Two merchants in one application need two names. */
  readonly name?: string;

  /** Where the browser is sent, e.g. `https://www.ident-preprod1.nets.eu/its/index.html`. */
  readonly entryPoint: string;
  /** Where artifacts are exchanged, e.g. `https://www.ident-preprod1.nets.eu/saml1resp/getassertion`. */
  readonly assertionUrl: string;
  /** Where `logout()` sends the browser, e.g. `https://www.ident-preprod1.nets.eu/gls/logout.html`. */
  readonly logoutUrl?: string;
  /** The application's artifact resolver URL, as it is registered with the broker. */
  readonly callbackUrl: string;
  readonly merchantId: string;
  readonly merchantPassword: string;

  /** The assertion's Issuer. */
  readonly idpIssuer: string;
  /** PEM certificates that the broker signs with; for a rollover both. Left out only with `dangerouslyAllowUnsignedAssertion`. */
  readonly idpCert?: string | readonly string[];
  /** The Audience that must name us; default the merchant id. */
  readonly audience?: string;
  /** The SourceID of the broker's artifacts, 40 hex digits; compared only where it is set. */
  readonly artifactSourceId?: string;
  /** How the broker may answer: `artifact` (GET and SOAP), `post` (a form). Default `['artifact']`. */
  readonly bindings?: readonly ('artifact' | 'post')[];

  /** Attribute names where the broker's differ from those of docs/eident.md. */
  readonly attributeNames?: EIdentAttributeNames;

  /** PEM certificates that the chain of `assertionUrl` must end in, instead of Node's list. */
  readonly assertionCa?: string | readonly string[];
  /** PEM client certificate for `assertionUrl`. */
  readonly clientCert?: string;
  /** PEM private key of `clientCert`. */
  readonly clientKey?: string;
  /** SOAPAction header; default `http://www.oasis-open.org/committees/security`. */
  readonly soapAction?: string;
  /** Milliseconds for the SOAP exchange, 1,000 to 60,000; default 10,000. */
  readonly timeoutMs?: number;
  /** Query parameters in which an error code may arrive; default `status`, `error`, `errorcode`. The first is offered to the broker. */
  readonly errorParameters?: readonly string[];

  /** `true` hands the request to the verify callback first: the options are then {@link EIdentOptionsWithRequest}. */
  readonly passReqToCallback?: false;

  /** Accept a SOAP reply without InResponseTo; a wrong one is refused all the same. */
  readonly allowMissingInResponseTo?: boolean;
  /** Accept an assertion fetched by artifact that names no audience. */
  readonly allowMissingAudience?: boolean;
  /** Accept a subject without a confirmation method. */
  readonly allowMissingConfirmation?: boolean;
  /** Accept an assertion fetched over https that is not signed at all. */
  readonly dangerouslyAllowUnsignedAssertion?: boolean;
}

/** The options of a strategy whose verify callback is handed the request first. */
export interface EIdentOptionsWithRequest extends Omit<EIdentOptions, 'passReqToCallback'> {
  readonly passReqToCallback: true;
}

/** The options that weaken security: each is logged at start while it is on. */
export const DANGEROUS_OPTIONS = [
  'dangerouslyAllowSha1',
  'dangerouslyAllowUnsignedAssertion',
] as const satisfies readonly (keyof EIdentOptions)[];
