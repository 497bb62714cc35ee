import type { FaultAttack, Row } from '../attack';

const OTHERS = 'An answer that the person gave to another service logs its owner in here as the person.';
const STALE = 'An answer out of a log, a backup or a history still logs in.';
const OTHER_LOGIN =
  'The answer to somebody else’s login is taken: a person works in another’s account without knowing.';
const TENANT = 'Another tenant, whose name is the same but for case or looks, vouches for everybody.';
const OTHER_BROKER = 'Another broker that is trusted for its own people can vouch for everybody’s.';

/** To whom, by whom, until when and in answer to what it is said. */
export const ADDRESSING_ATTACKS: readonly Row<FaultAttack>[] = [
  { fault: 'wrong-audience', classes: [24], harm: OTHERS, source: 'SAML profiles 4.1.4.3; CVE-2026-41577' },
  {
    fault: 'missing-audience',
    classes: [24],
    harm: OTHERS,
    source: 'SAML profiles 4.1.4.2: bearer assertions have one',
  },
  { fault: 'second-audience', classes: [24], harm: OTHERS, source: 'SAML core 2.5.1.4: every AudienceRestriction' },
  { fault: 'wrong-recipient', classes: [24, 36], harm: OTHERS, source: 'SAML profiles 4.1.4.3; node-saml issue 405' },
  { fault: 'missing-recipient', classes: [24], harm: OTHERS, source: 'SAML profiles 4.1.4.2' },
  { fault: 'recipient-without-query', classes: [36, 37], harm: OTHER_LOGIN, source: 'SAML 1.1 bindings 4.1.2.4' },
  { fault: 'recipient-of-another-login', classes: [36, 37], harm: OTHER_LOGIN, source: 'SAML 1.1 bindings 4.1.2.4' },
  { fault: 'wrong-destination', classes: [24], harm: OTHERS, source: 'SAML bindings 3.5.5.2; node-saml issue 437' },
  { fault: 'wrong-issuer', classes: [29, 24], harm: OTHER_BROKER, source: 'CVE-2026-49283' },
  {
    fault: 'issuer-in-capitals',
    classes: [34, 29],
    harm: TENANT,
    source: 'SAML core 1.3.1: names compare octet by octet',
  },
  {
    fault: 'lookalike-issuer',
    classes: [34, 29],
    harm: TENANT,
    source: 'Unicode Technical Standard 39: confusable characters',
  },
  { fault: 'wrong-response-issuer', classes: [29, 24], harm: OTHER_BROKER, source: 'SAML profiles 4.1.4.2' },
  { fault: 'expired', classes: [26], harm: STALE, source: 'SAML core 2.5.1.2' },
  {
    fault: 'not-yet-valid',
    classes: [26],
    harm: 'Assertions can be made in advance, for after a key or a right was withdrawn.',
    source: 'SAML core 2.5.1.2',
  },
  { fault: 'expired-confirmation', classes: [24, 26], harm: STALE, source: 'CVE-2026-1190; node-saml issue 436' },
  {
    fault: 'endless-confirmation',
    classes: [24],
    harm: STALE,
    source: 'SAML profiles 4.1.4.2: NotOnOrAfter is mandatory',
  },
  {
    fault: 'confirmation-not-before',
    classes: [24],
    harm: 'A confirmation of another profile is taken for a bearer’s.',
    source: 'SAML profiles 4.1.4.2',
  },
  {
    fault: 'session-expired',
    classes: [26],
    harm: 'A session that is over at the broker begins here.',
    source: 'SAML core 2.7.2',
  },
  { fault: 'wrong-in-response-to', classes: [23], harm: OTHER_LOGIN, source: 'SAML profiles 4.1.4.3' },
  { fault: 'missing-in-response-to', classes: [23, 28], harm: OTHER_LOGIN, source: 'SAML profiles 4.1.4.3' },
  { fault: 'wrong-confirmation-in-response-to', classes: [23], harm: OTHER_LOGIN, source: 'SAML profiles 4.1.4.3' },
  {
    fault: 'missing-confirmation-in-response-to',
    classes: [23, 28],
    harm: OTHER_LOGIN,
    source: 'SAML profiles 4.1.4.2',
  },
  { fault: 'replayed-assertion', classes: [22], harm: STALE, source: 'SAML profiles 4.1.4.5', again: true },
  { fault: 'replayed-response', classes: [22, 23], harm: STALE, source: 'SAML profiles 4.1.4.5', again: true },
  {
    fault: 'replayed-artifact',
    classes: [22, 36],
    harm: STALE,
    source: 'SAML 1.1 bindings 4.1.1.6: an artifact is used once',
    again: true,
  },
];
