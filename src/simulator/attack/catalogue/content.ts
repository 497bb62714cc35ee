import type { FaultAttack, Row } from '../attack';

const NOBODY = 'A person who has not authenticated, or not so, is logged in.';
const LEVEL = 'A login by password alone opens what needs more.';
const VERSION = 'Rules of another version are those that nobody has looked at.';

/** What is said of the login. */
export const CONTENT_ATTACKS: readonly Row<FaultAttack>[] = [
  {
    fault: 'status-requester',
    classes: [25],
    harm: 'A login that failed at the broker is one here.',
    source: 'SAML core 3.2.2.2',
  },
  { fault: 'wrong-version', classes: [24], harm: VERSION, source: 'SAML core 4.1.3.2' },
  { fault: 'wrong-assertion-version', classes: [24, 38], harm: VERSION, source: 'SAML core 4.1.3.1' },
  {
    fault: 'unknown-condition',
    classes: [38],
    harm: 'What the broker made a condition is none.',
    source: 'SAML 1.1 core 2.3.2.1: Indeterminate',
  },
  {
    fault: 'holder-of-key',
    classes: [24, 38],
    harm: 'An assertion for whoever holds a key logs in whoever holds the assertion.',
    source: 'node-saml issue 435',
  },
  {
    fault: 'missing-confirmation',
    classes: [24],
    harm: 'An assertion that was never meant for a browser logs one in.',
    source: 'SAML profiles 4.1.4.2',
  },
  { fault: 'missing-authn-statement', classes: [24], harm: NOBODY, source: 'SAML profiles 4.1.4.2' },
  {
    fault: 'missing-nameid',
    classes: [33],
    harm: 'Whom an attribute of that name means, or nobody, is logged in.',
    source: 'node-saml 5.1: profile.nameID from an attribute',
  },
  {
    fault: 'two-people',
    classes: [38],
    harm: 'One person has authenticated, and another’s attributes open the account.',
    source: 'SAML 1.1 core 3.3.3',
  },
  {
    fault: 'old-authn-instant',
    classes: [26],
    harm: 'Asked to log in anew, nobody has.',
    source: 'SAML core 3.4.1: ForceAuthn',
    needs: 'force',
  },
  { fault: 'loa-low', classes: [26], harm: LEVEL, source: 'NSIS 2.0.2', needs: 'level' },
  { fault: 'lower-loa', classes: [26], harm: LEVEL, source: 'NSIS 2.0.2', needs: 'level', persona: 'level-low' },
];
