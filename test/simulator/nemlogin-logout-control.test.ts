import type { Simulator } from '../../src/simulator';
import { codeOf } from '../support/codes';
import { personaCprIn } from '../support/cpr-watch/personas';
import { PERSONAS } from '../../src/simulator/personas';
import { readIdpMetadata } from '../../src/metadata';
import { answers, asks, BINDINGS, carried, LEAVING, loginAt, NEIGHBOR, send, withoutLogout } from './support/logout';
import { element, elements } from './support/message';
import { startWithOneKey } from './support/start';
import { headingOf } from './support/visitor';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startWithOneKey({ nemlogin: { serviceProviders: [LEAVING, NEIGHBOR] } });
});
afterEach(() => simulator.close());

const indexesIn = (xml: string): (string | undefined)[] => elements(xml, 'SessionIndex').map(({ text }) => text);

test('the metadata names one place for both bindings', () => {
  const { idpMetadata, logoutUrl } = simulator.nemlogin;
  const { singleLogout } = readIdpMetadata(idpMetadata, { now: Date.now() });
  expect(singleLogout).toMatchObject({ redirect: logoutUrl, post: logoutUrl });
});

describe('logOut', () => {
  test('with nothing said: who logged in last, at the service of that login', async () => {
    await loginAt(simulator, 'employee');
    const { nameId, sessionIndex } = await loginAt(simulator, 'citizen', NEIGHBOR);
    const message = carried(simulator.nemlogin.logOut());
    expect([message.binding, message.to]).toEqual(['redirect', NEIGHBOR.logoutUrl]);
    expect(element(message.xml, 'NameID').text).toBe(nameId);
    expect(indexesIn(message.xml)).toEqual([sessionIndex]);
  });

  test.each(['persona', 'nameId', 'sessionIndex'] as const)('by %s', async (by) => {
    const { nameId, sessionIndex } = await loginAt(simulator, 'citizen');
    await loginAt(simulator, 'employee');
    const choice = { persona: 'citizen', nameId, sessionIndex };
    expect(element(carried(simulator.nemlogin.logOut({ [by]: choice[by] })).xml, 'NameID').text).toBe(nameId);
  });

  test.each(BINDINGS)('by the binding %s, whatever is registered', async (binding) => {
    simulator.nemlogin.register({ ...LEAVING, logoutBinding: binding === 'post' ? 'redirect' : 'post' });
    await loginAt(simulator, 'citizen');
    const { binding: by, url, form } = simulator.nemlogin.logOut({ binding });
    expect([by, form === undefined, url.includes('SAMLRequest')]).toEqual([
      binding,
      binding === 'redirect',
      form === undefined,
    ]);
  });

  test('a service first, and then the others of the session', async () => {
    const { cookie } = await loginAt(simulator, 'citizen');
    await loginAt(simulator, 'citizen', NEIGHBOR, cookie);
    const begun = simulator.nemlogin.logOut({ entityId: LEAVING.entityId });
    const hop = carried(begun);
    expect(hop.to).toBe(LEAVING.logoutUrl);
    const inResponseTo = element(hop.xml, 'LogoutRequest').attribute('ID') ?? '';
    const next = await send(simulator, answers(simulator, { inResponseTo }), { relayState: hop.relayState ?? '' });
    expect(next.headers.get('location')).toMatch(/^http:\/\/localhost:3998\/slo\?tenant=7&SAMLRequest=/);
    const page = await (await fetch(begun.resultUrl)).text();
    expect(page).toMatch(/app\.example\/saml<\/dt>\s*<dd>\s*logget af\s/);
    expect(page).toMatch(/neighbor\.example<\/dt>\s*<dd>\s*har ikke svaret endnu\s/);
  });

  test('every session of a NameID: without SessionIndex, and all are over', async () => {
    const { nameId } = await loginAt(simulator, 'citizen');
    await loginAt(simulator, 'citizen');
    await loginAt(simulator, 'employee');
    expect(indexesIn(carried(simulator.nemlogin.logOut({ nameId, everySession: true })).xml)).toEqual([]);
    expect(codeOf(() => simulator.nemlogin.logOut({ nameId }))).toBe('configuration_invalid');
    expect(simulator.nemlogin.logOut({ persona: 'employee' }).binding).toBe('redirect');
  });

  test('nobody so, or a service without a logoutUrl: configuration_invalid, and nothing ends', async () => {
    expect(codeOf(() => simulator.nemlogin.logOut())).toBe('configuration_invalid');
    await loginAt(simulator, 'citizen');
    expect(codeOf(() => simulator.nemlogin.logOut({ persona: 'employee' }))).toBe('configuration_invalid');
    simulator.nemlogin.register(withoutLogout(LEAVING));
    expect(codeOf(() => simulator.nemlogin.logOut())).toBe('configuration_invalid');
    simulator.nemlogin.register(LEAVING);
    expect(simulator.nemlogin.logOut().binding).toBe('redirect');
  });

  test('by HTTP', async () => {
    const post = (body: unknown): Promise<Response> =>
      fetch(`${simulator.url}/simulator/nemlogin/logout`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await loginAt(simulator, 'citizen');
    const refused = await post({ persona: 1, binding: 'soap', everySession: 'yes' });
    expect([refused.status, await refused.json()]).toEqual([
      400,
      {
        error: 'that cannot be set',
        problems: ['persona is no text', 'binding is none of redirect, post', 'everySession is neither true nor false'],
      },
    ]);
    const begun = await post({ persona: 'citizen', binding: 'post' });
    expect([begun.status, await begun.json()]).toEqual([
      200,
      {
        binding: 'post',
        url: LEAVING.logoutUrl,
        form: { SAMLRequest: expect.any(String) as string, RelayState: expect.any(String) as string },
        resultUrl: expect.stringMatching(/\/nemlogin\/logout\/[0-9a-f]{32}$/) as string,
      },
    ]);
  });
});

describe('the page of the session', () => {
  const open = async (cookie: string, language = 'en'): Promise<string> =>
    (await fetch(`${simulator.url}/nemlogin/session`, { headers: { cookie, 'accept-language': language } })).text();
  const leave = (cookie: string, origin = simulator.url): Promise<Response> =>
    fetch(`${simulator.url}/nemlogin/session`, { method: 'POST', redirect: 'manual', headers: { cookie, origin } });

  test('who is logged in, and at which services; then out everywhere, and nobody', async () => {
    expect(await open('')).toContain('You are not logged in.');
    const first = await loginAt(simulator, 'citizen');
    const { cookie } = await loginAt(simulator, 'citizen', NEIGHBOR, first.cookie);
    const page = await open(cookie);
    expect(headingOf(page)).toBe('Your session at NemLog-in');
    for (const text of ['Anna Sørensen', LEAVING.entityId, NEIGHBOR.entityId]) expect(page).toContain(text);
    expect(await open(cookie, 'da')).toContain('Log af overalt');
    const location = (await leave(cookie)).headers.get('location') ?? '';
    expect(element(carried({ binding: 'redirect', url: location }).xml, 'NameID').text).toBe(first.nameId);
    expect(await open(cookie)).toContain('You are not logged in.');
    expect((await leave(cookie)).headers.get('location')).toBe('/nemlogin/session');
  });

  test('another site cannot press the button', async () => {
    const { cookie } = await loginAt(simulator, 'citizen');
    expect((await leave(cookie, 'https://evil.example')).status).toBe(403);
    expect(await open(cookie)).toContain('Anna Sørensen');
  });

  test('a session whose services cannot be told ends on the page that says so', async () => {
    const { cookie } = await loginAt(simulator, 'citizen');
    simulator.nemlogin.register(withoutLogout(LEAVING));
    const location = (await leave(cookie)).headers.get('location') ?? '';
    const ended = await (await fetch(`${simulator.url}${location}`)).text();
    expect(headingOf(ended)).toBe('Du er logget af');
    expect(ended).toContain('ikke logget af: tjenesten har ingen logout-adresse');
  });

  test('the page of a logout that nobody knows of is gone', async () => {
    expect((await fetch(`${simulator.url}/nemlogin/logout/0`)).status).toBe(410);
  });
});

describe('exchanges', () => {
  test('a logout is one: asked, over, told, answered', async () => {
    const { nameId, sessionIndex, cookie } = await loginAt(simulator, 'citizen');
    await loginAt(simulator, 'citizen', NEIGHBOR, cookie);
    await send(simulator, asks(simulator, { nameId, sessionIndexes: [sessionIndex] }), { relayState: 'mine' });
    const exchange = simulator.exchanges().at(-1);
    expect(exchange?.title).toBe('Logout at NemLog-in');
    expect(exchange?.steps.map(({ title }) => title)).toEqual([
      'LogoutRequest',
      'The session here is over',
      'The browser brings a LogoutRequest',
    ]);
    expect(exchange?.steps[0]?.fields).toContainEqual({ name: 'RelayState', value: 'mine' });
    expect(exchange?.steps[1]?.fields).toContainEqual({ name: 'still to be told', value: NEIGHBOR.entityId });
    expect(exchange?.steps[2]?.document).toContain('<samlp:SessionIndex>');
  });

  test('CPR numbers are masked, wherever an application writes them', async () => {
    for (const { cpr } of PERSONAS) {
      if (cpr === undefined) continue;
      const digits = cpr.reveal();
      await loginAt(simulator, 'citizen');
      await send(simulator, asks(simulator, { nameId: digits, sessionIndexes: [digits] }), { relayState: digits });
      await send(simulator, asks(simulator, { issuer: digits, id: `_${digits}`, destination: digits }));
      await send(simulator, answers(simulator, { inResponseTo: digits }), { relayState: digits });
    }
    expect(personaCprIn(JSON.stringify(simulator.exchanges()))).toBeUndefined();
    expect(personaCprIn(await (await fetch(`${simulator.url}/simulator/exchanges`)).text())).toBeUndefined();
  });
});
