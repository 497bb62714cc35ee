import type { Profile } from 'passport-mitid-saml';
import type { Choice, EIdentChoice } from './choices';
import type { Text } from './language';
import { maskedCprOf, type Visitor } from './visitor';
import { KINDS, LEVELS } from './words';

/** One thing that was held against what was asked for, before the application heard of the login. */
export interface Check {
  readonly what: Text;
  readonly asked: Text;
  readonly got: Text;
}

const GIVEN: Text = { da: 'udleveret', en: 'given' };
const NOT_ASKED: Text = { da: 'ikke bedt om', en: 'not asked for' };
const ASKED: Text = { da: 'bedt om', en: 'asked for' };
const AGREED: Text = { da: 'efter aftalen med brokeren', en: 'as agreed with the broker' };
const NOT_GIVEN: Text = { da: 'ikke udleveret', en: 'not given' };

/**
 * What the policy found, in words. By the time a profile reaches the application every line is in order: a login that
 * fails one never becomes a profile, it becomes an error such as `loa_too_low` or `pid_missing`.
 */
export function checksOf({ profile }: Visitor, choice: Choice): Check[] {
  const { nemid, transaction } = profile;
  return [
    {
      what: { da: 'Sikringsniveau', en: 'Level of assurance' },
      ...(profile.provider === 'nemid' ? NO_LEVEL : levels(profile, choice)),
    },
    {
      what: { da: 'Identitetstype', en: 'Kind of identity' },
      asked: kindsAsked(choice),
      got: KINDS[profile.identityType],
    },
    {
      what: { da: 'CPR-nummer', en: 'CPR number' },
      asked: agreedOr(choice, ({ options }) => options.returnSsn === true),
      got: maskedCprOf({ profile }) === undefined ? NOT_GIVEN : GIVEN,
    },
    {
      what: { da: 'NemID-PID', en: 'NemID PID' },
      asked: agreedOr(choice, ({ options }) => options.returnNemidPid === true),
      got: nemid?.pid === undefined ? NOT_GIVEN : GIVEN,
    },
    {
      what: { da: 'Brokerens signatur', en: "The broker's signature" },
      asked: { da: 'krævet', en: 'required' },
      got:
        transaction.trust === 'signature'
          ? { da: 'gyldig', en: 'valid' }
          : { da: 'kun forbindelsen', en: 'the connection only' },
    },
  ];
}

const NO_LEVEL = {
  asked: { da: 'intet: NemID har ikke et niveau', en: 'none: a NemID has no level' },
  got: { da: 'intet', en: 'none' },
};

function levels({ assurance }: Profile, choice: Choice): Pick<Check, 'asked' | 'got'> {
  return {
    asked: levelAsked(choice),
    got: assurance.loa === undefined ? { da: '–', en: '–' } : LEVELS[assurance.loa],
  };
}

// No level can be asked of Signicat: an application that needs one says so in the option `policy`.
function levelAsked({ broker }: Choice): Text {
  return broker === 'signicat-mitid' ? AGREED : { da: 'mindst Betydelig', en: 'at least substantial' };
}

function kindsAsked(choice: Choice): Text {
  if (choice.broker === 'eident') {
    const eids = `eID: ${(choice.options.eids ?? []).join(', ')}`;
    return { da: eids, en: eids };
  }
  if (choice.broker !== 'nemlog-in') return AGREED;
  const kinds = (choice.options.identityTypes ?? []).map((type) => KINDS[type]);
  return { da: kinds.map(({ da }) => da).join(', '), en: kinds.map(({ en }) => en).join(', ') };
}

// What NemLog-in and Signicat tell of a person is agreed with them once, not asked for at each login.
function agreedOr(choice: Choice, asks: (choice: EIdentChoice) => boolean): Text {
  if (choice.broker !== 'eident') return AGREED;
  return asks(choice) ? ASKED : NOT_ASKED;
}
