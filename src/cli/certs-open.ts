import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { openPkcs12 } from '../certificates/pkcs12-bags';
import { readX509 } from '../certificates/read-x509';

/** What a certificate file holds. */
export interface OpenedFile {
  readonly format: 'PEM' | 'DER' | 'base64' | 'PKCS#12';
  readonly certificates: readonly X509Certificate[];
  /** Without `key` where it cannot be read: encrypted, or in PKCS#12 not RSA. */
  readonly keys: readonly { readonly key?: KeyObject }[];
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
const PRIVATE_KEY = /-----BEGIN ((?:[A-Z]+ )*)PRIVATE KEY-----[^]+?-----END \1PRIVATE KEY-----/g;
const DER_SEQUENCE = 0x30;

/**
 * Opens a PEM, DER, base64 or PKCS#12 file, told by its content.
 *
 * @throws Error whose message says what the file is not.
 */
export function openCertificateFile(content: Buffer, passphrase: string | undefined): OpenedFile {
  if (content[0] !== DER_SEQUENCE) return openText(content.toString('latin1'));
  const certificate = readX509(content);
  if (certificate !== undefined) return { format: 'DER', certificates: [certificate], keys: [] };
  return openContainer(content, passphrase);
}

function openText(text: string): OpenedFile {
  if (!text.includes('-----BEGIN ')) {
    const certificate = readX509(text);
    if (certificate === undefined) throw new Error('this is no certificate: neither PEM, DER nor PKCS#12');
    return { format: 'base64', certificates: [certificate], keys: [] };
  }
  const certificates = (text.match(CERTIFICATE) ?? []).map((block) => {
    const certificate = readX509(block);
    if (certificate === undefined) throw new Error('the file holds a PEM certificate that cannot be read');
    return certificate;
  });
  return { format: 'PEM', certificates, keys: (text.match(PRIVATE_KEY) ?? []).map(readKey) };
}

function openContainer(content: Buffer, passphrase: string | undefined): OpenedFile {
  const { certificates, rsaKeys, otherKeys } = openBags(content, passphrase);
  return {
    format: 'PKCS#12',
    certificates: certificates.map((der) => new X509Certificate(der)),
    keys: [
      ...rsaKeys.map((der) => ({ key: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }) })),
      ...Array.from({ length: otherKeys }, () => ({})),
    ],
  };
}

function openBags(content: Buffer, passphrase: string | undefined): ReturnType<typeof openPkcs12> {
  try {
    return openPkcs12(content, passphrase ?? '');
  } catch (error) {
    const phrase = error instanceof Error ? error.message : '';
    const hint = passphrase === undefined && phrase.includes('passphrase');
    throw new Error(`the file ${hint ? 'needs --passphrase-file or --passphrase-env' : phrase}`);
  }
}

function readKey(pem: string): { readonly key?: KeyObject } {
  try {
    return { key: createPrivateKey(pem) };
  } catch {
    return {};
  }
}
