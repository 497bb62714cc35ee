import type { Profile } from 'passport-mitid-saml';
import type { Choice } from './choices';
import type { Text } from './language';
import type { Visitor } from './visitor';

/** One thing that was held against what was asked for, before the application heard of the login. */
export interface Check {
  readonly what: Text;
  readonly asked: Text;
  readonly got: Text;
}

const KINDS: Readonly<Record<Profile['identityType'], Text>> = {
  private: { da: 'privatperson', en: 'private person' },
  professional: { da: 'erhvervsbruger', en: 'professional' },
  company: { da: 'virksomhed', en: 'company' },
};
const GIVEN: Text = { da: 'udleveret', en: 'given' };
const NOT_ASKED: Text = { da: 'ikke bedt om', en: 'not asked for' };
const ASKED: Text = { da: 'bedt om', en: 'asked for' };
const NOT_GIVEN: Text = { da: 'ikke udleveret', en: 'not given' };

/**
 * What the policy found, in words. By the time a profile reaches the application every line is in order: a login that
 * fails one never becomes a profile, it becomes an error such as `loa_too_low` or `pid_missing`.
 */
export function checksOf({ profile, maskedCpr }: Visitor, choice: Choice): Check[] {
  const { nemid, transaction } = profile;
  return [
    {
      what: { da: 'Sikringsniveau', en: 'Level of assurance' },
      ...(profile.provider === 'nemid' ? NO_LEVEL : levels(profile)),
    },
    {
      what: { da: 'Identitetstype', en: 'Kind of identity' },
      asked: { da: `eID: ${eids(choice)}`, en: `eID: ${eids(choice)}` },
      got: KINDS[profile.identityType],
    },
    {
      what: { da: 'CPR-nummer', en: 'CPR number' },
      asked: choice.options.returnSsn === true ? ASKED : NOT_ASKED,
      got: maskedCpr === undefined ? NOT_GIVEN : GIVEN,
    },
    {
      what: { da: 'NemID-PID', en: 'NemID PID' },
      asked: choice.options.returnNemidPid === true ? ASKED : NOT_ASKED,
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

function levels({ assurance }: Profile): Pick<Check, 'asked' | 'got'> {
  const got = assurance.loa ?? '–';
  return {
    asked: { da: 'mindst substantial', en: 'at least substantial' },
    got: { da: got, en: got },
  };
}

function eids({ options }: Choice): string {
  return (options.eids ?? []).join(', ');
}
