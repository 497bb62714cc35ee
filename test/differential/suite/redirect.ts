import { constants, verify } from 'node:crypto';
import type { Case } from './cases';

const RSA_OF: Readonly<Record<string, string>> = {
  'http://www.w3.org/2000/09/xmldsig#rsa-sha1': 'sha1',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384': 'sha384',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512': 'sha512',
  'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1': 'sha256',
};

/**
 * Whether node:crypto, that is OpenSSL, finds the signature of a query good: over the octets of the first parameter of each
 * name, as they stand there, in the order of the specification (saml-bindings-2.0-os section 3.4.4.1).
 */
export function opensslAccepts({ query = '', kind, certificates }: Case): boolean {
  const pairs = query.split('&');
  const raw = (name: string) => pairs.find((pair) => pair.startsWith(`${name}=`));
  const said = (name: string) => unescaped(raw(name)?.slice(name.length + 1) ?? '');
  const message = raw(kind === 'LogoutRequest' ? 'SAMLRequest' : 'SAMLResponse');
  const hash = RSA_OF[said('SigAlg')];
  if (message === undefined || hash === undefined) return false;
  const octets = [message, raw('RelayState'), raw('SigAlg')].filter((pair) => pair !== undefined).join('&');
  const value = Buffer.from(said('Signature'), 'base64');
  const padding = said('SigAlg').endsWith('MGF1') ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
  return certificates.some((key) => {
    try {
      return verify(hash, Buffer.from(octets, 'latin1'), { key, padding }, value);
    } catch {
      // A key of another type.
      return false;
    }
  });
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
