import { X509Certificate } from 'node:crypto';
import { certificateBlocks } from './pem-blocks';

/** A certificate as it comes: PEM or base64 text, DER, or what Node's TLS gives (`getPeerX509Certificate()`). */
export type CertificateSource = string | Uint8Array | X509Certificate;

const MAX_LENGTH = 64 * 1024;
const PEM = /^-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----$/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** Reads one certificate, and nothing before or after it; undefined for anything else. */
export function readX509(source: CertificateSource): X509Certificate | undefined {
  if (source instanceof X509Certificate) return source;
  if (source.length > MAX_LENGTH) return undefined;
  const der = typeof source === 'string' ? derOf(source) : Buffer.from(source);
  if (der === undefined) return undefined;
  try {
    const certificate = new X509Certificate(der);
    // OpenSSL ignores what follows the certificate; two readers would then differ on what the value is.
    return certificate.raw.length === der.length ? certificate : undefined;
  } catch {
    return undefined;
  }
}

/** The PEM blocks of a text, whatever stands between them, as files with a chain have it; anything else is one source. */
export function splitSource(source: CertificateSource): readonly CertificateSource[] {
  if (typeof source !== 'string') return [source];
  const blocks = certificateBlocks(source);
  return blocks.length > 0 ? blocks : [source];
}

/** What a source is that holds no certificate, for an error: never what it says. */
export function describeSource(source: CertificateSource): string {
  if (source instanceof X509Certificate) return 'a certificate';
  return `${source.length} ${typeof source === 'string' ? 'characters' : 'bytes'} that are no X.509 certificate`;
}

function derOf(text: string): Buffer | undefined {
  const trimmed = text.trim();
  const base64 = (PEM.exec(trimmed)?.[1] ?? trimmed).replaceAll(/\s/g, '');
  return BASE64.test(base64) && base64.length % 4 === 0 ? Buffer.from(base64, 'base64') : undefined;
}
