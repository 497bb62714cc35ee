import { MitIdError } from '../../errors';
import type { SaidAttribute } from '../attributes';
import { refuseKind, showWord } from './contradiction';
import type { Fields } from './fields';
import { refuseEmployee } from './oiosaml3-kind';
import { refuseSignicatEmployee } from './signicat-employee';

type MitIdKind = 'private' | 'professional';

/** What the Nets eID broker's `idp` may be for each kind; with `allow_private` MitID Erhverv gives citizens too (seed 002). */
const IDPS: Readonly<Record<MitIdKind, readonly string[]>> = {
  private: ['mitid', 'mitid_erhverv'],
  professional: ['mitid_erhverv'],
};

/**
 * Tells what a MitID login over OIDC was: by `identity_type`, which is what the person chose, and never by what was asked.
 *
 * @throws MitIdError `identity_type_unknown` where it does not say so, or the rest contradicts it.
 */
export function mitIdKind({ identityType }: Partial<Fields>): MitIdKind {
  if (identityType === 'private' || identityType === 'professional') return identityType;
  throw new MitIdError('identity_type_unknown', {
    where: 'identity_type',
    got: identityType === undefined ? 'nothing' : showWord(identityType),
    expected: 'private or professional',
  });
}

/**
 * Refuses a MitID login whose claims are another kind's.
 *
 * @throws MitIdError `identity_type_unknown`.
 */
export function refuseOtherClaims(kind: MitIdKind, fields: Partial<Fields>): void {
  const { idProvider } = fields;
  if (idProvider !== undefined && !IDPS[kind].includes(idProvider)) {
    refuseKind('idp', `${showWord(idProvider)}, and a ${kind} identity`);
  }
  if (kind === 'private') refuseEmployee(fields, 'identity_type');
}

/**
 * Tells what a login over Signicat's OIDC was: MitID by its UUID or by `idp`; legacy NemID by the CPR number, which every
 * other id that the seed shows was looked up by. No claim of an employee is known.
 *
 * @throws MitIdError `identity_type_unknown` for any other.
 */
export function signicatKind(
  fields: Partial<Fields>,
  attributes: ReadonlyMap<string, SaidAttribute>,
): 'private' | 'nemid' {
  const { idProvider } = fields;
  const methods = ['acr', 'amr'].flatMap((claim) => attributes.get(claim)?.values ?? []);
  refuseSignicatEmployee('acr, amr', methods, attributes);
  if (idProvider === 'mitid' || (idProvider === undefined && 'mitid.uuid' in fields)) return 'private';
  if ((idProvider === undefined || idProvider === 'nemid') && 'person.cpr' in fields) return 'nemid';
  throw new MitIdError('identity_type_unknown', {
    where: idProvider === undefined ? 'mitid_uuid, signicat.national_id' : 'idp',
    got: idProvider === undefined ? 'nothing' : showWord(idProvider),
    expected: 'MitID (scope mitid-extra, or idp and idp-id), or NemID with its signicat.national_id',
  });
}
