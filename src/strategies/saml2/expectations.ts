import type { TrustedCertificates } from '../../certificates';
import type { Saml2Expectations } from '../../protocols/saml2';
import type { Saml2Config } from './config';

/** What an answer is held to, whichever login it belongs to. */
export type StandingExpectations = Omit<Saml2Expectations, 'inResponseTo' | 'authenticatedSince'>;

/**
 * What the answers of an identity provider are held to.
 *
 * @param issuer its entityID.
 * @param certificates that it signs with.
 */
export function expectationsOf(
  config: Saml2Config,
  issuer: string,
  certificates: TrustedCertificates,
): StandingExpectations {
  const { options, decryptionKeys, allowCbc, clockSkewMs, store } = config;
  const { maxAuthenticationAgeMs } = options;
  return {
    issuer,
    audience: options.entityId,
    recipient: options.callbackUrl,
    certificates,
    ...(decryptionKeys.length > 0 && { decryption: { keys: decryptionKeys, allowCbc } }),
    requireEncryptedAssertion: config.requireEncryptedAssertion,
    requireSignedAssertion: config.requireSignedAssertion,
    ...(maxAuthenticationAgeMs !== undefined && { maxAuthenticationAgeMs }),
    clockSkewMs,
    now: () => Date.now(),
    store,
    dangerouslyAllowSha1: options.dangerouslyAllowSha1 ?? false,
  };
}
