import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Simulator } from '../../src/simulator';
import { CERTS } from '../support/certs';
import { Checked, GOOD } from '../simulator/support/checked';
import { requestAddress, SP, type Asked, type Sent } from '../simulator/support/service-provider';
import { Cli } from './support';

let checked: Checked;
let folder: string;
let good: string;
let bad: string;
beforeAll(async () => {
  checked = await Checked.start();
  folder = mkdtempSync(join(tmpdir(), 'mitid-saml-'));
  good = write('good.xml', checked.metadata);
  bad = write('bad.xml', checked.metadata.replace('AuthnRequestsSigned="true"', ''));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await checked.simulator.close();
});

function write(name: string, content: string): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

const NO_WAIT = ['simulate', '--check', '--no-wait', '--sp-metadata'];
const WAITING = /Requests go to: (http:\/\/localhost:\d+\/nemlogin\/sso)[^]*leave --check out\./;

/** Starts `simulate --check` on a free port, and sends it a request, as whoever logs in. */
async function checkedRequest(args: readonly string[], asked: Asked = {}, sent: Sent = {}) {
  const cli = Cli.start(['simulate', '--check', '--port', '0', ...args]);
  const [, entryPoint = ''] = await cli.says(WAITING);
  const simulator = { nemlogin: { entryPoint } } as Simulator;
  const address = requestAddress(simulator, { ...GOOD, ...asked }, { key: checked.key, ...sent });
  const answer = await fetch(address, { headers: { 'x-persona': 'citizen' } });
  return { answer: { status: answer.status, body: await answer.text() }, code: await cli.end(), cli };
}

describe('metadata alone', () => {
  test('in order: 0, and every part of the checklist', async () => {
    const cli = Cli.start([...NO_WAIT, good]);
    expect([await cli.end(), cli.err]).toEqual([0, '']);
    expect(cli.out).toMatch(new RegExp(`^${SP.entityId}: 0 to mend, 0 to look at, \\d+ OK, \\d+ not seen\\n`));
    for (const part of ['AuthnRequest', 'metadata', 'login']) expect(cli.out).toContain(`\n\n${part}\n  `);
    expect(cli.out).toMatch(
      /not seen {2}The request is signed, in the query: no AuthnRequest came\n {12}Start a login/,
    );
    expect(cli.out).toContain('\n  ok        There is exactly one AssertionConsumerService\n');
  });

  test('something to mend: 1, and how', async () => {
    const cli = Cli.start([...NO_WAIT, bad]);
    expect([await cli.end(), cli.err]).toEqual([1, '']);
    expect(cli.out).toMatch(
      /metadata\n {2}MEND {6}AuthnRequestsSigned is true \(must; .*\)\n {12}got: {2}none, which means false\n {12}mend: Write AuthnRequestsSigned="true"/,
    );
  });

  test('from standard input, also where it is none', async () => {
    for (const [input, code] of [
      [checked.metadata, 0],
      ['hello', 1],
    ] as const) {
      const cli = Cli.start([...NO_WAIT, '-']);
      cli.writes(input);
      expect([await cli.end(), cli.err]).toEqual([code, '']);
    }
  });

  test('by the dialect that is named', async () => {
    const cli = Cli.start([...NO_WAIT, good, '--dialect', 'oiosaml-2']);
    expect(await cli.end()).toBe(0);
    expect(cli.out).toMatch(/look at {3}Every RequestedAttribute is one of the dialect/);
  });

  test('starts nothing: a port in use does not matter', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const port = String((taken.address() as AddressInfo).port);
    const cli = Cli.start([...NO_WAIT, good, '--port', port]);
    expect(await cli.end()).toBe(0);
    taken.close();
  });

  test('what would have a terminal obey it is not written out, nor is a CPR number', async () => {
    const fictitious = ['010190', '6789'].join('');
    const named = checked.metadata.replaceAll('https://app.example/slo', `http://a.example/${fictitious}/\u009b2J`);
    const cli = Cli.start([...NO_WAIT, write('hostile.xml', named)]);
    expect(await cli.end()).toBe(1);
    expect(cli.out).toContain('http://a.example/010190-xxxx/\ufffd2J');
  });
});

describe('a login request', () => {
  test('in order: the login is answered, then 0', async () => {
    const { answer, code, cli } = await checkedRequest(['--sp-metadata', good]);
    expect([code, cli.err]).toEqual([0, '']);
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('SAMLResponse');
    expect(cli.out).toContain(`${SP.entityId}: 0 to mend, 0 to look at`);
    expect(cli.out).toContain('\n  ok        The request is signed, in the query\n');
  });

  test('something to mend: 1', async () => {
    const { answer, code, cli } = await checkedRequest(['--sp-metadata', good], { destination: 'https://a.example' });
    expect([answer.status, code]).toEqual([400, 1]);
    expect(cli.out).toMatch(/MEND {6}Destination is the address/);
  });

  test('of somebody who is registered by other options, and without metadata', async () => {
    const args = ['--sp-entity-id', SP.entityId, '--sp-callback', SP.callbackUrl];
    const file = write('signing.pem', CERTS.idp.cert);
    const { code, cli } = await checkedRequest([...args, '--sp-signing-cert', file], {}, { key: CERTS.idp.key });
    expect(code).toBe(0);
    expect(cli.out).toContain('a test key, certified by itself');
    expect(cli.out).toContain('no metadata was given');
  });

  test('of somebody who is not known, or without metadata that registers: 1', async () => {
    const { code, cli } = await checkedRequest(['--sp-metadata', write('none.xml', 'hello')]);
    expect(code).toBe(1);
    expect(cli.out).toContain(`${SP.entityId}: 1 to mend`);
    expect(cli.out).toContain('\n\n(no entityID): 1 to mend');
  });
});

describe('Ctrl-C', () => {
  test('says what was seen', async () => {
    const cli = Cli.start(['simulate', '--check', '--port', '0', '--sp-metadata', good]);
    await cli.says(WAITING);
    cli.signal('SIGINT');
    expect([await cli.end(), cli.err]).toEqual([0, '']);
    expect(cli.out).toContain(`${SP.entityId}: 0 to mend`);
  });

  test('when nothing was: 1', async () => {
    const cli = Cli.start(['simulate', '--check', '--port', '0']);
    await cli.says(WAITING);
    cli.signal('SIGTERM');
    expect([await cli.end(), cli.err]).toEqual([1, '']);
    expect(cli.out).toMatch(/\nNothing was seen\.\n$/);
  });
});

describe('refusals are one line, and exit code 1', () => {
  test.each([
    { args: ['--no-wait'], problem: '--no-wait needs --check and --sp-metadata' },
    { args: ['--check', '--no-wait'], problem: '--no-wait needs --check and --sp-metadata' },
    {
      args: ['--check', '--no-wait', '--sp-metadata', '/no/such.xml'],
      problem: '--sp-metadata: there is no file /no/such.xml',
    },
    { args: ['--sp-metadata', __filename], problem: 'the metadata cannot be read: xml_malformed' },
    { args: ['--sp-metadata', '/no/such.xml'], problem: '--sp-metadata: there is no file /no/such.xml' },
  ])('$args', async ({ args, problem }) => {
    const cli = Cli.start(['simulate', '--port', '0', ...args]);
    expect(await cli.end()).toBe(1);
    expect(cli.err).toMatch(/^mitid-saml: [^\n]*\n$/);
    expect(cli.err).toContain(problem);
  });
});

test('without --check, metadata registers, and the simulator runs on', async () => {
  const cli = Cli.start(['simulate', '--port', '0', '--sp-metadata', good]);
  const [, url = ''] = await cli.says(/E-Ident simulator: (http:\/\/localhost:\d+)[^]*Ctrl-C stops\./);
  expect(await (await fetch(`${url}/simulator/nemlogin`)).text()).toContain(SP.entityId);
  expect(await (await fetch(`${url}/simulator/check`)).text()).toContain('0 to mend');
  cli.signal('SIGINT');
  expect(await cli.end()).toBe(0);
});
