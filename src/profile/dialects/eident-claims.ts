import { parseOcesSubjectId } from '../../certificates';
import { agreedSubject, type NemIdSubject, type SubjectClaim } from '../nemid-subject';
import type { Fields } from './fields';
import { malformedSubject } from './read';

/**
 * Tells who a legacy E-Ident login is, by CERTIFICATE, DN and the PID attributes.
 *
 * @throws MitIdError `attribute_missing` where none does, `attribute_conflict` where two disagree,
 *   `attribute_malformed` for a DN whose serialNumber is not of OCES.
 */
export function eidentSubject(fields: Partial<Fields>): NemIdSubject {
  const { 'nemid.certificate': certificate, 'nemid.subject': name, 'nemid.pid': pid } = fields;
  const claims: SubjectClaim[] = [];
  // The certificate first: of the three only it names an OCES3 subject's company.
  if (certificate !== undefined) claims.push({ where: 'CERTIFICATE', subject: certificate });
  if (name?.serialNumber !== undefined) {
    claims.push({ where: 'DN', subject: parseOcesSubjectId(name.serialNumber) ?? malformedSubject('DN') });
  }
  if (pid !== undefined) claims.push({ where: 'DK_DAN_PID', subject: { kind: 'person', id: pid, pid } });
  return agreedSubject(claims, 'CERTIFICATE, DN, DK_DAN_PID');
}
