import type { BrowserAttack } from '../attack';

const PLANTED =
  'A link or a hidden form logs a person in to the attacker’s account; what they do there is the attacker’s.';
const STOLEN = 'Who finds an answer in a log or a history is logged in as its owner.';

/** A sound answer in the wrong hands, or a second time. */
export const BROWSER_ATTACKS: readonly Omit<BrowserAttack, 'kind'>[] = [
  {
    id: 'uninvited',
    trick: 'uninvited',
    classes: [28, 37],
    harm: PLANTED,
    source: 'Login CSRF: Barth et al., CCS 2008',
  },
  {
    id: 'answer-to-another-login',
    trick: 'other-login',
    classes: [23, 28],
    harm: PLANTED,
    source: 'Login CSRF: Barth et al., CCS 2008',
  },
  {
    id: 'answer-under-own-state',
    trick: 'other-login-under-own-state',
    classes: [23, 28, 37],
    harm: PLANTED,
    source: 'SAML profiles 4.1.4.3: InResponseTo, bound to the browser',
  },
  {
    id: 'replay-in-another-browser',
    trick: 'second-browser',
    classes: [22, 36],
    harm: STOLEN,
    source: 'SAML profiles 4.1.4.5',
  },
  {
    id: 'replay-in-the-same-browser',
    trick: 'second-time',
    classes: [22],
    harm: STOLEN,
    source: 'SAML profiles 4.1.4.5; ory/polis 4077',
  },
  {
    id: 'foreign-return-address',
    trick: 'foreign-target',
    classes: [27],
    harm: 'After a real login the person stands on the attacker’s copy of the site.',
    source: 'OWASP SAML Security Cheat Sheet: RelayState',
  },
  {
    id: 'declared-latin-1',
    trick: 'other-encoding',
    classes: [20, 10],
    harm: 'Two readers of one message read two names: what is verified is not what is shown.',
    source: 'XML 1.0 4.3.3: an encoding that is declared and is another is a fatal error',
  },
  {
    id: 'lax-base64',
    trick: 'lax-base64',
    classes: [20],
    harm: 'What stands in front, a filter or a log, reads another message than the application.',
    source: 'RFC 4648 3.3: characters outside the alphabet are refused',
  },
  {
    id: 'artifact-of-another-source',
    trick: 'foreign-source',
    classes: [29, 36],
    harm: 'An artifact of one broker is exchanged with another, which vouches for it.',
    source: 'SAML 1.1 bindings 4.1.1.2: SourceID',
  },
];
