import type { X509Certificate } from 'node:crypto';
import { isDate } from 'node:util/types';
import { MitIdError } from '../errors';
import { findChain, type Authority } from './chain';
import { readChainCertificate, validityProblem } from './chain-certificate';
import { readOcesCertificate, type OcesCertificate } from './oces';
import { describeSource, readX509, splitSource, type CertificateSource } from './read-x509';

export interface ChainOptions {
  /** The authorities that are trusted, and no others: nothing is built in, nor taken from Node's list. */
  readonly roots: CertificateSource | readonly CertificateSource[];
  /** What may stand between; a string may hold several PEM blocks. It is trusted for nothing. At most 16, in 1 Mi characters. */
  readonly intermediates?: CertificateSource | readonly CertificateSource[];
  /** The moment to judge at: now, or when a document was signed. */
  readonly at: Date;
}

export interface VerifiedCertificateContent {
  readonly certificate: OcesCertificate;
  /** The certificate first, a root last. */
  readonly chain: readonly X509Certificate[];
  /** The moment that the chain was judged at. */
  readonly at: Date;
  /** When the first certificate of the chain expires. */
  readonly validUntil: Date;
  /** Of the certificate: SHA-256, colon-separated upper-case hex. */
  readonly fingerprint256: string;
}

const MAX_INTERMEDIATES = 16;
/** Of texts that hold intermediates, with whatever stands between them: they may come from whoever logs in. */
const MAX_CHARACTERS = 1024 * 1024;
const CHAIN = 'a chain to one of the roots';

/** Known to this file alone: `private` is the compiler's word only, and JavaScript calls any constructor. */
const VERIFIED = Symbol('verified');

/** The proof, by type, that a certificate's chain was verified. `verifyOcesChain` makes it, and nothing else can. */
export class VerifiedCertificate {
  readonly #content: VerifiedCertificateContent;

  private constructor(by: typeof VERIFIED, content: VerifiedCertificateContent) {
    if (by !== VERIFIED) throw new TypeError('a VerifiedCertificate is made by verifyOcesChain, and by nothing else');
    this.#content = Object.freeze({ ...content, certificate: Object.freeze({ ...content.certificate }) });
    Object.freeze(this);
  }

  /** @internal */
  static verify(source: CertificateSource, options: ChainOptions): VerifiedCertificate {
    const { at, authorities } = readOptions(options);
    const certificate = readOcesCertificate(source, 'certificate');
    const x509 = readX509(source) ?? refuse(describeSource(source));
    const leaf = readChainCertificate(x509);
    if (typeof leaf === 'string') return refuse(`a certificate that ${leaf}`);
    const invalid = validityProblem(leaf, at);
    if (invalid === 'has expired') throw new MitIdError('identity_expired', expired(certificate, at));
    if (invalid !== undefined) return refuse(`a certificate that ${invalid}`);
    const found = findChain(leaf, authorities, at);
    if ('problems' in found) {
      return refuse(found.problems.join('; ') || 'a certificate whose issuer is not among the roots and intermediates');
    }
    return new VerifiedCertificate(VERIFIED, {
      certificate,
      chain: Object.freeze(found.chain.map((one) => one.x509)),
      at: new Date(at),
      validUntil: new Date(Math.min(...found.chain.map(({ notAfter }) => notAfter))),
      fingerprint256: x509.fingerprint256,
    });
  }

  /** Whether a value is one indeed, and not only of its shape. */
  static is(value: unknown): value is VerifiedCertificate {
    return typeof value === 'object' && value !== null && #content in value;
  }

  /** What was verified; throws a TypeError for anything that `verifyOcesChain` has not made. */
  get content(): VerifiedCertificateContent {
    return this.#content;
  }
}

/**
 * Verifies the chain of an OCES certificate against the given roots, at the given time: each signature (RSA PKCS #1,
 * RSASSA-PSS, ECDSA; SHA-256 or better), validity, names and key identifiers, basicConstraints, keyUsage, path length,
 * and that no critical extension is unknown (docs/certificates.md).
 *
 * Not judged: revocation (neither CRL nor OCSP is asked), policy constraints, the leaf's own key usage; and whether
 * the holder has the key. A certificate is public: the application must have seen its key used, by a TLS handshake with
 * a client certificate or by a signature over a challenge of its own.
 *
 * @throws MitIdError `identity_expired` where the certificate has expired; `identity_certificate` where it is not valid yet,
 *   or has no chain to a root; `attribute_malformed` where it is no OCES certificate; `configuration_invalid` naming
 *   `roots` or `at`.
 */
export function verifyOcesChain(certificate: CertificateSource, options: ChainOptions): VerifiedCertificate {
  return VerifiedCertificate.verify(certificate, options);
}

function readOptions({ roots, intermediates = [], at }: ChainOptions): {
  at: number;
  authorities: readonly Authority[];
} {
  const trusted = authoritiesOf(listOf(roots).flatMap(splitSource), 'roots');
  const problems = trusted.flatMap((one) => {
    if (typeof one === 'string') return [one];
    if (typeof one.read === 'string') return [`${one.name} ${one.read}`];
    return one.read.constraints.ca ? [] : [`${one.name} is no certificate authority`];
  });
  if (trusted.length === 0) problems.push('roots holds no certificate');
  if (!isDate(at) || Number.isNaN(at.getTime())) problems.push('at is no date');
  if (problems.length > 0) throw new MitIdError('configuration_invalid', { option: 'roots', problems });

  const others = authoritiesOf(countedOf(intermediates), 'intermediates');
  const unread = others.find((one) => typeof one === 'string');
  if (unread !== undefined) refuse(unread);
  return { at: at.getTime(), authorities: [...trusted, ...others].filter((one) => typeof one !== 'string') };
}

/** The intermediates one by one, none of them parsed yet. */
function countedOf(intermediates: CertificateSource | readonly CertificateSource[]): readonly CertificateSource[] {
  const sources = listOf(intermediates);
  const characters = sources.reduce((sum, source) => sum + (typeof source === 'string' ? source.length : 0), 0);
  if (characters > MAX_CHARACTERS) {
    refuse(`${characters} characters of intermediates; ${MAX_CHARACTERS} are the most`);
  }
  const counted = sources.flatMap(splitSource);
  if (counted.length > MAX_INTERMEDIATES) refuse(`${counted.length} intermediates; ${MAX_INTERMEDIATES} are the most`);
  return counted;
}

function authoritiesOf(
  sources: readonly CertificateSource[],
  option: 'roots' | 'intermediates',
): (Authority | string)[] {
  return sources.map((source, index) => {
    const name = `${option}[${index}]`;
    const x509 = readX509(source);
    if (x509 === undefined) return `${name}: ${describeSource(source)}`;
    return { name, root: option === 'roots', x509, read: readChainCertificate(x509) };
  });
}

function listOf(sources: CertificateSource | readonly CertificateSource[]): readonly CertificateSource[] {
  return isList(sources) ? sources : [sources];
}

function isList(sources: CertificateSource | readonly CertificateSource[]): sources is readonly CertificateSource[] {
  return Array.isArray(sources);
}

function expired({ notAfter }: OcesCertificate, at: number) {
  return {
    where: 'certificate',
    got: `a certificate that expired at ${notAfter.toISOString()}`,
    expected: `one that is valid at ${new Date(at).toISOString()}`,
  };
}

function refuse(got: string): never {
  throw new MitIdError('identity_certificate', { where: 'certificate', got, expected: CHAIN, option: 'roots' });
}
