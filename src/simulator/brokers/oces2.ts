import type { KeyObject } from 'node:crypto';
import { makeCertificate, OID, positiveSerial, type Rdn } from '../../certificates/write-certificate';
import { certificatePolicies } from '../../certificates/write-extensions';
import { fullName, type NemIdIdentity, type Persona } from '../personas';

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
const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/** O of a person's certificate, and of what NemLog-in says of one. */
export const NO_ORGANIZATION = 'Ingen organisatorisk tilknytning';

/** The issuer of the certificates as OIOSAML 2 writes it. */
export const OCES2_ISSUER = 'CN=TRUST2408 Systemtest XXXIV CA, O=TRUST2408, C=DK';

/** What the subject of an OCES2 certificate says (facts/oces-certificates.md, section 1). */
export interface Oces2Subject {
  readonly organization: string;
  readonly commonName: string;
  readonly serialNumber: string;
}

/** A certificate of a legacy NemID. */
export interface Oces2Certificate {
  readonly subject: Oces2Subject;
  readonly policy: string;
  /** Positive, big endian. */
  readonly serial: Buffer;
  readonly der: Buffer;
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
  // Who wanted no name in the certificate has this word there (seed 004).
  const name = persona.nameProtected === true ? 'Pseudonym' : fullName(persona);
  const serialNumber = nemidAccountId(nemid);
  if (nemid.kind === 'personal') return { organization: NO_ORGANIZATION, commonName: name, serialNumber };
  const { cvr, name: company } = nemid.company;
  const commonName = nemid.kind === 'company' ? `${company} - ${name}` : name;
  return { organization: `${company} // CVR:${cvr}`, commonName, serialNumber };
}

/** The subject as LDAP writes it. */
export function distinguishedName({ serialNumber, commonName, organization }: Oces2Subject): string {
  return `SERIALNUMBER=${serialNumber} + CN=${commonName}, O=${organization}, C=DK`;
}

/**
 * Makes the certificate of a persona's NemID.
 *
 * @param key signs it, and is the person's own: nobody proves possession of it here.
 * @param now milliseconds since 1970; it is valid a year before and after.
 */
export function oces2Certificate(
  persona: Persona,
  nemid: NemIdIdentity,
  key: KeyObject,
  now: number,
): Oces2Certificate {
  const subject = oces2Subject(persona, nemid);
  const policy = POLICIES[nemid.kind];
  const serial = positiveSerial(4);
  const der = makeCertificate({
    subject: [
      [[OID.country, 'DK']],
      [[OID.organization, subject.organization]],
      [
        [OID.commonName, subject.commonName],
        [OID.serialNumber, subject.serialNumber],
      ],
    ],
    issuer: ISSUER,
    serial,
    notBefore: new Date(now - YEAR_MS),
    notAfter: new Date(now + YEAR_MS),
    key,
    extensions: [certificatePolicies([policy])],
  });
  return { subject, policy, serial, der };
}
