import { createHash, X509Certificate } from 'node:crypto';
import { startSimulator, type Simulator } from '../../src/simulator';
import { PERSONAS } from '../../src/simulator/personas';
import { CALLBACK, messageOf } from './support/application';
import { attribute, attributes, element, elements, SAML } from './support/message';

const NSIS = 'https://data.gov.dk/concept/core/nsis/';
const BOTH = 'mitid,mitid:mitid_erhverv';
const ERHVERV = 'mitid:mitid_erhverv';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ callbackUrl: CALLBACK });
});
afterAll(() => simulator.close());

test('private MitID', async () => {
  expect(attributes(await messageOf(simulator, 'citizen', { forcepkivendor: 'mitid' }))).toEqual({
    IDPROVIDER: ['mitid'],
    IDENTITY_TYPE: ['private'],
    MITID_UUID: ['735771b2-37d0-47c9-be01-43729313badf'],
    FULLNAME: ['Anna Sørensen'],
    FIRSTNAME: ['Anna'],
    GIVENNAME: ['Anna'],
    DOB: ['1985-03-12'],
    C: ['DK'],
    LOA: [`${NSIS}Substantial`],
    AAL: [`${NSIS}Substantial`],
    IAL: [`${NSIS}Substantial`],
    ACR: ['urn:eident:cert:eidas:high'],
    MITID_AMR: ['code_app'],
  });
});

test('MitID Erhverv, an employee', async () => {
  expect(attributes(await messageOf(simulator, 'employee', { forcepkivendor: ERHVERV }))).toEqual({
    IDPROVIDER: ['mitid'],
    IDENTITY_TYPE: ['professional'],
    'NEMLOGIN.PERSISTENT_PROFESSIONAL_ID': ['49f1c7e2-3916-41df-93d3-8b6347e37c09'],
    'NEMLOGIN.NAME': ['Rasmus Kjærgaard'],
    'NEMLOGIN.GIVEN_NAME': ['Rasmus'],
    'NEMLOGIN.FAMILY_NAME': ['Kjærgaard'],
    'NEMLOGIN.DATE_OF_BIRTH': ['1982-02-17'],
    'NEMLOGIN.AGE': [expect.stringMatching(/^\d{2}$/)],
    'NEMLOGIN.CPR_UUID': ['1ddfc65e-144b-4080-921b-55ada989d8e5'],
    'NEMLOGIN.EMAIL': ['rasmus.kjaergaard@nordlys.example'],
    'NEMLOGIN.CVR': ['99836903'],
    'NEMLOGIN.ORG_NAME': ['Nordlys Energi A/S'],
    'NEMLOGIN.NEMID.RID': ['42135791'],
    'NEMLOGIN.P_NUMBER': ['9912345678'],
    'NEMLOGIN.SE_NUMBER': ['99836903'],
    'NEMLOGIN.IAL': [`${NSIS}Substantial`],
    LOA: [`${NSIS}Substantial`],
    AAL: [`${NSIS}Substantial`],
    IAL: [`${NSIS}Substantial`],
    ACR: ['urn:eident:cert:eidas:high'],
    MITID_AMR: ['mitid:code_app'],
  });
});

test('an employer that knows little: email, P number and SE number are there and empty, the RID is not there', async () => {
  const message = await messageOf(simulator, 'employee-two-companies', {
    forcepkivendor: ERHVERV,
    identity: 'employee:97354685',
  });
  const all = attributes(message);
  expect([all['NEMLOGIN.EMAIL'], all['NEMLOGIN.P_NUMBER'], all['NEMLOGIN.SE_NUMBER']]).toEqual([[''], [''], ['']]);
  expect(all).not.toHaveProperty(['NEMLOGIN.NEMID.RID']);
  expect(all['NEMLOGIN.CVR']).toEqual(['97354685']);
});

test('private MitID on behalf of a company', async () => {
  const all = attributes(await messageOf(simulator, 'manager', { forcepkivendor: ERHVERV }));
  expect(all).toMatchObject({
    IDENTITY_TYPE: ['private'],
    MITID_UUID: ['ed84f22b-e1b2-42ac-9c19-c734aededaaa'],
    FULLNAME: ['Åse Kjær'],
    AUTHORIZED_TO_REPRESENT: ['94874521'],
    'NEMLOGIN.AUTH_TO_REPR': ['94874521'],
  });
  expect(Object.keys(all).filter((name) => name.startsWith('NEMLOGIN.'))).toEqual(['NEMLOGIN.AUTH_TO_REPR']);
});

test('a name that is protected is not told', async () => {
  const all = attributes(await messageOf(simulator, 'name-protected'));
  expect(all['FULLNAME']).toEqual(['Pseudonym']);
  expect(all).not.toHaveProperty('GIVENNAME');
  expect(all).not.toHaveProperty('FIRSTNAME');
  expect(JSON.stringify(all)).not.toContain('Lærke');
});

test.each([
  ['level-low', 'mitid', ['Low', 'Low', 'Substantial'], 'password'],
  ['level-substantial', 'mitid', ['Substantial', 'Substantial', 'High'], 'code_app'],
  ['level-high', 'mitid', ['High', 'High', 'High'], '["code_app_enchanced","u2f_token"]'],
  // Seed 002: the broker is registered at Substantial, so Erhverv never says more.
  ['all-identity-types', ERHVERV, ['Substantial', 'High', 'High'], '["mitid:password","mitid:code_app_enchanced"]'],
])('%s by %s has the levels that can be reached, whatever is asked for', async (persona, vendor, levels, amr) => {
  const message = await messageOf(simulator, persona, { forcepkivendor: vendor, loa_value: 'high' });
  expect(['LOA', 'AAL', 'IAL'].map((name) => attribute(message, name))).toEqual(levels.map((level) => NSIS + level));
  expect(attribute(message, 'MITID_AMR')).toBe(amr);
});

describe('CPR number and PID', () => {
  const cprOf = (id: string): string => PERSONAS.find((one) => one.id === id)?.cpr?.reveal() ?? 'none';
  const asked = (returnssn: string, pid: string): Record<string, string> => ({
    forcepkivendor: BOTH,
    returnssn,
    return_nemid_pid: pid,
  });
  const told = (message: string): [boolean, string | undefined] => [
    attribute(message, 'DK_SSN') !== undefined,
    attribute(message, 'NEMID_PID'),
  ];

  test('only what was asked for', async () => {
    const pid = '9208-2002-2-318406275912';
    expect(told(await messageOf(simulator, 'citizen', asked('', '')))).toEqual([false, undefined]);
    expect(told(await messageOf(simulator, 'citizen', asked('true', '')))).toEqual([true, undefined]);
    expect(told(await messageOf(simulator, 'citizen', asked('', 'true')))).toEqual([false, pid]);
    expect(told(await messageOf(simulator, 'citizen', asked('true', 'true')))).toEqual([true, pid]);
    expect(told(await messageOf(simulator, 'citizen', asked('false', 'false')))).toEqual([false, undefined]);
  });

  test('no PID of a person who had no NemID', async () => {
    expect(told(await messageOf(simulator, 'citizen-without-nemid', asked('', 'true')))).toEqual([false, undefined]);
  });

  // Compared as a yes or no: a failed comparison would print the number.
  test.each(['citizen', 'minor', 'employee'])('%s: ten digits', async (persona) => {
    const message = await messageOf(simulator, persona, asked('true', ''));
    expect(attribute(message, 'DK_SSN') === cprOf(persona)).toBe(true);
  });

  test('legacy NemID writes the hyphen', async () => {
    const message = await messageOf(simulator, 'nemid-key-card', { forcepkivendor: 'dk_nemid_js', returnssn: 'true' });
    const cpr = cprOf('nemid-key-card');
    expect(attribute(message, 'DK_SSN') === `${cpr.slice(0, 6)}-${cpr.slice(6)}`).toBe(true);
  });
});

describe('legacy NemID', () => {
  const certificateOf = (message: string): X509Certificate =>
    new X509Certificate(Buffer.from(attribute(message, 'CERTIFICATE') ?? '', 'base64'));
  const withoutCertificate = (all: Record<string, string[]>): Record<string, string[]> =>
    Object.fromEntries(Object.entries(all).filter(([name]) => name !== 'CERTIFICATE'));

  test('key card, personal (POCES)', async () => {
    const message = await messageOf(simulator, 'nemid-key-card', { forcepkivendor: 'dk_nemid_js' });
    expect(withoutCertificate(attributes(message))).toEqual({
      IDPROVIDER: ['dk_nemid_js'],
      DN: [
        'SERIALNUMBER=PID:9208-2002-2-209547183364 + CN=Inge-Lise Mølgård, O=Ingen organisatorisk tilknytning, C=DK',
      ],
      CN: ['Inge-Lise Mølgård'],
      C: ['DK'],
      DK_DAN_PID: ['9208-2002-2-209547183364'],
      DOB: ['19.08.1958'],
      CERTPOLICYOID: ['1.3.6.1.4.1.31313.2.4.6.1.5'],
    });
    expect(certificateOf(message).toLegacyObject().subject).toMatchObject({
      C: 'DK',
      O: 'Ingen organisatorisk tilknytning',
      CN: 'Inge-Lise Mølgård',
      serialNumber: 'PID:9208-2002-2-209547183364',
    });
    expect(element(message, 'AuthenticationStatement').attribute('AuthenticationMethod')).toBe(
      'urn:oasis:names:tc:SAML:1.0:am:X509-PKI',
    );
  });

  test('key file, employee (MOCES)', async () => {
    const message = await messageOf(simulator, 'nemid-key-file', { forcepkivendor: 'dk_nemid-opensign' });
    expect(attributes(message)).toMatchObject({
      IDPROVIDER: ['dk_nemid-opensign'],
      DN: ['SERIALNUMBER=CVR:99836903-RID:12083377 + CN=Torben Høeg, O=Nordlys Energi A/S // CVR:99836903, C=DK'],
      CERTPOLICYOID: ['1.3.6.1.4.1.31313.2.4.6.2.6'],
    });
    expect(attributes(message)).not.toHaveProperty('DK_DAN_PID');
    expect(certificateOf(message).subject).toContain('serialNumber=CVR:99836903-RID:12083377');
  });

  test('key file, company (VOCES)', async () => {
    const message = await messageOf(simulator, 'nemid-company', { forcepkivendor: 'dk_nemid-opensign' });
    expect(withoutCertificate(attributes(message))).toEqual({
      IDPROVIDER: ['dk_nemid-opensign'],
      DN: [
        'SERIALNUMBER=CVR:99836903-UID:25351738 + CN=Nordlys Energi A/S - Fakturaservice, O=Nordlys Energi A/S // CVR:99836903, C=DK',
      ],
      CN: ['Nordlys Energi A/S - Fakturaservice'],
      C: ['DK'],
      CERTPOLICYOID: ['1.3.6.1.4.1.31313.2.4.6.3.5'],
    });
  });

  test('the certificate is of the OCES2 shape: four bytes of serial number, one multi-valued name, a test issuer', async () => {
    const message = await messageOf(simulator, 'nemid-key-card', { forcepkivendor: 'dk_nemid_js' });
    const certificate = certificateOf(message);
    expect(certificate.serialNumber).toMatch(/^[0-9A-F]{8}$/);
    // node prints the members of a multi-valued name on one line, joined by a plus.
    expect(certificate.subject.split('\n')).toHaveLength(3);
    expect(certificate.subject.split('\n')[2]).toMatch(/^CN=.* \+ serialNumber=PID:/);
    expect(certificate.issuer).toMatch(/TRUST2408 Systemtest/);
    expect(certificate.raw.includes(Buffer.from('2b060104', 'hex'))).toBe(true);
    expect(certificate.verify(new X509Certificate(simulator.eident.idpCert).publicKey)).toBe(true);
  });

  test('no level of assurance', async () => {
    const all = attributes(
      await messageOf(simulator, 'nemid-key-card', { forcepkivendor: 'dk_nemid_js', loa_value: 'low' }),
    );
    for (const name of ['LOA', 'AAL', 'IAL', 'ACR', 'IDENTITY_TYPE', 'MITID_AMR']) expect(all).not.toHaveProperty(name);
  });
});

describe('what was shown comes back', () => {
  test('reference text, transaction text with type and digest, additional info', async () => {
    const text = '<p>Overfør 1.000 kr. til Åse & Bjørn</p>';
    const message = await messageOf(simulator, 'citizen', {
      reference_text: 'Aftale "42" <ja>',
      transactiontext: text,
      transactiontext_type: 'html',
      additional_info: 'a=1&b=2',
    });
    expect(attributes(message)).toMatchObject({
      REFERENCE_TEXT: ['Aftale "42" <ja>'],
      TRANSACTION_TEXT: [text],
      TRANSACTION_TEXT_TYPE: ['html'],
      TRANSACTION_TEXT_SHA256: [createHash('sha256').update(text).digest('base64')],
      ADDITIONAL_INFO: ['a=1&b=2'],
    });
  });

  test('white space and what XML cannot hold', async () => {
    const message = await messageOf(simulator, 'citizen', { additional_info: 'one\ttwo\r\nthree \u0001\uFFFE end' });
    expect(attribute(message, 'ADDITIONAL_INFO')).toBe('one\ttwo\r\nthree \uFFFD\uFFFD end');
  });
});

test('the assertion has the frame that SAML 1.1 wants', async () => {
  const before = Date.now();
  const message = await messageOf(simulator, 'citizen');
  const assertion = element(message, 'Assertion');
  const of = (local: string, name: string): string => element(message, local).attribute(name) ?? '';
  expect(assertion.attribute('AssertionID')).toMatch(/^TI2-[0-9a-f]{32}$/);
  expect([of('Assertion', 'MajorVersion'), of('Assertion', 'MinorVersion')]).toEqual(['1', '1']);
  expect([of('Response', 'MajorVersion'), of('Response', 'MinorVersion')]).toEqual(['1', '1']);
  expect(of('Assertion', 'Issuer')).toBe(simulator.eident.idpIssuer);
  expect(of('Response', 'InResponseTo')).toBe('_r1');
  expect(of('Response', 'Recipient')).toBe('');
  expect(of('Response', 'ResponseID')).toMatch(/^_[0-9a-f]{32}$/);
  expect(element(message, 'StatusCode').attribute('Value')).toBe('samlp:Success');
  const issued = Date.parse(of('Assertion', 'IssueInstant'));
  expect(issued).toBeGreaterThanOrEqual(before);
  expect(Date.parse(of('Conditions', 'NotBefore'))).toBe(issued);
  expect(Date.parse(of('Conditions', 'NotOnOrAfter'))).toBe(issued + 15 * 60_000);
  expect(element(message, 'Audience').text).toBe(simulator.eident.merchantId);
  expect(elements(message, 'ConfirmationMethod').map(({ text }) => text)).toEqual([
    'urn:oasis:names:tc:SAML:1.0:cm:artifact-01',
    'urn:oasis:names:tc:SAML:1.0:cm:artifact-01',
  ]);
  expect(elements(message, 'NameIdentifier').map(({ text }) => text)).toEqual([
    '735771b2-37d0-47c9-be01-43729313badf',
    '735771b2-37d0-47c9-be01-43729313badf',
  ]);
  for (const one of elements(message, 'Attribute')) {
    expect(one.uri).toBe(SAML);
    expect(one.attribute('AttributeNamespace')).toBe('urn:eident:attributes');
  }
});

test('attributes may be given other names, as in the strategy', async () => {
  const renamed = await startSimulator({ callbackUrl: CALLBACK, attributeNames: { rid: 'NEMLOGIN.RID' } });
  try {
    const all = attributes(await messageOf(renamed, 'employee', { forcepkivendor: ERHVERV }));
    expect(all['NEMLOGIN.RID']).toEqual(['42135791']);
    expect(all).not.toHaveProperty(['NEMLOGIN.NEMID.RID']);
    expect(all['NEMLOGIN.ORG_NAME']).toEqual(['Nordlys Energi A/S']);
  } finally {
    await renamed.close();
  }
});
