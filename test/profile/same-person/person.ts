import { Cpr, type Profile } from '../../../src/profile';

/** Every way in which somebody logs in: the columns of the table in docs/profile.md. */
export const BROKERS = [
  'E-Ident',
  'OIOSAML 3',
  'OIOSAML 2',
  'Signicat, SAML 2.0',
  'Signicat, SAML 1.1',
  'E-Ident, OIDC',
  'Nets eID broker, OIDC',
  'Signicat, OIDC',
  'OCES2',
  'OCES3',
] as const;
export type Broker = (typeof BROKERS)[number];

export interface Login {
  readonly profile: () => Profile;
  /** What is known of the person, and not said by this login. */
  readonly silent: readonly string[];
}

export interface SamePerson {
  /** All that is known of the person, by path. */
  readonly known: Readonly<Record<string, unknown>>;
  /** The login each way, or why there is none. */
  readonly logins: Readonly<Record<Broker, Login | string>>;
}

/** What a profile says of the person, by path; a CPR as its digits. Keys, and the id in place of a name, are the broker's. */
export function sayingsOf(profile: Profile): Readonly<Record<string, unknown>> {
  const { id, displayName, name, emails, person, organization, assurance, authorizedToRepresent, nemid } = profile;
  const shown = displayName === id ? undefined : displayName;
  const said = { displayName: shown, name, emails, person, organization, assurance, authorizedToRepresent };
  return Object.fromEntries(pathsOf({ ...said, nemid: { pid: nemid?.pid } }, ''));
}

function pathsOf(value: unknown, path: string): [string, unknown][] {
  if (value === undefined) return [];
  if (value instanceof Cpr) return [[path, value.reveal()]];
  if (Array.isArray(value)) return value.length === 0 ? [] : [[path, value]];
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([member, inner]) => pathsOf(inner, path === '' ? member : `${path}.${member}`));
}

export const LOA = 'https://data.gov.dk/concept/core/nsis/';
/** OIOSAML 2 knows no NSIS; its AssuranceLevel 3 is taken for substantial where that is allowed. */
export const NO_NSIS = ['assurance.ial', 'assurance.aal'] as const;
/** Neither do a NemID at Signicat and a certificate. */
export const NO_LEVELS = ['assurance.loa', ...NO_NSIS] as const;

export const NAMES = {
  displayName: 'Bjørn Testesen',
  'name.givenName': 'Bjørn',
  'name.familyName': 'Testesen',
} as const;
/** OCES2 has one name, and does not divide it. */
export const PARTS_OF_NAME = ['name.givenName', 'name.familyName'] as const;
export const LEVELS = {
  'assurance.loa': 'substantial',
  'assurance.ial': 'substantial',
  'assurance.aal': 'substantial',
} as const;
export const eidentLevels = { LOA: `${LOA}Substantial`, IAL: `${LOA}Substantial`, AAL: `${LOA}Substantial` } as const;
export const claimLevels = { loa: `${LOA}Substantial`, ial: `${LOA}Substantial`, aal: `${LOA}Substantial` } as const;

/** Why a login is not there. */
export const NO_SOURCE = 'no source shows it';
export const CITIZENS_ONLY = 'no source shows an employee’s login';
export const NOT_SAID = 'a certificate does not say whom the person represents';

export function unsaid(prefix: string, ...members: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(members.map((member) => [`${prefix}${member}`, '']));
}

export function unsaidClaims(...names: readonly string[]): Readonly<Record<string, undefined>> {
  return Object.fromEntries(names.map((name) => [name, undefined]));
}
