import { EIdentStrategy } from '../../../src/strategies/eident';
import { LoginApp, persona, type CustomCallback } from './support/login-app';
import type { Request } from './support/login-app';

const app = LoginApp.use();
const bug = new Error('a bug of the application');

/** A custom callback that breaks, and what it was called with. */
function breaking(how: (error: unknown) => unknown) {
  const calls: unknown[] = [];
  const answer: CustomCallback = (_handler, error) => {
    calls.push(error ?? 'a user or a refusal');
    return how(error);
  };
  app.custom = true;
  app.answer = answer;
  return calls;
}
const throws = () => {
  throw bug;
};

describe('a custom callback that breaks', () => {
  test.each([
    ['throws', throws],
    ['rejects', () => Promise.reject(bug)],
  ])('after a login (it %s) is called once, and Express hears of it', async (_name, how) => {
    const visitor = persona('citizen');
    const back = await app.toCallback(visitor);
    const calls = breaking(how);
    expect(await app.end(visitor, back)).toMatchObject({ status: 500, outcome: 'error', message: bug.message });
    expect(calls).toEqual(['a user or a refusal']);
  });

  test.each([
    ['throws', throws],
    ['rejects', () => Promise.reject(bug)],
  ])('at an error (it %s) is called once, and Express hears of it', async (_name, how) => {
    const down = new Error('database');
    app.configure({}, (_profile, done) => done(down));
    const visitor = persona('citizen');
    const back = await app.toCallback(visitor);
    const calls = breaking(how);
    expect(await app.end(visitor, back)).toMatchObject({ status: 500, outcome: 'error', message: bug.message });
    expect(calls).toEqual([down]);
  });

  test('at a refusal is called once, and Express hears of it', async () => {
    const calls = breaking(throws);
    expect(await app.end(persona('citizen'), `${app.callbackUrl}?TARGET=x`)).toMatchObject({ message: bug.message });
    expect(calls).toEqual(['a user or a refusal']);
  });

  test.each([undefined, null, 'route'])('with %p is an error to Express too', async (nothing) => {
    const visitor = persona('citizen');
    const back = await app.toCallback(visitor);
    breaking(() => ({ then: (_: unknown, reject: (why: unknown) => void) => reject(nothing) }));
    const answer = await app.end(visitor, back);
    expect(answer).toMatchObject({ status: 500, message: 'something that is no Error was thrown' });
  });

  test('where there is no Express to hear of it is a line in the log', async () => {
    const line = await new Promise<string>((resolve) => {
      const logger = { info: () => undefined, warn: () => undefined, error: resolve };
      const actions = { success: throws, fail: throws, redirect: throws, error: throws };
      const strategy = new EIdentStrategy(app.options({ logger }), app.letIn);
      const clone = Object.assign(Object.create(strategy) as EIdentStrategy, actions);
      clone.authenticate({ method: 'GET', url: '/', headers: {} } as unknown as Request);
    });
    expect(line).toBe('a callback of the application threw');
  });
});
