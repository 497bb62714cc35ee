import type { AssertionContent, VerifiedAssertion } from '../assertion';
import { assembleProfile, type ReadLogin } from './assemble';
import { collectAttributes } from './attributes';
import { compact } from './compact';
import { secretOf } from './dialects/dialect';
import { readIdentityUri, readSubjectName } from './dialects/name-id';
import { oioSamlVersion } from './dialects/oiosaml-version';
import { OIOSAML2 } from './dialects/oiosaml2';
import { oioSaml2Subject } from './dialects/oiosaml2-claims';
import { OIOSAML3 } from './dialects/oiosaml3';
import { refuseEmployee, requireEmployer } from './dialects/oiosaml3-kind';
import { fillFields, refuseElements, type Row } from './dialects/row';
import { privateIdentity, professionalIdentity } from './identities';
import { readOrganization } from './names';
import { nemIdIdentity } from './nemid-identity';
import type { Organization, Profile } from './profile';
import { transactionOf } from './transaction';

type Said = Pick<ReadLogin, 'attributes'> & { readonly content: AssertionContent };
type Read = Pick<ReadLogin, 'fields' | 'identity'>;

export interface OioSamlProfileOptions {
  /**
   * Take `dk:gov:saml:attribute:AssuranceLevel` for a level of assurance where no NSIS level is said: 2 is low, 3 and 4 are
   * substantial. Off: it is no level, and stands in `attributes` only.
   */
  readonly allowAssuranceLevel?: boolean;
}

/** Hidden in both dialects: brokers mix their attributes. */
const SECRET = new Set([...secretOf(OIOSAML3), ...secretOf(OIOSAML2)]);

/**
 * Reads a verified NemLog-in assertion as a profile: OIOSAML 3 (a person, or a professional of MitID Erhverv) or OIOSAML 2
 * (a NemID), told apart by its version attribute (facts/oiosaml.md; the tables are in docs/profile.md).
 *
 * @param assertion what src/protocols has verified.
 * @returns the profile, deeply frozen.
 * @throws MitIdError `identity_type_unknown`; `name_id_transient`, `name_id_malformed`, `name_identifier_missing`;
 *   `attribute_missing`, `attribute_malformed` and `attribute_conflict` naming the attribute, with the shape of what was got.
 */
export function profileFromOioSaml(assertion: VerifiedAssertion, options: OioSamlProfileOptions = {}): Profile {
  const { content } = assertion;
  const attributes = collectAttributes(content.attributes);
  const [{ rows: all }, read] = {
    'oiosaml-3': [OIOSAML3, readOioSaml3] as const,
    'oiosaml-2': [OIOSAML2, readOioSaml2] as const,
  }[oioSamlVersion(attributes)];
  const rows = all.filter(({ allow }) => allow === undefined || options[allow] === true);
  refuseElements(rows, attributes);
  const { fields, identity } = read({ content, attributes }, rows);
  const transaction = transactionOf(content, fields);
  return assembleProfile({ transaction, attributes, fields, identity, secret: SECRET });
}

/** The NameID tells the kind and the key. */
function readOioSaml3({ content, attributes }: Said, rows: readonly Row[]): Read {
  const { kind, uuid } = readIdentityUri(content.subject);
  const fields = fillFields(rows, attributes, kind);
  if (kind === 'private') {
    refuseEmployee(fields);
    return { fields, identity: privateIdentity(fields, { namespace: 'nemlogin-person', id: uuid }) };
  }
  requireEmployer(fields, rows);
  return { fields, identity: professionalIdentity(fields, rows, uuid) };
}

/** The certificate's subject tells both, wherever it stands. */
function readOioSaml2({ content, attributes }: Said, rows: readonly Row[]): Read {
  const name = readSubjectName(content.subject);
  const fields = { ...fillFields(rows, attributes, 'nemid'), ...(name && { 'nemid.subject': name }) };
  const named = oioSaml2Subject(fields);
  const company = compact<Partial<Organization>>({
    cvr: fields['organization.cvr'],
    name: readOrganization(fields['organization.name']).name,
    productionUnit: fields['organization.productionUnit'],
    seNumber: fields['organization.seNumber'],
  });
  return { fields, identity: nemIdIdentity(fields, rows, { named, company, tellsCvr: 'organization.cvr' }) };
}
