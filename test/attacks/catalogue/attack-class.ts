import type { AnyLaneName } from '../harness/registry';
import { SENT } from '../harness/sent-attack';
import { LOGOUT_LANES, LOGOUT_POST, LOGOUT_REDIRECT, LOGOUT_REQUEST, LOGOUT_RESPONSE } from '../harness/logout-lanes';
import { ALL_LANES, SIGNICAT } from '../harness/lanes';

/** A class of attacks on a SAML service provider. */
export interface AttackClass {
  readonly name: string;
  /** What we do, in a sentence. */
  readonly rule: string;
  /** Where it can be tried: each of these has an attack. */
  readonly at: readonly AnyLaneName[];
  /** Everywhere else, and why it cannot be tried there. */
  readonly not: readonly (readonly [lanes: readonly AnyLaneName[], because: string])[];
}

export { LOGOUT_LANES, LOGOUT_POST, LOGOUT_REDIRECT, LOGOUT_REQUEST, LOGOUT_RESPONSE, SENT };

/** Every way in of a login. */
export const LOGIN: readonly AnyLaneName[] = [...ALL_LANES, ...SIGNICAT];
/** Those by SAML 1.1, and those by SAML 2.0. */
export const LOGIN11: readonly AnyLaneName[] = ['saml11-post', 'saml11-artifact', 'signicat-nemid'];
export const LOGIN2: readonly AnyLaneName[] = ['saml2-post', 'saml2-encrypted', 'signicat-mitid'];
/** Every message that is received. */
export const RECEIVED: readonly AnyLaneName[] = [...LOGIN, ...LOGOUT_LANES];

/** Reasons that many classes share. */
export const NOTHING_VERIFIED = [SENT, 'what we write ourselves is not verified by us'] as const;
export const NOTHING_READ = [SENT, 'what we write ourselves is not read by us'] as const;
export const QUERY_IS_SIGNED = [
  LOGOUT_REDIRECT,
  'the octets of the query are signed, and a Signature element is refused (class 31)',
] as const;
