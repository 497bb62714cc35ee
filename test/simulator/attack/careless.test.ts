import { attackCommand } from '../../../src/cli/attack';
import type { Simulator } from '../../../src/simulator';
import { runInProcess } from '../../cli/in-process';
import { startWithOneKey } from '../support/start';
import { attackedIn } from './support/attacked';
import { startCarelessApplication } from './support/careless-application';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startWithOneKey({});
});
afterAll(() => simulator.close());

const blindly = (url: string, ...args: readonly string[]) =>
  runInProcess(attackCommand(), [`${url}/login`, '--simulator', simulator.url, ...args], {});
const attack = (url: string, ...args: readonly string[]) => blindly(url, '--logged-in', '/account', ...args);

async function withApplication<Told>(
  habits: Parameters<typeof startCarelessApplication>[1],
  act: (url: string) => Promise<Told>,
): Promise<Told> {
  const app = await startCarelessApplication(simulator, habits);
  try {
    return await act(app.url);
  } finally {
    await app.close();
  }
}

test('of an application that refuses nothing, every attack says so', async () => {
  const { code, out } = await withApplication({ logout: '/logout' }, (url) => attack(url, '--json'));
  const told = attackedIn(out);
  expect([code, told.refused, told.failed, told.reasons]).toEqual([1, [], [], {}]);
  expect(told['let-in'].length).toBeGreaterThan(85);
  // Whoever stands first is logged in: in some the forged person is the second.
  const wrapped = ['xsw-3', 'xsw-4', 'xsw-5', 'xsw-7', 'same-id'];
  expect(told.forged).toEqual(['second-signed-info', 'comment-in-digest', ...wrapped]);
  expect(told.notForged).toEqual(['xsw-1', 'xsw-2', 'xsw-6', 'xsw-8', 'unsigned-beside-signed', 'two-roots']);
}, 120_000);

test('an application that is told of no logout is spared those', async () => {
  const only = 'sha1-logout-by-post,expired-logout-by-redirect,unsigned';
  const { code, out } = await withApplication({}, (url) => attack(url, '--only', only, '--json'));
  const told = attackedIn(out);
  expect([code, told['let-in']]).toEqual([1, ['unsigned']]);
  const reason = 'a sound LogoutRequest of this binding logs nobody out';
  expect(told.reasons).toEqual({ 'expired-logout-by-redirect': reason, 'sha1-logout-by-post': reason });
});

describe('a refusal that proves nothing is none', () => {
  test('an attack that could not be played is told, and ends with 2', async () => {
    const { code, out } = await withApplication({ outAt: [2] }, (url) => attack(url, '--only', 'expired'));
    expect(code).toBe(2);
    expect(out).toMatch(/^expired {2}26 {7}FAILED {3}http:\/\/localhost:\d+\/login answers HTTP 503/m);
    expect(out).toMatch(/^NemLog-in: 0 refused, 0 let in, 0 skipped, 1 failed\.$/m);
  });

  test('what was let in counts for more', async () => {
    const { code } = await withApplication({ outAt: [2] }, (url) => attack(url, '--only', 'unsigned,expired'));
    expect(code).toBe(1);
  });

  test('an application that lets nobody in after the attacks', async () => {
    const { code, err } = await withApplication({ outAt: [3] }, (url) => attack(url, '--only', 'expired'));
    expect([code, /answers HTTP 503/.test(err)]).toEqual([2, true]);
  });

  test('one that lets nobody in at all', async () => {
    const { code, out, err } = await withApplication({ refuses: true }, (url) => attack(url));
    expect([code, out]).toEqual([2, '']);
    expect(err).toBe(
      'mitid-saml: an honest login of citizen does not get in: the application answers HTTP 401 and shows signature_invalid\n',
    );
  });

  test('of attacks that were all skipped nothing was refused', async () => {
    const { code, out } = await withApplication({}, (url) => attack(url, '--only', 'sha1-logout-by-post'));
    expect(code).toBe(2);
    expect(out).toMatch(/^NemLog-in: 0 refused, 0 let in, 1 skipped, 0 failed\.$/m);
  });

  test('an answer that leads elsewhere, with the cookie of a login, is no refusal', async () => {
    const { code, out } = await withApplication({ elsewhereAt: [2] }, (url) => blindly(url, '--only', 'expired'));
    expect(code).toBe(2);
    expect(out).toMatch(/^expired {2}26 {7}FAILED {3}its answer sets a cookie of a login.*--logged-in/m);
  });

  test('an answer by which no login can be told', async () => {
    const { code, out, err } = await withApplication({ keepsItsCookie: true }, (url) => blindly(url));
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^mitid-saml: its answer to a login sets no cookie.*--logged-in/);
  });

  test('a return address is tried where the application asked for none, too', async () => {
    const { code, out } = await withApplication({ asksForNoRelayState: true }, (url) =>
      attack(url, '--only', 'foreign-return-address', '--json'),
    );
    expect([code, attackedIn(out)['let-in']]).toEqual([1, ['foreign-return-address']]);
  });
});
