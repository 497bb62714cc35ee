import { VerifiedCertificate } from '../certificates';
import { MitIdError } from '../errors';
import { commonParts } from './common';
import type { Fields } from './dialects/fields';
import { deepFreeze } from './freeze';
import { nemIdIdentity } from './nemid-identity';
import { agreedSubject } from './nemid-subject';
import type { Profile } from './profile';

export interface CertificateProfileOptions {
  /**
   * `key.issuer` of the profile: the name space of the account keys. A name of the application's own keeps certificate
   * logins apart; a broker's Issuer makes a certificate the same account as that broker's NemID login with the same PID,
   * RID, UID or FID (rules 6). One name belongs to one set of roots: never give test roots the name of production.
   */
  readonly issuer: string;
}

const CERTIFICATE = 'nemid.certificate';

/**
 * Reads an OCES certificate as a profile, keyed as a NemID login of the same certificate would be: `private` (POCES),
 * `professional` (MOCES) or `company` (VOCES, FOCES); by its UUID where it is of OCES3.
 *
 * **It is the application's duty to have proven possession of the key**, by a TLS handshake with a client certificate. A
 * certificate is public: whoever has it, and not the key, is nobody. Revocation is not asked for either.
 *
 * @param verified what `verifyOcesChain` gave. An unverified certificate is no such thing, and throws a TypeError.
 * @returns the profile, deeply frozen. `transaction` is the moment that the chain was judged at, and has the certificate's
 *   SHA-256 fingerprint for an id, which is the same each time: a certificate has no assertion.
 * @throws MitIdError `configuration_invalid` without an issuer.
 */
export function profileFromCertificate(verified: VerifiedCertificate, options: CertificateProfileOptions): Profile {
  if (!VerifiedCertificate.is(verified)) throw new TypeError('profileFromCertificate takes what verifyOcesChain gave');
  const { certificate, fingerprint256, at, validUntil } = verified.content;
  const { issuer } = options;
  if (typeof issuer !== 'string' || issuer.trim() === '') {
    throw new MitIdError('configuration_invalid', { option: 'issuer', problems: ['issuer is missing'] });
  }
  const { givenName, familyName } = certificate;
  const fields: Partial<Fields> = {
    [CERTIFICATE]: {
      ...certificate,
      notBefore: new Date(certificate.notBefore),
      notAfter: new Date(certificate.notAfter),
    },
    ...(givenName !== undefined && { 'name.givenName': givenName }),
    ...(familyName !== undefined && { 'name.familyName': familyName }),
  };
  const named = agreedSubject([{ where: CERTIFICATE, subject: certificate }], CERTIFICATE);
  const { namespace, ...members } = nemIdIdentity(fields, [], { named, tellsCvr: CERTIFICATE });
  const id = fingerprint256.replaceAll(':', '').toLowerCase();
  return deepFreeze<Profile>({
    ...members,
    key: { issuer, namespace, id: members.id },
    ...commonParts(fields),
    transaction: {
      id,
      assertionId: id,
      issuer,
      issuedAt: new Date(at),
      expiresAt: new Date(validUntil),
      trust: 'signature',
    },
    attributes: new Map(),
  });
}
