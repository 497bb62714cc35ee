import { VerifiedClaims, type ClaimsContent } from '../claims';
import { MitIdError } from '../errors';
import { describeShape, looksLikeCpr } from '../identifiers';
import { assembleProfile } from './assemble';
import type { SaidAttribute } from './attributes';
import { attributesOfClaims, hideCprNumbers } from './claims-attributes';
import { transactionOfClaims } from './claims-transaction';
import { checkAttributeNames } from './dialects/check-names';
import { mitIdKind, refuseOtherClaims, signicatKind } from './dialects/claims-kind';
import { secretOf, type Dialect } from './dialects/dialect';
import { EIDENT_CLAIM_NAMES, eidentOidc, type EIdentClaimNames } from './dialects/eident-oidc';
import type { Fields } from './dialects/fields';
import { NETS_EID_BROKER } from './dialects/nets-eid-broker';
import { fillFields, missing, refuseElements, type Row } from './dialects/row';
import { SIGNICAT_OIDC } from './dialects/signicat-oidc';
import { privateIdentity, professionalIdentity, type AnyIdentity } from './identities';
import { firstUsableName } from './names';
import type { Profile } from './profile';

/** Whose claims they are: the names differ, and so does what they mean. */
export type ClaimsBroker = 'eident' | 'nets-eid-broker' | 'signicat';

export interface ClaimsProfileOptions {
  readonly broker: ClaimsBroker;
  /** Names of claims that E-Ident spells otherwise; of the other brokers none is open. */
  readonly attributeNames?: EIdentClaimNames;
}

type Said = { readonly content: ClaimsContent; readonly attributes: ReadonlyMap<string, SaidAttribute> };
type Read = { readonly fields: Partial<Fields>; readonly identity: AnyIdentity };

const READERS: Readonly<Record<ClaimsBroker, (said: Said, rows: readonly Row[]) => Read>> = {
  eident: readMitId,
  'nets-eid-broker': readMitId,
  signicat: readSignicat,
};

/**
 * Reads the claims of an OIDC login as a profile: MitID and MitID Erhverv at E-Ident and at the Nets eID broker, MitID and
 * NemID persons at Signicat (the tables are in docs/profile.md).
 *
 * @param claims what the application vouches for, by `VerifiedClaims.fromVerifiedIdToken`. Nothing else will do: a plain
 *   object throws a TypeError.
 * @returns the profile, deeply frozen; `key.issuer` is `iss`, and `transaction.trust` is `application`.
 * @throws MitIdError `configuration_invalid` for an unknown broker, or names that clash; `identity_type_unknown`;
 *   `attribute_missing`, `attribute_malformed` and `attribute_conflict` naming the claim, with the shape of what was got.
 */
export function profileFromClaims(claims: VerifiedClaims, options: ClaimsProfileOptions): Profile {
  const content = VerifiedClaims.contentOf(claims);
  const { broker } = options;
  const dialect = dialectOf(options);
  const { rows } = dialect;
  const attributes = attributesOfClaims(content.claims);
  refuseElements(rows, attributes, 'an object, or a list in a list');
  const { fields, identity } = READERS[broker]({ content, attributes }, rows);
  return assembleProfile({
    transaction: transactionOfClaims(content, fields, broker === 'eident'),
    attributes: attributesOfClaims(hideCprNumbers(content.claims)),
    fields,
    identity,
    secret: secretOfClaims(dialect),
  });
}

function dialectOf({ broker, attributeNames }: ClaimsProfileOptions): Dialect {
  const problems: string[] = [];
  if (!Object.hasOwn(READERS, broker)) problems.push(`broker is none of ${Object.keys(READERS).join(', ')}`);
  if (attributeNames !== undefined) {
    if (broker !== 'eident') problems.push('attributeNames is of the broker eident only');
    problems.push(...checkAttributeNames(attributeNames, { names: EIDENT_CLAIM_NAMES, dialectOf: eidentOidc }));
  }
  if (problems.length > 0) throw new MitIdError('configuration_invalid', { option: 'broker', problems });
  return { eident: eidentOidc(attributeNames), 'nets-eid-broker': NETS_EID_BROKER, signicat: SIGNICAT_OIDC }[broker];
}

/** Hidden whoever the broker is: one hands on another's. */
function secretOfClaims(dialect: Dialect): ReadonlySet<string> {
  return new Set([dialect, eidentOidc(), NETS_EID_BROKER, SIGNICAT_OIDC].flatMap((one) => [...secretOf(one)]));
}

function readMitId({ attributes }: Said, rows: readonly Row[]): Read {
  const kind = mitIdKind(fillFields(tellingTheKind(rows, 'identityType'), attributes));
  const fields = fillFields(rows, attributes, kind);
  refuseOtherClaims(kind, fields);
  if (kind === 'professional') {
    const uuid = fields['organization.professionalUuid'] ?? missing(rows, 'organization.professionalUuid');
    return { fields, identity: professionalIdentity(fields, rows, uuid) };
  }
  return { fields, identity: mitIdPerson(fields, rows) };
}

function readSignicat({ content, attributes }: Said, rows: readonly Row[]): Read {
  const telling = tellingTheKind(rows, 'idProvider', 'mitid.uuid', 'person.cpr');
  const kind = signicatKind(fillFields(telling, attributes), attributes);
  const fields = fillFields(rows, attributes, kind);
  if (kind === 'private') return { fields, identity: mitIdPerson(fields, rows) };
  const id = content.subject;
  // It would be kept as the account's key, and stand in every session.
  if (looksLikeCpr(id)) {
    throw new MitIdError('attribute_malformed', {
      where: 'sub',
      got: describeShape(id),
      expected: 'an id of the issuer’s own',
    });
  }
  const displayName = firstUsableName(fields.displayName) ?? id;
  const identity = { provider: 'nemid', identityType: 'private', namespace: 'oidc-sub', id, displayName } as const;
  return { fields, identity };
}

function mitIdPerson(fields: Partial<Fields>, rows: readonly Row[]): AnyIdentity {
  const id = fields['mitid.uuid'] ?? missing(rows, 'mitid.uuid');
  return privateIdentity(fields, { namespace: 'mitid-uuid', id });
}

function tellingTheKind(rows: readonly Row[], ...fields: readonly (keyof Fields)[]): readonly Row[] {
  return rows.filter(({ field }) => fields.includes(field));
}
