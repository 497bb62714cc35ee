import { instant } from '../support/saml2';
import { LOGOUT_REQUEST, ofClasses } from './harness';

const { logoutAttack, logoutHarmless } = ofClasses(26, 30);

const MINUTE = 60_000;
const expired = 'CVE-2023-40178 (node-saml before 4.0.5): a LogoutRequest past its NotOnOrAfter ended a session';
const old = 'SAML 2.0 bindings 3.4.5.2: a message by the browser is used at once, or somebody has kept it';
const ago = (ms: number) => instant(Date.now() - ms);

logoutAttack({
  name: 'logout-past-its-end',
  code: 'logout_expired',
  source: expired,
  lanes: LOGOUT_REQUEST,
  forged: (scene) => scene.signed({ notOnOrAfter: ago(MINUTE) }),
});

logoutAttack({
  name: 'logout-past-its-end-long-ago',
  code: 'logout_expired',
  source: expired,
  lanes: LOGOUT_REQUEST,
  forged: (scene) => scene.signed({ notOnOrAfter: '1970-01-01T00:00:00Z' }),
});

logoutAttack({
  name: 'logout-kept-for-ten-minutes',
  code: 'logout_expired',
  source: old,
  forged: (scene) => scene.signed({ issueInstant: ago(10 * MINUTE) }),
});

logoutAttack({
  name: 'logout-kept-for-ten-minutes-whose-end-is-far-away',
  code: 'logout_expired',
  source: old,
  lanes: LOGOUT_REQUEST,
  forged: (scene) => scene.signed({ issueInstant: ago(10 * MINUTE), notOnOrAfter: ago(-60 * MINUTE) }),
});

logoutAttack({
  name: 'logout-of-the-future',
  code: 'logout_expired',
  source: old,
  forged: (scene) => scene.signed({ issueInstant: ago(-MINUTE) }),
});

const malformed: readonly (readonly [string, string | null])[] = [
  ['missing', null],
  ['empty', ''],
  ['without-a-zone', '2026-01-01T12:00:00'],
  ['on-a-day-that-is-none', '2026-02-30T12:00:00Z'],
  ['not-a-time', 'now'],
];
for (const [name, issueInstant] of malformed) {
  logoutAttack({
    name: `logout-whose-instant-is-${name}`,
    code: 'time_malformed',
    source: 'SAML 2.0 core 1.3.3: xs:dateTime in UTC; JavaScript reads one without a zone as local time',
    forged: (scene) => scene.signed({ issueInstant }),
  });
}

logoutAttack({
  name: 'logout-whose-end-is-not-a-time',
  code: 'time_malformed',
  source: 'node-saml 5.1 compares NaN, which is never past',
  lanes: LOGOUT_REQUEST,
  forged: (scene) => scene.signed({ notOnOrAfter: 'never' }),
});

logoutHarmless({
  name: 'logout-without-an-end',
  source: 'SAML 2.0 core 3.7.1: NotOnOrAfter is optional; its age is judged',
  lanes: LOGOUT_REQUEST,
  variant: (scene) => scene.signed({ notOnOrAfter: null }),
});
