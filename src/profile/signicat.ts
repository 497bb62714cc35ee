import type { AssertionContent, VerifiedAssertion } from '../assertion';
import { MitIdError } from '../errors';
import { assembleProfile, type ReadLogin } from './assemble';
import { collectAttributes } from './attributes';
import { compact } from './compact';
import { checkAttributeNames, type Renamable } from './dialects/check-names';
import { secretOf } from './dialects/dialect';
import type { Fields } from './dialects/fields';
import { readMitIdUuid } from './dialects/name-id';
import { fillFields, refuseElements, type Row } from './dialects/row';
import { refuseOtherMethod, refuseSignicatEmployee } from './dialects/signicat-employee';
import {
  SIGNICAT_SAML11_NAMES,
  SIGNICAT_SAML2_NAMES,
  type SignicatSaml11Names,
  type SignicatSaml2Names,
} from './dialects/signicat-names';
import { signicatSaml11 } from './dialects/signicat-saml11';
import { signicatSaml2 } from './dialects/signicat-saml2';
import { signicatNemIdKind, signicatNemIdSubject } from './dialects/signicat-subject';
import { fullName, privateIdentity } from './identities';
import { readOrganization } from './names';
import { nemIdIdentity } from './nemid-identity';
import type { Organization, Profile } from './profile';
import { transactionOf } from './transaction';

/** How Signicat is spoken to: SAML 2.0 for MitID, SAML 1.1 for NemID. */
export type SignicatProtocol = 'saml2' | 'saml11';

/** Which protocol the assertion came by, and names of attributes that this contract with Signicat spells otherwise. */
export type SignicatProfileOptions =
  | { readonly protocol: 'saml2'; readonly attributeNames?: SignicatSaml2Names }
  | { readonly protocol: 'saml11'; readonly attributeNames?: SignicatSaml11Names };

type Said = Pick<ReadLogin, 'attributes'> & { readonly content: AssertionContent };
type Read = Pick<ReadLogin, 'fields' | 'identity'>;

interface Language extends Renamable {
  /** What src/protocols calls the protocol. */
  readonly spoken: AssertionContent['protocol'];
  readonly read: (said: Said, rows: readonly Row[]) => Read;
}

const LANGUAGES: Readonly<Record<SignicatProtocol, Language>> = {
  saml2: { spoken: 'saml-2.0', names: SIGNICAT_SAML2_NAMES, dialectOf: signicatSaml2, read: readMitId },
  saml11: { spoken: 'saml-1.1', names: SIGNICAT_SAML11_NAMES, dialectOf: signicatSaml11, read: readNemId },
};

/** Hidden whatever the protocol is and whatever the names are: an attribute that is no longer read may still hold a CPR number. */
const SECRET = [...secretOf(signicatSaml2()), ...secretOf(signicatSaml11())];

/**
 * Checks the option `attributeNames` of Signicat.
 *
 * @param names what the application has configured, not trusted to be of its type.
 * @returns one line for each problem, as `checkAttributeNames` gives them; empty when all is well.
 */
export function checkSignicatAttributeNames(protocol: SignicatProtocol, names: unknown): readonly string[] {
  return checkAttributeNames(names, LANGUAGES[protocol]);
}

/**
 * Reads a verified Signicat assertion as a profile: a citizen's MitID over SAML 2.0, or over SAML 1.1 a NemID person, also on
 * behalf of a company, or employee (the tables are in docs/profile.md). What the assertion says tells the kind, never the method that was asked for.
 *
 * @param assertion what src/protocols has verified.
 * @returns the profile, deeply frozen.
 * @throws MitIdError `configuration_invalid` for a protocol that the assertion did not come by, and for names that clash;
 *   `identity_type_unknown`; `name_id_transient`, `name_id_malformed`, `name_identifier_missing` (SAML 2.0);
 *   `attribute_missing`, `attribute_malformed` and `attribute_conflict` naming the attribute, with the shape of what was got.
 */
export function profileFromSignicat(assertion: VerifiedAssertion, options: SignicatProfileOptions): Profile {
  const { content } = assertion;
  const language = languageOf(options, content);
  const dialect = language.dialectOf(options.attributeNames ?? {});
  const attributes = collectAttributes(content.attributes);
  refuseElements(dialect.rows, attributes);
  const { fields, identity } = language.read({ content, attributes }, dialect.rows);
  const transaction = transactionOf(content, fields);
  return assembleProfile({
    transaction,
    attributes,
    fields,
    identity,
    secret: new Set([...SECRET, ...secretOf(dialect)]),
  });
}

function languageOf(
  { protocol, attributeNames }: SignicatProfileOptions,
  { protocol: spoken }: AssertionContent,
): Language {
  const known = Object.keys(LANGUAGES).join(', ');
  if (!Object.hasOwn(LANGUAGES, protocol)) refuseOption('protocol', [`protocol is none of ${known}`]);
  const language = LANGUAGES[protocol];
  if (language.spoken !== spoken) refuseOption('protocol', [`protocol is ${protocol}, and the assertion is ${spoken}`]);
  const problems = attributeNames === undefined ? [] : checkAttributeNames(attributeNames, language);
  if (problems.length > 0) refuseOption('attributeNames', problems);
  return language;
}

function refuseOption(option: string, problems: readonly string[]): never {
  throw new MitIdError('configuration_invalid', { option, problems });
}

/** The NameID is the key; Signicat sends a citizen's MitID this way and nothing else that is known. */
function readMitId({ content, attributes }: Said, rows: readonly Row[]): Read {
  refuseSignicatEmployee('AuthnContextClassRef', [content.authentication.method], attributes);
  const id = readMitIdUuid(content.subject);
  const fields = fillFields(rows, attributes, 'private');
  const said = fields['mitid.uuid'];
  if (said !== undefined && said !== id) {
    throw new MitIdError('attribute_conflict', {
      where: `NameID, ${rows.find(({ field }) => field === 'mitid.uuid')?.attribute ?? 'mitid.uuid'}`,
      got: 'two UUIDs that differ',
      expected: 'one MitID UUID',
    });
  }
  return { fields, identity: privateIdentity(fields, { namespace: 'mitid-uuid', id }) };
}

/** The certificate's subject is the key, wherever it stands. */
function readNemId({ content, attributes }: Said, rows: readonly Row[]): Read {
  const kind = signicatNemIdKind(fillFields(rows, attributes), rows);
  const read = fillFields(rows, attributes, kind);
  const name = fullName(read);
  const fields: Partial<Fields> = { ...read, ...(name !== undefined && { displayName: name }) };
  const named = signicatNemIdSubject(fields, rows, content.subject);
  refuseOtherMethod(named.identityType, content.authentication.method);
  const company = compact<Partial<Organization>>({
    cvr: fields['organization.cvr'],
    name: readOrganization(fields['organization.name']).name,
  });
  return { fields, identity: nemIdIdentity(fields, rows, { named, company, tellsCvr: 'organization.cvr' }) };
}
