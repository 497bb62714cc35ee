import { X509Certificate } from 'node:crypto';
import { decodeBase64, DSIG_NAMESPACE, type XmlElement } from '../trust';
import { METADATA_NAMESPACE } from './write-service-provider';

const MAX_CERTIFICATE_BYTES = 64 * 1024;
/** Of one role, chains included. Each is parsed, and within a chain compared with each. */
const MAX_CERTIFICATES = 32;

/**
 * The certificates that a role signs with: every KeyDescriptor for signing, and every one that does not say what for
 * (rules 4). During a rollover there are two (facts/oiosaml.md 1.8). Where an X509Data holds a chain, its issuers are
 * left out: they sign certificates, not messages.
 *
 * @param problems is given a line for each certificate that cannot be read, and one where there is none, or too many.
 * @returns PEM, each once, in order; whether a key is strong enough and a certificate in force is judged where they are
 *   trusted (`readTrustedCertificates`).
 */
export function signingCertificates(role: XmlElement, problems: string[]): readonly string[] {
  const found = new Set<string>();
  let left = MAX_CERTIFICATES;
  for (const [index, descriptor] of role.all(METADATA_NAMESPACE, 'KeyDescriptor').entries()) {
    if ((descriptor.attribute('use') ?? 'signing') !== 'signing') continue;
    for (const data of descriptor
      .all(DSIG_NAMESPACE, 'KeyInfo')
      .flatMap((info) => info.all(DSIG_NAMESPACE, 'X509Data'))) {
      const texts = data.all(DSIG_NAMESPACE, 'X509Certificate').map(({ text }) => text ?? '');
      left -= texts.length;
      if (left < 0) {
        problems.push(`idpMetadata has more than ${MAX_CERTIFICATES} X509Certificates to sign with`);
        return [];
      }
      const certificates = texts.map(readCertificate).filter((one) => one !== undefined);
      if (certificates.length < texts.length) {
        problems.push(`idpMetadata has an X509Certificate that cannot be read, in KeyDescriptor[${index}]`);
      }
      for (const certificate of certificates.filter((one) => !issuesOther(one, certificates))) {
        found.add(certificate.toString());
      }
    }
  }
  if (found.size === 0) problems.push('idpMetadata has no KeyDescriptor for signing with an X509Certificate to trust');
  return [...found];
}

/** An X509Certificate of a KeyInfo; undefined where it is none. */
export function readCertificate(text: string): X509Certificate | undefined {
  try {
    return new X509Certificate(decodeBase64(text, MAX_CERTIFICATE_BYTES, 'X509Certificate'));
  } catch {
    return undefined;
  }
}

/**
 * Whether one of `certificates` is issued by `issuer`. By the signature as well: two self-signed certificates of one name
 * would otherwise each seem to issue the other.
 */
export function issuesOther(issuer: X509Certificate, certificates: readonly X509Certificate[]): boolean {
  return certificates.some(
    (one) => !one.raw.equals(issuer.raw) && one.checkIssued(issuer) && one.verify(issuer.publicKey),
  );
}
