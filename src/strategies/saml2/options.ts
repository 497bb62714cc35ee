import type { EditAuthnRequest } from '../../protocols/saml2';
import type { DecryptionKey, IdpMetadataSource, Pkcs12Source } from './sources';

/** The options of every strategy that speaks SAML 2.0. */
export interface Saml2Options {
  /** The entityID of your service, as it is registered with the broker; the Audience that must name us. */
  readonly entityId: string;
  /** Where the broker posts its answer: the AssertionConsumerService of your metadata. */
  readonly callbackUrl: string;
  /** The broker's metadata: the XML or the file it lies in, read at start; or a URL, from which it is kept fresh. */
  readonly idpMetadata: IdpMetadataSource;
  /** Which entity of the metadata it is, where it describes several. */
  readonly idpEntityId?: string;

  /** PEM private key that requests are signed with: RSA, without a passphrase. Or `pkcs12`. */
  readonly signingKey?: string;
  /** Its PEM certificate; the key must fit it. */
  readonly signingCert?: string;
  /** The key and its certificate as a PKCS#12 file, instead of `signingKey` and `signingCert`. */
  readonly pkcs12?: Pkcs12Source;
  /** The keys that assertions are encrypted for; all are tried, so that a rollover has both. */
  readonly decryptionKeys?: readonly DecryptionKey[];
  /** Refuse an assertion that is not encrypted. Default true. */
  readonly requireEncryptedAssertion?: boolean;
  /** Accept AES-CBC, which protects nothing of what it encrypts from being changed. */
  readonly allowCbc?: boolean;

  /** Milliseconds that an authentication may be old, at least 1,000; no limit by default. */
  readonly maxAuthenticationAgeMs?: number;
  /** The status codes that mean that the person cancelled; default `['AuthnFailed']`. */
  readonly cancelStatuses?: readonly string[];
  /** Given the AuthnRequest before it is signed; returns the one to sign. */
  readonly editAuthnRequest?: EditAuthnRequest;
}
