import { MitIdError } from '../errors';
import { looksLikeCpr, lowerNsis, type Cpr } from '../identifiers';
import { compact } from './compact';
import type { Fields } from './dialects/fields';
import { usableName } from './names';
import type { Person, ProfileCommon } from './profile';

/** What every kind of profile has alike, whatever broker said it. */
export type CommonParts = Pick<
  ProfileCommon,
  'name' | 'emails' | 'assurance' | 'authenticators' | 'person' | 'authorizedToRepresent' | 'privileges'
>;

/**
 * The members that follow from the fields alone.
 *
 * @throws MitIdError `attribute_conflict` where the CPR is another day's than the date of birth.
 */
export function commonParts(fields: Partial<Fields>): CommonParts {
  return {
    name: compact<ProfileCommon['name']>({
      givenName: usableName(fields['name.givenName']),
      familyName: usableName(fields['name.familyName']),
    }),
    emails: (fields.emails ?? []).filter((value) => !looksLikeCpr(value)).map((value) => ({ value })),
    assurance: compact<ProfileCommon['assurance']>({
      loa: fields['assurance.loa'],
      // A professional identity is no better assured than the weaker of itself and the person behind it.
      ial: lowerNsis(fields['assurance.ial'], fields['assurance.professionalIal']),
      aal: fields['assurance.aal'],
    }),
    authenticators: fields.authenticators ?? [],
    person: personOf(fields),
    authorizedToRepresent: fields.authorizedToRepresent ?? [],
    privileges: fields.privileges ?? [],
  };
}

function personOf(fields: Partial<Fields>): Person {
  const { 'person.cpr': cpr, 'person.dateOfBirth': dateOfBirth } = fields;
  if (cpr !== undefined && dateOfBirth !== undefined && tellsBirth(cpr) && !sameDay(cpr, dateOfBirth)) {
    throw new MitIdError('attribute_conflict', {
      where: 'person.cpr, person.dateOfBirth',
      got: 'a CPR number of another day than the date of birth',
      expected: 'one person',
    });
  }
  return compact<Person>({
    cpr,
    cprUuid: fields['person.cprUuid'],
    dateOfBirth,
    age: fields['person.age'],
  });
}

/** Not so a replacement number, nor one whose birth lies ahead: that was made for a test (rules 7). */
function tellsBirth({ isReplacementNumber, birthDate }: Cpr): boolean {
  return !isReplacementNumber && birthDate <= new Date().toISOString().slice(0, 10);
}

/** Day, month and year; not the century: numbers made for tests have one that cannot be. */
function sameDay(cpr: Cpr, dateOfBirth: string): boolean {
  return cpr.birthDate.slice(2) === dateOfBirth.slice(2);
}
