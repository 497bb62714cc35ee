import { parseOcesSubjectId } from '../../certificates';
import type { AssertionContent } from '../../assertion';
import { MitIdError } from '../../errors';
import { Cpr, parsePid } from '../../identifiers';
import { trimXml } from '../../trust';
import { agreedSubject, type NemIdSubject, type SubjectClaim } from '../nemid-subject';
import type { Fields } from './fields';
import { attributeOf, legacyClaims, refuseOtherNumbers, type LegacyPlaces } from './legacy-subject';
import { refuseEmployee } from './oiosaml3-kind';
import { malformedSubject } from './read';
import type { Row } from './row';

type Subject = AssertionContent['subject'];

/**
 * Which rows hold for a NemID login at Signicat.
 *
 * @param fields what the rows that hold for everybody say.
 */
export function signicatNemIdKind(fields: Partial<Fields>, rows: readonly Row[]): 'private' | 'professional' {
  const claims = legacyClaims(fields, placesIn(rows));
  const isPerson = claims.every(({ subject }) => subject.kind === 'person');
  return isPerson && !('organization.rid' in fields) ? 'private' : 'professional';
}

/**
 * Tells who a NemID login at Signicat is: certificate, subject, serial number, CVR with RID and PID may each say so, and the
 * NameIdentifier where it is a PID or a subject's serial number; all that do must agree.
 *
 * @param nameIdentifier Signicat has put a national number there (seen of another country's eID), so any other text is nobody's id.
 * @throws MitIdError `attribute_missing`, `attribute_conflict`, `attribute_malformed`; `identity_type_unknown` for a person with
 *   numbers of an employee.
 */
export function signicatNemIdSubject(
  fields: Partial<Fields>,
  rows: readonly Row[],
  nameIdentifier: Subject,
): NemIdSubject {
  const places = placesIn(rows);
  const at = (['nemid.pid', 'nemid.serialNumber', 'organization.rid'] as const).map((field) =>
    attributeOf(rows, field),
  );
  const claims = [...legacyClaims(fields, places), ...claimOf(nameIdentifier)];
  const named = agreedSubject(claims, at.join(', '), 'attributeNames');
  if (named.identityType === 'private') refuseEmployee(fields, at[0]);
  refuseOtherNumbers(named, fields, places);
  refuseOtherCpr(fields, rows, nameIdentifier);
  return named;
}

function placesIn(rows: readonly Row[]): LegacyPlaces {
  const subjectName = attributeOf(rows, 'nemid.subject');
  return { rows, subjectName, malformedSerial: () => malformedSubject(subjectName) };
}

function claimOf(nameIdentifier: Subject): readonly SubjectClaim[] {
  const text = trimXml(nameIdentifier?.nameId ?? '');
  const pid = parsePid(text);
  const subject = pid === undefined ? parseOcesSubjectId(text) : ({ kind: 'person', id: pid, pid } as const);
  return subject === undefined ? [] : [{ where: 'NameIdentifier', subject }];
}

function refuseOtherCpr({ 'person.cpr': cpr }: Partial<Fields>, rows: readonly Row[], nameIdentifier: Subject): void {
  const named = Cpr.parse(trimXml(nameIdentifier?.nameId ?? ''));
  if (cpr === undefined || named === undefined || named.equals(cpr)) return;
  throw new MitIdError('attribute_conflict', {
    where: `NameIdentifier, ${attributeOf(rows, 'person.cpr')}`,
    got: 'two CPR numbers that differ',
    expected: 'one person',
  });
}
