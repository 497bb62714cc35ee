import { parseOcesSubjectId } from '../../certificates';
import { MitIdError } from '../../errors';
import { readOrganization } from '../names';
import type { NemIdSubject, SubjectClaim } from '../nemid-subject';
import type { FieldName, Fields } from './fields';
import type { Row } from './row';

/** Where a dialect's legacy logins say who it is. */
export interface LegacyPlaces {
  readonly rows: readonly Row[];
  /** Where `nemid.subject` stood, for errors: an attribute or the NameID. */
  readonly subjectName: string;
  /** Refuses a name there whose serial is not of OCES. */
  readonly malformedSerial: () => never;
}

/** The attribute that fills a field, for errors. */
export function attributeOf(rows: readonly Row[], field: FieldName): string {
  return rows.find((row) => row.field === field)?.attribute ?? field;
}

/**
 * Everything that says who a legacy login is: the user certificate, its subject's name and serial number, CVR with RID, and the
 * PID. The certificate comes first: it says the most.
 *
 * @throws MitIdError what `malformedSerial` throws.
 */
export function legacyClaims(fields: Partial<Fields>, places: LegacyPlaces): readonly SubjectClaim[] {
  const { 'nemid.certificate': certificate, 'nemid.subject': name, 'nemid.serialNumber': uid } = fields;
  const { 'nemid.pid': pid, 'organization.cvr': cvr, 'organization.rid': rid } = fields;
  const claims: SubjectClaim[] = [];
  const claim = (field: FieldName, subject: SubjectClaim['subject']) =>
    claims.push({ where: attributeOf(places.rows, field), subject });
  if (certificate !== undefined) claim('nemid.certificate', certificate);
  if (name?.serialNumber !== undefined) {
    const subject = parseOcesSubjectId(name.serialNumber) ?? places.malformedSerial();
    claims.push({ where: places.subjectName, subject });
  }
  if (uid !== undefined) claim('nemid.serialNumber', uid);
  const employer = rid?.cvr ?? cvr;
  if (employer !== undefined && rid !== undefined) {
    claim('organization.rid', { kind: 'employee', id: `CVR:${employer}-RID:${rid.rid}`, cvr: employer, rid: rid.rid });
  }
  if (pid !== undefined) claim('nemid.pid', { kind: 'person', id: pid, pid });
  return claims;
}

/**
 * Refuses numbers that say who it is only together with others, and do not fit: a CVR without a RID, a RID without a CVR, and the CVR
 * that stands behind the organisation's name.
 *
 * @throws MitIdError `attribute_conflict`.
 */
export function refuseOtherNumbers({ subject }: NemIdSubject, fields: Partial<Fields>, places: LegacyPlaces): void {
  const { 'organization.cvr': cvr, 'organization.rid': rid, 'organization.name': organization } = fields;
  const { 'nemid.subject': name } = fields;
  const expectedCvr = subject.cvr ?? cvr;
  const at = (field: FieldName) => attributeOf(places.rows, field);
  const said: readonly (readonly [where: string, said: string | undefined, expected: string | undefined])[] = [
    [at('organization.cvr'), cvr, expectedCvr],
    [at('organization.rid'), rid?.cvr, expectedCvr],
    [at('organization.rid'), rid?.rid, subject.rid],
    [at('organization.name'), readOrganization(organization).cvr, expectedCvr],
    [places.subjectName, readOrganization(name?.organization).cvr, expectedCvr],
  ];
  for (const [where, one, other] of said) {
    if (one === undefined || one === other) continue;
    throw new MitIdError('attribute_conflict', {
      where,
      got: 'a number that is not of the subject',
      expected: 'one subject',
    });
  }
}
