export { VerifiedClaims } from './verified-claims';
export type { ClaimsContent } from './verified-claims';
export type { Claim, ClaimValue } from './json';
