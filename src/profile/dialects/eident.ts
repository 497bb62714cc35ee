import type { Dialect } from './dialect';
import { attributeNamesOf, type EIdentAttributeNames } from './eident-names';
import { read } from './readers';
import type { Kind, Row } from './row';

const MITID = ['private', 'professional'] as const satisfies readonly Kind[];
const PROFESSIONAL = ['professional'] as const satisfies readonly Kind[];
const NEMID = ['nemid'] as const satisfies readonly Kind[];

/**
 * The E-Ident dialect: every attribute of facts/eident.md that fills a field. FULLNAME and NEMLOGIN.NAME may both name
 * the display name; the row with `fallback` then gives way.
 *
 * @param names the attribute names that the application has changed.
 */
export function eidentRows(names: EIdentAttributeNames = {}): readonly Row[] {
  const name = attributeNamesOf(names);
  return [
    { attribute: 'IDENTITY_TYPE', field: 'identityType', read: read.word },
    { attribute: 'IDPROVIDER', field: 'idProvider', read: read.word },
    { attribute: 'MITID_UUID', field: 'mitid.uuid', read: read.uuid },

    { attribute: 'LOA', field: 'assurance.loa', read: read.loa, only: MITID },
    { attribute: 'AAL', field: 'assurance.aal', read: read.aal, only: MITID },
    { attribute: 'IAL', field: 'assurance.ial', read: read.ial, only: MITID },
    { attribute: 'NEMLOGIN.IAL', field: 'assurance.professionalIal', read: read.ial, only: PROFESSIONAL },
    { attribute: 'MITID_AMR', field: 'authenticators', read: read.authenticators, only: MITID },

    { attribute: 'NEMLOGIN.NAME', field: 'displayName', read: read.name, only: MITID },
    { attribute: 'FULLNAME', field: 'displayName', read: read.name, fallback: true },
    { attribute: 'CN', field: 'displayName', read: read.name, only: NEMID, fallback: true },
    { attribute: 'NEMLOGIN.GIVEN_NAME', field: 'name.givenName', read: read.name, only: MITID },
    { attribute: 'GIVENNAME', field: 'name.givenName', read: read.name, fallback: true },
    { attribute: 'FIRSTNAME', field: 'name.givenName', read: read.name, fallback: true },
    { attribute: 'NEMLOGIN.FAMILY_NAME', field: 'name.familyName', read: read.name, only: MITID },
    { attribute: 'NEMLOGIN.EMAIL', field: 'emails', read: read.emails },

    { attribute: 'DK_SSN', field: 'person.cpr', read: read.cpr, secret: true },
    { attribute: 'NEMLOGIN.CPR', field: 'person.cpr', read: read.cpr, secret: true },
    { attribute: 'NEMLOGIN.CPR_UUID', field: 'person.cprUuid', read: read.uuid },
    { attribute: 'DOB', field: 'person.dateOfBirth', read: read.dateOfBirth },
    { attribute: 'NEMLOGIN.DATE_OF_BIRTH', field: 'person.dateOfBirth', read: read.dateOfBirth },
    { attribute: 'NEMLOGIN.AGE', field: 'person.age', read: read.age },

    { attribute: 'NEMLOGIN.CVR', field: 'organization.cvr', read: read.cvr },
    { attribute: name.organizationName, field: 'organization.name', read: read.line, option: 'organizationName' },
    { attribute: 'NEMLOGIN.P_NUMBER', field: 'organization.productionUnit', read: read.productionUnit },
    { attribute: name.seNumber, field: 'organization.seNumber', read: read.seNumber, option: 'seNumber' },
    { attribute: name.rid, field: 'organization.rid', read: read.rid, option: 'rid' },
    {
      attribute: name.professionalUuid,
      field: 'organization.professionalUuid',
      read: read.professionalUuid,
      option: 'professionalUuid',
    },
    { attribute: 'AUTHORIZED_TO_REPRESENT', field: 'authorizedToRepresent', read: read.cvrs },
    { attribute: 'NEMLOGIN.AUTH_TO_REPR', field: 'authorizedToRepresent', read: read.cvrs },

    { attribute: 'NEMID_PID', field: 'nemid.pid', read: read.pid },
    { attribute: 'DK_DAN_PID', field: 'nemid.pid', read: read.pid, only: NEMID },
    { attribute: 'DN', field: 'nemid.subject', read: read.distinguishedName, only: NEMID },
    { attribute: 'CERTIFICATE', field: 'nemid.certificate', read: read.certificate, only: NEMID, secret: true },

    { attribute: name.referenceText, field: 'transaction.referenceText', read: read.text, option: 'referenceText' },
    {
      attribute: name.transactionText,
      field: 'transaction.transactionText.text',
      read: read.text,
      option: 'transactionText',
    },
    {
      attribute: name.transactionTextType,
      field: 'transaction.transactionText.type',
      read: read.textType,
      option: 'transactionTextType',
    },
    {
      attribute: name.transactionTextSha256,
      field: 'transaction.transactionText.sha256',
      read: read.sha256,
      option: 'transactionTextSha256',
    },
    { attribute: 'ADDITIONAL_INFO', field: 'transaction.additionalInfo', read: read.text },
  ] satisfies readonly Row[];
}

/** Attributes of facts/eident.md that say nothing the profile has a member for: they stand in `profile.attributes` only. */
export const EIDENT_UNMAPPED = ['ACR', 'ACTION_CONTEXT', 'AMR', 'C', 'CERTPOLICYOID'] as const;

/** The dialect with the names that this broker uses. */
export function eidentDialect(names: EIdentAttributeNames = {}): Dialect {
  return { rows: eidentRows(names), unmapped: EIDENT_UNMAPPED, withheld: [] };
}
