/** One attribute of a message: its name and its value or values. */
export type SampleAttribute = readonly [name: string, value: string | readonly string[]];

/** A private MitID login with everything that was asked for. The CPR number cannot be a person's: 5 in 1970. */
export const CITIZEN: readonly SampleAttribute[] = [
  ['MITID_UUID', '5b1a4f5e-0a5c-4f0e-9d5e-2f6f0b6c9a11'],
  ['FULLNAME', 'Ærø Prøve Åkjær'],
  ['FIRSTNAME', 'Ærø'],
  ['GIVENNAME', 'Ærø Prøve'],
  ['DOB', '1970-01-01'],
  ['DK_SSN', '010170-5678'],
  ['NEMID_PID', '9208-2002-2-123456789012'],
  ['LOA', 'https://data.gov.dk/concept/core/nsis/Substantial'],
  ['AAL', 'https://data.gov.dk/concept/core/nsis/Substantial'],
  ['IAL', 'https://data.gov.dk/concept/core/nsis/Substantial'],
  ['ACR', 'urn:eident:cert:eidas:high'],
  ['IDENTITY_TYPE', 'private'],
  ['MITID_AMR', '["code_app","password"]'],
  ['IDPROVIDER', 'mitid'],
];

/** The citizen with one attribute said otherwise, or more. */
export function citizenWith(name: string, value: string): readonly SampleAttribute[] {
  return [...CITIZEN.filter(([other]) => other !== name), [name, value]];
}

/** A MitID Erhverv login; the CVR number begins with 9 and is no company's. */
export const EMPLOYEE: readonly SampleAttribute[] = [
  ['LOA', 'https://data.gov.dk/concept/core/nsis/Substantial'],
  ['AAL', 'https://data.gov.dk/concept/core/nsis/Substantial'],
  ['IAL', 'https://data.gov.dk/concept/core/nsis/Substantial'],
  ['ACR', 'urn:eident:cert:eidas:high'],
  ['IDENTITY_TYPE', 'professional'],
  ['MITID_AMR', ['mitid:code_app', 'mitid:password']],
  ['IDPROVIDER', 'mitid_erhverv'],
  ['NEMLOGIN.AGE', '52'],
  ['NEMLOGIN.CPR_UUID', '7c0e0a3e-7a0d-4c54-8d27-50a5dc0f1c31'],
  ['NEMLOGIN.CVR', '98765432'],
  ['NEMLOGIN.DATE_OF_BIRTH', '1970-01-01'],
  ['NEMLOGIN.EMAIL', 'proeve@eksempel.example'],
  ['NEMLOGIN.FAMILY_NAME', 'Åkjær'],
  ['NEMLOGIN.GIVEN_NAME', 'Ærø Prøve'],
  ['NEMLOGIN.IAL', 'Substantial'],
  ['NEMLOGIN.NAME', 'Ærø Prøve Åkjær'],
  ['NEMLOGIN.P_NUMBER', ''],
  ['NEMLOGIN.NEMID.RID', '12345678'],
  ['NEMLOGIN.ORG_NAME', 'Prøvefirma & Søn ApS'],
  ['NEMLOGIN.PERSISTENT_PROFESSIONAL_ID', 'urn:uuid:9e0a9f54-4a63-4c1d-9a1e-1c8d9f0a7b22'],
  ['NEMLOGIN.SE_NUMBER', ''],
];
