import { lowerNsis } from '../../../../identifiers';
import { fullName, type Persona } from '../../../personas';
import { attributesOf, type Attribute } from '../../attribute';
import { levelUri } from '../../level-uri';

/** The names that the metadata lists. Those with a hyphen are documented (facts/eident.md, "Signicat"), the others are not. */
export const MITID_NAMES = {
  cpr: 'national-identity',
  country: 'national-identity-country',
  displayName: 'common-name',
  givenName: 'given-name',
  familyName: 'surname',
  dateOfBirth: 'date-of-birth',
  email: 'email',
  stepUpId: 'auth-token-id',
  loa: 'mitidLoa',
  ial: 'mitidIal',
  aal: 'mitidAal',
} as const;

/**
 * The attributes of a MitID login. Signicat's standard ones are there always, and empty where MitID does not say them.
 *
 * @param tellsCpr whether the application is told CPR numbers.
 * @param token names this login, so that a later one can be a step-up of it.
 */
export function mitIdAttributes(persona: Persona, tellsCpr: boolean, token: string): Attribute[] {
  const { mitid, cpr, name, nameProtected, dateOfBirth } = persona;
  const told = tellsCpr ? cpr?.reveal() : undefined;
  const loa = lowerNsis(mitid?.ial, mitid?.aal);
  return attributesOf({
    [MITID_NAMES.cpr]: told ?? '',
    [MITID_NAMES.country]: told === undefined ? '' : 'DK',
    // A name that may not be told is the word that stands for it.
    [MITID_NAMES.displayName]: nameProtected === true ? 'Pseudonym' : fullName(persona),
    [MITID_NAMES.givenName]: nameProtected === true ? '' : name.given,
    [MITID_NAMES.familyName]: nameProtected === true ? '' : name.family,
    [MITID_NAMES.dateOfBirth]: dateOfBirth ?? '',
    [MITID_NAMES.email]: '',
    [MITID_NAMES.stepUpId]: token,
    [MITID_NAMES.loa]: loa && levelUri(loa),
    [MITID_NAMES.ial]: mitid && levelUri(mitid.ial),
    [MITID_NAMES.aal]: mitid && levelUri(mitid.aal),
  });
}
