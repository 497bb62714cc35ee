import type { VerifiedAssertion } from '../assertion';
import { MitIdError } from '../errors';
import { assembleProfile } from './assemble';
import { collectAttributes } from './attributes';
import { checkAttributeNames } from './dialects/check-names';
import { secretOf } from './dialects/dialect';
import { eidentDialect } from './dialects/eident';
import { eidentSubject } from './dialects/eident-claims';
import { eidentKind, refuseContradiction, refuseOtherType } from './dialects/eident-kind';
import type { EIdentAttributeNames } from './dialects/eident-names';
import type { Fields } from './dialects/fields';
import { fillFields, missing, refuseElements, type Kind, type Row } from './dialects/row';
import { privateIdentity, professionalIdentity, type AnyIdentity } from './identities';
import { nemIdIdentity } from './nemid-identity';
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
  const dialect = eidentDialect(attributeNames);
  const { rows } = dialect;
  const attributes = collectAttributes(content.attributes);
  refuseElements(rows, attributes);
  const kind = eidentKind(fillFields(rows.filter(tellsTheKind), attributes));
  const fields = fillFields(rows, attributes, kind);
  refuseContradiction(kind, fields);
  const identity = identityOf(kind, fields, rows);
  const transaction = transactionOf(content, fields);
  return assembleProfile({ transaction, attributes, fields, identity, secret: secretOf(dialect) });
}

function identityOf(kind: Kind, fields: Partial<Fields>, rows: readonly Row[]): AnyIdentity {
  switch (kind) {
    case 'private':
      return privateIdentity(fields, {
        namespace: 'mitid-uuid',
        id: fields['mitid.uuid'] ?? missing(rows, 'mitid.uuid'),
      });
    case 'professional': {
      const uuid = fields['organization.professionalUuid'] ?? missing(rows, 'organization.professionalUuid');
      return professionalIdentity(fields, rows, uuid);
    }
    case 'nemid': {
      const named = eidentSubject(fields);
      refuseOtherType(fields, named.identityType);
      return nemIdIdentity(fields, rows, { named, tellsCvr: 'nemid.certificate' });
    }
  }
}

function tellsTheKind({ field }: Row): boolean {
  return field === 'idProvider' || field === 'identityType';
}
