import type { Profile } from 'passport-mitid-saml';
import type { Language, Text } from './language';

type Level = NonNullable<Profile['assurance']['loa']>;

/** A kind of identity in words. */
export const KINDS: Readonly<Record<Profile['identityType'], Text>> = {
  private: { da: 'privatperson', en: 'private person' },
  professional: { da: 'erhvervsbruger', en: 'professional' },
  company: { da: 'virksomhed', en: 'company' },
};

/** An NSIS level as the Danish public knows it; in English as the profile has it. */
export const LEVELS: Readonly<Record<Level, Text>> = {
  low: { da: 'Lav', en: 'low' },
  substantial: { da: 'Betydelig', en: 'substantial' },
  high: { da: 'Høj', en: 'high' },
};

/** What vouches for a profile. */
export const TRUSTS: Readonly<Record<Profile['transaction']['trust'], Text>> = {
  signature: { da: 'signatur', en: 'signature' },
  channel: { da: 'forbindelsen', en: 'channel' },
  application: { da: 'applikationen', en: 'application' },
};

type Scope = Profile['privileges'][number]['scope'];

const SCOPES: Readonly<Record<Exclude<Scope['kind'], 'other'>, Text>> = {
  cvr: { da: 'CVR-nummer', en: 'CVR number' },
  productionUnit: { da: 'P-nummer', en: 'P number' },
  seNumber: { da: 'SE-nummer', en: 'SE number' },
  cpr: { da: 'CPR-nummer', en: 'CPR number' },
};

/** For whom a privilege is; a CPR number writes itself masked. */
export function scopeText(scope: Scope, language: Language): string {
  const name = scope.kind === 'other' ? scope.name : SCOPES[scope.kind][language];
  return `${name} ${scope.value.toString()}`;
}

const PROTECTED: Text = { da: 'Navnebeskyttet', en: 'Name protected' };

/** The name to greet somebody by. Where the broker tells none, `displayName` is the id, which says nothing to a person. */
export function shownName({ displayName, id }: Profile, language: Language): string {
  return displayName === id ? PROTECTED[language] : displayName;
}
