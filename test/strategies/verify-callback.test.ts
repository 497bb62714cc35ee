import { askApplication, VerifyCallbackError } from '../../src/strategies/verify-callback';
import { errorOfAsync } from '../support/codes';

const user = { id: 1 } as Express.User;

describe('askApplication', () => {
  test('the user, and what is said of them', async () => {
    expect(await askApplication((done) => done(null, user))).toEqual({ user });
    expect(await askApplication((done) => done(undefined, user, { hint: 1 }))).toEqual({ user, info: { hint: 1 } });
    expect(await askApplication((done) => void setImmediate(done, null, user, 'hi'))).toEqual({ user, info: 'hi' });
  });

  test.each([false, null, undefined])('%p for a person without an account', async (nobody) => {
    expect(await askApplication((done) => done(null, nobody, { message: 'no' }))).toEqual({
      user: false,
      info: { message: 'no' },
    });
  });

  test.each(['', 0, NaN])('%p is nobody: Passport would let such a user in and hold them for absent', async (user) => {
    expect(await askApplication((done) => done(null, user as never))).toEqual({ user: false });
  });

  test('an error given to done is passed on as it is', async () => {
    const original = new Error('database');
    const rejection = await askApplication((done) => done(original)).catch((error: unknown) => error);
    expect(rejection).toBeInstanceOf(VerifyCallbackError);
    expect((rejection as VerifyCallbackError).original).toBe(original);
  });

  test.each(['route', 'router', 5, { message: 'an object' }])(
    'what is no Error is no answer: Express would read %p in its own way',
    async (thing) => {
      const error = await errorOfAsync(askApplication((done) => done(thing)));
      expect(error).toMatchObject({ code: 'verify_failed', cause: thing });
    },
  );

  test('a throw, with its cause', async () => {
    const cause = new TypeError('x is undefined');
    const error = await errorOfAsync(
      askApplication(() => {
        throw cause;
      }),
    );
    expect(error).toMatchObject({ code: 'verify_failed', outcome: 'error', cause });
    expect(error.explain()).toContain('TypeError');
    expect(error.explain()).not.toContain('x is undefined');
  });

  test('a rejection, with its cause, even an empty one', async () => {
    const cause = new Error('rejected');
    expect((await errorOfAsync(askApplication(() => Promise.reject(cause)))).cause).toBe(cause);
    // Passport would take an empty rejection for "no error", and go on without a user.
    const empty = await errorOfAsync(askApplication(() => ({ then: (_: unknown, reject: () => void) => reject() })));
    expect(empty.code).toBe('verify_failed');
  });

  test('only the first answer counts', async () => {
    const answer = await askApplication((done) => {
      done(null, user);
      done(new Error('late'));
      throw new Error('later');
    });
    expect(answer).toEqual({ user });
  });
});
