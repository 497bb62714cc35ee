import { refuseKind } from './contradiction';
import type { Fields } from './fields';
import { missing, type Row } from './row';

const OF_AN_EMPLOYEE = [
  'organization.professionalUuid',
  'organization.rid',
  'organization.productionUnit',
  'organization.seNumber',
] as const;

/**
 * Refuses a person who is described as an employee. On behalf of a company, the company may be named, as long
 * as it is one that the person represents.
 *
 * @param where what told that it is a person.
 * @throws MitIdError `identity_type_unknown`.
 */
export function refuseEmployee(fields: Partial<Fields>, where = 'NameID'): void {
  const represented = fields.authorizedToRepresent ?? [];
  const cvr = fields['organization.cvr'];
  const found =
    OF_AN_EMPLOYEE.find((field) => field in fields) ??
    (cvr !== undefined && !represented.includes(cvr) ? 'organization.cvr' : undefined) ??
    ('organization.name' in fields && represented.length === 0 ? 'organization.name' : undefined);
  if (found !== undefined) refuseKind(where, `a person with ${found}`);
}

/**
 * Refuses an OIOSAML 3 professional without an employer: CVR and name are mandatory (facts/oiosaml.md 1.4).
 *
 * @throws MitIdError `attribute_missing`.
 */
export function requireEmployer(fields: Partial<Fields>, rows: readonly Row[]): void {
  for (const field of ['organization.cvr', 'organization.name'] as const) if (!(field in fields)) missing(rows, field);
}
