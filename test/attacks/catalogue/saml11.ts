import { LOGIN11, LOGIN2, LOGOUT_LANES, NOTHING_READ, type AttackClass } from './attack-class';

const NOT_SAML11 = (because: string) =>
  [[LOGIN2, because], [LOGOUT_LANES, 'SAML 1.1 has no logout'], NOTHING_READ] as const;

/** F of the catalogue: SAML 1.1 alone. */
export const SAML11_ONLY = {
  35: {
    name: 'AssertionID, ResponseID',
    rule: 'Those are the ids, and an id is unique under AssertionID, ResponseID, RequestID, ID, Id, id and xml:id together.',
    at: LOGIN11,
    not: NOT_SAML11('an id has one name in SAML 2.0 (class 8)'),
  },
  36: {
    name: 'The profiles of SAML 1.1',
    rule: 'By POST the Response is signed, for this callback; by artifact the reply answers our request, over our own connection.',
    at: LOGIN11,
    not: NOT_SAML11('the profiles of SAML 2.0 are classes 23 and 24'),
  },
  37: {
    name: 'No request',
    rule: 'TARGET, or a parameter of the target, names a login that this browser started: no answer comes unasked.',
    at: LOGIN11,
    not: NOT_SAML11('in SAML 2.0 an answer names its request (class 23)'),
  },
  38: {
    name: 'Conditions and statements of SAML 1.1',
    rule: 'Unknown conditions are refused, the confirmation is the profile’s, and every statement is about one subject.',
    at: LOGIN11,
    not: NOT_SAML11('those of SAML 2.0 are class 24'),
  },
} as const satisfies Record<number, AttackClass>;
