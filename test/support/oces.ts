import { constants, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { asn1, util } from 'node-forge';

/** Attributes of a name: `[[['CN', 'x'], ['serialNumber', 'y']]]` is one RDN of two values. */
export type Rdn = readonly (readonly [type: NameAttribute, value: string])[];
export type NameAttribute = keyof typeof NAME_OIDS;

export interface OcesCertificateOptions {
  readonly subject: readonly Rdn[];
  readonly issuer?: readonly Rdn[];
  readonly policyOids?: readonly string[];
  /** Hex. */
  readonly serialNumber?: string;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly signature?: 'rsa-sha256' | 'rsa-pss-sha256';
  /** Further extensions, as (oid, DER of the value) pairs. */
  readonly extensions?: readonly (readonly [oid: string, value: Buffer])[];
}

export interface MadeCertificate {
  readonly pem: string;
  /** DER in base64, without line breaks: what CERTIFICATE in an assertion holds. */
  readonly base64: string;
}

const NAME_OIDS = {
  C: '2.5.4.6',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  CN: '2.5.4.3',
  GN: '2.5.4.42',
  SN: '2.5.4.4',
  serialNumber: '2.5.4.5',
  organizationIdentifier: '2.5.4.97',
} as const;

export const OCES2_ISSUER: readonly Rdn[] = [
  [['C', 'DK']],
  [['O', 'TRUST2408']],
  [['CN', 'TRUST2408 Systemtest XXII CA']],
];
export const OCES3_ISSUER: readonly Rdn[] = [
  [['CN', 'Den Danske Stat OCES udstedende-CA 1']],
  [['OU', 'Test - cti']],
  [['O', 'Den Danske Stat']],
  [['C', 'DK']],
];

type Type = Parameters<typeof asn1.create>[1];
type Asn1 = ReturnType<typeof asn1.create>;
const { UNIVERSAL, CONTEXT_SPECIFIC } = asn1.Class;
const constructed = (type: Type, children: Asn1[]) => asn1.create(UNIVERSAL, type, true, children);
const primitive = (type: Type, value: string) => asn1.create(UNIVERSAL, type, false, value);
/** node-forge's types know universal types only: these are numbered 0 to 3. */
const { NONE, BOOLEAN, INTEGER, BITSTRING } = asn1.Type;
const NUMBERED = [NONE, BOOLEAN, INTEGER, BITSTRING] as const;
/** An explicit, context-specific `[number]`. */
const tagged = (number: 0 | 1 | 2 | 3, child: Asn1) => asn1.create(CONTEXT_SPECIFIC, NUMBERED[number], true, [child]);
const sequence = (...children: Asn1[]) => constructed(asn1.Type.SEQUENCE, children);
const oid = (dotted: string) => primitive(asn1.Type.OID, asn1.oidToDer(dotted).getBytes());
const integer = (value: number) => primitive(asn1.Type.INTEGER, asn1.integerToDer(value).getBytes());
const bytesOf = (node: Asn1) => asn1.toDer(node).getBytes();

function nameOf(rdns: readonly Rdn[]): Asn1 {
  const value = (type: NameAttribute, text: string) =>
    type === 'C' || type === 'serialNumber'
      ? primitive(asn1.Type.PRINTABLESTRING, text)
      : primitive(asn1.Type.UTF8, util.encodeUtf8(text));
  return sequence(
    ...rdns.map((rdn) =>
      constructed(
        asn1.Type.SET,
        rdn.map(([type, text]) => sequence(oid(NAME_OIDS[type]), value(type, text))),
      ),
    ),
  );
}

function algorithmOf(signature: 'rsa-sha256' | 'rsa-pss-sha256'): Asn1 {
  if (signature === 'rsa-sha256') return sequence(oid('1.2.840.113549.1.1.11'), primitive(asn1.Type.NULL, ''));
  const sha256 = () => sequence(oid('2.16.840.1.101.3.4.2.1'), primitive(asn1.Type.NULL, ''));
  return sequence(
    oid('1.2.840.113549.1.1.10'),
    sequence(tagged(0, sha256()), tagged(1, sequence(oid('1.2.840.113549.1.1.8'), sha256())), tagged(2, integer(32))),
  );
}

let keys: { publicKey: KeyObject; privateKey: KeyObject } | undefined;

/** A certificate with any name, multi-valued RDNs in the order given: node-forge's own builder cannot make those. */
export function makeOcesCertificate(options: OcesCertificateOptions): MadeCertificate {
  keys ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { signature = 'rsa-sha256', policyOids = [], extensions = [] } = options;
  const policies = bytesOf(sequence(...policyOids.map((policy) => sequence(oid(policy)))));
  const all: (readonly [string, string])[] = [
    ...(policyOids.length > 0 ? [['2.5.29.32', policies] as const] : []),
    ...extensions.map(([id, value]) => [id, value.toString('binary')] as const),
  ];
  const tbs = sequence(
    tagged(0, integer(2)),
    primitive(asn1.Type.INTEGER, util.hexToBytes(options.serialNumber ?? '4036ac0b')),
    algorithmOf(signature),
    nameOf(options.issuer ?? OCES2_ISSUER),
    sequence(
      ...[options.notBefore ?? new Date('2026-01-01Z'), options.notAfter ?? new Date('2029-01-01Z')].map((date) =>
        primitive(asn1.Type.UTCTIME, asn1.dateToUtcTime(date)),
      ),
    ),
    nameOf(options.subject),
    asn1.fromDer(keys.publicKey.export({ format: 'der', type: 'spki' }).toString('binary')),
    ...(all.length === 0
      ? []
      : [tagged(3, sequence(...all.map(([id, value]) => sequence(oid(id), primitive(asn1.Type.OCTETSTRING, value)))))]),
  );
  const signed = sign('sha256', Buffer.from(bytesOf(tbs), 'binary'), {
    key: keys.privateKey,
    ...(signature === 'rsa-pss-sha256' && { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }),
  });
  const certificate = sequence(
    tbs,
    algorithmOf(signature),
    primitive(asn1.Type.BITSTRING, `\0${signed.toString('binary')}`),
  );
  const der = Buffer.from(bytesOf(certificate), 'binary');
  const pem = `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replaceAll(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`;
  return { pem, base64: der.toString('base64') };
}

/** OCES2: C, O, then CN and serialNumber in one RDN. */
export function oces2Subject(organization: string, commonName: string, serialNumber: string): readonly Rdn[] {
  return [
    [['C', 'DK']],
    [['O', organization]],
    [
      ['CN', commonName],
      ['serialNumber', serialNumber],
    ],
  ];
}

/** A NemID person's certificate (POCES). */
export const oces2Person = (pid: string, name: string) =>
  makeOcesCertificate({
    subject: oces2Subject('Ingen organisatorisk tilknytning', name, `PID:${pid}`),
    policyOids: ['1.3.6.1.4.1.31313.2.4.6.1.5'],
  });

/** A NemID employee's certificate (MOCES). */
export const oces2Employee = (cvr: string, rid: string, name: string, organization: string) =>
  makeOcesCertificate({
    subject: oces2Subject(`${organization} // CVR:${cvr}`, name, `CVR:${cvr}-RID:${rid}`),
    policyOids: ['1.3.6.1.4.1.31313.2.4.6.2.6'],
  });

/** A NemID company's certificate (VOCES). */
export const oces2Company = (cvr: string, uid: string, organization: string) =>
  makeOcesCertificate({
    subject: oces2Subject(`${organization} // CVR:${cvr}`, `${organization} - Test`, `CVR:${cvr}-UID:${uid}`),
    policyOids: ['1.3.6.1.4.1.31313.2.4.6.3.5'],
  });

/** A NemID function's certificate (FOCES). */
export const oces2Function = (cvr: string, fid: string, organization: string) =>
  makeOcesCertificate({
    subject: oces2Subject(
      `${organization} // CVR:${cvr}`,
      `${organization} (funktionscertifikat)`,
      `CVR:${cvr}-FID:${fid}`,
    ),
    policyOids: ['1.3.6.1.4.1.31313.2.4.6.4.3'],
  });

/** No certificate of a person, and so no policy of one, has been seen (facts/oces-certificates.md, section 2). */
const OCES3_POLICIES = { E: ['1.2.208.169.1.1.1.2.7'], O: ['1.2.208.169.1.1.1.3.7'], P: [] } as const;

/** A NemLog-in certificate: `E` for an employee, `O` for an organisation or system, `P` for a person. */
export const oces3 = (letter: 'E' | 'O' | 'P', uuid: string, name: string, cvr?: string, organization?: string) =>
  makeOcesCertificate({
    subject: [
      [['CN', name]],
      [['serialNumber', `UI:DK-${letter}:G:${uuid}`]],
      ...(organization === undefined ? [] : [[['O', organization]] as const]),
      ...(cvr === undefined ? [] : [[['organizationIdentifier', `NTRDK-${cvr}`]] as const]),
      [['C', 'DK']],
    ],
    issuer: OCES3_ISSUER,
    policyOids: [...OCES3_POLICIES[letter], '0.4.0.2042.1.1'],
    serialNumber: '5f0a1b2c3d4e5f60718293a4b5c6d7e8f9012345',
    signature: 'rsa-pss-sha256',
  });
