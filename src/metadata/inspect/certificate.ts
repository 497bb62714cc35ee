import { describeCertificate, type CertificateReport } from '../../certificates/describe-certificate';
import { DSIG_NAMESPACE, type XmlElement } from '../../trust';
import { readCertificate } from '../signing-certificates';

/** A certificate is announced, fetched by everybody, and only then changed: less than that is soon. */
const SOON_DAYS = 30;

/**
 * The certificates in the KeyInfo of a KeyDescriptor or Signature.
 *
 * @param now milliseconds since 1970.
 * @param say is told of one that is missing or cannot be read.
 */
export function certificatesIn(parent: XmlElement, now: number, say: (problem: string) => void): CertificateReport[] {
  const texts = parent
    .all(DSIG_NAMESPACE, 'KeyInfo')
    .flatMap((info) => info.all(DSIG_NAMESPACE, 'X509Data'))
    .flatMap((data) => data.all(DSIG_NAMESPACE, 'X509Certificate'));
  if (texts.length === 0) say('holds no X509Certificate');
  return texts.flatMap(({ text }) => {
    const certificate = readCertificate(text ?? '');
    if (certificate !== undefined) return describeCertificate(certificate, now);
    say('holds an X509Certificate that cannot be read');
    return [];
  });
}

/** What is odd about a certificate of metadata, each a phrase to follow its name. */
export function oddCertificate({ odd, daysLeft }: CertificateReport): readonly string[] {
  return daysLeft >= 0 && daysLeft < SOON_DAYS ? [...odd, `expires in ${daysLeft} day(s)`] : odd;
}
