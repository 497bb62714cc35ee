import type { SampleAttribute } from '../saml11';

/** Prefixes of the attribute names of OIOSAML 3 (facts/oiosaml.md 1.1). */
export const CORE = 'https://data.gov.dk/model/core/';
export const EID = `${CORE}eid/`;
export const NSIS = 'https://data.gov.dk/concept/core/nsis/';
/** The prefix of most attribute names of OIOSAML 2 (facts/oiosaml.md 2). */
export const GOV = 'dk:gov:saml:attribute:';

export const URI_FORMAT = 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri';
export const BASIC_FORMAT = 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic';

export const PERSON_UUID = '5b1a4f5e-0a5c-4f0e-9d5e-2f6f0b6c9a11';
export const PROFESSIONAL_UUID = '9e0a9f54-4a63-4c1d-9a1e-1c8d9f0a7b22';
/** NameID of OIOSAML 3. */
export const PERSON_NAME_ID = `${EID}person/uuid/${PERSON_UUID}`;
export const PROFESSIONAL_NAME_ID = `${EID}professional/uuid/${PROFESSIONAL_UUID}`;

/** A private login over OIOSAML 3 with everything that may be there. The CPR number cannot be a person's: 5 in 1970. */
export const OIOSAML3_PRIVATE: readonly SampleAttribute[] = [
  [`${CORE}specVersion`, 'OIO-SAML-3.0'],
  [`${NSIS}loa`, 'Substantial'],
  [`${NSIS}ial`, 'Substantial'],
  [`${NSIS}aal`, 'Substantial'],
  [`${EID}fullName`, 'Ærø Prøve Åkjær'],
  [`${EID}firstName`, 'Ærø Prøve'],
  [`${EID}lastName`, 'Åkjær'],
  [`${EID}email`, 'proeve@eksempel.example'],
  [`${EID}cprNumber`, '0101705678'],
  [`${EID}cprUuid`, '7c0e0a3e-7a0d-4c54-8d27-50a5dc0f1c31'],
  [`${EID}age`, '56'],
  [`${EID}dateOfBirth`, '01-01-1970'],
  [`${EID}person/pid`, '9208-2002-2-123456789012'],
];

/** A MitID Erhverv login over OIOSAML 3; the CVR number begins with 9 and is no company's. */
export const OIOSAML3_PROFESSIONAL: readonly SampleAttribute[] = [
  [`${CORE}specVersion`, 'OIO-SAML-3.0'],
  [`${NSIS}loa`, 'Substantial'],
  [`${NSIS}ial`, 'Substantial'],
  [`${NSIS}aal`, 'Substantial'],
  [`${EID}fullName`, 'Ærø Prøve Åkjær'],
  [`${EID}firstName`, 'Ærø Prøve'],
  [`${EID}lastName`, 'Åkjær'],
  [`${EID}email`, ['proeve@eksempel.example', 'proeve2@eksempel.example']],
  [`${EID}professional/uuid/persistent`, '2d3f1c58-7c0d-4c4b-8a51-0f5f8b8a1e77'],
  [`${EID}professional/rid`, '12345678'],
  [`${EID}professional/cvr`, '98765432'],
  [`${EID}professional/orgName`, 'Prøvefirma & Søn ApS'],
  [`${EID}professional/productionUnit`, '9876543210'],
  [`${EID}professional/seNumber`, '98765432'],
  [`${EID}professional/authorizedToRepresent`, ['98765432', '91234567']],
];

/** A citizen over OIOSAML 2: say `attributeFormat: BASIC_FORMAT` with it. */
export const OIOSAML2_CITIZEN: readonly SampleAttribute[] = [
  [`${GOV}SpecVer`, 'DK-SAML-2.0'],
  [`${GOV}AssuranceLevel`, '3'],
  [`${GOV}PidNumberIdentifier`, '9208-2002-2-123456789012'],
  [`${GOV}CprNumberIdentifier`, '0101705678'],
  [`${GOV}IsYouthCert`, 'false'],
  ['urn:oid:2.5.4.3', 'Ærø Prøve Åkjær'],
  ['urn:oid:2.5.4.4', ''],
  ['urn:oid:0.9.2342.19200300.100.1.1', 'PID:9208-2002-2-123456789012'],
  ['urn:oid:0.9.2342.19200300.100.1.3', 'proeve@eksempel.example'],
  ['urn:oid:2.5.4.5', '569ECCF4'],
  ['urn:oid:2.5.4.10', 'Ingen organisatorisk tilknytning'],
  ['urn:oid:2.5.29.29', 'CN=TRUST2408 OCES CA II, O=TRUST2408, C=DK'],
];

/** An employee over OIOSAML 2. */
export const OIOSAML2_EMPLOYEE: readonly SampleAttribute[] = [
  [`${GOV}SpecVer`, 'DK-SAML-2.0'],
  [`${GOV}AssuranceLevel`, '3'],
  [`${GOV}CvrNumberIdentifier`, '98765432'],
  [`${GOV}RidNumberIdentifier`, '12345678'],
  [`${GOV}ProductionUnitIdentifier`, ''],
  [`${GOV}UserAdministratorIndicator`, ''],
  ['urn:oid:2.5.4.3', 'Ærø Prøve Åkjær'],
  ['urn:oid:2.5.4.4', ''],
  ['urn:oid:0.9.2342.19200300.100.1.1', 'CVR:98765432-RID:12345678'],
  ['urn:oid:0.9.2342.19200300.100.1.3', 'proeve@eksempel.example'],
  ['urn:oid:2.5.4.5', '4036ac0b'],
  ['urn:oid:2.5.4.10', 'Prøvefirma & Søn ApS // CVR:98765432'],
];

/** A list of attributes with one of them said otherwise, or more; undefined leaves it out. */
export function attributesWith(
  attributes: readonly SampleAttribute[],
  name: string,
  value: SampleAttribute[1] | undefined,
): readonly SampleAttribute[] {
  const others = attributes.filter(([other]) => other !== name);
  return value === undefined ? others : [...others, [name, value]];
}
