import { startSimulator, type Simulator } from '../../src/simulator';
import { requireSchemas, schemaProblems } from '../support/saml-schemas';
import { attribute, attributes, element, elements } from './support/message';
import { AUDIENCE, logInAt, NEMID_CALLBACK, nemIdAddress, returned, SignicatJudge } from './support/signicat';
import { headingOf, Visitor, type Seen } from './support/visitor';
import { xmlsec1Verifies } from './support/xmlsec1';

const METHODS = ['nemid', 'nemid-moces', 'nemid-erhverv', 'nemid-codefile'] as const;

let simulator: Simulator;
let visitor: Visitor;
let judge: SignicatJudge;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(() => {
  simulator.signicat.registerService({ callbackUrl: NEMID_CALLBACK, audience: AUDIENCE });
  visitor = new Visitor(simulator.url);
  judge = new SignicatJudge(simulator);
});

const open = (id: string, target?: string): Promise<Seen> =>
  visitor.open(nemIdAddress(simulator, id, target), { 'accept-language': 'en' });
const offered = ({ body }: Seen, name = 'persona'): (string | undefined)[] =>
  [...body.matchAll(new RegExp(`name="${name}" value="([^"]+)"`, 'g'))].map(([, value]) => value);

describe('the way of a browser', () => {
  test('a person is clicked, and posted to the target, which is Recipient and TARGET', async () => {
    const target = `${NEMID_CALLBACK}?login=a%20%26+b&more=%C3%A6`;
    expect(headingOf((await open('nemid', target)).body)).toBe('Log in with NemID key card');
    const { action, fields, message } = returned(await visitor.press('persona', 'nemid-key-card'));
    expect([action, fields['TARGET'], Object.keys(fields)]).toEqual([target, target, ['SAMLResponse', 'TARGET']]);
    const response = element(message, 'Response');
    expect([response.parent, response.attribute('Recipient')]).toEqual([undefined, target]);
    expect(response.attribute('InResponseTo')).toBeUndefined();
  });

  test('the Audience is the registered one, else the name of the service', async () => {
    const audience = async (): Promise<string | undefined> =>
      element((await logInAt(nemIdAddress(simulator, 'nemid'), 'citizen')).message, 'Audience').text;
    expect(await audience()).toBe(AUDIENCE);
    simulator.signicat.registerService({ callbackUrl: NEMID_CALLBACK });
    expect(await audience()).toBe('demo');
  });

  test('the language of the id goes before that of the browser', async () => {
    expect((await open('nemid:plain:da')).body).toContain('<html lang="da">');
    expect((await open('nemid:plain')).body).toContain('<html lang="en">');
  });

  test('cancel: a signed Response without an assertion, with a StatusMessage', async () => {
    await open('nemid');
    const { message, action } = returned(await visitor.press('action', 'cancel'));
    expect([action, elements(message, 'Assertion')]).toEqual([`${NEMID_CALLBACK}?login=one`, []]);
    expect(element(message, 'StatusCode').attribute('Value')).toBe('samlp:Responder');
    expect(element(message, 'StatusMessage').text).toBe('urn:signicat:error:usercancel; The person cancelled');
    expect(xmlsec1Verifies(message, 'Response', simulator.signicat.nemid.idpCert)).toBe(true);
  });

  test('the Response is signed, the assertion is not; both times stand in the Conditions', async () => {
    const { message } = await logInAt(nemIdAddress(simulator, 'nemid'), 'citizen');
    const { idpCert } = simulator.signicat.nemid;
    expect([
      xmlsec1Verifies(message, 'Response', idpCert),
      elements(message, 'Signature').map(({ parent }) => parent?.local),
    ]).toEqual([true, ['Response']]);
    const conditions = element(message, 'Conditions');
    const [from, until] = ['NotBefore', 'NotOnOrAfter'].map((name) => Date.parse(conditions.attribute(name) ?? ''));
    expect((until ?? 0) - (from ?? 0)).toBe(10 * 60_000);
  });
});

describe('an authentication URL that is not taken', () => {
  test.each([
    ['another host', 'https://somebody-else.example/nemid'],
    ['another scheme', NEMID_CALLBACK.replace('http:', 'https:')],
    ['another port', NEMID_CALLBACK.replace('3999', '39990')],
    ['a longer path', `${NEMID_CALLBACK}/more`],
    ['a name that goes on', `${NEMID_CALLBACK}more`],
    ['another path before it', 'http://localhost:3999/other/../other/nemid'],
    ['a user', NEMID_CALLBACK.replace('//', '//somebody@')],
    ['a fragment', `${NEMID_CALLBACK}?login=one#more`],
    ['a path alone', '/nemid'],
    ['no URL', 'nemid'],
  ])('target: %s', async (_what, target) => {
    const { status, body } = await open('nemid', target);
    expect([status, headingOf(body)]).toEqual([400, 'Signicat does not take this request']);
    expect(body).toContain('<strong>target</strong>');
    expect(body).toContain(`<dd>${NEMID_CALLBACK}, with any query</dd>`);
    expect(body).not.toContain('<form');
  });

  test('target: none, or two', async () => {
    const address = nemIdAddress(simulator, 'nemid');
    for (const url of [address.replace(/&target=.*/, ''), `${address}&target=${encodeURIComponent(NEMID_CALLBACK)}`]) {
      const { status, body } = await visitor.open(url);
      expect([status, body.includes('<strong>target</strong>')]).toEqual([400, true]);
    }
  });

  test.each(['mitid', 'nemid-sign', 'NEMID', ':plain', 'nemid:plain:da:more'])('id: %s', async (id) => {
    const { status, body } = await open(id);
    expect([status, body.includes('<strong>id</strong>')]).toEqual([400, true]);
    for (const method of METHODS) expect(body).toContain(method);
  });

  test('a service that nobody has registered', async () => {
    const { status, body } = await visitor.open(nemIdAddress(simulator, 'nemid').replace('/demo?', '/other?'));
    expect([status, body.includes('<strong>the service</strong>')]).toEqual([400, true]);
  });
});

describe('who can use a method', () => {
  const WITH_PID = [
    'citizen',
    'name-protected',
    'level-substantial',
    'level-high',
    'employee',
    'manager',
    'all-identity-types',
  ];
  const WITH_RID = ['employee', 'employee-two-companies', 'all-identity-types'];

  test.each([
    ['nemid', [...WITH_PID, 'employee-two-companies', 'nemid-key-card']],
    ['nemid-moces', WITH_RID],
    ['nemid-erhverv', [...WITH_PID, 'nemid-key-card']],
    ['nemid-codefile', [...WITH_RID, 'nemid-key-file']],
  ])('%s', async (method, persons) => {
    expect(offered(await open(method)).sort()).toEqual([...persons].sort());
  });

  test.each([
    ['nemid-moces', 'citizen', 'a NemID on a key card, of an employee'],
    ['nemid-moces', 'nemid-key-file', 'a NemID on a key card, of an employee'],
    ['nemid-codefile', 'nemid-key-card', 'a NemID in a key file, of an employee'],
    ['nemid-erhverv', 'employee-two-companies', 'a NemID on a key card, of a person'],
    ['nemid', 'nemid-company', 'a NemID on a key card, of a person or of an employee'],
  ])('%s and %s: a page says so', async (method, persona, takes) => {
    const { status, body } = await visitor.open(`${nemIdAddress(simulator, method)}&persona=${persona}`);
    expect([status, body.includes(`${persona} cannot log in this way: it takes ${takes}.`)]).toEqual([400, true]);
    await open(method);
    const typed = await visitor.fill('userId', persona);
    expect([typed.status, typed.body.includes('This person cannot log in this way')]).toEqual([422, true]);
  });

  test.each([
    ['nemid', ['private', 'employee:99836903', 'employee:90602675']],
    ['nemid-moces', ['employee:99836903', 'employee:90602675']],
    ['nemid-erhverv', ['private', 'represents:97354685']],
    ['nemid-codefile', ['employee:99836903', 'employee:90602675']],
  ])('%s: as whom who is everything may go on', async (method, identities) => {
    await open(method);
    const page = await visitor.press('persona', 'all-identity-types');
    expect([headingOf(page.body), offered(page, 'identity')]).toEqual(['Choose identity', identities]);
    const wrong = await visitor.submit((form) => form.includes('name="identity"'), { identity: 'nobody' });
    expect([wrong.status, wrong.body.includes('Choose one of the options.')]).toEqual([422, true]);
    expect(returned(await visitor.press('identity', identities[0] ?? '')).message).toContain('Ærenlund');
  });

  test('an identity that the person has not: a page says which there are', async () => {
    const address = `${nemIdAddress(simulator, 'nemid')}&persona=employee&identity=represents`;
    const { status, body } = await visitor.open(address);
    expect([status, body.includes('there are: private, employee:99836903.')]).toEqual([400, true]);
  });
});

describe('the profile', () => {
  test.each([
    ['nemid', 'nemid-key-card', '', 'PID:9208-2002-2-209547183364'],
    ['nemid', 'citizen', '', 'PID:9208-2002-2-318406275912'],
    ['nemid-erhverv', 'citizen', '', 'PID:9208-2002-2-318406275912'],
    ['nemid-erhverv', 'manager', 'private', 'PID:9208-2002-2-147730528891'],
    ['nemid-erhverv', 'manager', 'represents', 'PID:9208-2002-2-147730528891'],
    ['nemid', 'employee', 'employee', 'CVR:99836903-RID:42135791'],
    ['nemid-moces', 'employee', '', 'CVR:99836903-RID:42135791'],
    ['nemid-codefile', 'employee', '', 'CVR:99836903-RID:42135791'],
    ['nemid-codefile', 'nemid-key-file', '', 'CVR:99836903-RID:12083377'],
    ['nemid-moces', 'employee-two-companies', '', 'CVR:90602675-RID:3A90552700604948885401F938664CAC'],
  ])('%s, %s %s: %s', async (method, persona, identity, account) => {
    const profile = await judge.nemId(method, persona, identity);
    const { identityType, provider, nemid, displayName, person } = profile;
    const told = nemid?.rid === undefined ? `PID:${nemid?.pid ?? ''}` : `CVR:${nemid.cvr ?? ''}-RID:${nemid.rid}`;
    expect([provider, told]).toEqual(['nemid', account]);
    const of = simulator.personas.find(({ id }) => id === persona);
    expect(displayName).toBe(`${of?.name.given ?? ''} ${of?.name.family ?? ''}`);
    const isPerson = account.startsWith('PID:');
    expect(identityType).toBe(isPerson ? 'private' : 'professional');
    expect(person.cpr?.reveal()).toBe(isPerson ? of?.cpr?.reveal() : undefined);
  });

  test('nemid-erhverv: with a company it is on behalf of it, without one a private person', async () => {
    const manager = await judge.nemId('nemid-erhverv', 'manager');
    expect([manager.identityType, manager.authorizedToRepresent]).toEqual(['private', ['94874521']]);
    for (const profile of [
      await judge.nemId('nemid-erhverv', 'manager', 'private'),
      await judge.nemId('nemid-erhverv', 'citizen'),
    ]) {
      expect([profile.identityType, profile.authorizedToRepresent, profile.organization]).toEqual([
        'private',
        [],
        undefined,
      ]);
    }
  });

  test('who is protected is Pseudonym in every place', async () => {
    const { message } = await logInAt(nemIdAddress(simulator, 'nemid'), 'name-protected');
    expect(attribute(message, 'plain-name')).toBe('Pseudonym');
    const der = Buffer.from(attribute(message, 'certificate') ?? '', 'base64').toString('latin1');
    expect([message, der].filter((text) => /Lærke|Holm/.test(text))).toEqual([]);
    expect((await judge.nemId('nemid', 'name-protected')).displayName).not.toContain('Pseudonym');
  });

  test('no CPR number to whom it is not told', async () => {
    simulator.signicat.registerService({ callbackUrl: NEMID_CALLBACK, audience: AUDIENCE, cpr: false });
    const { message } = await logInAt(nemIdAddress(simulator, 'nemid'), 'citizen');
    expect(Object.keys(attributes(message))).not.toContain('dk.cpr');
    expect(message).not.toContain('1203856124');
  });
});

requireSchemas()('what the schema of SAML 1.1 says', () => {
  test.each([
    ['nemid', 'nemid-key-card', ''],
    ['nemid-moces', 'employee', ''],
    ['nemid-erhverv', 'manager', 'represents'],
    ['nemid-codefile', 'nemid-key-file', ''],
  ])('%s', async (method, persona, identity) => {
    const { message } = await logInAt(nemIdAddress(simulator, method), persona, identity);
    expect(schemaProblems(message, 'saml-1.1-protocol')).toBe('');
  });

  test('cancel', async () => {
    await open('nemid');
    expect(schemaProblems(returned(await visitor.press('action', 'cancel')).message, 'saml-1.1-protocol')).toBe('');
  });
});
