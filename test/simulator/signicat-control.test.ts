import { startSimulator, type Simulator } from '../../src/simulator';
import { CERTS } from '../support/certs';
import { codeOfAsync, errorOf } from '../support/codes';
import { SP } from './support/service-provider';
import {
  AUDIENCE,
  ENCRYPTED_SP,
  logInAt,
  mitIdAddress,
  MITID_SP,
  NEMID_CALLBACK,
  nemIdAddress,
} from './support/signicat';
import { startWithOneKey } from './support/start';
import { headingOf, Visitor } from './support/visitor';

let simulator: Simulator;
let notices: string[];
beforeEach(async () => {
  notices = [];
  simulator = await startWithOneKey({ onNotice: (notice) => void notices.push(notice) });
});
afterEach(() => simulator.close());

const send = (path: string, body: object): Promise<Response> =>
  fetch(`${simulator.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

test('nobody is registered for MitID at first, and one service for NemID', () => {
  const { serviceProviders, services, nemid, url } = { ...simulator.signicat, url: simulator.url };
  expect([serviceProviders, services]).toEqual([
    [],
    [{ service: 'demo', callbackUrl: 'http://localhost:3000/login/nemid/callback' }],
  ]);
  expect(nemid).toEqual({
    authenticationUrl: `${url}/signicat/std/method/demo`,
    idpIssuer: 'urn:mitid-saml:simulator:signicat:nemid',
    idpCert: simulator.eident.idpCert,
    audience: 'demo',
  });
});

test('the option registers; a registration replaces', async () => {
  await simulator.close();
  const service = { service: 'mine', callbackUrl: NEMID_CALLBACK, audience: AUDIENCE };
  simulator = await startWithOneKey({ signicat: { serviceProviders: [ENCRYPTED_SP], services: [service] } });
  expect(simulator.signicat.serviceProviders).toEqual([ENCRYPTED_SP]);
  expect(simulator.signicat.nemid).toMatchObject({ audience: AUDIENCE });
  simulator.signicat.register(MITID_SP);
  simulator.signicat.registerService({ callbackUrl: 'http://localhost:1/other' });
  expect(simulator.signicat.serviceProviders).toEqual([MITID_SP]);
  expect(simulator.signicat.services).toEqual([{ service: 'mine', callbackUrl: 'http://localhost:1/other' }]);
  expect(simulator.signicat.connectionOf('mine')).toEqual(simulator.signicat.nemid);
});

test.each([
  [{ entityId: '' }, 'entityId is missing'],
  [{ callbackUrl: 'javascript:alert(1)' }, 'callbackUrl is no http or https URL: javascript:alert(1)'],
  [{ signingCert: 'x' }, 'signingCert is no certificate in PEM'],
  [{ encryptionCert: CERTS.idp.key }, 'encryptionCert is no certificate in PEM'],
  [{ cpr: 'sometimes' as never }, 'cpr is neither true nor false'],
  [{ stepUpParameter: 'a b' }, 'stepUpParameter is no plain parameter name'],
])('an application that cannot be registered: %j', (wrong, problem) => {
  const error = errorOf(() => simulator.signicat.register({ ...MITID_SP, ...wrong }));
  expect(error).toMatchObject({ code: 'configuration_invalid' });
  expect(error.detail.problems).toEqual([problem]);
});

test.each([
  [{ service: 'a/b' }, 'service is no name of letters, digits, dots, underscores and hyphens'],
  [{ callbackUrl: '' }, 'callbackUrl is no http or https URL: '],
  [{ audience: '' }, 'audience is no text'],
  [{ cpr: 'step-up' as never }, 'cpr is neither true nor false'],
])('a service that cannot be registered: %j', async (wrong, problem) => {
  const service = { service: 'mine', callbackUrl: NEMID_CALLBACK, ...wrong };
  const error = errorOf(() => simulator.signicat.registerService(service));
  expect(error.detail.problems).toEqual([problem]);
  expect(await codeOfAsync(startSimulator({ signicat: { services: [service] } }))).toBe('configuration_invalid');
});

describe('over HTTP', () => {
  test('how to connect', async () => {
    const { entityId, entryPoint, metadataUrl, idpMetadata, nemid } = simulator.signicat;
    const answer = await fetch(`${simulator.url}/simulator/signicat.json`);
    expect(await answer.json()).toEqual({ entityId, entryPoint, metadataUrl, idpMetadata, nemid });
  });

  test('registers, or says every problem', async () => {
    expect((await send('/simulator/signicat/service-providers', MITID_SP)).status).toBe(204);
    const service = { service: 'mine', callbackUrl: NEMID_CALLBACK };
    expect((await send('/simulator/signicat/services', service)).status).toBe(204);
    expect(simulator.signicat.serviceProviders).toEqual([MITID_SP]);
    expect(simulator.signicat.services[1]).toEqual(service);
    const refused = await send('/simulator/signicat/service-providers', { signingCert: 1 });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      problems: [
        'entityId is missing',
        'callbackUrl is no http or https URL: undefined',
        'signingCert is no certificate in PEM',
      ],
    });
  });

  test('the page says who is registered', async () => {
    const page = async (): Promise<string> =>
      (await new Visitor(simulator.url).open(`${simulator.url}/simulator/signicat`)).body;
    expect(headingOf(await page())).toBe('Signicat');
    expect(await page()).toContain('Nobody is registered.');
    simulator.signicat.register({ entityId: SP.entityId, callbackUrl: SP.callbackUrl });
    expect(await page()).toContain(SP.entityId);
    expect(await page()).toContain('taken unsigned: no signingCert is registered');
    expect(await page()).toContain(simulator.signicat.nemid.authenticationUrl);
  });
});

describe('what the developer is told', () => {
  test('every CPR number is masked, also what is inside an encrypted assertion', async () => {
    simulator.signicat.register(ENCRYPTED_SP);
    simulator.signicat.registerService({ callbackUrl: NEMID_CALLBACK });
    await logInAt(mitIdAddress(simulator), 'citizen');
    await logInAt(nemIdAddress(simulator, 'nemid'), 'citizen');
    const [mitid, nemid] = simulator.exchanges();
    expect(mitid?.steps.map(({ title }) => title)).toEqual([
      'AuthnRequest',
      'The person is logged in',
      'What is encrypted in the response',
      'The browser posts the response',
    ]);
    expect(nemid?.steps.map(({ title }) => title)).toEqual([
      'Authentication URL',
      'The person is logged in',
      'The browser posts the response',
    ]);
    const shown = JSON.stringify([mitid, nemid]);
    expect(shown).toContain('120385-xxxx');
    expect(shown).not.toMatch(/120385-?6124/);
  });

  test('that an application uses another callback, without what is in its query', async () => {
    simulator.signicat.register(MITID_SP);
    simulator.signicat.registerService({ callbackUrl: NEMID_CALLBACK });
    const visitor = new Visitor(simulator.url);
    await visitor.open(mitIdAddress(simulator, { callbackUrl: 'http://localhost:3999/other' }));
    await visitor.open(nemIdAddress(simulator, 'nemid', 'http://localhost:3999/other?login=secret'));
    expect(notices).toEqual([
      `Signicat: your application uses the callback http://localhost:3999/other, registered is ${MITID_SP.callbackUrl}`,
      `Signicat: your application uses the callback http://localhost:3999/other, registered is ${NEMID_CALLBACK}, with any query`,
    ]);
  });
});

describe('a step-up', () => {
  const STEP_UP_SP = { ...MITID_SP, cpr: 'step-up', stepUpParameter: 'token' } as const;
  const cprIn = (message: string): string | undefined =>
    /national-identity"[^>]*><saml:AttributeValue>(\d+)</.exec(message)?.[1];

  test('goes on with the person of an earlier login of the same application, and of no other', async () => {
    simulator.signicat.register(STEP_UP_SP);
    simulator.signicat.register({ ...STEP_UP_SP, entityId: 'https://other.example' });
    const { message } = await logInAt(mitIdAddress(simulator), 'citizen');
    const [, token = ''] = />(mitid:[0-9a-f-]{36})</.exec(message) ?? [];
    const again = `&token=${encodeURIComponent(token)}`;
    const stepped = await logInAt(`${mitIdAddress(simulator)}${again}`, 'minor');
    expect([cprIn(message), cprIn(stepped.message)]).toEqual([undefined, '1203856124']);
    const visitor = new Visitor(simulator.url);
    for (const address of [
      `${mitIdAddress(simulator)}&token=mitid:other`,
      `${mitIdAddress(simulator, { issuer: 'https://other.example' })}${again}`,
    ]) {
      const { status, body } = await visitor.open(address);
      expect([status, body.includes('<strong>token</strong>')]).toEqual([400, true]);
    }
  });
});
