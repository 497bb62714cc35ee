const BEGIN = '-----BEGIN ';
const PRIVATE_KEY = /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/;
const FILE_NAME = /^[^\r\n]{0,250}\.[A-Za-z][A-Za-z0-9]{1,7}$|^(?:~|\.{1,2})[/\\][^\r\n]{1,250}$/;

/**
 * What was given by somebody who meant to give PEM text, where that can be told; undefined where it cannot, or where
 * nothing is wrong that shows before the PEM itself is read. Nothing of the text is repeated.
 *
 * @param wanted what the PEM is to hold.
 * @param otherOption the option that the other of the two belongs in.
 * @returns a phrase that follows the option's name.
 */
export function mistakenPem(
  text: string,
  wanted: 'certificate' | 'private key',
  otherOption?: string,
): string | undefined {
  if (text.trim() === '') return 'is empty';
  if (!text.includes(BEGIN)) {
    return FILE_NAME.test(text.trim()) ? 'looks like a file name: give what is in the file' : undefined;
  }
  if (text.includes('\\n')) return 'holds the two characters \\n where line breaks belong';
  const [hasKey, hasCertificate] = [PRIVATE_KEY.test(text), text.includes(`${BEGIN}CERTIFICATE-----`)];
  const swapped = otherOption === undefined ? '' : `; is it swapped with ${otherOption}?`;
  if (wanted === 'private key') {
    return hasCertificate && !hasKey ? `holds a certificate, not a private key${swapped}` : undefined;
  }
  return hasKey && !hasCertificate ? `holds a private key, not a certificate${swapped}` : undefined;
}
