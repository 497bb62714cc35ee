import type { VerifiedAssertion } from '../assertion';
import { MitIdError } from '../errors';
import { attributesToShow, collectAttributes } from './attributes';
import { commonParts } from './common';
import { checkAttributeNames } from './dialects/check-names';
import { eidentRows } from './dialects/eident';
import { eidentKind, refuseContradiction } from './dialects/eident-kind';
import type { EIdentAttributeNames } from './dialects/eident-names';
import { fillFields, refuseElements, type Row } from './dialects/row';
import { deepFreeze } from './freeze';
import { nemIdIdentity, privateIdentity, professionalIdentity } from './identities';
import type { Profile } from './profile';
import { transactionOf } from './transaction';

/**
 * Reads a verified E-Ident assertion as a profile: private MitID, MitID Erhverv, private MitID on behalf of a company, or a
 * legacy NemID person, employee, company or function (facts/eident.md; the table is in docs/profile.md).
 *
 * @param assertion what src/protocols has verified.
 * @param options.attributeNames names of attributes that this broker spells otherwise.
 * @returns the profile, deeply frozen.
 * @throws MitIdError `identity_type_unknown`; `attribute_missing`, `attribute_malformed` and `attribute_conflict` naming
 *   the attribute, with the shape of what was got; `configuration_invalid` for attribute names that clash.
 */
export function profileFromEIdent(
  assertion: VerifiedAssertion,
  options: { readonly attributeNames?: EIdentAttributeNames } = {},
): Profile {
  const { attributeNames = {} } = options;
  const problems = checkAttributeNames(attributeNames);
  if (problems.length > 0) throw new MitIdError('configuration_invalid', { option: 'attributeNames', problems });

  const { content } = assertion;
  const rows = eidentRows(attributeNames);
  const attributes = collectAttributes(content.attributes);
  refuseElements(rows, attributes);
  const kind = eidentKind(fillFields(rows.filter(tellsTheKind), attributes));
  const fields = fillFields(rows, attributes, kind);
  refuseContradiction(kind, fields);
  const identity = {
    private: privateIdentity,
    professional: professionalIdentity,
    nemid: nemIdIdentity,
  }[kind](fields, rows);

  const { namespace, ...members } = identity;
  const secret = new Set(rows.filter((row) => row.secret === true).map((row) => row.attribute));
  return deepFreeze<Profile>({
    ...members,
    key: { issuer: content.issuer, namespace, id: identity.id },
    ...commonParts(fields),
    transaction: transactionOf(content, fields),
    attributes: attributesToShow(attributes, secret),
  });
}

function tellsTheKind({ field }: Row): boolean {
  return field === 'idProvider' || field === 'identityType';
}
