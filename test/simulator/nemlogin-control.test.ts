import { FAULT_NAMES } from '../../src/simulator/faults';
import { LOGOUT_FAULTS, NEMLOGIN_FAULTS } from '../../src/simulator/faults/nemlogin';
import { NEMLOGIN_CHOICES, type Simulator } from '../../src/simulator';
import { PERSONAS } from '../../src/simulator/personas';
import { codeOf } from '../support/codes';
import { personaCprIn } from '../support/cpr-watch/personas';
import { CALLBACK, codeIn, requestUrl, zeroClick } from './support/application';
import { element, elements } from './support/message';
import { nemLogIn, requestAddress, SP } from './support/service-provider';
import { startWithOneKey } from './support/start';
import { headingOf, Visitor } from './support/visitor';

let simulator: Simulator;
const notices: string[] = [];
beforeEach(async () => {
  notices.length = 0;
  simulator = await startWithOneKey({
    callbackUrl: CALLBACK,
    nemlogin: { serviceProviders: [SP] },
    onNotice: (notice) => void notices.push(notice),
  });
});
afterEach(() => simulator.close());

const post = (path: string, body?: unknown): Promise<Response> =>
  fetch(`${simulator.url}${path}`, {
    method: 'POST',
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
const algorithm = async (): Promise<string | undefined> =>
  elements((await nemLogIn(simulator, 'citizen')).message, 'EncryptionMethod')[0]?.attribute('Algorithm');

describe('settings by HTTP', () => {
  test('change what is named', async () => {
    expect((await post('/simulator/nemlogin', { dataEncryption: 'aes128-cbc' })).status).toBe(204);
    expect(await algorithm()).toBe('http://www.w3.org/2001/04/xmlenc#aes128-cbc');
    expect(simulator.nemlogin.settings.keyEncryption).toBe('rsa-oaep-mgf1p');
    expect(await (await fetch(`${simulator.url}/simulator/nemlogin.json`)).json()).toEqual({
      entityId: simulator.nemlogin.entityId,
      entryPoint: simulator.nemlogin.entryPoint,
      logoutUrl: simulator.nemlogin.logoutUrl,
      metadataUrl: simulator.nemlogin.metadataUrl,
      idpMetadata: simulator.nemlogin.idpMetadata,
      ...simulator.nemlogin.settings,
    });
  });

  test.each([{ dialect: 'x' }, { dataEncryption: ['aes128-cbc'] }, { '__proto__ ': 1 }])('%j: 400', async (body) => {
    const response = await post('/simulator/nemlogin', body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: 'that cannot be set',
      problems: [expect.stringMatching(/^nemlogin/)],
    });
    expect(await algorithm()).toBe('http://www.w3.org/2009/xmlenc11#aes256-gcm');
  });

  test('by the form of the page, which then shows them', async () => {
    const visitor = new Visitor(simulator.url);
    const { body } = await visitor.open(`${simulator.url}/simulator/nemlogin`);
    for (const choice of Object.values(NEMLOGIN_CHOICES).flat()) expect(body).toContain(`<option value="${choice}"`);
    expect(body).toContain(SP.entityId);
    const set = await fetch(`${simulator.url}/simulator/nemlogin`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: simulator.url, accept: 'text/html,*/*' },
      body: new URLSearchParams({ dialect: 'oiosaml-2', dataEncryption: 'aes256-cbc' }),
    });
    expect([set.status, set.headers.get('location')]).toEqual([303, '/simulator/nemlogin']);
    const { body: after } = await visitor.open(`${simulator.url}/simulator/nemlogin`);
    expect(after).toMatch(/<option value="oiosaml-2" selected>/);
    expect(after).toMatch(/<option value="aes256-cbc" selected>/);
  });

  test('a page of another origin cannot', async () => {
    for (const path of ['', '/service-providers', '/announce-next-key', '/roll-over', '/end-sessions', '/logout']) {
      const response = await fetch(`${simulator.url}/simulator/nemlogin${path}`, {
        method: 'POST',
        headers: { origin: 'https://evil.example' },
      });
      expect([path, response.status]).toEqual([path, 403]);
    }
  });
});

describe('registration', () => {
  const other = { ...SP, entityId: 'https://other.example', callbackUrl: 'https://other.example/acs' };

  test('by HTTP', async () => {
    expect((await post('/simulator/nemlogin/service-providers', other)).status).toBe(204);
    const asked = { issuer: other.entityId, callbackUrl: other.callbackUrl };
    expect((await nemLogIn(simulator, 'citizen', { asked })).action).toBe(other.callbackUrl);
  });

  test.each([
    [
      {},
      ['entityId is missing', 'callbackUrl is no http or https URL: undefined', 'signingCert is no certificate in PEM'],
    ],
    [{ ...other, callbackUrl: 'javascript:1' }, ['callbackUrl is no http or https URL: javascript:1']],
    [{ ...other, encryptionCert: 'hello' }, ['encryptionCert is no certificate in PEM']],
    [{ ...other, cpr: 'no' }, ['cpr is neither true nor false']],
    [{ ...other, logoutUrl: 'x' }, ['logoutUrl is no http or https URL: x']],
    [{ ...other, logoutBinding: 'soap' }, ['logoutBinding is none of redirect, post']],
    [[1], [expect.stringContaining('entityId'), expect.anything(), expect.anything()]],
  ])('%j: every problem', async (body, problems) => {
    const response = await post('/simulator/nemlogin/service-providers', body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ problems });
  });

  test('by member: what is unusable throws', () => {
    expect(codeOf(() => simulator.nemlogin.register({ ...SP, signingCert: 'x' }))).toBe('configuration_invalid');
    expect(codeOf(() => simulator.nemlogin.register({ ...SP, entityId: '' }))).toBe('configuration_invalid');
  });
});

test('keys and sessions by HTTP', async () => {
  const listed = (): number => elements(simulator.nemlogin.idpMetadata, 'X509Certificate').length;
  expect((await post('/simulator/nemlogin/announce-next-key')).status).toBe(204);
  expect(listed()).toBe(2);
  expect((await post('/simulator/nemlogin/roll-over')).status).toBe(204);
  expect(listed()).toBe(1);
  expect((await post('/simulator/nemlogin/end-sessions')).status).toBe(204);
});

describe('faults', () => {
  test('by HTTP, once', async () => {
    expect((await post('/simulator/faults/no-passive')).status).toBe(204);
    const code = async (): Promise<string | undefined> =>
      elements((await nemLogIn(simulator, 'citizen')).message, 'StatusCode')
        .at(-1)
        ?.attribute('Value');
    expect([await code(), await code()]).toEqual([
      'urn:oasis:names:tc:SAML:2.0:status:NoPassive',
      'urn:oasis:names:tc:SAML:2.0:status:Success',
    ]);
  });

  test('each is on the page with a button', async () => {
    const { body } = await new Visitor(simulator.url).open(`${simulator.url}/simulator/faults`);
    for (const { name, description } of [...NEMLOGIN_FAULTS, ...LOGOUT_FAULTS]) {
      expect(body).toContain(`action="/simulator/faults/${name}"`);
      expect(body).toContain(description);
    }
  });

  test('of both brokers: by whichever comes first, and once', async () => {
    expect(FAULT_NAMES.filter((name) => name === 'cancel')).toHaveLength(1);
    simulator.fault('cancel');
    simulator.fault('cancel');
    expect(codeIn(await zeroClick(simulator, 'citizen'))).toBe('cancel');
    expect((await nemLogIn(simulator, 'citizen')).message).toContain('status:AuthnFailed');
    expect((await nemLogIn(simulator, 'citizen')).message).toContain('status:Success');
  });

  test('of one broker: the other does not use it', async () => {
    simulator.fault('bad-padding');
    simulator.fault('inpro');
    expect(codeIn(await zeroClick(simulator, 'citizen'))).toBe('inpro');
    expect(await algorithm()).toBe('http://www.w3.org/2001/04/xmlenc#aes256-cbc');
  });
});

describe('exchanges', () => {
  test('a login is one: request, person, what is encrypted, response', async () => {
    await nemLogIn(simulator, 'citizen', { asked: { id: '_asked' }, sent: { relayState: 'relay' } });
    const [exchange] = simulator.exchanges();
    expect(exchange?.title).toBe('Login at NemLog-in');
    expect(exchange?.steps.map(({ title }) => title)).toEqual([
      'AuthnRequest',
      'The person is logged in',
      'What is encrypted in the response',
      'The browser posts the response',
    ]);
    const [request, , assertion, response] = exchange?.steps ?? [];
    expect(request?.document).toContain('ID="_asked"');
    expect(request?.fields).toContainEqual({ name: 'RelayState', value: 'relay', meaning: 'goes back as it came' });
    expect(element(response?.document ?? '', 'Response').attribute('InResponseTo')).toBe('_asked');
    expect(assertion?.document).toContain('120385-xxxx');
  });

  test('a fault and a status are told', async () => {
    simulator.fault('sha1');
    await nemLogIn(simulator, 'citizen');
    await nemLogIn(simulator, 'citizen', { asked: { loa: 'High' } });
    const steps = simulator.exchanges().map((one) => one.steps.map(({ title }) => title));
    expect(steps[0]).toContain('The browser posts the response (fault sha1)');
    expect(steps[1]).toContain('Status NoAuthnContext');
  });

  test('CPR numbers are masked: of every persona, in both dialects, encrypted or not', async () => {
    const { entityId, callbackUrl, signingCert } = SP;
    for (const dialect of NEMLOGIN_CHOICES.dialect) {
      simulator.nemlogin.configure({ dialect });
      for (const { id, cpr, mitid } of PERSONAS) {
        if (cpr === undefined || (mitid === undefined && dialect === 'oiosaml-3')) continue;
        const digits = cpr.reveal();
        await nemLogIn(simulator, id, { sent: { relayState: `${digits.slice(0, 6)}-${digits.slice(6)}` } });
        await new Visitor(simulator.url).open(requestAddress(simulator, { issuer: digits, id: `_${digits}` }));
        await new Visitor(simulator.url).open(
          requestAddress(simulator, { callbackUrl: `https://a.example/${digits}` }),
        );
        simulator.nemlogin.register({ entityId, callbackUrl, signingCert });
        await nemLogIn(simulator, id);
        simulator.nemlogin.register(SP);
        const kept = JSON.stringify(simulator.exchanges());
        expect(kept).toContain(cpr.toString());
        expect(personaCprIn(kept)).toBeUndefined();
        expect(personaCprIn(await (await fetch(`${simulator.url}/simulator/exchanges`)).text())).toBeUndefined();
        expect(personaCprIn(await (await fetch(`${simulator.url}/`)).text())).toBeUndefined();
      }
    }
    expect(personaCprIn(notices.join('\n'))).toBeUndefined();
  }, 60_000);
});

describe('an application at another callback than the registered one', () => {
  test('at E-Ident: by its status URL, without the query', async () => {
    await new Visitor(simulator.url).open(requestUrl(simulator, { status: 'http://localhost:4000/cb?token=1' }));
    expect(notices).toEqual([
      `E-Ident: your application uses the callback http://localhost:4000/cb, registered is ${CALLBACK}`,
    ]);
    const { body } = await new Visitor(simulator.url).open(`${simulator.url}/`);
    expect(headingOf(body)).toBe('Three brokers on your own machine');
    expect(body).toContain(notices[0]);
  });

  test.each([{}, { status: '' }, { status: 'nonsense' }])('no notice: %j', async (parameters) => {
    await zeroClick(simulator, 'citizen', parameters);
    expect(notices).toEqual([]);
  });
});
