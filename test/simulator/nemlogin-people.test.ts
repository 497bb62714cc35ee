import { readTrustedCertificates, TrustedCertificates } from '../../src/certificates';
import { profileFromEIdent, type Profile } from '../../src/profile';
import { judgePostedResponse } from '../../src/protocols/saml11';
import type { Dialect, Simulator } from '../../src/simulator';
import { PERSONAS } from '../../src/simulator/personas';
import { MemoryStateStore } from '../../src/state';
import { codeOfAsync } from '../support/codes';
import { CALLBACK, zeroClick } from './support/application';
import { Judge } from './support/judge-nemlogin';
import { element, elements } from './support/message';
import { DECRYPTION_KEY, nemLogIn, SP, type Asked } from './support/service-provider';
import { startWithOneKey } from './support/start';
import { hiddenFields } from './support/visitor';
import { xmlsec1Decrypts } from './support/xmlsec1-saml2';

const CORE = 'https://data.gov.dk/model/core/';
const DK = 'dk:gov:saml:attribute:';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startWithOneKey({ nemlogin: { serviceProviders: [SP] } });
  simulator.register({ callbackUrl: CALLBACK, profile: 'post' });
});
afterAll(() => simulator.close());
beforeEach(() => {
  simulator.nemlogin.register(SP);
  speak('oiosaml-3');
});

const speak = (dialect: Dialect): void => simulator.nemlogin.configure({ dialect });

async function plain(persona: string, asked: Asked = {}, parameters: Record<string, string> = {}): Promise<string> {
  const { message } = await nemLogIn(simulator, persona, { asked, parameters });
  return xmlsec1Decrypts(message, DECRYPTION_KEY);
}

/** Names without their prefix, and values. */
function said(xml: string, prefix: string): Record<string, string[]> {
  return Object.fromEntries(
    elements(xml, 'Attribute').map((one) => [
      one.attribute('Name')?.replace(prefix, '') ?? '',
      one.elements.map(({ text }) => text ?? ''),
    ]),
  );
}

/** The profile that the same login at E-Ident gives. */
async function atEIdent(persona: string, identity: string): Promise<Profile> {
  const parameters = { forcepkivendor: 'mitid,mitid:mitid_erhverv', returnssn: 'true', return_nemid_pid: 'true' };
  const { body } = await zeroClick(simulator, persona, { ...parameters, identity });
  const { certificates } = readTrustedCertificates([simulator.eident.idpCert], 'idpCert');
  const assertion = await judgePostedResponse(hiddenFields(body)['SAMLResponse'] ?? '', {
    issuer: simulator.eident.idpIssuer,
    audience: simulator.eident.merchantId,
    recipient: CALLBACK,
    certificates: new TrustedCertificates(certificates),
    clockSkewMs: 30_000,
    now: Date.now,
    store: new MemoryStateStore(),
  });
  return profileFromEIdent(assertion);
}

const PEOPLE = PERSONAS.filter(({ mitid }) => mitid !== undefined).flatMap(({ id, employments, represents }) => [
  [id, 'private'] as const,
  ...employments.map(({ company }) => [id, `employee:${company.cvr}`] as const),
  ...represents.map(({ cvr }) => [id, `represents:${cvr}`] as const),
]);

test.each(PEOPLE)('%s, %s: the same at both brokers, as far as both say it', async (persona, identity) => {
  const [eident, nemlogin] = [
    await atEIdent(persona, identity),
    await new Judge(simulator).logIn(persona, {}, { identity }),
  ];
  expect(nemlogin.identityType).toBe(eident.identityType);
  expect(nemlogin.provider).toBe(eident.provider);
  expect(nemlogin.person.cpr?.reveal() === eident.person.cpr?.reveal()).toBe(true);
  expect(nemlogin.person.dateOfBirth).toBe(eident.person.dateOfBirth);
  expect(nemlogin.organization).toEqual(eident.organization);
  expect(nemlogin.authorizedToRepresent).toEqual(eident.authorizedToRepresent);
  if (nemlogin.nemid !== undefined) expect(nemlogin.nemid).toEqual(eident.nemid);
  expect([nemlogin.assurance.ial, nemlogin.assurance.aal]).toEqual([eident.assurance.ial, eident.assurance.aal]);
  // E-Ident's broker says Substantial of an employee at most (seed 002).
  const capped = identity.startsWith('employee') && nemlogin.assurance.loa === 'high';
  expect(eident.assurance.loa).toBe(capped ? 'substantial' : nemlogin.assurance.loa);
  // Whether the brokers number people alike is not known: here they do not.
  expect(nemlogin.key.id).not.toBe(eident.key.id);
});

test('the same person has the same NameID in the next login, and another with each employer', async () => {
  const id = async (identity: string): Promise<string> =>
    (await new Judge(simulator).logIn('all-identity-types', {}, { identity })).key.id;
  const ids = [await id('private'), await id('employee:99836903'), await id('employee:90602675')];
  expect(new Set(ids).size).toBe(3);
  expect(await id('private')).toBe(ids[0]);
  expect(await id('represents:97354685')).toBe(ids[0]);
});

describe('OIOSAML 3', () => {
  test('a citizen', async () => {
    const xml = await plain('citizen', { types: ['Person'] });
    const { 'eid/cprNumber': cpr, 'eid/age': age, ...others } = said(xml, CORE);
    const level = (name: string): string => `https://data.gov.dk/concept/core/nsis/${name}`;
    expect(others).toEqual({
      specVersion: ['OIO-SAML-3.0'],
      [level('loa')]: ['Substantial'],
      [level('ial')]: ['Substantial'],
      [level('aal')]: ['Substantial'],
      'eid/fullName': ['Anna Sørensen'],
      'eid/firstName': ['Anna'],
      'eid/lastName': ['Sørensen'],
      'eid/cprUuid': ['fba3fec7-6ca3-47b5-bafe-9bd120c5d152'],
      'eid/dateOfBirth': ['12-03-1985'],
      'eid/person/pid': ['9208-2002-2-318406275912'],
    });
    expect(cpr?.[0] === PERSONAS[0]?.cpr?.reveal()).toBe(true);
    expect(Number(age?.[0])).toBeGreaterThan(40);
    expect(element(xml, 'NameID').text).toMatch(new RegExp(`^${CORE}eid/person/uuid/[0-9a-f-]{36}$`));
    for (const one of elements(xml, 'Attribute')) expect(one.attribute('NameFormat')).toMatch(/attrname-format:uri$/);
  });

  test('an employee: what the employer knows, and privileges', async () => {
    const xml = await plain('employee', { types: ['Professional'] });
    const { 'eid/privilegesIntermediate': privileges = [], ...others } = said(xml, CORE);
    expect(others).toMatchObject({
      'eid/email': ['rasmus.kjaergaard@nordlys.example'],
      'eid/professional/uuid/persistent': ['urn:uuid:49f1c7e2-3916-41df-93d3-8b6347e37c09'],
      'eid/professional/rid': ['42135791'],
      'eid/professional/cvr': ['99836903'],
      'eid/professional/orgName': ['Nordlys Energi A/S'],
      'eid/professional/productionUnit': ['9912345678'],
      'eid/professional/seNumber': ['99836903'],
    });
    expect(others).not.toHaveProperty('eid/person/pid');
    expect(element(xml, 'NameID').text).toMatch(new RegExp(`^${CORE}eid/professional/uuid/[0-9a-f-]{36}$`));
    const list = Buffer.from(privileges[0] ?? '', 'base64').toString('utf8');
    expect(element(list, 'PrivilegeList').uri).toBe('http://digst.dk/oiosaml/basic_privilege_profile');
    expect(elements(list, 'PrivilegeGroup').map((group) => group.attribute('Scope'))).toEqual([
      'urn:dk:gov:saml:cvrNumberIdentifier:99836903',
      'urn:dk:gov:saml:productionUnitIdentifier:9912345678',
    ]);
    const { privileges: read } = await new Judge(simulator).logIn('employee', { types: ['Professional'] });
    expect(read.length).toBe(3);
  });

  test('an employer that knows little: what is not known is left out', async () => {
    const names = Object.keys(said(await plain('employee-two-companies', {}, { identity: 'employee:97354685' }), CORE));
    expect(names).toContain('eid/professional/cvr');
    expect(names.filter((name) => /rid$|email|productionUnit|seNumber|privileges/.test(name))).toEqual([]);
  });

  test('name protection: an alias, and no name', async () => {
    const names = said(await plain('name-protected'), CORE);
    expect(names['eid/alias']).toEqual(['Pseudonym']);
    expect(Object.keys(names).filter((name) => /Name$/.test(name))).toEqual([]);
  });

  test('a service provider that may not know CPR numbers', async () => {
    simulator.nemlogin.register({ ...SP, cpr: false });
    expect(said(await plain('citizen'), CORE)).not.toHaveProperty('eid/cprNumber');
  });

  test('a transient NameID for who asks for one: another in each login', async () => {
    const nameIdFormat = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient';
    const ids = [await plain('citizen', { nameIdFormat }), await plain('citizen', { nameIdFormat })].map((xml) =>
      element(xml, 'NameID'),
    );
    expect(ids.map((id) => id.attribute('Format'))).toEqual([nameIdFormat, nameIdFormat]);
    expect(ids[0]?.text).not.toBe(ids[1]?.text);
  });

  test.each(['nemid-key-card', 'nemid-key-file', 'nemid-company'])('%s cannot log in', async (persona) => {
    await expect(plain(persona)).rejects.toThrow('HTTP 400');
  });
});

describe('OIOSAML 2', () => {
  beforeEach(() => speak('oiosaml-2'));

  test('a citizen: PID', async () => {
    const xml = await plain('citizen');
    expect(said(xml, DK)).toMatchObject({
      SpecVer: ['DK-SAML-2.0'],
      AssuranceLevel: ['3'],
      PidNumberIdentifier: ['9208-2002-2-318406275912'],
      'urn:oid:0.9.2342.19200300.100.1.1': ['PID:9208-2002-2-318406275912'],
      'urn:oid:2.5.4.3': ['Anna Sørensen'],
      IsYouthCert: ['false'],
    });
    for (const one of elements(xml, 'Attribute')) expect(one.attribute('NameFormat')).toMatch(/attrname-format:basic$/);
    expect(element(xml, 'AuthnContextClassRef').text).toMatch(/classes:X509$/);
    expect(element(xml, 'NameID').attribute('Format')).toMatch(/persistent$/);
    const { provider, key } = await new Judge(simulator).logIn('citizen');
    expect([provider, key.namespace, key.id]).toEqual(['nemid', 'pid', '9208-2002-2-318406275912']);
  });

  test('who has no PID: it is there, and empty', async () => {
    expect(said(await plain('citizen-without-nemid'), DK)).toMatchObject({ PidNumberIdentifier: [''] });
    expect(await codeOfAsync(new Judge(simulator).logIn('citizen-without-nemid'))).toBe('attribute_missing');
  });

  test('an employee: CVR and RID', async () => {
    expect(said(await plain('employee', { types: ['Professional'] }), DK)).toMatchObject({
      CvrNumberIdentifier: ['99836903'],
      RidNumberIdentifier: ['42135791'],
      'urn:oid:0.9.2342.19200300.100.1.1': ['CVR:99836903-RID:42135791'],
      'urn:oid:2.5.4.10': ['Nordlys Energi A/S // CVR:99836903'],
      ProductionUnitIdentifier: ['9912345678'],
      SENumberIdentifier: ['99836903'],
    });
    const { key, organization } = await new Judge(simulator).logIn('employee', { types: ['Professional'] });
    expect([key.namespace, organization?.name]).toEqual(['cvr-rid', 'Nordlys Energi A/S']);
  });

  test('level Low is 2', async () => {
    expect(said(await plain('level-low'), DK)).toMatchObject({ AssuranceLevel: ['2'] });
  });

  test.each([
    ['nemid-key-card', 'private', 'pid'],
    ['nemid-key-file', 'professional', 'cvr-rid'],
  ] as const)('%s: %s, with a certificate', async (persona, identityType, namespace) => {
    const profile = await new Judge(simulator).logIn(persona);
    expect([profile.identityType, profile.key.namespace]).toEqual([identityType, namespace]);
    expect(profile.nemid?.certificate).toBeDefined();
  });

  test('a company certificate is no person’s', async () => {
    await expect(plain('nemid-company')).rejects.toThrow('HTTP 400');
  });

  test('on behalf of a company', async () => {
    const { authorizedToRepresent } = await new Judge(simulator).logIn('manager', {}, { identity: 'represents' });
    expect(authorizedToRepresent).toEqual(['94874521']);
  });
});
