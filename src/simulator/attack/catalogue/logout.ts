import type { LogoutAttack, Row } from '../attack';

/** Played by both bindings, unless one is given. */
type LogoutRow = Row<LogoutAttack, 'binding'> & Partial<Pick<LogoutAttack, 'binding'>>;

const ANYBODY =
  'Anybody logs people out: in the middle of a payment, or so that they log in again where the attacker waits.';
const ANOTHER = 'Whoever logs out logs others out.';

/** A LogoutRequest that has to be refused, or to leave this person logged in. */
export const LOGOUT_ATTACKS: readonly LogoutRow[] = [
  {
    fault: 'unsigned-logout-request',
    classes: [30, 1],
    harm: ANYBODY,
    source: 'SAML profiles 4.4.4.1; node-saml issue 419',
  },
  {
    fault: 'assertion-in-logout',
    binding: 'post',
    classes: [3, 30],
    harm: ANYBODY,
    source: 'GHSA-63ch-w8pw-4mf2 (samlify)',
  },
  { fault: 'bad-logout-signature', classes: [30, 31], harm: ANYBODY, source: 'SAML bindings 3.4.4.1' },
  { fault: 'foreign-logout-key', classes: [30, 16], harm: ANYBODY, source: 'Certificate faking (SAML Raider)' },
  { fault: 'sha1-logout', classes: [30, 15, 31], harm: ANYBODY, source: 'NIST SP 800-131A' },
  { fault: 'expired-logout', classes: [30], harm: ANYBODY, source: 'CVE-2023-40178 (node-saml)' },
  {
    fault: 'replayed-logout',
    classes: [30, 22],
    harm: ANYBODY,
    source: 'SAML core 1.3.4: an ID is used once',
  },
  { fault: 'wrong-logout-destination', classes: [30, 24], harm: ANYBODY, source: 'SAML bindings 3.4.5.2, 3.5.5.2' },
  { fault: 'wrong-logout-issuer', classes: [30, 29], harm: ANYBODY, source: 'SAML core 3.7.3.2' },
  { fault: 'missing-logout-nameid', classes: [30], harm: ANOTHER, source: 'SAML core 3.7.1' },
  {
    fault: 'other-person-logout',
    classes: [30],
    harm: ANOTHER,
    source: 'passport-saml logs the current user out; codelibs/fess 3262',
  },
  {
    fault: 'other-session-index',
    classes: [30],
    harm: 'A logout in one browser ends the sessions in all.',
    source: 'SAML core 3.7.3.2',
  },
];
