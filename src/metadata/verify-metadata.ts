import type { TrustedCertificates } from '../certificates';
import { MitIdError } from '../errors';
import { DSIG_NAMESPACE, verifySignature, type XmlElement } from '../trust';
import { metadataRefused } from './open-metadata';

/**
 * Demands that the whole document is signed by one of these certificates: one ds:Signature, a child of the root, over the
 * root (saml-metadata-2.0-os section 3). Signatures further in are covered by it and not looked at. SHA-1 is refused.
 *
 * @param now milliseconds since 1970; a certificate that has expired by then verifies nothing.
 * @throws MitIdError `configuration_invalid`, whose cause has the signature's own code
 */
export function requireSigned(root: XmlElement, signedBy: TrustedCertificates, now: number): void {
  const [signature, ...more] = root.all(DSIG_NAMESPACE, 'Signature');
  if (signature === undefined || more.length > 0) {
    throw metadataRefused([
      `idpMetadata has ${more.length === 0 ? 'no signature' : 'several signatures'} over its root element ${root.local}, and metadataSigningCert demands one`,
    ]);
  }
  const id = root.attribute('ID');
  if (id === undefined || id === '') {
    throw metadataRefused([`idpMetadata has a signature, and no ID of ${root.local} that it could be over`]);
  }
  try {
    verifySignature(signature, root, id, { certificates: signedBy.at(now) });
  } catch (cause) {
    if (!(cause instanceof MitIdError)) throw cause;
    const { got = '', expected = '' } = cause.detail;
    throw metadataRefused(
      [`idpMetadata is not signed as metadataSigningCert demands: ${cause.code}, got ${got}, expected ${expected}`],
      cause,
    );
  }
}
