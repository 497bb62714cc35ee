import { MitIdError } from '../errors';
import { parseUuid } from '../identifiers';
import type { LoginRecord } from '../session';

/** The NameID of a person in OIOSAML 3 (facts/oiosaml.md 1.2): what the service knows people by. */
const PERSON = /^https:\/\/data\.gov\.dk\/model\/core\/eid\/person\/uuid\/(.+)$/;

/**
 * The NameID that the service is asked about. It matches people only: an employee, and whoever another broker let in, has
 * none that it knows (facts/oiosaml.md 4.3).
 *
 * @param idpEntityId the one broker whose UUIDs the service knows: another, such as a test broker, could name anybody's.
 * @returns as NemLog-in said it, in full.
 * @throws MitIdError `cpr_match_refused`
 */
export function subjectOf({ key, nameId, identityType }: LoginRecord, idpEntityId: string): string {
  if (key.issuer !== idpEntityId) {
    throw new MitIdError('cpr_match_refused', {
      where: 'LoginRecord',
      got: `a login at ${key.issuer}`,
      expected: idpEntityId,
      option: 'idpEntityId',
    });
  }
  const uuid = parseUuid(PERSON.exec(nameId ?? '')?.[1] ?? '');
  if (identityType === 'private' && key.namespace === 'nemlogin-person' && nameId !== undefined && uuid === key.id) {
    return nameId;
  }
  throw new MitIdError('cpr_match_refused', {
    where: 'LoginRecord',
    got: `an identity of type ${identityType}, known by ${key.namespace}`,
    expected: "a person's login at NemLog-in with OIOSAML 3 (nemlogin-person), and its NameID",
  });
}
