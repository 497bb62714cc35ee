import { VerifiedAssertion, type AssertionAttribute, type AssertionContent } from '../../src/assertion';
import { oces2Company, oces2Employee, oces2Function, oces2Person } from './oces';

/** What E-Ident says, by attribute; `undefined` takes an attribute out of a login below. */
export type Said = Readonly<Record<string, string | readonly string[] | undefined>>;

export const ISSUER = 'https://eident.example';
export const ASSERTION_ID = 'TI2-617b5cdc6fb84f16a6022e328d970bb7';
export const NAMESPACE = 'urn:example:eident';
export const MITID_UUID = '0c2b4f1e-6a53-4d0c-9c1f-0c7d3e5a1b21';
export const PROFESSIONAL_UUID = '3a905527-0060-4948-8854-01f938664cac';
export const CPR_UUID = '7f7c52d4-5f0d-4d1e-9a5f-2c1f0b7d9e33';
export const CPR = '0101905123';
export const PID = '9208-2002-2-024271267078';
export const CVR = '90000001';
export const OTHER_CVR = '90000002';
export const RID = '27304742';

const LEVEL = 'https://data.gov.dk/concept/core/nsis/';

/** One login of each kind, with every attribute that E-Ident may send for it. */
export const LOGINS = {
  private: {
    ACR: 'urn:eident:cert:eidas:high',
    IDENTITY_TYPE: 'private',
    IDPROVIDER: 'mitid',
    MITID_UUID,
    FULLNAME: 'Bjørn Testesen',
    GIVENNAME: 'Bjørn',
    FIRSTNAME: 'Bjørn',
    DOB: '1990-01-01',
    DK_SSN: '010190-5123',
    NEMID_PID: PID,
    LOA: `${LEVEL}Substantial`,
    AAL: `${LEVEL}High`,
    IAL: `${LEVEL}Substantial`,
    MITID_AMR: '["password","code_app_enchanced"]',
    REFERENCE_TEXT: 'Order 42',
    TRANSACTION_TEXT: 'I accept.',
    TRANSACTION_TEXT_TYPE: 'text',
    TRANSACTION_TEXT_SHA256: '/fwV5V7l9taYqTaf2CwrogNOuXrLKHoQeiuZ4vJVBFk=',
    ADDITIONAL_INFO: 'from the shop',
  },
  onBehalf: {
    IDENTITY_TYPE: 'private',
    IDPROVIDER: 'mitid',
    MITID_UUID,
    FULLNAME: 'Bjørn Testesen',
    AUTHORIZED_TO_REPRESENT: CVR,
    'NEMLOGIN.AUTH_TO_REPR': CVR,
    LOA: `${LEVEL}Substantial`,
  },
  professional: {
    IDENTITY_TYPE: 'professional',
    IDPROVIDER: 'mitid',
    'NEMLOGIN.PERSISTENT_PROFESSIONAL_ID': PROFESSIONAL_UUID,
    'NEMLOGIN.NAME': 'Bjørn Ansat Testesen',
    'NEMLOGIN.GIVEN_NAME': 'Bjørn Ansat',
    'NEMLOGIN.FAMILY_NAME': 'Testesen',
    'NEMLOGIN.EMAIL': 'bjorn@firm.example',
    'NEMLOGIN.DATE_OF_BIRTH': '1990-01-01',
    'NEMLOGIN.AGE': '36',
    'NEMLOGIN.CPR': '0101905123',
    'NEMLOGIN.CPR_UUID': CPR_UUID,
    'NEMLOGIN.CVR': CVR,
    'NEMLOGIN.ORG_NAME': 'Prøve A/S',
    'NEMLOGIN.P_NUMBER': '1092738120',
    'NEMLOGIN.SE_NUMBER': '90000009',
    'NEMLOGIN.NEMID.RID': RID,
    'NEMLOGIN.IAL': `${LEVEL}Substantial`,
    LOA: `${LEVEL}Substantial`,
    AAL: `${LEVEL}Substantial`,
    IAL: `${LEVEL}High`,
    MITID_AMR: '["mitid:code_app"]',
  },
  nemIdPerson: {
    IDPROVIDER: 'dk_nemid_js',
    DN: `C=DK, O=Ingen organisatorisk tilknytning, CN=Bjørn Testesen + SERIALNUMBER=PID:${PID}`,
    CN: 'Bjørn Testesen',
    C: 'DK',
    DK_DAN_PID: PID,
    DK_SSN: '010190-5123',
    DOB: '01.01.1990',
    CERTIFICATE: oces2Person(PID, 'Bjørn Testesen').base64,
    CERTPOLICYOID: '1.3.6.1.4.1.31313.2.4.6.1.5',
  },
  nemIdEmployee: {
    IDPROVIDER: 'dk_nemid-opensign',
    DN: `C=DK, O=Prøve A/S // CVR:${CVR}, CN=Bjørn Ansat + SERIALNUMBER=CVR:${CVR}-RID:${RID}`,
    CN: 'Bjørn Ansat',
    CERTIFICATE: oces2Employee(CVR, RID, 'Bjørn Ansat', 'Prøve A/S').base64,
  },
  nemIdCompany: {
    IDPROVIDER: 'dk_nemid-opensign',
    CERTIFICATE: oces2Company(CVR, '1234', 'Prøve A/S').base64,
  },
  nemIdFunction: {
    IDPROVIDER: 'dk_nemid-opensign',
    CERTIFICATE: oces2Function(CVR, '5678', 'Prøve A/S').base64,
  },
} as const satisfies Record<string, Said>;

/** An assertion that says `attributes`, as src/protocols would have minted it. */
export function assertionOf(
  attributes: readonly AssertionAttribute[],
  changes: Partial<AssertionContent> = {},
): VerifiedAssertion {
  return VerifiedAssertion.mint({
    protocol: 'saml-1.1',
    id: ASSERTION_ID,
    issuer: ISSUER,
    issuedAt: new Date('2026-11-22T10:00:00Z'),
    expiresAt: new Date('2026-11-22T10:15:00Z'),
    audiences: [],
    authentication: { method: 'urn:example:method', instant: new Date('2026-11-22T10:00:00Z') },
    attributes,
    trust: 'signature',
    ...changes,
  });
}

/** The attributes of a record, one namespace, one Attribute each. */
export function attributesOf(said: Said): AssertionAttribute[] {
  return Object.entries(said).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, namespace: NAMESPACE, values: [value].flat(), hasElements: false }],
  );
}

/** An assertion of one of the logins, with changes. */
export function login(kind: keyof typeof LOGINS, changes: Said = {}): VerifiedAssertion {
  return assertionOf(attributesOf({ ...LOGINS[kind], ...changes }));
}
