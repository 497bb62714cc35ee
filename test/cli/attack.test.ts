import { createServer, type RequestListener } from 'node:http';
import { attackCommand } from '../../src/cli/attack';
import { checkHosts } from '../../src/cli/attack-hosts';
import type { Simulator } from '../../src/simulator';
import { NotPlayable } from '../../src/simulator/attack';
import { personaById } from '../../src/simulator/personas';
import { closed, listening, startCarelessApplication } from '../simulator/attack/support/careless-application';
import { startWithOneKey } from '../simulator/support/start';
import { runInProcess, type Said } from './in-process';
import { Cli } from './support';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startWithOneKey({});
});
afterAll(() => simulator.close());

async function attack(url: string, ...args: readonly string[]): Promise<Said> {
  const at = args.includes('--simulator') ? [] : ['--simulator', simulator.url];
  return runInProcess(attackCommand(), [url, ...at, ...args], {});
}

/** What is said of an application that answers like that; each ends as not played. */
async function said(answers: RequestListener, ...args: readonly string[]): Promise<string> {
  const server = createServer(answers);
  try {
    const { code, out, err } = await attack(`${await listening(server)}/login`, ...args);
    expect([code, out]).toEqual([2, '']);
    return err;
  } finally {
    await closed(server);
  }
}

describe('whose application it is', () => {
  const FOREIGN = 'https://bank.example.test/login';
  // Nothing listens there, and a host that is confirmed gets as far as that.
  const nobody = ['--simulator', 'http://127.0.0.1:1'] as const;
  const refused = /^mitid-saml: bank\.example\.test is not this machine\. .*--yes-i-own bank\.example\.test\n$/;

  test.each([
    ['nothing', []],
    ['the name alone', ['--host', 'bank.example.test']],
    ['the confirmation alone', ['--yes-i-own', 'bank.example.test']],
    ['another name', ['--host', 'example.test', '--yes-i-own', 'example.test']],
    ['two names', ['--host', 'bank.example.test', '--yes-i-own', 'example.test']],
  ])('another host is not attacked with %s', async (_what, args) => {
    const { code, err } = await attack(FOREIGN, ...nobody, ...args);
    expect([code, refused.test(err)]).toEqual([2, true]);
  });

  test.each(['localhost.example.test', '127.0.0.1.example.test', '128.0.0.1', '10.0.0.1', 'mylocalhost', '[::2]'])(
    '%s is not this machine',
    async (host) => {
      const { code, err } = await attack(`http://${host}/login`, ...nobody);
      expect([code, err.includes('is not this machine')]).toEqual([2, true]);
    },
  );

  test.each([
    ['http://localhost:1/login', []],
    ['http://app.localhost:1/login', []],
    ['http://127.0.0.1:1/login', []],
    ['http://[::1]:1/login', []],
    [FOREIGN, ['--host', 'bank.example.test', '--yes-i-own', 'bank.example.test']],
  ])('%s is', async (url, args) => {
    const { code, err } = await attack(url, ...nobody, ...args);
    expect([code, err]).toEqual([
      2,
      'mitid-saml: no simulator answers at http://127.0.0.1:1; start one with mitid-saml simulate, or say where it is with --simulator\n',
    ]);
  });

  test.each([
    ['its name', 'bank.example.test\n', true],
    ['another', 'example.test', false],
    ['nothing', '', false],
  ])('at a terminal its name can be typed: %s', async (_what, typed, confirmed) => {
    const [app, here] = [new URL(FOREIGN), new URL('http://localhost:7000')];
    const asked: string[] = [];
    const ask = async (question: string) => Promise.resolve(typed).finally(() => asked.push(question));
    const checked = checkHosts(app, here, {}, ask).then(
      () => true,
      (error: unknown) => !(error instanceof NotPlayable),
    );
    expect(await checked).toBe(confirmed);
    expect(asked).toEqual([expect.stringMatching(/^bank\.example\.test is not this machine\. .*: $/)]);
  });

  test('who gives options is not asked', async () => {
    const ask = async () => Promise.resolve('bank.example.test');
    const checked = checkHosts(new URL(FOREIGN), new URL('http://[::1]'), { host: 'example.test' }, ask);
    await expect(checked).rejects.toThrow(NotPlayable);
  });

  test('the simulator is on this machine', async () => {
    const { code, err } = await attack('http://localhost:1/login', '--simulator', 'http://bank.example.test');
    expect([code, err.includes('--simulator has to be on this machine')]).toEqual([2, true]);
  });

  test('nothing but the application and the simulator is asked for anything', async () => {
    const asked: string[] = [];
    const other = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    });
    const url = await listening(other);
    try {
      const err = await said((_request, response) => void response.writeHead(302, { location: `${url}/x` }).end());
      const leads = `mitid-saml: the login leads to ${url}, which is neither http://localhost:`;
      expect([err.startsWith(leads), err.includes(` nor ${simulator.url}: name `)]).toEqual([true, true]);
      expect(asked).toEqual([]);
    } finally {
      await closed(other);
    }
  });
});

describe('what cannot be played ends with 2, and says what to do', () => {
  test('an application that is no login', async () => {
    const err = await said((_request, response) => void response.end('Hello.'));
    expect(err).toMatch(/\/login answers HTTP 200 and leads to no broker; name the address that begins a login/);
  });

  test('one that redirects without end', async () => {
    const err = await said((_request, response) => void response.writeHead(302, { location: '/login' }).end());
    expect(err).toMatch(/redirects without end\n$/);
  });

  test('a request that the simulator does not take', async () => {
    const location = `${simulator.url}/nemlogin/sso?SAMLRequest=x`;
    const err = await said((_request, response) => void response.writeHead(302, { location }).end());
    expect(err).toMatch(/the simulator does not answer the login that begins at .*: HTTP 400, NemLog-in/);
  });

  test('a persona that there is not', async () => {
    const location = `${simulator.url}/its/index.html?mid=7000001&TARGET=x`;
    const err = await said((_q, response) => void response.writeHead(302, { location }).end(), '--persona', 'nobody');
    // The whole list, as a person reads it.
    expect(err).toMatch(/HTTP 400, .*No persona is called "nobody"\. There are: citizen, .*, nemid-company\.\n$/);
  });

  test('what is no simulator', async () => {
    const server = createServer((_request, response) => void response.end('Hello.'));
    const url = await listening(server);
    try {
      const { code, err } = await attack('http://localhost:1/login', '--simulator', url);
      expect([code, err]).toEqual([
        2,
        `mitid-saml: ${url} is no simulator; start one with mitid-saml simulate, or say where it is with --simulator\n`,
      ]);
    } finally {
      await closed(server);
    }
  });

  test.each([
    [
      'an attack that there is not',
      ['--only', 'unsigned,xsw-9'],
      /^mitid-saml: no attack is called xsw-9; there are: /,
    ],
    ['attacks of another broker alone', ['--only', 'unknown-condition'], /none of the attacks of --only exist/],
    ['no attack at all', ['--only', ','], /none of the attacks of --only exist/],
    ['a page of another host', ['--logged-in', 'http://localhost:1/'], /--logged-in is no page of http:\/\/localhost/],
    ['a page that everybody sees', ['--logged-in', '/nothing'], /answers who is logged in as it answers everybody/],
  ])('%s', async (_what, args, expected) => {
    const app = await startCarelessApplication(simulator);
    try {
      const { code, out, err } = await attack(`${app.url}/login`, ...args);
      expect([code, out, expected.test(err)]).toEqual([2, '', true]);
    } finally {
      await app.close();
    }
  });
});

test('a CPR number is masked wherever it comes from', async () => {
  const cpr = personaById('citizen')?.cpr?.reveal() ?? '';
  const location = `/person/${cpr}`;
  const err = await said(
    ({ url }, response) => void response.writeHead(url === location ? 200 : 302, { location }).end(),
  );
  expect([err.includes(cpr), err.includes(`/person/${cpr.slice(0, 6)}-xxxx`)]).toEqual([false, true]);
});

test('faults that were armed before are forgotten, and none is left behind', async () => {
  const app = await startCarelessApplication(simulator);
  try {
    simulator.fault('cancel');
    const { code } = await attack(`${app.url}/login`, '--only', 'expired', '--logged-in', '/account');
    expect(code).toBe(1);
    const response = await fetch(`${simulator.url}/simulator/faults.json`);
    expect(await response.json()).toEqual({ armed: [] });
  } finally {
    await app.close();
  }
});

test('an attack of another broker is named, beside those that are played', async () => {
  const app = await startCarelessApplication(simulator);
  try {
    const only = 'expired,unknown-condition';
    const { out, err } = await attack(`${app.url}/login`, '--only', only, '--logged-in', '/account', '--json');
    expect(err).toBe('mitid-saml: not for the broker of this login: unknown-condition\n');
    expect(JSON.parse(out)).toMatchObject({ attacks: [{ id: 'expired' }] });
  } finally {
    await app.close();
  }
});

test('as a process: typed wrong it ends with 2, which is not that something was let in', async () => {
  const cli = Cli.start(['attack', '--no-such-option']);
  expect(await cli.end()).toBe(2);
  expect(cli.err).toContain("unknown option '--no-such-option'");
});
