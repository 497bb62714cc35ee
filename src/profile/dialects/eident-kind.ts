import { MitIdError } from '../../errors';
import { describeShape } from '../../identifiers';
import type { Fields } from './fields';
import type { Kind } from './row';

/** E-Ident's names of the legacy eIDs: NemID key card and key file (facts/eident.md). */
export const EIDENT_LEGACY_EIDS = ['dk_nemid_js', 'dk_nemid-opensign'] as const;

/** No source says what IDPROVIDER is after a MitID login; anything that does not name MitID is another eID. */
const NAMES_MITID = /(?:^|[^a-z])mitid(?:[^a-z]|$)/i;

/**
 * Tells what an E-Ident login was: legacy by IDPROVIDER, otherwise by IDENTITY_TYPE.
 *
 * @throws MitIdError `identity_type_unknown` where neither says so in a way that is known.
 */
export function eidentKind({ idProvider, identityType }: Partial<Fields>): Kind {
  if (EIDENT_LEGACY_EIDS.some((eid) => eid === idProvider)) return 'nemid';
  if (idProvider !== undefined && !NAMES_MITID.test(idProvider)) {
    throw new MitIdError('identity_type_unknown', {
      where: 'IDPROVIDER',
      got: showWord(idProvider),
      expected: `MitID, ${EIDENT_LEGACY_EIDS.join(' or ')}`,
    });
  }
  if (identityType === 'private' || identityType === 'professional') return identityType;
  throw new MitIdError('identity_type_unknown', {
    where: 'IDENTITY_TYPE',
    got: identityType === undefined ? 'nothing' : showWord(identityType),
    expected: 'private or professional',
  });
}

/**
 * Refuses a login that says of itself what only another kind can: a guess would give one person the other's account.
 *
 * @throws MitIdError `identity_type_unknown`.
 */
export function refuseContradiction(kind: Kind, fields: Partial<Fields>): void {
  const contradiction = contradictionOf(kind, fields);
  if (contradiction === undefined) return;
  throw new MitIdError('identity_type_unknown', {
    where: kind === 'nemid' ? 'IDPROVIDER' : 'IDENTITY_TYPE',
    got: `a ${kind === 'nemid' ? 'legacy' : kind} identity with ${contradiction}`,
    expected: 'evidence of one kind of identity',
  });
}

function contradictionOf(kind: Kind, fields: Partial<Fields>): string | undefined {
  if (kind === 'professional') return undefined;
  const found = (['organization.professionalUuid', 'organization.rid'] as const).find((field) => field in fields);
  if (found !== undefined) return found;
  const cvr = fields['organization.cvr'];
  if (kind === 'private') {
    // On behalf of a company: the company may be named again, as long as it is one that the person represents.
    const represented = fields.authorizedToRepresent ?? [];
    return cvr === undefined || represented.includes(cvr) ? undefined : 'organization.cvr';
  }
  const ofMitId = ['mitid.uuid', 'organization.cvr', 'authorizedToRepresent'] as const;
  return ofMitId.find((field) => field in fields);
}

/** A word of the protocol as it is; one with digits may be somebody's number, and is only described. */
export function showWord(word: string): string {
  return /\d/.test(word) ? describeShape(word) : word;
}
