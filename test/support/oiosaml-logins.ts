import type { AssertionContent, VerifiedAssertion } from '../../src/assertion';
import { assertionOf, CPR_UUID, CVR, PID, PROFESSIONAL_UUID, RID, type Said } from './eident-logins';
import { oces2Company, oces2Employee, oces2Person } from './oces';

export const NEMLOGIN_ISSUER = 'https://saml.nemlogin.example';
export const PERSON_UUID = '37a5a1aa-67ce-4f70-b7c0-b8e678d585f7';
/** Another than PROFESSIONAL_UUID: NemLog-in's NameID and `professional/uuid/persistent` are two numbers. */
export const EMPLOYEE_UUID = '82dc2343-7f37-465d-a523-7f3e24feca46';

export const FORMATS = {
  persistent: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  transient: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
  unspecified: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
  x509: 'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName',
} as const;

const NAME_FORMATS = {
  uri: 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
  basic: 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic',
} as const;

const EID = 'https://data.gov.dk/model/core/eid/';
const NSIS = 'https://data.gov.dk/concept/core/nsis/';
const GOV = 'dk:gov:saml:attribute:';

/** Base64 of an OIO-BPP list whose groups are `groups`. */
export function privilegeList(groups: string, namespace = 'http://digst.dk/oiosaml/basic_privilege_profile'): string {
  const xml = `<?xml version="1.0" encoding="UTF-8"?><bpp:PrivilegeList xmlns:bpp="${namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${groups}</bpp:PrivilegeList>`;
  return Buffer.from(xml).toString('base64');
}

/** One group of a list, its children in no namespace, as they are written. */
export function privilegeGroup(scope: string, privilege: string): string {
  return `<PrivilegeGroup Scope="${scope}"><Privilege>${privilege}</Privilege></PrivilegeGroup>`;
}

const PRIVILEGES = privilegeList(privilegeGroup(`urn:dk:gov:saml:cvrNumberIdentifier:${CVR}`, 'urn:dk:example:read'));

interface Login {
  readonly subject: { readonly nameId: string; readonly format?: string };
  readonly nameFormat: keyof typeof NAME_FORMATS;
  readonly says: Said;
}

const PERSON_NAMES = {
  [`${EID}fullName`]: 'Bjørn Testesen',
  [`${EID}firstName`]: 'Bjørn',
  [`${EID}lastName`]: 'Testesen',
};
const LEVELS = { [`${NSIS}loa`]: 'Substantial', [`${NSIS}ial`]: 'Substantial', [`${NSIS}aal`]: 'High' };

/** One login of each kind, with every attribute that NemLog-in may send for it. */
export const OIO_LOGINS = {
  person: {
    subject: { nameId: `${EID}person/uuid/${PERSON_UUID}`, format: FORMATS.persistent },
    nameFormat: 'uri',
    says: {
      'https://data.gov.dk/model/core/specVersion': 'OIO-SAML-3.0',
      ...LEVELS,
      ...PERSON_NAMES,
      [`${EID}alias`]: 'Bjørnen',
      [`${EID}email`]: ['bjorn@home.example', 'testesen@home.example'],
      [`${EID}cprNumber`]: '0101905123',
      [`${EID}cprUuid`]: `urn:uuid:${CPR_UUID}`,
      [`${EID}dateOfBirth`]: '01-01-1990',
      [`${EID}age`]: '36',
      [`${EID}person/pid`]: PID,
      [`${EID}bootstrapToken`]: 'PHNhbWw6QXNzZXJ0aW9uLz4=',
    },
  },
  onBehalf: {
    subject: { nameId: `${EID}person/uuid/${PERSON_UUID}`, format: FORMATS.persistent },
    nameFormat: 'uri',
    says: {
      'https://data.gov.dk/model/core/specVersion': 'OIO-SAML-3.0',
      ...LEVELS,
      ...PERSON_NAMES,
      [`${EID}professional/authorizedToRepresent`]: CVR,
    },
  },
  professional: {
    subject: { nameId: `${EID}professional/uuid/${EMPLOYEE_UUID}`, format: FORMATS.persistent },
    nameFormat: 'uri',
    says: {
      'https://data.gov.dk/model/core/specVersion': 'OIO-SAML-3.0',
      ...LEVELS,
      ...PERSON_NAMES,
      [`${EID}email`]: 'bjorn@firm.example',
      [`${EID}cprNumber`]: '0101905123',
      [`${EID}cprUuid`]: CPR_UUID,
      [`${EID}dateOfBirth`]: '01-01-1990',
      [`${EID}age`]: '36',
      [`${EID}professional/uuid/persistent`]: `urn:uuid:${PROFESSIONAL_UUID}`,
      [`${EID}professional/rid`]: RID,
      [`${EID}professional/cvr`]: CVR,
      [`${EID}professional/orgName`]: 'Prøve A/S',
      [`${EID}professional/productionUnit`]: '1092738120',
      [`${EID}professional/seNumber`]: '90000009',
      [`${EID}professional/authorizedToRepresent`]: CVR,
      [`${EID}privilegesIntermediate`]: PRIVILEGES,
    },
  },
  nemIdPerson: {
    subject: {
      nameId: `C=DK,O=Ingen organisatorisk tilknytning,CN=Bjørn Testesen,Serial=PID:${PID}`,
      format: FORMATS.x509,
    },
    nameFormat: 'basic',
    says: {
      [`${GOV}SpecVer`]: 'DK-SAML-2.0',
      [`${GOV}AssuranceLevel`]: '3',
      [`${GOV}PidNumberIdentifier`]: PID,
      [`${GOV}CprNumberIdentifier`]: '0101905123',
      [`${GOV}IsYouthCert`]: 'false',
      [`${GOV}UniqueAccountKey`]: '',
      [`${GOV}UserAdministratorIndicator`]: '',
      [`${GOV}CvrNumberIdentifier`]: '',
      [`${GOV}RidNumberIdentifier`]: '',
      [`${GOV}ProductionUnitIdentifier`]: '',
      [`${GOV}SENumberIdentifier`]: '',
      [`${GOV}Privileges_intermediate`]: [],
      'urn:oid:0.9.2342.19200300.100.1.1': [`PID:${PID}`, `PID:${PID}`],
      'urn:oid:2.5.4.3': 'Bjørn Testesen',
      'urn:oid:2.5.4.4': '',
      'urn:oid:2.5.4.5': '4036ac0b',
      'urn:oid:2.5.4.10': 'Ingen organisatorisk tilknytning',
      'urn:oid:2.5.29.29': 'CN=TRUST2408 Systemtest XXII CA, O=TRUST2408, C=DK',
      'urn:oid:1.3.6.1.4.1.1466.115.121.1.8': oces2Person(PID, 'Bjørn Testesen').base64,
      'urn:liberty:disco:2006-08:DiscoveryEPR': 'PHdzYTpFbmRwb2ludFJlZmVyZW5jZS8+',
    },
  },
  nemIdEmployee: {
    subject: {
      nameId: `C=DK,O=Prøve A/S // CVR:${CVR},CN=Bjørn Testesen,Serial=CVR:${CVR}-RID:${RID}`,
      format: FORMATS.x509,
    },
    nameFormat: 'basic',
    says: {
      [`${GOV}SpecVer`]: 'DK-SAML-2.0',
      [`${GOV}AssuranceLevel`]: '3',
      [`${GOV}CvrNumberIdentifier`]: CVR,
      [`${GOV}RidNumberIdentifier`]: RID,
      [`${GOV}CprNumberIdentifier`]: '0101905123',
      [`${GOV}ProductionUnitIdentifier`]: '1092738120',
      [`${GOV}SENumberIdentifier`]: '90000009',
      [`${GOV}seNumberIdentifier`]: '90000009',
      [`${GOV}AuthorizedToRepresent`]: CVR,
      [`${GOV}Privileges_intermediate`]: PRIVILEGES,
      'urn:oid:0.9.2342.19200300.100.1.1': `CVR:${CVR}-RID:${RID}`,
      'urn:oid:0.9.2342.19200300.100.1.3': 'bjorn@firm.example',
      'urn:oid:2.5.4.3': 'Bjørn Testesen',
      'urn:oid:2.5.4.4': 'Testesen',
      'urn:oid:2.5.4.5': '569ECCF4',
      'urn:oid:2.5.4.10': `Prøve A/S // CVR:${CVR}`,
      'urn:oid:1.3.6.1.4.1.1466.115.121.1.8': oces2Employee(CVR, RID, 'Bjørn Testesen', 'Prøve A/S').base64,
    },
  },
  nemIdCompany: {
    subject: { nameId: '_b5a2f0', format: FORMATS.persistent },
    nameFormat: 'basic',
    says: {
      [`${GOV}SpecVer`]: 'DK-SAML-2.0',
      [`${GOV}CvrNumberIdentifier`]: CVR,
      'urn:oid:0.9.2342.19200300.100.1.1': `CVR:${CVR}-UID:1234`,
      'urn:oid:1.3.6.1.4.1.1466.115.121.1.8': oces2Company(CVR, '1234', 'Prøve A/S').base64,
    },
  },
} as const satisfies Record<string, Login>;

/** The names of the logins. */
export type OioLogin = keyof typeof OIO_LOGINS;

/** The names of the attributes, short: `eid('cprNumber')`, `gov('SpecVer')`. */
export const eid = (name: string): string => `${EID}${name}`;
export const nsis = (name: string): string => `${NSIS}${name}`;
export const gov = (name: string): string => `${GOV}${name}`;

/** An assertion of one of the logins, with changes to its attributes and to the rest of it. */
export function oioLogin(
  kind: OioLogin,
  changes: Said = {},
  content: Partial<AssertionContent> = {},
): VerifiedAssertion {
  const { subject, nameFormat, says }: Login = OIO_LOGINS[kind];
  const attributes = Object.entries({ ...says, ...changes }).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [{ name, namespace: NAME_FORMATS[nameFormat], values: [value].flat(), hasElements: false }],
  );
  return assertionOf(attributes, {
    protocol: 'saml-2.0',
    id: '_1f0a8bd2c5e94a7f',
    issuer: NEMLOGIN_ISSUER,
    subject,
    ...content,
  });
}
