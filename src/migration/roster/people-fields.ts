import { HEADINGS, plainHeading } from '../import/fields';

/** What a column of the people may hold, as `--map` names it. */
export const PEOPLE_FIELDS = ['account', 'givenName', 'surname', 'email'] as const;

export type PeopleField = (typeof PEOPLE_FIELDS)[number];

/**
 * Headings that say by themselves what their column holds, as `plainHeading` writes them. A whole name (`navn`, `name`) is left
 * out: where its surname begins, nobody knows who does not bear it.
 */
export const PEOPLE_HEADINGS: Readonly<Record<PeopleField, readonly string[]>> = {
  account: HEADINGS.account,
  givenName: ['givenname', 'givennames', 'firstname', 'firstnames', 'forename', 'fornavn', 'fornavne'],
  surname: ['surname', 'lastname', 'familyname', 'efternavn', 'efternavne'],
  email: ['email', 'emailaddress', 'emailadresse', 'mail', 'mailaddress', 'mailadresse'],
};

/** The field that a heading says by itself. */
export function fieldOfPeopleHeading(heading: string): PeopleField | undefined {
  const plain = plainHeading(heading);
  return PEOPLE_FIELDS.find((field) => PEOPLE_HEADINGS[field].includes(plain));
}
