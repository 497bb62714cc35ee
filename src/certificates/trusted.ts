import { X509Certificate, type KeyObject } from 'node:crypto';
import { MitIdError } from '../errors';
import { weaknessOf } from './key-strength';
import { mistakenPem } from './mistaken-pem';
import { certificateBlocks } from './pem-blocks';

/** A certificate the application trusts a broker to sign with; its key is parsed once. */
export interface TrustedCertificate {
  readonly key: KeyObject;
  readonly subject: string;
  /** Colon-separated upper-case hex, as openssl prints it. */
  readonly fingerprint256: string;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** The option that names it, for the error. */
  readonly option: string;
}

/**
 * Reads trusted signing certificates from PEM text.
 *
 * @param pem one or more PEM certificates, in one string or several.
 * @param option the option's name, for the error.
 * @returns the certificates, and one line for each problem: no certificate, unreadable, RSA below 2048 bits, a curve other
 *   than P-256, P-384 or P-521, another kind of key (rules 2).
 */
export function readTrustedCertificates(
  pem: string | readonly string[],
  option: string,
): { certificates: TrustedCertificate[]; problems: string[] } {
  const certificates: TrustedCertificate[] = [];
  const problems: string[] = [];
  for (const [index, text] of [pem].flat().entries()) {
    const blocks = certificateBlocks(text);
    if (blocks.length === 0) {
      problems.push(`${option}[${index}] ${mistakenPem(text, 'certificate') ?? 'holds no PEM certificate'}`);
    }
    for (const block of blocks) {
      const read = readOne(block, option);
      if (typeof read === 'string') problems.push(`${option}[${index}] ${read}`);
      else certificates.push(read);
    }
  }
  return { certificates, problems };
}

function readOne(pem: string, option: string): TrustedCertificate | string {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(pem);
  } catch {
    return 'is not a readable X.509 certificate';
  }
  const key = certificate.publicKey;
  const weakness = weaknessOf(key);
  if (weakness !== undefined) return weakness;
  return {
    key,
    subject: certificate.subject.replaceAll('\n', ', '),
    fingerprint256: certificate.fingerprint256,
    notBefore: Date.parse(certificate.validFrom),
    notAfter: Date.parse(certificate.validTo),
    option,
  };
}

/** The certificates in use at a moment: an expired one is dropped, one not valid yet waits for its day. */
export class TrustedCertificates {
  /** @param option the option that names them, for the error. */
  constructor(
    private readonly certificates: readonly TrustedCertificate[],
    private readonly option = 'idpCert',
  ) {}

  /**
   * @param now milliseconds since 1970.
   * @returns the certificates valid at that moment.
   * @throws MitIdError `no_valid_certificate` when none is.
   */
  at(now: number): readonly TrustedCertificate[] {
    const valid = this.certificates.filter(({ notBefore, notAfter }) => notBefore <= now && now <= notAfter);
    if (valid.length > 0) return valid;
    throw new MitIdError('no_valid_certificate', {
      got: `${this.certificates.length} certificate(s), none valid at ${new Date(now).toISOString()}`,
      expected: 'at least one that is valid now',
      option: this.option,
    });
  }

  /** Those that have expired at `now`: what a start warns of. */
  expiredAt(now: number): readonly TrustedCertificate[] {
    return this.certificates.filter(({ notAfter }) => notAfter < now);
  }

  /** Whether any is valid now or will be: without one, a strategy refuses to start. */
  usableFrom(now: number): boolean {
    return this.certificates.some(({ notAfter }) => now <= notAfter);
  }
}
