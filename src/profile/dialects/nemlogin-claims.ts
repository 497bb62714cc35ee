import { read } from './readers';
import type { Row } from './row';

/**
 * The claims that brokers hand on from NemLog-in, under the same names (seeds 001 and 002): MitID Erhverv, and
 * `nemlogin.auth_to_repr` of a private MitID on behalf of a company.
 */
export const NEMLOGIN_CLAIMS = [
  { attribute: 'nemlogin.ial', field: 'assurance.professionalIal', read: read.ial, only: ['professional'] },
  { attribute: 'nemlogin.name', field: 'displayName', read: read.name },
  { attribute: 'nemlogin.given_name', field: 'name.givenName', read: read.name },
  { attribute: 'nemlogin.family_name', field: 'name.familyName', read: read.name },
  { attribute: 'nemlogin.email', field: 'emails', read: read.emails },
  { attribute: 'nemlogin.cpr', field: 'person.cpr', read: read.cpr, secret: true },
  { attribute: 'nemlogin.cpr_uuid', field: 'person.cprUuid', read: read.uuid },
  { attribute: 'nemlogin.date_of_birth', field: 'person.dateOfBirth', read: read.dateOfBirth },
  { attribute: 'nemlogin.age', field: 'person.age', read: read.age },
  { attribute: 'nemlogin.cvr', field: 'organization.cvr', read: read.cvr },
  { attribute: 'nemlogin.org_name', field: 'organization.name', read: read.line },
  { attribute: 'nemlogin.p_number', field: 'organization.productionUnit', read: read.productionUnit },
  { attribute: 'nemlogin.se_number', field: 'organization.seNumber', read: read.seNumber },
  { attribute: 'nemlogin.nemid.rid', field: 'organization.rid', read: read.rid },
  {
    attribute: 'nemlogin.persistent_professional_id',
    field: 'organization.professionalUuid',
    read: read.professionalUuid,
  },
  { attribute: 'nemlogin.auth_to_repr', field: 'authorizedToRepresent', read: read.cvrs },
] as const satisfies readonly Row[];
