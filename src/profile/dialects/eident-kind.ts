import { MitIdError } from '../../errors';
import type { IdentityType } from '../profile';
import { refuseKind, showWord } from './contradiction';
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
 * Refuses a login that says of itself what only another kind can.
 *
 * @throws MitIdError `identity_type_unknown`.
 */
export function refuseContradiction(kind: Kind, fields: Partial<Fields>): void {
  const contradiction = contradictionOf(kind, fields);
  if (contradiction === undefined) return;
  refuseKind(
    kind === 'nemid' ? 'IDPROVIDER' : 'IDENTITY_TYPE',
    `a ${kind === 'nemid' ? 'legacy' : kind} identity with ${contradiction}`,
  );
}

/**
 * Refuses a legacy login whose IDENTITY_TYPE is another than its subject's.
 *
 * @throws MitIdError `identity_type_unknown`.
 */
export function refuseOtherType({ identityType: said }: Partial<Fields>, identityType: IdentityType): void {
  if (said === undefined || said === identityType) return;
  refuseKind('IDENTITY_TYPE', `${showWord(said)}, and a subject that is ${identityType}`);
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
