import type { KeyObject } from 'node:crypto';
import { makeCertificate, OID, type Rdn } from '../../keys/certificate';
import { positiveSerial } from '../../keys/signing-key';
import { fullName, type NemIdIdentity, type Persona } from '../../personas';
import type { Login } from './login';

// facts/oces-certificates.md, section 1: the pre-production policies, and a name of the test issuers' shape.
const POLICIES = {
  personal: '1.3.6.1.4.1.31313.2.4.6.1.5',
  employee: '1.3.6.1.4.1.31313.2.4.6.2.6',
  company: '1.3.6.1.4.1.31313.2.4.6.3.5',
} as const;
const ISSUER: readonly Rdn[] = [
  [[OID.country, 'DK']],
  [[OID.organization, 'TRUST2408']],
  [[OID.commonName, 'TRUST2408 Systemtest XXXIV CA']],
];
const NO_ORGANIZATION = 'Ingen organisatorisk tilknytning';
const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/** What the subject of an OCES2 certificate says (facts/oces-certificates.md, section 1). */
interface Oces2Subject {
  readonly organization: string;
  readonly commonName: string;
  readonly serialNumber: string;
}

/** The subject's serialNumber of an OCES2 certificate: what a NemID account was keyed on. */
export function nemidAccountId(nemid: NemIdIdentity): string {
  switch (nemid.kind) {
    case 'personal':
      return `PID:${nemid.pid}`;
    case 'employee':
      return `CVR:${nemid.company.cvr}-RID:${nemid.rid}`;
    case 'company':
      return `CVR:${nemid.company.cvr}-UID:${nemid.uid}`;
  }
}

function oces2Subject(persona: Persona, nemid: NemIdIdentity): Oces2Subject {
  const name = fullName(persona);
  const serialNumber = nemidAccountId(nemid);
  if (nemid.kind === 'personal') return { organization: NO_ORGANIZATION, commonName: name, serialNumber };
  const { cvr, name: company } = nemid.company;
  const commonName = nemid.kind === 'company' ? `${company} - ${name}` : name;
  return { organization: `${company} // CVR:${cvr}`, commonName, serialNumber };
}

/** The attributes of a legacy NemID login; none of them tells a level of assurance. */
export function nemidAttributes({ persona, request, authenticatedAt }: Login, key: KeyObject): Record<string, string> {
  const { nemid, dateOfBirth, cpr } = persona;
  if (nemid === undefined) return {};
  const subject = oces2Subject(persona, nemid);
  return {
    IDPROVIDER: nemid.vendor,
    DN: `SERIALNUMBER=${subject.serialNumber} + CN=${subject.commonName}, O=${subject.organization}, C=DK`,
    CN: subject.commonName,
    C: 'DK',
    ...(nemid.kind === 'personal' && { DK_DAN_PID: nemid.pid }),
    ...(dateOfBirth !== undefined && { DOB: dateOfBirth.split('-').reverse().join('.') }),
    // Legacy eIDs wrote the number with its hyphen.
    ...(request.returnSsn && cpr && { DK_SSN: cpr.reveal().replace(/^\d{6}/, '$&-') }),
    CERTIFICATE: certificateOf(subject, nemid, key, authenticatedAt).toString('base64'),
    CERTPOLICYOID: POLICIES[nemid.kind],
  };
}

function certificateOf(subject: Oces2Subject, nemid: NemIdIdentity, key: KeyObject, now: number): Buffer {
  return makeCertificate({
    subject: [
      [[OID.country, 'DK']],
      [[OID.organization, subject.organization]],
      [
        [OID.commonName, subject.commonName],
        [OID.serialNumber, subject.serialNumber],
      ],
    ],
    issuer: ISSUER,
    serial: positiveSerial(4),
    notBefore: new Date(now - YEAR_MS),
    notAfter: new Date(now + YEAR_MS),
    key,
    policy: POLICIES[nemid.kind],
  });
}
