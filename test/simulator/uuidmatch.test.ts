import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { startSimulator, type Simulator } from '../../src/simulator';
import { PERSONAS } from '../../src/simulator/personas';
import { CERTS, type TestCert } from '../support/certs';
import { codeOfAsync } from '../support/codes';
import { personaCprIn } from '../support/cpr-watch/personas';
import { Judge } from './support/judge-nemlogin';
import { SP } from './support/service-provider';
import { startWithOneKey } from './support/start';

const EID = 'https://data.gov.dk/model/core/eid/';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startWithOneKey({ nemlogin: { serviceProviders: [SP] }, uuidMatch: {}, slowMs: 50 });
});
afterAll(() => simulator.close());
beforeEach(() => simulator.clearFaults());

const cprOf = (id: string): string => PERSONAS.find((one) => one.id === id)?.cpr?.reveal() ?? '';
const subjectOf = async (persona: string): Promise<string> => {
  const profile = await new Judge(simulator).logIn(persona, { types: ['Person'] });
  return `${EID}person/uuid/${profile.key.id}`;
};

interface Sent {
  /** What the client shows in TLS. */
  readonly client?: Pick<TestCert, 'cert' | 'key'>;
  readonly method?: string;
  readonly path?: string;
  readonly type?: string;
}

async function post(body: string | object, sent: Sent = {}): Promise<{ status: number; type: string; text: string }> {
  const { client = CERTS.idp, method = 'POST', path, type = 'application/json' } = sent;
  const { url = '', ca = '' } = simulator.uuidMatch ?? {};
  const { cert, key } = client;
  const headers = { 'Content-Type': type };
  const open = request(new URL(path ?? url, url), { method, headers, ca, cert, key, agent: false });
  open.end(typeof body === 'string' ? body : JSON.stringify(body));
  const [response] = (await once(open, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += String(chunk);
  return { status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', text };
}

const question = async (persona: string, cpr: string): Promise<object> => ({
  cpr,
  subjectNameID: await subjectOf(persona),
  entityID: SP.entityId,
});

test('is not offered unless it is asked for', async () => {
  const without = await startWithOneKey({});
  try {
    expect(without.uuidMatch).toBeUndefined();
  } finally {
    await without.close();
  }
});

test('tells of the NameID of a login whose CPR number is typed that it is a match, in JSON', async () => {
  expect(await post(await question('citizen', cprOf('citizen')))).toEqual({
    status: 200,
    type: 'application/json; charset=utf-8',
    text: '"Match"',
  });
});

test.each(PERSONAS.filter(({ mitid, cpr }) => mitid !== undefined && cpr !== undefined).map(({ id }) => id))(
  '%s: by the own number and no other',
  async (id) => {
    const other = PERSONAS.find((one) => one.cpr !== undefined && one.cpr.reveal() !== cprOf(id))?.id ?? '';
    const answers = [await post(await question(id, cprOf(id))), await post(await question(id, cprOf(other)))];
    expect(answers.map(({ text }) => text)).toEqual(['"Match"', '"NoMatch"']);
  },
);

test.each([
  ['nobody', `${EID}person/uuid/6a0d1c9e-6a5b-4d5e-9f6c-2a4b8f0e1d33`],
  ['another form', 'citizen'],
])('a NameID of %s is no match', async (_whose, subjectNameID) => {
  const { text } = await post({ cpr: cprOf('citizen'), subjectNameID, entityID: SP.entityId });
  expect(text).toBe('"NoMatch"');
});

describe('a client certificate', () => {
  test('may be the one that requests are signed with, or that assertions are encrypted for', async () => {
    const asked = await question('citizen', cprOf('citizen'));
    const clients = [CERTS.idp, CERTS.idpNext];
    const found = await Promise.all(clients.map((client) => post(asked, { client })));
    expect(found.map(({ text }) => text)).toEqual(['"Match"', '"Match"']);
  });

  test.each([
    ['of somebody else', CERTS.foreign],
    ['of an authority that servers are trusted by', CERTS.tlsClient],
    ['that is missing', { cert: '', key: '' }],
  ])('%s is refused', async (_whose, client) => {
    const { status, text } = await post(await question('citizen', cprOf('citizen')), { client });
    expect([status, text]).toEqual([403, 'The client certificate is none that is registered with this entityID.\n']);
  });

  test('of another service provider is refused', async () => {
    simulator.nemlogin.register({ ...SP, entityId: 'https://other.example', signingCert: CERTS.foreign.cert });
    const asked = await question('citizen', cprOf('citizen'));
    expect((await post(asked, { client: CERTS.foreign })).status).toBe(403);
    expect((await post({ ...asked, entityID: 'https://nobody.example' })).status).toBe(403);
    expect((await post({ ...asked, entityID: 'https://other.example' }, { client: CERTS.foreign })).status).toBe(200);
  });
});

test.each([
  ['no JSON', 'cpr', {}, 400],
  ['JSON that is no object', 'null', {}, 400],
  ['no CPR number', { subjectNameID: 'x', entityID: SP.entityId }, {}, 400],
  ['a CPR number with a hyphen', { cpr: '010161-5678', subjectNameID: 'x', entityID: SP.entityId }, {}, 400],
  ['no entityID', { cpr: '0101615678', subjectNameID: 'x' }, {}, 400],
  ['another path', {}, { path: '/api/uuidmatch/other' }, 404],
  ['another method', '', { method: 'PUT' }, 405],
  ['a form', 'cpr=1', { type: 'application/x-www-form-urlencoded' }, 415],
  ['too much', 'x'.repeat(5_000), {}, 413],
] as const)('refuses %s', async (_what, body, sent, status) => {
  expect((await post(body, sent)).status).toBe(status);
});

test('shows what went over the wire, with the number masked', async () => {
  await post(await question('citizen', cprOf('citizen')));
  const last = simulator.exchanges().at(-1);
  expect(last?.title).toBe('CPR match at NemLog-in');
  expect(last?.steps.map(({ title }) => title)).toEqual(['Is this the number of this person?', 'Answered']);
  expect(personaCprIn(JSON.stringify(simulator.exchanges()))).toBeUndefined();
});

test('has a certificate for the name in its address', async () => {
  const elsewhere = await startWithOneKey({ host: 'broker.localhost', uuidMatch: {} });
  try {
    const { url = '', ca = '' } = elsewhere.uuidMatch ?? {};
    expect(new URL(url).hostname).toBe('broker.localhost');
    expect(new X509Certificate(ca).checkHost('broker.localhost')).toBe('broker.localhost');
  } finally {
    await elsewhere.close();
  }
});

test('a port in use is said, and the simulator does not stay half started', async () => {
  const first = await startWithOneKey({});
  const port = Number(new URL(first.url).port);
  await first.close();
  const used = Number(new URL(simulator.uuidMatch?.url ?? '').port);
  expect(await codeOfAsync(startSimulator({ port, uuidMatch: { port: used } }))).toBe('configuration_invalid');
  const again = await startWithOneKey({ port });
  expect(Number(new URL(again.url).port)).toBe(port);
  await again.close();
});
