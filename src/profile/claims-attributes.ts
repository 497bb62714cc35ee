import type { Claim, ClaimValue } from '../claims';
import { looksLikeCpr } from '../identifiers';
import type { SaidAttribute } from './attributes';

const CPR_DIGITS = 10;

/** The claims as attributes: numbers and truth values in their text, lists as several values. */
export function attributesOfClaims(claims: readonly Claim[]): ReadonlyMap<string, SaidAttribute> {
  return new Map(
    claims.map(({ name, values, hasObjects }) => [name, { values: values.map(String), hasElements: hasObjects }]),
  );
}

/** The claims, hidden where a number may be a CPR: as a JSON number it has lost its leading zero, and looks like none. */
export function hideCprNumbers(claims: readonly Claim[]): readonly Claim[] {
  return claims.map((claim) => ({ ...claim, hasObjects: claim.hasObjects || claim.values.some(isCprNumber) }));
}

function isCprNumber(value: ClaimValue): boolean {
  return typeof value === 'number' && looksLikeCpr(String(value).padStart(CPR_DIGITS, '0'));
}
