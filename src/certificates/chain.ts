import type { X509Certificate } from 'node:crypto';
import { validityProblem, type ChainCertificate } from './chain-certificate';

/** A certificate that may stand above another. */
export interface Authority {
  /** `roots[0]`, `intermediates[2]`. */
  readonly name: string;
  readonly root: boolean;
  readonly x509: X509Certificate;
  /** A phrase, where no chain can hold it. */
  readonly read: ChainCertificate | string;
}

/** What a chain may have above its first certificate, the root included. */
const MAX_AUTHORITIES = 6;
const MAX_PROBLEMS = 8;

interface Step {
  readonly certificate: ChainCertificate;
  readonly below?: Step;
}

/**
 * Finds a chain from a certificate to a root, where every certificate signed the one below and was allowed to (RFC 5280,
 * 6.1).
 *
 * It goes up level by level, and takes each certificate at most once: where it is met first, the fewest stand below it, so
 * that its path length is held there or nowhere. A loop ends there, and what strangers send along cannot make it long.
 *
 * @param at milliseconds since 1970.
 * @returns the chain, the certificate first and a root last; or why each authority of the right name was not taken.
 */
export function findChain(
  certificate: ChainCertificate,
  authorities: readonly Authority[],
  at: number,
): { readonly chain: readonly ChainCertificate[] } | { readonly problems: readonly string[] } {
  const problems: string[] = [];
  const seen = new Set([certificate.x509.fingerprint256]);
  let level: readonly Step[] = [{ certificate }];
  for (let below = 0; below < MAX_AUTHORITIES && level.length > 0; below += 1) {
    const above: Step[] = [];
    for (const step of level) {
      for (const { name, root, x509, read } of authorities) {
        if (seen.has(x509.fingerprint256) || !isNamed(step.certificate, x509)) continue;
        const problem = typeof read === 'string' ? read : problemOf(read, step.certificate, below, at);
        if (problem !== undefined) problems.push(`${name} ${problem}`);
        if (problem !== undefined || typeof read === 'string') continue;
        seen.add(x509.fingerprint256);
        const next = { certificate: read, below: step };
        if (root) return { chain: chainOf(next) };
        above.push(next);
      }
    }
    level = above;
  }
  if (level.length > 0) problems.push(`a chain of more than ${MAX_AUTHORITIES} authorities`);
  return { problems: problems.slice(0, MAX_PROBLEMS) };
}

/** OpenSSL compares names as RFC 5280 says; it also holds them against the key usage, which is to be named as a problem. */
function isNamed({ x509 }: ChainCertificate, issuer: X509Certificate): boolean {
  return x509.checkIssued(issuer) || x509.issuer === issuer.subject;
}

function problemOf(
  issuer: ChainCertificate,
  { x509, signature }: ChainCertificate,
  below: number,
  at: number,
): string | undefined {
  const { ca, pathLength = Infinity, signsCertificates = true } = issuer.constraints;
  if (!ca) return 'is no certificate authority';
  if (!signsCertificates) return 'may not sign certificates';
  if (pathLength < below) return `allows ${pathLength} authorities below it, not ${below}`;
  const invalid = validityProblem(issuer, at);
  if (invalid !== undefined) return invalid;
  if (!signature.strong) return `has signed with ${signature.name}`;
  if (!x509.checkIssued(issuer.x509)) return 'has another key identifier';
  return x509.verify(issuer.key) ? undefined : 'has not signed it';
}

function chainOf(step: Step | undefined): readonly ChainCertificate[] {
  const chain: ChainCertificate[] = [];
  for (let at = step; at !== undefined; at = at.below) chain.unshift(at.certificate);
  return chain;
}
