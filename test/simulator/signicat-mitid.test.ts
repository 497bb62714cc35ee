import { readIdpMetadata } from '../../src/metadata';
import { startSimulator, type Simulator } from '../../src/simulator';
import { PERSONAS } from '../../src/simulator/personas';
import { requireSchemas, schemaProblems } from '../support/saml-schemas';
import { element, elements } from './support/message';
import { DECRYPTION_KEY, SAML2, type Asked, type Sent } from './support/service-provider';
import { ENCRYPTED_SP, logInAt, mitIdAddress, MITID_SP, returned, SignicatJudge } from './support/signicat';
import { headingOf, Visitor, type Seen } from './support/visitor';
import { xmlsec1Decrypts, xmlsec1VerifiesSaml2 } from './support/xmlsec1-saml2';

let simulator: Simulator;
let visitor: Visitor;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(() => {
  simulator.signicat.register(MITID_SP);
  simulator.shiftClock(0);
  visitor = new Visitor(simulator.url);
});

const open = (asked: Asked = {}, sent: Sent = {}): Promise<Seen> =>
  visitor.open(mitIdAddress(simulator, asked, sent), { 'accept-language': 'en' });

/** The status codes of an answer, outermost first, and its StatusMessage. */
function statusOf(seen: Seen): string[] {
  const { message } = returned(seen);
  return [
    ...[...message.matchAll(/StatusCode Value="[^"]*:(\w+)"/g)].map(([, code = '']) => code),
    ...elements(message, 'StatusMessage').map(({ text }) => text ?? ''),
  ];
}

/** Attributes by name. */
function attributesIn(message: string): Record<string, string | undefined> {
  return Object.fromEntries(
    elements(message, 'Attribute').map((one) => [
      one.attribute('Name') ?? '',
      one.all(SAML2, 'AttributeValue')[0]?.text,
    ]),
  );
}

describe('a person', () => {
  test('is clicked, and posted back with the RelayState', async () => {
    const page = await open({}, { relayState: 'relay' });
    expect([page.status, headingOf(page.body)]).toEqual([200, 'Log in with MitID']);
    const { action, fields, message } = returned(await visitor.press('persona', 'citizen'));
    expect([action, fields['RelayState']]).toEqual([MITID_SP.callbackUrl, 'relay']);
    expect(element(message, 'Response').attribute('Destination')).toBe(MITID_SP.callbackUrl);
    const nameId = element(message, 'NameID');
    expect([nameId.attribute('Format'), nameId.text]).toEqual([
      'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      '735771b2-37d0-47c9-be01-43729313badf',
    ]);
  });

  test('who has a MitID is offered, and nobody else', async () => {
    const { body } = await open();
    const offered = [...body.matchAll(/name="persona" value="([^"]+)"/g)].map(([, id]) => id);
    expect(offered).toEqual(PERSONAS.filter(({ mitid }) => mitid).map(({ id }) => id));
  });

  test('types a user id; nobody’s and one of another kind are asked again', async () => {
    await open();
    const nobody = await visitor.fill('userId', 'nobody');
    expect([nobody.status, nobody.body.includes('There is no user with this user ID.')]).toEqual([422, true]);
    const other = await visitor.fill('userId', 'torben');
    expect([other.status, other.body.includes('This person cannot log in this way')]).toEqual([422, true]);
    expect(returned(await visitor.fill('userId', 'anna1985')).message).toContain('Anna Sørensen');
  });

  test('cancels: Responder, AuthnFailed', async () => {
    await open();
    expect(statusOf(await visitor.press('action', 'cancel'))).toEqual([
      'Responder',
      'AuthnFailed',
      'urn:signicat:error:usercancel; The person cancelled',
    ]);
  });

  test('is not logged in a second time by IsPassive', async () => {
    await logInAt(mitIdAddress(simulator), 'citizen');
    expect(statusOf(await open({ isPassive: 'true' })).slice(0, 2)).toEqual(['Responder', 'NoPassive']);
  });

  test('takes a quarter of an hour at most, and a login is over when it is over', async () => {
    await open();
    simulator.shiftClock(15 * 60_000);
    expect((await visitor.press('persona', 'citizen')).status).toBe(410);
    simulator.shiftClock(0);
    await open();
    const page = visitor.page;
    await visitor.press('persona', 'citizen');
    const action = /action="(\/signicat\/login\/[0-9a-f]{32})"/.exec(page.body)?.[1] ?? '';
    expect((await visitor.open(`${simulator.url}${action}`)).status).toBe(410);
  });

  test.each([
    ['nobody', 'No persona is called'],
    ['nemid-key-card', 'it takes a MitID'],
  ])('without a click, %s: a page that says what cannot be done', async (persona, text) => {
    const { status, body } = await visitor.open(`${mitIdAddress(simulator)}&persona=${persona}`);
    expect([status, body.includes(text)]).toEqual([400, true]);
  });
});

describe('what is said', () => {
  test('of a citizen', async () => {
    const { message } = await logInAt(mitIdAddress(simulator), 'citizen');
    expect(attributesIn(message)).toEqual({
      'national-identity': '1203856124',
      'national-identity-country': 'DK',
      'common-name': 'Anna Sørensen',
      'given-name': 'Anna',
      surname: 'Sørensen',
      'date-of-birth': '1985-03-12',
      email: '',
      'auth-token-id': expect.stringMatching(/^mitid:[0-9a-f-]{36}$/) as string,
      mitidLoa: 'https://data.gov.dk/concept/core/nsis/Substantial',
      mitidIal: 'https://data.gov.dk/concept/core/nsis/Substantial',
      mitidAal: 'https://data.gov.dk/concept/core/nsis/Substantial',
    });
  });

  test('no CPR number to whom it is not told, and no name of who is protected', async () => {
    simulator.signicat.register({ ...MITID_SP, cpr: false });
    const said = attributesIn((await logInAt(mitIdAddress(simulator), 'name-protected')).message);
    expect([said['national-identity'], said['national-identity-country']]).toEqual(['', '']);
    expect([said['common-name'], said['given-name'], said['surname']]).toEqual(['Pseudonym', '', '']);
  });

  test.each(PERSONAS.filter(({ mitid }) => mitid).map(({ id }) => [id]))('the profile of %s', async (id) => {
    const persona = PERSONAS.find((one) => one.id === id);
    const judged = new SignicatJudge(simulator).mitId(id);
    if (persona?.mitid?.aal === 'low') return expect(judged).rejects.toMatchObject({ code: 'loa_too_low' });
    const { identityType, key, person } = await judged;
    expect([identityType, key.namespace, key.id]).toEqual(['private', 'mitid-uuid', persona?.mitid?.uuid]);
    expect(person.cpr?.reveal()).toBe(persona?.cpr?.reveal());
  });

  test('the class that was asked for comes back; unasked, a name of the simulator’s', async () => {
    const classOf = async (asked: Asked): Promise<string | undefined> =>
      element((await logInAt(mitIdAddress(simulator, asked), 'citizen')).message, 'AuthnContextClassRef').text;
    expect(await classOf({ classRefs: ['urn:example:ac:mitid'] })).toBe('urn:example:ac:mitid');
    expect(await classOf({})).toBe('urn:mitid-saml:simulator:signicat:method:mitid');
  });
});

describe('signed and encrypted', () => {
  test('Response and assertion are signed', async () => {
    const { message } = await logInAt(mitIdAddress(simulator), 'citizen');
    const { idpCert } = simulator.signicat.nemid;
    expect(xmlsec1VerifiesSaml2(message, 'Response', idpCert)).toBe(true);
    expect(xmlsec1VerifiesSaml2(message, 'Assertion', idpCert)).toBe(true);
    expect(elements(message, 'EncryptedData')).toEqual([]);
  });

  test('the assertion is encrypted for whom a certificate is registered', async () => {
    simulator.signicat.register(ENCRYPTED_SP);
    const { message } = await logInAt(mitIdAddress(simulator), 'citizen');
    expect(message).not.toContain('Sørensen');
    const plain = xmlsec1Decrypts(message, DECRYPTION_KEY);
    expect(xmlsec1VerifiesSaml2(plain, 'Assertion', simulator.signicat.nemid.idpCert)).toBe(true);
    expect((await new SignicatJudge(simulator).mitId('citizen')).displayName).toBe('Anna Sørensen');
  });
});

describe('a request that is not taken', () => {
  test.each<[string, Asked, Sent]>([
    ['the signature', {}, { query: (query) => query.replace(/&SigAlg=.*$/, '') }],
    ['the signature', {}, { key: DECRYPTION_KEY }],
    ['Issuer', { issuer: 'https://somebody-else.example' }, {}],
    ['Destination', { destination: 'https://somebody-else.example' }, {}],
    ['AssertionConsumerServiceURL', { callbackUrl: 'https://somebody-else.example' }, {}],
    ['IssueInstant', { issueInstant: '2020-01-01T00:00:00Z' }, {}],
  ])('%s', async (what, asked, sent) => {
    const { status, body } = await open(asked, sent);
    expect([status, headingOf(body)]).toEqual([400, 'Signicat does not take this request']);
    expect(body).toContain(`<strong>${what}</strong>`);
  });

  test('unsigned is taken where no certificate is registered', async () => {
    const { entityId, callbackUrl } = MITID_SP;
    simulator.signicat.register({ entityId, callbackUrl });
    expect((await open({}, { query: (query) => query.replace(/&SigAlg=.*$/, '') })).status).toBe(200);
  });
});

test('metadata: what is in the member is what is served, and the product reads it', async () => {
  const { metadataUrl, idpMetadata, entityId, entryPoint, nemid } = simulator.signicat;
  const answer = await fetch(metadataUrl);
  expect(answer.headers.get('content-type')).toMatch(/^application\/samlmetadata\+xml/);
  expect(await answer.text()).toBe(idpMetadata);
  const read = readIdpMetadata(idpMetadata, { now: Date.now() });
  expect([read.entityId, read.singleSignOnRedirect]).toEqual([entityId, entryPoint]);
  expect(read.signingCertificates).toHaveLength(1);
  expect(read.signingCertificates[0]?.replace(/\s/g, '')).toBe(nemid.idpCert.replace(/\s/g, ''));
});

requireSchemas()('what the schemas say', () => {
  test('metadata', () => {
    expect(schemaProblems(simulator.signicat.idpMetadata, 'saml-2.0-metadata')).toBe('');
  });

  test.each([MITID_SP, ENCRYPTED_SP])('a response, and one that says no', async (serviceProvider) => {
    simulator.signicat.register(serviceProvider);
    expect(schemaProblems((await logInAt(mitIdAddress(simulator), 'citizen')).message, 'saml-2.0-protocol')).toBe('');
    await open();
    const { message } = returned(await visitor.press('action', 'cancel'));
    expect(schemaProblems(message, 'saml-2.0-protocol')).toBe('');
  });
});
