import express from 'express';
import request from 'supertest';
import { MemoryStateStore } from '../../../src/state';
import type { AuditEvent } from '../../../src/strategies/audit-event';
import { codeOf } from '../../support/codes';
import { LoginApp, persona } from './support/login-app';
import { Visitor } from './support/visitor';

const app = LoginApp.use();
const logout = (visitor: Visitor) => visitor.visit(`${app.url}/logout`, { method: 'POST' });

describe('logout()', () => {
  test('ends the application’s session and ours, then sends the browser to the broker', async () => {
    const visitor = persona('citizen');
    await app.login(visitor);
    const before = await app.me(visitor);
    const old = new Visitor();
    for (const [name, value] of visitor.cookies) old.cookies.set(name, value);

    const answer = await logout(visitor);
    expect(answer.status).toBe(303);
    expect(answer.location).toBe(app.simulator.eident.logoutUrl);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(visitor.cookies.has('mitid-session')).toBe(false);

    const after = await app.me(visitor);
    expect(after).toMatchObject({ user: null });
    expect(after.record).toBeUndefined();
    expect(after.sessionId).not.toBe(before.sessionId);
    // What somebody kept of the old cookies opens nothing.
    expect(await app.me(old)).toMatchObject({ user: null });
    expect((await app.me(old)).record).toBeUndefined();
  });

  test('of a browser that nobody is logged in at leads to the broker all the same', async () => {
    expect(await logout(new Visitor())).toMatchObject({ status: 303, location: app.simulator.eident.logoutUrl });
  });

  test('is recorded of a browser that has lost our cookie, by the session that the login made', async () => {
    const events: AuditEvent[] = [];
    app.configure({ auditLog: { record: (event) => void events.push(event) } });
    const visitor = persona('citizen');
    await app.login(visitor);
    expect(visitor.cookies.delete('mitid-session')).toBe(true);
    expect((await logout(visitor)).status).toBe(303);
    expect(events.map(({ event }) => event)).toEqual(['login-started', 'login', 'logout']);
  });

  test('ends the application’s session when the state store is down, and logs that it is', async () => {
    const stateStore = new MemoryStateStore();
    app.configure({ stateStore });
    const visitor = persona('citizen');
    await app.login(visitor);
    jest.spyOn(stateStore, 'delete').mockRejectedValue(new Error('down'));
    expect((await logout(visitor)).status).toBe(303);
    expect(visitor.cookies.has('mitid-session')).toBe(false);
    expect((await app.me(visitor)).user).toBeNull();
    expect(app.log).toEqual([
      expect.objectContaining({
        level: 'error',
        fields: expect.objectContaining({ code: 'state_store_failed' }) as object,
      }),
    ]);
  });

  test('does not claim success when the application’s session cannot be ended', async () => {
    const broken = express();
    broken.use((req, _res, next) => {
      Object.assign(req, { session: { destroy: (done: (error: Error) => void) => done(new Error('store is down')) } });
      next();
    });
    broken.post('/logout', app.strategy.logout());
    broken.use(((error: Error, _req, res, next) => {
      if (res.headersSent) next(error);
      else res.status(500).send(error.message);
    }) as express.ErrorRequestHandler);
    const answer = await request(broken).post('/logout');
    expect(answer.status).toBe(500);
    expect(answer.text).toBe('store is down');
    expect(answer.headers['location']).toBeUndefined();
  });

  test('whose answer was given already by somebody else is the error handler’s, and nothing is left unhandled', async () => {
    const stateStore = new MemoryStateStore();
    const strategy = app.configure({ stateStore });
    const slow = express();
    const handled = new Promise<unknown>((resolve) => {
      slow.use((_req, res, next) => {
        // A time limit, as connect-timeout sets one.
        jest.spyOn(stateStore, 'delete').mockImplementation(() => {
          res.status(503).end('too slow');
          return Promise.resolve();
        });
        next();
      });
      slow.post('/logout', strategy.logout());
      slow.use(((error: unknown, _req, res, next) => {
        resolve(error);
        if (!res.headersSent) next(error);
      }) as express.ErrorRequestHandler);
    });
    const answer = await request(slow).post('/logout').set('cookie', 'mitid-session=token');
    expect(answer.text).toBe('too slow');
    expect(await handled).toMatchObject({ code: 'ERR_HTTP_HEADERS_SENT' });
  });

  test('needs no session at all', async () => {
    const bare = express();
    bare.post('/logout', app.strategy.logout());
    const answer = await request(bare).post('/logout');
    expect(answer.status).toBe(303);
  });

  test('is refused without a logoutUrl when the route is set up, not when a person presses the button', () => {
    const strategy = app.configure({ ...without('logoutUrl') });
    expect(codeOf(() => strategy.logout())).toBe('configuration_invalid');
  });
});

function without(name: string): object {
  return { [name]: undefined };
}
