import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Request, type RequestHandler } from 'express';
import passport, { type Strategy } from 'passport';
import { EIdentStrategy } from '../../../src/strategies/eident';
import { CERTS } from '../../support/certs';
import { codeOf } from '../../support/codes';
import { OPTIONS } from './options';
import { LoginApp, persona } from './support/login-app';

const app = LoginApp.use();

describe('EIdentStrategy as Passport uses it', () => {
  test('has the name eident, or the one it is given', () => {
    expect(new EIdentStrategy(OPTIONS, app.letIn).name).toBe('eident');
    expect(new EIdentStrategy({ ...OPTIONS, name: 'erhverv' }, app.letIn).name).toBe('erhverv');
  });

  test('does not start without a verify callback', () => {
    expect(codeOf(() => new EIdentStrategy(OPTIONS, undefined as never))).toBe('configuration_invalid');
  });

  test('does not start with wrong options', () => {
    expect(codeOf(() => new EIdentStrategy({} as never, app.letIn))).toBe('configuration_invalid');
  });

  test('says at start which switches weaken security, and which certificates have expired', () => {
    const lines: string[] = [];
    const logger = { info: () => undefined, error: () => undefined, warn: (line: string) => void lines.push(line) };
    const options = { ...OPTIONS, logger, dangerouslyAllowSha1: true, idpCert: [CERTS.expired.cert, CERTS.idp.cert] };
    new EIdentStrategy(options, app.letIn);
    expect(lines).toEqual([
      'dangerouslyAllowSha1 is on in the strategy eident',
      expect.stringMatching(/^the trusted certificate [0-9A-F:]{95} \(.*\) expired on \d{4}-\d\d-\d\d and is not used/),
    ]);
  });

  test('keeps nothing of a request on itself', async () => {
    const before = Object.keys(app.strategy);
    await app.login(persona('citizen'));
    expect(Object.keys(app.strategy)).toEqual(before);
  });

  test('without Express is an error, not silence', async () => {
    const error = await new Promise<unknown>((resolve) => {
      const ignore = () => undefined;
      const actions = { success: ignore, fail: ignore, redirect: ignore, error: resolve };
      const clone: unknown = Object.assign(Object.create(app.strategy) as object, actions);
      const bare: unknown = { method: 'GET', url: '/', headers: {} };
      (clone as EIdentStrategy).authenticate(bare as Request);
    });
    expect(error).toBeInstanceOf(TypeError);
  });

  describe('given to passport.authenticate() itself, where all requests share it', () => {
    let server: Server;
    let url: string;

    beforeAll(async () => {
      const bare = express();
      const login: RequestHandler = (req, res, next) => {
        const shared: Strategy = app.strategy;
        (passport.authenticate(shared, { session: false }) as RequestHandler)(req, res, next);
      };
      bare.get('/login/mitid', login);
      bare.get('/login/mitid/callback', login, (req, res) => void res.json(req.user));
      server = createServer(bare).listen(0, 'localhost');
      await once(server, 'listening');
      url = `http://localhost:${(server.address() as AddressInfo).port}`;
    });
    afterAll(() => {
      server.closeAllConnections();
      server.close();
    });

    test('each of two logins at once gets its own answer', async () => {
      const waiting: (() => void)[] = [];
      const callbackUrl = `${url}/login/mitid/callback`;
      app.simulator.register({ callbackUrl });
      app.configure({ callbackUrl }, (profile, done) => {
        waiting.push(() => app.letIn(profile, done));
        if (waiting.length === 2) for (const answer of waiting.reverse()) answer();
      });
      const logins = ['citizen', 'level-high'].map(async (id) => {
        const visitor = persona(id);
        const start = await visitor.visit(`${url}/login/mitid`);
        const back = await visitor.visit(start.location);
        return (JSON.parse((await visitor.visit(back.location)).text) as { id: string }).id;
      });
      const uuidOf = (id: string) => app.simulator.personas.find((one) => one.id === id)?.mitid?.uuid;
      expect(await Promise.all(logins)).toEqual([uuidOf('citizen'), uuidOf('level-high')]);
    });
  });
});
