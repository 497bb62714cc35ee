import type { KeyObject, X509Certificate } from 'node:crypto';
import { MitIdError } from '../errors';
import { unknownCritical } from './chain-certificate';
import { readConstraints, readExtensions, readPolicyOids } from './extensions';
import { weaknessOf } from './key-strength';
import { readOcesCertificate, type OcesCertificate } from './oces';
import type { OcesGeneration } from './oces-environment';
import { parseOcesPolicy, type OcesPolicy } from './oces-policy';
import { readSignatureAlgorithm } from './signature-algorithm';

const REPEATED_MEMBERS = ['notBefore', 'notAfter', 'serialNumber', 'issuer', 'policyOids'] as const;
const REPEATED: ReadonlySet<string> = new Set(REPEATED_MEMBERS);
type Repeated = (typeof REPEATED_MEMBERS)[number];
/** Whom an OCES certificate names. */
export type NamedHolder = Omit<OcesCertificate, Repeated>;

/** A certificate in words, for whoever has one at hand and wants to know what it is. */
export interface CertificateReport {
  readonly subject: string;
  readonly issuer: string;
  /** Lower-case hex. */
  readonly serialNumber: string;
  readonly fingerprint256: string;
  /** Whom it names, where it is of OCES. */
  readonly oces?: NamedHolder;
  readonly policies: readonly (Partial<OcesPolicy> & { readonly oid: string })[];
  /** ISO 8601. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** Whole days; negative once it has expired. */
  readonly daysLeft: number;
  readonly key: string;
  readonly signature: string;
  readonly authority: boolean;
  /** What somebody should look at, one line each. */
  readonly odd: readonly string[];
}

const DAY_MS = 24 * 60 * 60 * 1000;
const OCES_SERIAL = /^(?:PID|CVR|UI):/m;

/**
 * Describes a certificate, of OCES or not. It throws nothing at a certificate that Node has read: what is wrong with it is
 * what is to be told.
 *
 * @param now milliseconds since 1970.
 */
export function describeCertificate(x509: X509Certificate, now: number): CertificateReport {
  const notBefore = Date.parse(x509.validFrom);
  const notAfter = Date.parse(x509.validTo);
  const { oces, refusal } = readOces(x509);
  const { policyOids, authority, problems } = readParts(x509);
  const signature = attempt(() => readSignatureAlgorithm(x509.raw));
  const key = attempt(() => x509.publicKey);
  const policies = policyOids.map((oid) => policyOf(oid, oces?.generation));
  const saysOces = policies.some(({ type }) => type !== undefined) || OCES_SERIAL.test(serialNumberOf(x509));
  const weakness = key && weaknessOf(key);
  const odd = [
    now < notBefore && 'is not valid yet',
    now > notAfter && `expired ${Math.ceil((now - notAfter) / DAY_MS)} day(s) ago`,
    weakness,
    key === undefined && 'has a public key that cannot be read',
    signature?.strong === false && `is signed with ${signature.name}; a chain is refused for that`,
    ...problems,
    saysOces && refusal !== undefined && `is refused as an OCES certificate: ${refusal}`,
    ...(oces === undefined ? [] : oddOces(oces, policies, signature?.name ?? '', authority)),
  ];
  return {
    subject: oneLine(x509.subject),
    issuer: oneLine(x509.issuer),
    serialNumber: x509.serialNumber.toLowerCase(),
    fingerprint256: x509.fingerprint256,
    ...(oces && { oces: withoutRepeats(oces) }),
    policies,
    notBefore: isoOf(notBefore),
    notAfter: isoOf(notAfter),
    daysLeft: Math.floor((notAfter - now) / DAY_MS),
    key: key === undefined ? 'unreadable' : keyName(key),
    signature: signature?.name ?? 'unreadable',
    authority,
    odd: odd.filter((line) => typeof line === 'string'),
  };
}

/** An OCES3 policy is the same in test as in production, and so says nothing of either. */
function policyOf(oid: string, generation: OcesGeneration | undefined): CertificateReport['policies'][number] {
  const { type, environment } = parseOcesPolicy(oid) ?? {};
  return { oid, ...(type && { type }), ...(environment && generation !== 'oces3' && { environment }) };
}

function readOces(x509: X509Certificate): { oces?: OcesCertificate; refusal?: string } {
  try {
    return { oces: readOcesCertificate(x509) };
  } catch (error) {
    if (!(error instanceof MitIdError)) throw error;
    return { refusal: error.detail.got ?? error.code };
  }
}

function readParts(x509: X509Certificate): { policyOids: readonly string[]; authority: boolean; problems: string[] } {
  const extensions = attempt(() => readExtensions(x509.raw));
  const constraints = extensions && attempt(() => readConstraints(extensions));
  const policyOids = extensions && attempt(() => readPolicyOids(extensions));
  const problems: string[] = [];
  if (constraints === undefined || policyOids === undefined) problems.push('has extensions that cannot be read');
  const unknown = extensions === undefined ? [] : unknownCritical(extensions);
  if (unknown.length > 0) {
    problems.push(`has a critical extension that is not judged here, so that chains refuse it: ${unknown.join(', ')}`);
  }
  return { policyOids: policyOids ?? [], authority: constraints?.ca === true, problems };
}

function oddOces(
  { generation, environment }: OcesCertificate,
  policies: CertificateReport['policies'],
  signature: string,
  authority: boolean,
): (string | false)[] {
  const production = policies.some((policy) => policy.environment === 'production');
  return [
    authority && 'names somebody as OCES does, and is a certificate authority',
    !policies.some(({ type }) => type !== undefined) && 'has no OCES policy',
    production && environment === 'test' && 'has a policy of production and a test issuer',
    generation === 'oces3' && !signature.startsWith('RSASSA-PSS') && 'is of OCES3 and not signed with RSASSA-PSS',
    environment === undefined && 'does not say whether it is of test or production',
  ];
}

/** Without what the report says in a place of its own. */
function withoutRepeats(oces: OcesCertificate): NamedHolder {
  return Object.fromEntries(Object.entries(oces).filter(([member]) => !REPEATED.has(member))) as unknown as NamedHolder;
}

function serialNumberOf(x509: X509Certificate): string {
  const subject = x509.toLegacyObject().subject as Record<string, string | string[]> | undefined;
  return [subject?.['serialNumber']].flat().join('\n');
}

function keyName(key: KeyObject): string {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  return [key.asymmetricKeyType?.toUpperCase(), modulusLength, namedCurve]
    .filter((part) => part !== undefined)
    .join(' ');
}

const oneLine = (name: string): string => name.replaceAll('\n', ', ');
const isoOf = (time: number): string => (Number.isNaN(time) ? 'unreadable' : new Date(time).toISOString());

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
