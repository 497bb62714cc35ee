import { MitIdError } from '../errors';
import type { XmlElement } from '../trust';

/** How a judgement reads the clock. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds that the broker's clock may differ from ours. */
  readonly clockSkewMs: number;
}

/** When an assertion may be used, and for whom. */
export interface Validity {
  /** IssueInstant; milliseconds since 1970, as the other. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly audiences: readonly string[];
}

/**
 * Judges the time of an assertion, whatever version of SAML it is of.
 *
 * @throws MitIdError `assertion_not_yet_valid`, `assertion_expired`
 */
export function judgeTime(
  { path: where }: XmlElement,
  { validFrom, expiresAt }: { readonly validFrom: number; readonly expiresAt: number },
  { now, clockSkewMs }: Clock,
): void {
  const at = now();
  const judged = { where, got: `our clock at ${new Date(at).toISOString()}`, option: 'acceptedClockSkewMs' };
  if (at + clockSkewMs < validFrom) {
    const expected = `${new Date(validFrom).toISOString()} or later`;
    throw new MitIdError('assertion_not_yet_valid', { ...judged, expected });
  }
  if (at - clockSkewMs >= expiresAt) {
    const expected = `before ${new Date(expiresAt).toISOString()}`;
    throw new MitIdError('assertion_expired', { ...judged, expected });
  }
}

/**
 * Judges that each restriction names us.
 *
 * @param option that says who we are, for the log.
 * @throws MitIdError `audience_mismatch`
 */
export function judgeRestrictions(
  { path: where }: XmlElement,
  restrictions: readonly (readonly string[])[],
  { audience, option }: { readonly audience: string; readonly option: string },
): readonly string[] {
  const foreign = restrictions.find((audiences) => !audiences.includes(audience));
  if (foreign === undefined) return restrictions.flat();
  const got = foreign.join(' ').slice(0, 200);
  throw new MitIdError('audience_mismatch', { where, got, expected: audience, option });
}
