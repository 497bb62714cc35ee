import type { X509Certificate } from 'node:crypto';
import { MitIdError } from '../errors';
import { readExtensions, readPolicyOids } from './extensions';
import { ocesEnvironment, type OcesEnvironment, type OcesGeneration } from './oces-environment';
import { KINDS_OF_TYPE, parseOcesPolicy } from './oces-policy';
import { parseOcesSubjectId, type OcesKind, type OcesSubjectId } from './oces-subject-id';
import { describeSource, readX509, type CertificateSource } from './read-x509';

/**
 * An OCES certificate as far as a login needs it: whom it names. It proves nothing by itself: that the holder has just
 * used it is what a broker's signature says, or a TLS handshake; its chain is `verifyOcesChain`'s to judge.
 */
export interface OcesCertificate extends OcesSubjectId {
  readonly generation: OcesGeneration;
  readonly kind: OcesKind;
  readonly commonName: string;
  /** OCES3 employees only. */
  readonly givenName?: string;
  readonly familyName?: string;
  /** The O of the subject without ` // CVR:…`; a person without an organisation has none. */
  readonly organizationName?: string;
  /** The certificate's own serial number, lower-case hex. */
  readonly serialNumber: string;
  /** The issuer's name, `C=DK, O=TRUST2408, CN=…`. */
  readonly issuer: string;
  /** What its policy and its issuer's name say; absent where they say neither. */
  readonly environment?: OcesEnvironment;
  /** Dotted certificate policy identifiers, where the certificate has any. */
  readonly policyOids?: readonly string[];
  readonly notBefore: Date;
  readonly notAfter: Date;
}

type Refuse = (got: string) => never;
type NamePart = (key: string) => string | undefined;

const O_WITH_CVR = /^(.*?)\s*\/\/\s*CVR:(\d{8})$/;
const NO_ORGANIZATION = 'Ingen organisatorisk tilknytning';
/** Control characters, line breaks, and marks that turn the direction of writing: a name is shown, logged and compared. */
const NOT_OF_A_NAME = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;
const OCES1_ISSUER = /^TDC OCES /;

/**
 * Reads an OCES1, OCES2 or OCES3 certificate (facts/oces-certificates.md).
 *
 * @param source one certificate: base64 DER, with white space or without, a PEM block, DER, or an `X509Certificate`.
 * @param where what holds it, for the error.
 * @throws MitIdError `attribute_malformed` naming `where`: no certificate, no OCES subject, a part of the name or an
 *   extension that is there twice, a control character or a bidirectional mark in a name, two parts that disagree on the CVR, or a policy of another kind than the subject.
 */
export function readOcesCertificate(source: CertificateSource, where = 'CERTIFICATE'): OcesCertificate {
  const refuse: Refuse = (got) => {
    throw new MitIdError('attribute_malformed', { where, got, expected: 'a base64 OCES certificate' });
  };
  const certificate = readX509(source) ?? refuse(describeSource(source));
  const name = subjectOf(certificate, refuse);
  const id = parseOcesSubjectId(name('serialNumber') ?? '') ?? refuse('a subject whose serialNumber is not of OCES');
  const commonName = name('CN') ?? refuse('a subject without CN');
  const { cvr, organizationName } = readOrganization(id, name, refuse);
  const policyOids = policiesOf(certificate) ?? refuse('a certificate with malformed extensions');
  refuseOtherKind(id, policyOids, refuse);
  const issuer = issuerOf(certificate);
  const generation = generationOf(id, issuer.commonName);
  const environment = ocesEnvironment(generation, policyOids, issuer);
  const [givenName, familyName] = [name('GN'), name('SN')];
  return {
    ...id,
    generation,
    commonName,
    ...(givenName !== undefined && { givenName }),
    ...(familyName !== undefined && { familyName }),
    ...(cvr !== undefined && { cvr }),
    ...(organizationName !== undefined && { organizationName }),
    serialNumber: certificate.serialNumber.toLowerCase(),
    issuer: certificate.issuer.replaceAll('\n', ', '),
    ...(environment !== undefined && { environment }),
    ...(policyOids.length > 0 && { policyOids }),
    notBefore: new Date(certificate.validFrom),
    notAfter: new Date(certificate.validTo),
  };
}

/** Each part of the subject, of which there may be one only, in characters that are seen; an empty one is none. */
function subjectOf(certificate: X509Certificate, refuse: Refuse): NamePart {
  // Node gives none where a value is not of its own encoding; its types do not say so.
  const subject = certificate.toLegacyObject().subject as Record<string, string | string[]> | undefined;
  if (subject === undefined) return refuse('a subject that cannot be read');
  return (key) => {
    const value = subject[key];
    if (Array.isArray(value)) return refuse(`a subject with ${value.length} ${key}`);
    if (value !== undefined && NOT_OF_A_NAME.test(value)) return refuse(`a subject with a control character in ${key}`);
    return value || undefined;
  };
}

/** OCES2 writes the CVR in serialNumber and again in O; OCES3 only in organizationIdentifier. They must agree. */
function readOrganization(
  id: OcesSubjectId,
  name: NamePart,
  refuse: Refuse,
): { cvr?: string; organizationName?: string } {
  const o = name('O');
  const [, oName = o, oCvr] = O_WITH_CVR.exec(o ?? '') ?? [];
  const identifier = name('organizationIdentifier');
  const identifierCvr = identifier === undefined ? undefined : /^NTRDK-(\d{8})$/.exec(identifier)?.[1];
  if (identifier !== undefined && identifierCvr === undefined)
    refuse('an organizationIdentifier that is not NTRDK-CVR');
  const [cvr, ...others] = new Set([id.cvr, oCvr, identifierCvr].filter((value) => value !== undefined));
  if (others.length > 0) refuse('a subject that names two CVR numbers');
  if (cvr === undefined && id.kind !== 'person') refuse('a subject without a CVR number');
  if (cvr !== undefined && id.pid !== undefined) refuse('a subject with a PID and a CVR number');
  const organizationName = oName === NO_ORGANIZATION || oName === '' ? undefined : oName;
  return { ...(cvr !== undefined && { cvr }), ...(organizationName !== undefined && { organizationName }) };
}

/** A subject and a policy that speak of different kinds: one of them is wrong, and nothing says which. */
function refuseOtherKind(id: OcesSubjectId, policyOids: readonly string[], refuse: Refuse): void {
  for (const oid of policyOids) {
    const type = parseOcesPolicy(oid)?.type;
    if (type === undefined || KINDS_OF_TYPE[type].includes(id.kind)) continue;
    refuse(`a subject of the kind ${id.kind} and a policy of ${type}`);
  }
}

function issuerOf(certificate: X509Certificate): { commonName: string; organizationalUnit: string } {
  const issuer = certificate.toLegacyObject().issuer as Record<string, string | string[]> | undefined;
  const part = (key: string): string => [issuer?.[key]].flat().join(', ');
  return { commonName: part('CN'), organizationalUnit: part('OU') };
}

function generationOf(id: OcesSubjectId, issuer: string): OcesGeneration {
  if (id.uuid !== undefined) return 'oces3';
  return OCES1_ISSUER.test(issuer) ? 'oces1' : 'oces2';
}

function policiesOf(certificate: X509Certificate): readonly string[] | undefined {
  try {
    return readPolicyOids(readExtensions(certificate.raw));
  } catch {
    return undefined;
  }
}
