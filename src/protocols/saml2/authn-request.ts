import { sign, type KeyObject } from 'node:crypto';
import type { ParsedUrlQueryInput } from 'node:querystring';
import { SAML } from '@node-saml/passport-saml';
import { MitIdError } from '../../errors';
import { appSwitchExtension, type AppSwitch } from './app-switch';
import { requestedContext, type WantedContext } from './authn-context';
import { editedRequest, type EditAuthnRequest } from './authn-request-edit';
import { rsaKey } from './signing-key';

const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
/** SAML 2.0 bindings 3.4.3. */
const MAX_RELAY_STATE_BYTES = 80;

/** What is the same for every request to one identity provider. */
export interface AuthnRequestSettings {
  readonly entityId: string;
  /** AssertionConsumerServiceURL, HTTP-POST. */
  readonly callbackUrl: string;
  /** The identity provider's SingleSignOnService, HTTP-Redirect. */
  readonly entryPoint: string;
  /** RSA; PEM text is parsed for each request, a KeyObject is not. */
  readonly signingKey: KeyObject | string;
}

/** One login as it is asked for. */
export interface AuthnRequest extends WantedContext {
  /** An NCName nobody can guess: `_` and 40 hex digits. The answer names it. */
  readonly id: string;
  /** 1 to 80 bytes; comes back with the answer. */
  readonly relayState: string;
  /**
   * In whose words `loa` and `identityTypes` are asked for. OIOSAML 2 knows no NSIS: of the two nothing is sent, the answer
   * alone is judged; nor is it without a dialect.
   */
  readonly dialect?: 'oiosaml-3' | 'oiosaml-2';
  /** AuthnContextClassRefs as they are, instead of a dialect's: the authentication is to be exactly one of them. */
  readonly authnContext?: readonly string[];
  readonly forceAuthn?: boolean;
  readonly isPassive?: boolean;
  readonly appSwitch?: AppSwitch;
  /** Milliseconds since 1970. */
  readonly issueInstant: number;
}

/**
 * The URL that starts a login: a signed AuthnRequest over HTTP-Redirect (SAML 2.0 bindings 3.4), for a persistent NameID
 * and an answer by HTTP-POST (facts/oiosaml.md 1.3).
 *
 * @param edit is given the document before it is deflated and signed; what it returns is what is sent.
 * @returns `entryPoint` with SAMLRequest, RelayState, SigAlg (rsa-sha256) and Signature, which is over the very octets of
 *   the first three as they stand in the URL.
 * @throws MitIdError `parameter_invalid`: a RelayState of another length, a value that XML cannot hold, a document that
 *   `edit` spoilt; `configuration_invalid`: `signingKey` is no RSA private key.
 */
export async function authnRequestUrl(
  settings: AuthnRequestSettings,
  request: AuthnRequest,
  edit?: EditAuthnRequest,
): Promise<string> {
  const bytes = Buffer.byteLength(request.relayState);
  if (bytes === 0 || bytes > MAX_RELAY_STATE_BYTES) {
    throw new MitIdError('parameter_invalid', {
      where: 'RelayState',
      got: `${bytes} bytes`,
      expected: `1 to ${MAX_RELAY_STATE_BYTES} bytes`,
    });
  }
  const saml = new RedirectRequest(settings, request, edit, rsaKey(settings.signingKey));
  return saml.getAuthorizeUrlAsync(request.relayState, undefined, {});
}

function contextOf(request: AuthnRequest): ReturnType<typeof requestedContext> {
  const { authnContext = [], dialect } = request;
  if (authnContext.length > 0) return { classRefs: [...authnContext], comparison: 'exact' };
  return requestedContext(dialect === 'oiosaml-3' ? request : {});
}

/** node-saml's SAML for one request; none of its state is shared between two. */
class RedirectRequest extends SAML {
  constructor(
    { entityId, callbackUrl, entryPoint }: AuthnRequestSettings,
    private readonly request: AuthnRequest,
    private readonly edit: EditAuthnRequest | undefined,
    private readonly key: KeyObject,
  ) {
    const { classRefs, comparison } = contextOf(request);
    super({
      entryPoint,
      callbackUrl,
      issuer: entityId,
      generateUniqueId: () => request.id,
      identifierFormat: PERSISTENT,
      forceAuthn: request.forceAuthn ?? false,
      passive: request.isPassive ?? false,
      disableRequestedAuthnContext: classRefs.length === 0,
      authnContext: classRefs,
      racComparison: comparison,
      ...(request.appSwitch && { samlAuthnRequestExtensions: appSwitchExtension(request.appSwitch) }),
      signatureAlgorithm: 'sha256',
      // Both are asked for and neither is used: answers are not judged here, and `signRequest` has the key.
      idpCert: 'none',
      privateKey: 'none',
    });
  }

  protected override async generateAuthorizeRequestAsync(isPassive: boolean, post: boolean): Promise<string> {
    const document = await super.generateAuthorizeRequestAsync(isPassive, post).catch((cause: unknown) => {
      throw new MitIdError(
        'parameter_invalid',
        { where: 'AuthnRequest', expected: 'values that XML can hold' },
        { cause },
      );
    });
    // node-saml takes the time from the clock; ours is the one that the kept request says.
    const instant = new Date(this.request.issueInstant).toISOString();
    const timed = document.replace(/ IssueInstant="[^"]*"/, ` IssueInstant="${instant}"`);
    return this.edit === undefined ? timed : editedRequest(timed, this.request.id, this.edit);
  }

  /**
   * node-saml signs what `querystring` escapes and sends what `URLSearchParams` escapes. The two differ on a space and
   * on `! ' ( ) ~`: a RelayState with one of those would have a signature that no receiver can verify.
   */
  protected override signRequest(message: ParsedUrlQueryInput): void {
    message['SigAlg'] = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
    const octets = new URLSearchParams(message as Record<string, string>).toString();
    message['Signature'] = sign('sha256', Buffer.from(octets), this.key).toString('base64');
  }
}
