import { mitidSession } from '../../src/middleware';
import type { ServiceProvider, Simulator } from '../../src/simulator';
import { LOGOUT_FAULTS } from '../../src/simulator/faults/nemlogin';
import { Visitor, type Answer } from '../strategies/eident/support/visitor';
import { endingOf, LoginApp } from '../strategies/nemlog-in/support/login-app';
import { SP } from '../strategies/nemlog-in/support/idp';
import { BINDINGS, type Binding } from './support/logout';
import { startWithOneKey } from './support/start';
import { hiddenFields } from './support/visitor';

// The product's own strategy with the simulated broker, over HTTP, in browsers with cookies and without.

const app = LoginApp.use();
let simulator: Simulator;
let serviceProvider: ServiceProvider;
beforeAll(async () => {
  simulator = await startWithOneKey({});
  serviceProvider = {
    entityId: SP.entityId,
    callbackUrl: app.callbackUrl,
    signingCert: SP.signing.cert,
    encryptionCert: SP.decryption.cert,
    logoutUrl: app.logoutUrl,
  };
});
afterAll(() => simulator.close());
beforeEach(() => {
  simulator.clearFaults();
  simulator.nemlogin.endSessions();
  simulator.nemlogin.register(serviceProvider);
  const { idpMetadata } = simulator.nemlogin;
  app.guard = mitidSession(app.configure({ logoutUrl: app.logoutUrl, idpMetadata }));
});

/** The application's own messages go by HTTP-POST, of the two that are offered. */
function byPost(): void {
  const { idpMetadata } = simulator.nemlogin;
  app.guard = mitidSession(app.configure({ logoutUrl: app.logoutUrl, logoutBinding: 'post', idpMetadata }));
}

/** A browser that the person is logged in at. */
async function loggedIn(persona: string): Promise<Visitor> {
  const visitor = new Visitor();
  const { location } = await app.begin(visitor);
  const broker = await visitor.visit(location, { headers: { 'x-persona': persona } });
  expect(endingOf(await visitor.post(app.callbackUrl, hiddenFields(broker.text)))).toMatchObject({ outcome: 'in' });
  expect(await isIn(visitor)).toBe(true);
  return visitor;
}

const isIn = async (visitor: Visitor): Promise<boolean> => (await app.me(visitor)).user !== null;

/** Follows a browser from there, posting the forms that post themselves, until it stays where it is. */
async function follow(visitor: Visitor, from: Answer): Promise<Answer> {
  let answer = from;
  for (let hops = 0; hops < 10; hops += 1) {
    const action = /<form method="post" action="([^"]+)">/.exec(answer.text)?.[1];
    if (answer.location !== '') {
      if (new URL(answer.location).pathname === '/bye') return answer;
      answer = await visitor.visit(answer.location);
    } else if (answer.status === 200 && action !== undefined) {
      answer = await visitor.post(action, hiddenFields(answer.text));
    } else return answer;
  }
  throw new Error('the browser goes round and round');
}

/** The person presses the application's own button. */
const leave = async (visitor: Visitor): Promise<Answer> => follow(visitor, await visitor.post(`${app.url}/logout`, {}));

/** NemLog-in logs a person out, and this browser carries the message. */
async function logOut(
  visitor: Visitor,
  binding: Binding,
  persona: string,
  more = {},
): Promise<Answer & { page: string }> {
  const { url, form, resultUrl } = simulator.nemlogin.logOut({ persona, binding, ...more });
  const first = form === undefined ? await visitor.visit(url) : await visitor.post(url, form);
  const answer = await follow(visitor, first);
  return { ...answer, page: (await new Visitor().visit(resultUrl)).text };
}

describe('the application asks', () => {
  test.each(BINDINGS)('and is answered by %s: both sessions are over', async (logoutBinding) => {
    simulator.nemlogin.register({ ...serviceProvider, logoutBinding });
    const visitor = await loggedIn('citizen');
    expect((await leave(visitor)).location).toBe(`${app.url}/bye?from=1`);
    expect(await isIn(visitor)).toBe(false);
    expect((await visitor.visit(`${simulator.url}/nemlogin/session`)).text).toContain('Du er ikke logget på.');
    expect(app.log.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  test.each(BINDINGS)('by POST, and is answered by %s: both sessions are over', async (logoutBinding) => {
    byPost();
    simulator.nemlogin.register({ ...serviceProvider, logoutBinding });
    const visitor = await loggedIn('citizen');
    const asked = await visitor.post(`${app.url}/logout`, {});
    expect(asked.text).toContain(`<form method="post" action="${simulator.nemlogin.logoutUrl}">`);
    expect((await follow(visitor, asked)).location).toBe(`${app.url}/bye?from=1`);
    expect((await visitor.visit(`${simulator.url}/nemlogin/session`)).text).toContain('Du er ikke logget på.');
    expect(app.log.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  test('by POST with a key that is not registered: refused there, and nobody is out there', async () => {
    byPost();
    const visitor = await loggedIn('citizen');
    simulator.nemlogin.register({ ...serviceProvider, signingCert: SP.decryption.cert });
    const refused = await leave(visitor);
    expect([refused.status, refused.text.includes('one that does not hold')]).toEqual([400, true]);
    expect((await visitor.visit(`${simulator.url}/nemlogin/session`)).text).not.toContain('Du er ikke logget på.');
  });

  test('the session there was over already: logged, and the person goes on', async () => {
    const visitor = await loggedIn('citizen');
    simulator.nemlogin.endSessions();
    expect((await leave(visitor)).location).toBe(`${app.url}/bye?from=1`);
    expect(app.log.at(-1)).toMatchObject({ level: 'warn', fields: { code: 'logout_not_success' } });
  });
});

describe('NemLog-in asks', () => {
  test.each(BINDINGS)('by %s, in a browser without the cookies: that person is out, nobody else', async (binding) => {
    const [citizen, second] = [await loggedIn('citizen'), await loggedIn('citizen')];
    const employee = await loggedIn('employee');
    const { page } = await logOut(new Visitor(), binding, 'citizen');
    expect(page).toMatch(/<dd>\s*logget af\s/);
    expect([await isIn(citizen), await isIn(second), await isIn(employee)]).toEqual([true, false, true]);
    await logOut(new Visitor(), binding, 'citizen', { everySession: true });
    expect([await isIn(citizen), await isIn(employee)]).toEqual([false, true]);
  });

  test.each(BINDINGS)('by %s, in the person’s own browser', async (binding) => {
    const visitor = await loggedIn('citizen');
    await logOut(visitor, binding, 'citizen');
    expect(await isIn(visitor)).toBe(false);
  });

  test.each(BINDINGS)('by %s, in another person’s browser: whose browser it is does not matter', async (binding) => {
    const [citizen, employee] = [await loggedIn('citizen'), await loggedIn('employee')];
    await logOut(employee, binding, 'citizen');
    expect([await isIn(citizen), await isIn(employee)]).toEqual([false, true]);
  });

  test.each(BINDINGS)('by %s, and is answered by POST', async (binding) => {
    byPost();
    const visitor = await loggedIn('citizen');
    const { page } = await logOut(new Visitor(), binding, 'citizen');
    expect(page).toMatch(/<dd>\s*logget af\s/);
    expect(await isIn(visitor)).toBe(false);
  });

  test('by the button on its page', async () => {
    const visitor = await loggedIn('citizen');
    const pressed = await visitor.visit(`${simulator.url}/nemlogin/session`, { method: 'POST' });
    expect((await follow(visitor, pressed)).text).toMatch(/<dd>\s*logget af\s/);
    expect(await isIn(visitor)).toBe(false);
  });

  test('after a rollover that nobody announced: the application does not know the key, and nobody is out', async () => {
    const visitor = await loggedIn('citizen');
    simulator.nemlogin.rollOver();
    expect((await logOut(visitor, 'redirect', 'citizen')).text).toContain('signature_invalid');
    expect(await isIn(visitor)).toBe(true);
  });
});

describe('faults', () => {
  const of = (...places: string[]) =>
    LOGOUT_FAULTS.filter(({ at }) => places.includes(at)).flatMap(({ name, seenAs, binding: only }) =>
      BINDINGS.filter((binding) => (only ?? binding) === binding).map((binding) => [name, binding, seenAs] as const),
    );

  test.each(of('logout-request', 'logout'))('%s, of a request by %s: %s', async (name, binding, seenAs) => {
    await loggedIn('employee');
    await logOut(new Visitor(), binding, 'employee');
    const visitor = await loggedIn('citizen');
    simulator.fault(name);
    const { text, page } = await logOut(visitor, binding, 'citizen');
    expect(await isIn(visitor)).toBe(true);
    if (seenAs === 'none') expect(page).toMatch(/<dd>\s*logget af\s/);
    else {
      expect(JSON.parse(text)).toMatchObject({ outcome: 'error', code: seenAs });
      expect(page).toMatch(/<dd>\s*har ikke svaret endnu\s/);
    }
  });

  test.each(of('logout-response', 'logout'))('%s, of an answer by %s: %s', async (name, logoutBinding, seenAs) => {
    simulator.nemlogin.register({ ...serviceProvider, logoutBinding });
    await leave(await loggedIn('citizen'));
    const visitor = await loggedIn('citizen');
    simulator.fault(name);
    const answer = await leave(visitor);
    // Here the session is over before anybody is asked.
    expect(await isIn(visitor)).toBe(false);
    if (seenAs === 'none' || seenAs === 'logout_not_success') {
      expect(answer.location).toBe(`${app.url}/bye?from=1`);
      expect(app.log.at(-1)?.level).toBe('warn');
    } else expect(JSON.parse(answer.text)).toMatchObject({ outcome: 'error', code: seenAs });
    if (seenAs !== 'none') expect(app.log.at(-1)).toMatchObject({ fields: { code: seenAs } });
  });
});
