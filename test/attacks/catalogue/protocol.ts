import {
  LOGIN,
  LOGIN11,
  LOGIN2,
  LOGOUT_LANES,
  LOGOUT_REQUEST,
  LOGOUT_RESPONSE,
  NOTHING_READ,
  NOTHING_VERIFIED,
  RECEIVED,
  SENT,
  type AttackClass,
} from './attack-class';

const REQUEST_ANSWERS_NOTHING = [LOGOUT_REQUEST, 'a LogoutRequest answers nothing, and has no status'] as const;

/** E of the catalogue: the protocol, the browser and the application. */
export const PROTOCOL = {
  22: {
    name: 'Replay',
    rule: 'An assertion, a LogoutRequest and a login under way are used once.',
    at: RECEIVED,
    not: [NOTHING_READ],
  },
  23: {
    name: 'Whose answer it is',
    rule: 'An answer ends the login that this browser started: by InResponseTo where there is a request, by TARGET or RelayState and a cookie always.',
    at: [...LOGIN, ...LOGOUT_RESPONSE],
    not: [REQUEST_ANSWERS_NOTHING, NOTHING_READ],
  },
  24: {
    name: 'Addressed to others',
    rule: 'Version, issuer, destination, recipient, audience, conditions and confirmation each have their own refusal.',
    at: RECEIVED,
    not: [NOTHING_READ],
  },
  25: {
    name: 'A status that is no success',
    rule: 'The Status is Success and nothing else, whatever stands beside it.',
    at: [...LOGIN, ...LOGOUT_RESPONSE],
    not: [REQUEST_ANSWERS_NOTHING, NOTHING_READ],
  },
  26: {
    name: 'Time and level',
    rule: 'Every time is read strictly and judged within a bounded skew; the level is held to what was asked and to the policy.',
    at: RECEIVED,
    not: [NOTHING_READ],
  },
  27: {
    name: 'Open redirect',
    rule: 'TARGET and RelayState are names of ours, never places; where a login or a logout leads is a local path.',
    at: [...LOGIN, ...LOGOUT_LANES],
    not: [[SENT, 'the browser is sent to the URLs of the configuration']],
  },
  28: {
    name: 'Login CSRF, session fixation',
    rule: 'A login ends in the browser that started it, with a session of a new name.',
    at: LOGIN,
    not: [
      [LOGOUT_LANES, 'no session begins with a logout; one that is forged is class 30'],
      [SENT, 'nobody is logged in by a request'],
    ],
  },
  29: {
    name: 'Mix-up of brokers',
    rule: 'A login knows its strategy, issuer and callback; another broker’s answer, artifact or key does not end it.',
    at: RECEIVED,
    not: [NOTHING_VERIFIED],
  },
  30: {
    name: 'Forged logout',
    rule: 'A logout is signed, ours, fresh and used once; it ends the sessions that it names and no other.',
    at: [...LOGIN2, ...LOGOUT_LANES],
    not: [
      [LOGIN11, 'SAML 1.1 has no logout'],
      [SENT, 'our own request says what the session says, and is escaped (class 32)'],
    ],
  },
  31: {
    name: 'Tricks of the redirect binding',
    rule: 'The signature is over the raw octets in the specification’s order; a name twice or escaped is refused.',
    at: [...LOGIN2, ...LOGOUT_LANES, SENT].flat(),
    not: [[LOGIN11, 'SAML 1.1 signs no query']],
  },
  32: {
    name: 'Injection into what we write',
    rule: 'Every value is escaped where it is written, or refused where it cannot be.',
    at: [...LOGIN, ...LOGOUT_REQUEST, SENT].flat(),
    not: [[LOGOUT_RESPONSE, 'nothing of a LogoutResponse is written anywhere']],
  },
  33: {
    name: 'Names of members',
    rule: 'Attributes are kept in maps under their own names, and read by tables.',
    at: LOGIN,
    not: [[LOGOUT_LANES, 'a logout has no attributes'], NOTHING_READ],
  },
  34: {
    name: 'Case, Unicode, tenants',
    rule: 'What names a party compares octet by octet; numbers are ASCII digits.',
    at: RECEIVED,
    not: [NOTHING_READ],
  },
} as const satisfies Record<number, AttackClass>;
