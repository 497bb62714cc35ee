import { z } from 'zod';
import { parseOcesSubjectId } from '../certificates';
import {
  looksLikeCpr,
  NSIS_LEVELS,
  parseCvr,
  parseDateOfBirth,
  parsePid,
  parsePNumber,
  parseRid,
  parseSeNumber,
  parseUuid,
} from '../identifiers';
import type { IdentityType, KeyNamespace, Profile } from './profile';
import { isSealed } from './session-cpr';
import { privilegesSchema } from './session-privileges';

/** A text that its own parser gives back unchanged. */
const parsedBy = (parse: (text: string) => string | undefined) => z.string().refine((text) => parse(text) === text);

const text = z.string();
const withoutCpr = z.string().refine((said) => !looksLikeCpr(said));
const filled = z.string().min(1);
const cvr = parsedBy(parseCvr);
const rid = parsedBy(parseRid);
const pid = parsedBy(parsePid);
const uuid = parsedBy(parseUuid);
const nsis = z.enum(NSIS_LEVELS);
const date = parsedBy(canonicalTime).transform((iso) => new Date(iso));
const digits = z.string().regex(/^\d{1,32}$/);

const uuidId = (id: string) => parseUuid(id) === id;
const ocesId = (form: 'rid' | 'uid' | 'fid') => (id: string) => {
  const subject = parseOcesSubjectId(id);
  return subject?.id === id && subject[form] !== undefined;
};

/** Of each namespace: whose ids are in it, and what they look like. */
const NAMESPACES = {
  'mitid-uuid': { of: ['mitid private'], fits: uuidId },
  'nemlogin-person': { of: ['mitid private'], fits: uuidId },
  'nemlogin-professional': { of: ['mitid-erhverv professional'], fits: uuidId },
  pid: { of: ['nemid private'], fits: (id) => parsePid(id) === id },
  'cvr-rid': { of: ['nemid professional'], fits: ocesId('rid') },
  'cvr-uid': { of: ['nemid company'], fits: ocesId('uid') },
  'cvr-fid': { of: ['nemid company'], fits: ocesId('fid') },
  'oces-person': { of: ['nemid private'], fits: uuidId },
  'oces-employee': { of: ['nemid professional'], fits: uuidId },
  'oces-organisation': { of: ['nemid company'], fits: uuidId },
  'oidc-sub': { of: ['nemid private'], fits: (id) => /^[\x21-\x7e]{1,255}$/.test(id) && !looksLikeCpr(id) },
} as const satisfies Record<KeyNamespace, NamespaceRule>;

interface NamespaceRule {
  readonly of: readonly `${Profile['provider']} ${IdentityType}`[];
  readonly fits: (id: string) => boolean;
}

const organization = z.strictObject({
  cvr,
  name: filled.exactOptional(),
  productionUnit: parsedBy(parsePNumber).exactOptional(),
  seNumber: parsedBy(parseSeNumber).exactOptional(),
  rid: rid.exactOptional(),
  professionalUuid: uuid.exactOptional(),
});

const subject = {
  pid: pid.exactOptional(),
  cvr: cvr.exactOptional(),
  rid: rid.exactOptional(),
  uid: digits.exactOptional(),
  fid: digits.exactOptional(),
};

const certificate = z.strictObject({
  ...subject,
  generation: z.enum(['oces1', 'oces2', 'oces3']),
  kind: z.enum(['person', 'employee', 'company', 'function', 'organisation']),
  id: filled,
  uuid: uuid.exactOptional(),
  commonName: text,
  givenName: filled.exactOptional(),
  familyName: filled.exactOptional(),
  organizationName: filled.exactOptional(),
  serialNumber: z.string().regex(/^[0-9a-f]+$/),
  issuer: text,
  environment: z.enum(['production', 'test']).exactOptional(),
  policyOids: z.array(z.string().regex(/^\d+(\.\d+)+$/)).exactOptional(),
  notBefore: date,
  notAfter: date,
});

const transactionText = z.strictObject({
  text: withoutCpr.exactOptional(),
  type: z.enum(['text', 'html']).exactOptional(),
  sha256: text.exactOptional(),
});

const common = {
  id: filled,
  key: z.strictObject({ issuer: filled, namespace: z.literal(keysOf(NAMESPACES)), id: filled }),
  displayName: filled,
  name: z.strictObject({ givenName: filled.exactOptional(), familyName: filled.exactOptional() }),
  emails: z.array(z.strictObject({ value: filled })),
  assurance: z.strictObject({ loa: nsis.exactOptional(), ial: nsis.exactOptional(), aal: nsis.exactOptional() }),
  authenticators: z.array(filled),
  // Strict: a session that holds `cpr` here was not written by `toSession`.
  person: z.strictObject({
    cprUuid: uuid.exactOptional(),
    dateOfBirth: parsedBy(parseDateOfBirth).exactOptional(),
    age: z.int().min(0).max(999).exactOptional(),
  }),
  authorizedToRepresent: z.array(cvr),
  privileges: privilegesSchema,
  nemid: z
    .strictObject({ ...subject, eid: filled.exactOptional(), certificate: certificate.exactOptional() })
    .exactOptional(),
  transaction: z.strictObject({
    id: filled,
    assertionId: filled,
    stepUpId: filled.exactOptional(),
    issuer: filled,
    issuedAt: date,
    expiresAt: date,
    trust: z.enum(['signature', 'channel', 'application']),
    referenceText: withoutCpr.exactOptional(),
    transactionText: transactionText.exactOptional(),
    additionalInfo: withoutCpr.exactOptional(),
  }),
  attributes: z.array(z.tuple([withoutCpr, z.array(withoutCpr)])).transform((entries) => new Map(entries)),
};

const profile = z
  .discriminatedUnion('identityType', [
    z.strictObject({ ...common, identityType: z.literal('private'), provider: z.enum(['mitid', 'nemid']) }),
    z.strictObject({
      ...common,
      identityType: z.literal('professional'),
      provider: z.enum(['mitid-erhverv', 'nemid']),
      organization,
    }),
    z.strictObject({ ...common, identityType: z.literal('company'), provider: z.literal('nemid'), organization }),
  ])
  .refine(({ id, key }) => id === key.id, { path: ['key', 'id'] })
  .refine(({ key }) => NAMESPACES[key.namespace].fits(key.id), { path: ['key', 'id'] })
  .refine(({ key, transaction }) => key.issuer === transaction.issuer, { path: ['key', 'issuer'] })
  .refine(({ key, provider, identityType }) => namespaceIsOf(key.namespace, `${provider} ${identityType}`), {
    path: ['key', 'namespace'],
  });

const cpr = z.strictObject({ key: filled, iv: text, sealed: text }).refine(isSealed);

/**
 * A profile as JSON holds it: dates as ISO texts, attributes as pairs. The version is the format's: 1 without a CPR number, 2
 * with an encrypted one.
 */
export const sessionSchema = z.discriminatedUnion('version', [
  z.strictObject({ version: z.literal(1), profile }),
  z.strictObject({ version: z.literal(2), profile, cpr }),
]);

/** What `toSession` gives. */
export type SessionProfile = z.input<typeof sessionSchema>;

function keysOf<K extends string>(record: Readonly<Record<K, unknown>>): K[] {
  return Object.keys(record) as K[];
}

function namespaceIsOf(namespace: KeyNamespace, whose: string): boolean {
  const { of }: NamespaceRule = NAMESPACES[namespace];
  return of.some((one) => one === whose);
}

function canonicalTime(text: string): string | undefined {
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
