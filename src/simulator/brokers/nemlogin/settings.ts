import { MitIdError } from '../../../errors';
import { DATA_ENCRYPTIONS, KEY_ENCRYPTIONS, type DataEncryption, type KeyEncryption } from '../saml2/algorithms';

export const DIALECTS = ['oiosaml-3', 'oiosaml-2'] as const;
export type Dialect = (typeof DIALECTS)[number];

/** What can be turned while the simulator runs. */
export interface NemLogInSettings {
  /** In which words a person is described. */
  readonly dialect: Dialect;
  readonly dataEncryption: DataEncryption;
  readonly keyEncryption: KeyEncryption;
}

/** What may be chosen for each setting; the first is the default. */
export const CHOICES = {
  dialect: DIALECTS,
  dataEncryption: DATA_ENCRYPTIONS,
  keyEncryption: KEY_ENCRYPTIONS,
} as const;

const DEFAULTS: NemLogInSettings = {
  dialect: 'oiosaml-3',
  dataEncryption: 'aes256-gcm',
  keyEncryption: 'rsa-oaep-mgf1p',
};

/**
 * Changes some settings and leaves the others.
 *
 * @param changes as an API or a form gives them; what is undefined changes nothing.
 * @throws MitIdError `configuration_invalid` for what is no setting, or none of its choices.
 */
export function changedSettings(changes: object, settings: NemLogInSettings = DEFAULTS): NemLogInSettings {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  const problems = given.flatMap(([name, value]) => problemOf(name, value));
  if (problems.length > 0) throw new MitIdError('configuration_invalid', { option: 'nemlogin', problems });
  return { ...settings, ...Object.fromEntries(given) };
}

function problemOf(name: string, value: unknown): string[] {
  const choices = Object.entries<readonly string[]>(CHOICES).find(([setting]) => setting === name)?.[1];
  if (choices === undefined) return [`nemlogin has no setting ${JSON.stringify(name)}`];
  if (typeof value === 'string' && choices.includes(value)) return [];
  return [`nemlogin.${name} is none of ${choices.join(', ')}`];
}
