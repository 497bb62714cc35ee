import { X509Certificate } from 'node:crypto';
import { MitIdError } from '../errors';
import { readPolicyOids } from './oces-policies';
import { parseOcesSubjectId, type OcesKind, type OcesSubjectId } from './oces-subject-id';

/**
 * An OCES certificate as far as a login needs it: whom it names. It proves nothing by itself; that the holder has just
 * used it is what the broker's signature says. Its chain is not built here.
 */
export interface OcesCertificate extends OcesSubjectId {
  /** `oces1` (TDC, until 2013), `oces2` (TRUST2408, NemID), `oces3` (Den Danske Stat, NemLog-in). */
  readonly generation: 'oces1' | 'oces2' | 'oces3';
  readonly kind: OcesKind;
  readonly commonName: string;
  /** The O of the subject without ` // CVR:…`; a person without an organisation has none. */
  readonly organizationName?: string;
  /** The certificate's own serial number, lower-case hex. */
  readonly serialNumber: string;
  /** The issuer's name, `C=DK, O=TRUST2408, CN=…`. */
  readonly issuer: string;
  /** Dotted certificate policy identifiers, where the certificate has any. */
  readonly policyOids?: readonly string[];
  readonly notBefore: Date;
  readonly notAfter: Date;
}

const MAX_CHARACTERS = 64 * 1024;
const PEM = /^-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----$/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const O_WITH_CVR = /^(.*?)\s*\/\/\s*CVR:(\d{8})$/;
const NO_ORGANIZATION = 'Ingen organisatorisk tilknytning';
const OCES1_ISSUER = /(?:^|\n)CN=TDC OCES /;

/**
 * Reads an OCES1, OCES2 or OCES3 certificate (facts/oces-certificates.md).
 *
 * @param text base64 DER, with white space or without, or one PEM block.
 * @param where what holds it, for the error.
 * @throws MitIdError `attribute_malformed` naming `where`: no certificate, no OCES subject, a part of the name that is
 *   there twice, or two parts that disagree on the CVR.
 */
export function readOcesCertificate(text: string, where = 'CERTIFICATE'): OcesCertificate {
  const refuse = (got: string): never => {
    throw new MitIdError('attribute_malformed', { where, got, expected: 'a base64 OCES certificate' });
  };
  const certificate = parseX509(text) ?? refuse(`${text.length} characters that are no X.509 certificate`);
  const name = (key: string): string | undefined => {
    const value = certificate.toLegacyObject().subject[key];
    return Array.isArray(value) ? refuse(`a subject with ${value.length} ${key}`) : value;
  };
  const id = parseOcesSubjectId(name('serialNumber') ?? '') ?? refuse('a subject whose serialNumber is not of OCES');
  const commonName = name('CN') ?? refuse('a subject without CN');
  const { cvr, organizationName } = readOrganization(id, name, refuse);
  const policyOids = policiesOf(certificate) ?? refuse('a certificate with malformed policies');
  return {
    ...id,
    generation: generationOf(id, certificate),
    commonName,
    ...(cvr !== undefined && { cvr }),
    ...(organizationName !== undefined && { organizationName }),
    serialNumber: certificate.serialNumber.toLowerCase(),
    issuer: certificate.issuer.replaceAll('\n', ', '),
    ...(policyOids.length > 0 && { policyOids }),
    notBefore: new Date(certificate.validFrom),
    notAfter: new Date(certificate.validTo),
  };
}

function parseX509(text: string): X509Certificate | undefined {
  if (text.length > MAX_CHARACTERS) return undefined;
  const trimmed = text.trim();
  const base64 = (PEM.exec(trimmed)?.[1] ?? trimmed).replaceAll(/\s/g, '');
  if (!BASE64.test(base64) || base64.length % 4 !== 0) return undefined;
  const der = Buffer.from(base64, 'base64');
  try {
    const certificate = new X509Certificate(der);
    // OpenSSL ignores what follows the certificate; two readers would then differ on what the value is.
    return certificate.raw.length === der.length ? certificate : undefined;
  } catch {
    return undefined;
  }
}

/** OCES2 writes the CVR in serialNumber and again in O; OCES3 only in organizationIdentifier. They must agree. */
function readOrganization(
  id: OcesSubjectId,
  name: (key: string) => string | undefined,
  refuse: (got: string) => never,
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

function generationOf(id: OcesSubjectId, certificate: X509Certificate): OcesCertificate['generation'] {
  if (id.uuid !== undefined) return 'oces3';
  return OCES1_ISSUER.test(certificate.issuer) ? 'oces1' : 'oces2';
}

function policiesOf(certificate: X509Certificate): readonly string[] | undefined {
  try {
    return readPolicyOids(certificate.raw);
  } catch {
    return undefined;
  }
}
