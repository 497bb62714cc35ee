import { MitIdError } from '../../errors';
import { agreedSubject, type NemIdSubject } from '../nemid-subject';
import { refuseKind } from './contradiction';
import type { Fields } from './fields';
import { attributeOf, legacyClaims, refuseOtherNumbers, type LegacyPlaces } from './legacy-subject';
import { OIOSAML2 } from './oiosaml2';
import { OCES_SUBJECT } from './read';

const OF_AN_EMPLOYEE = [
  'organization.cvr',
  'organization.rid',
  'organization.productionUnit',
  'organization.seNumber',
] as const;

const { rows } = OIOSAML2;
const PLACES: LegacyPlaces = { rows, subjectName: 'NameID', malformedSerial };

/**
 * Tells who an OIOSAML 2 login is: the user certificate, the NameID, the uid, the PID, and CVR with RID may each say so,
 * and all that do must agree. Numbers that say it only together with others must fit too.
 *
 * @throws MitIdError `attribute_missing`, `attribute_conflict`; `name_id_malformed` for a NameID whose serial is not of
 *   OCES; `identity_type_unknown` for a person with numbers of an employee.
 */
export function oioSaml2Subject(fields: Partial<Fields>): NemIdSubject {
  const places = `${attributeOf(rows, 'nemid.pid')}, ${attributeOf(rows, 'organization.rid')}`;
  const named = agreedSubject(legacyClaims(fields, PLACES), places);
  if (named.identityType === 'private') {
    const found = OF_AN_EMPLOYEE.find((field) => field in fields);
    if (found !== undefined) refuseKind(attributeOf(rows, found), `a private identity with ${found}`);
  }
  refuseOtherNumbers(named, fields, PLACES);
  return named;
}

function malformedSerial(): never {
  throw new MitIdError('name_id_malformed', {
    where: 'NameID',
    got: 'a serial that is not of OCES',
    expected: OCES_SUBJECT,
  });
}
