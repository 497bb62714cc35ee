import type { Dialect } from './dialect';
import { read } from './readers';
import type { Kind, Row } from './row';
import { SIGNICAT_SAML11_NAMES, type SignicatSaml11Names } from './signicat-names';

const PRIVATE = ['private'] as const satisfies readonly Kind[];
const PROFESSIONAL = ['professional'] as const satisfies readonly Kind[];

/**
 * NemID at Signicat over SAML 1.1, all its methods. A person with an organisation number logs in on behalf of that company
 * (`nemid-erhverv`, seed 004); an employee's organisation number is the employer's.
 *
 * @param names the attribute names that the application has changed.
 */
export function signicatSaml11(names: SignicatSaml11Names = {}): Dialect {
  const name = { ...SIGNICAT_SAML11_NAMES, ...names };
  return {
    rows: [
      { attribute: name.pid, field: 'nemid.pid', read: read.pid, option: 'pid' },
      { attribute: name.serialNumber, field: 'nemid.serialNumber', read: read.ocesSubject, option: 'serialNumber' },
      { attribute: name.subjectName, field: 'nemid.subject', read: read.distinguishedName, option: 'subjectName' },
      {
        attribute: name.certificate,
        field: 'nemid.certificate',
        read: read.certificate,
        secret: true,
        option: 'certificate',
      },

      { attribute: name.displayName, field: 'displayName', read: read.name, option: 'displayName' },
      { attribute: name.givenName, field: 'name.givenName', read: read.name, option: 'givenName' },
      { attribute: name.familyName, field: 'name.familyName', read: read.name, option: 'familyName' },
      { attribute: name.email, field: 'emails', read: read.emails, option: 'email' },
      { attribute: name.cpr, field: 'person.cpr', read: read.cpr, secret: true, option: 'cpr' },
      { attribute: 'signicat.national_id', field: 'person.cpr', read: read.cpr, secret: true },
      { attribute: name.dateOfBirth, field: 'person.dateOfBirth', read: read.dateOfBirth, option: 'dateOfBirth' },

      { attribute: name.rid, field: 'organization.rid', read: read.rid, option: 'rid' },
      { attribute: name.cvr, field: 'organization.cvr', read: read.cvr, option: 'cvr' },
      {
        attribute: name.organizationNumber,
        field: 'organization.cvr',
        read: read.cvr,
        only: PROFESSIONAL,
        option: 'organizationNumber',
      },
      {
        attribute: name.organizationNumber,
        field: 'authorizedToRepresent',
        read: read.cvrs,
        only: PRIVATE,
        option: 'organizationNumber',
      },
      { attribute: name.organizationName, field: 'organization.name', read: read.line, option: 'organizationName' },
    ] satisfies readonly Row[],
    unmapped: ['cn', 'name', 'nemid', 'security-level'],
    withheld: [],
  };
}
