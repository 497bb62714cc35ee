import type { Simulator } from '../../src/simulator';
import { PERSONAS } from '../../src/simulator/personas';
import { element, elements } from './support/message';
import {
  DECRYPTION_KEY,
  postedBack,
  requestAddress,
  SP,
  type Asked,
  type PostedBack,
} from './support/service-provider';
import { startWithOneKey } from './support/start';
import { headingOf, Visitor, type Seen } from './support/visitor';
import { xmlsec1Decrypts } from './support/xmlsec1-saml2';

const MINUTE = 60_000;

let simulator: Simulator;
let visitor: Visitor;
let cookie: string;
/** How far the simulator's clock is ahead, in milliseconds. */
let shift: number;
beforeAll(async () => {
  simulator = await startWithOneKey({ nemlogin: { serviceProviders: [SP] } });
});
afterAll(() => simulator.close());
beforeEach(() => {
  visitor = new Visitor(simulator.url);
  cookie = '';
  later(0);
  simulator.nemlogin.endSessions();
  simulator.nemlogin.configure({ dialect: 'oiosaml-3' });
});
function later(ms: number): void {
  shift = ms;
  simulator.shiftClock(ms);
}

/** Starts a login in the browser of before; the session's cookie is kept. */
async function open(asked: Asked = {}, headers: Record<string, string> = {}): Promise<Seen> {
  const issueInstant = new Date(Date.now() + shift).toISOString();
  const address = requestAddress(simulator, { issueInstant, ...asked }, { relayState: 'relay' });
  const language = { 'accept-language': 'en-GB,en' };
  return keep(await visitor.open(address, { ...language, ...(cookie === '' ? {} : { cookie }), ...headers }));
}

function keep(seen: Seen): Seen {
  const [pair] = seen.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  if (pair !== undefined) cookie = pair;
  return seen;
}

const press = async (name: string, value: string): Promise<Seen> => keep(await visitor.press(name, value));
const plain = ({ message }: PostedBack): string => xmlsec1Decrypts(message, DECRYPTION_KEY);
const nameOf = (seen: Seen): string | undefined =>
  elements(plain(postedBack(seen)), 'Attribute').find((one) => one.attribute('Name')?.endsWith('/fullName') === true)
    ?.elements[0]?.text;
const sessionOf = (seen: Seen): (string | undefined)[] => {
  const statement = element(plain(postedBack(seen)), 'AuthnStatement');
  return [statement.attribute('SessionIndex'), statement.attribute('AuthnInstant')];
};

/** The status codes of an answer, outermost first. */
function statusOf(seen: Seen): string[] {
  const { message } = postedBack(seen);
  return [...message.matchAll(/StatusCode Value="urn:oasis:names:tc:SAML:2\.0:status:(\w+)"/g)].map(
    ([, code = '']) => code,
  );
}

describe('the pages', () => {
  test('a person is clicked, and posted back with the RelayState', async () => {
    expect(headingOf((await open()).body)).toBe('Log in with NemLog-in');
    const seen = await press('persona', 'citizen');
    const { action, relayState, message } = postedBack(seen);
    expect([action, relayState]).toEqual([SP.callbackUrl, 'relay']);
    expect(statusOf(seen)).toEqual(['Success']);
    expect(element(message, 'Response').attribute('Destination')).toBe(SP.callbackUrl);
    expect(seen.body).toMatch(/<button class="primary">Continue<\/button>/);
    expect(seen.headers.get('content-security-policy')).toContain("script-src 'self'");
  });

  test('Danish, unless the browser asks for English', async () => {
    const { body } = await open({}, { 'accept-language': 'da,en;q=0.5' });
    expect(headingOf(body)).toBe('Log på med NemLog-in');
    expect(body).toContain('<html lang="da">');
  });

  test('who can log in depends on the dialect', async () => {
    const offered = async (): Promise<(string | undefined)[]> =>
      [...(await open()).body.matchAll(/name="persona" value="([^"]+)"/g)].map(([, id]) => id);
    expect(await offered()).toEqual(PERSONAS.filter(({ mitid }) => mitid).map(({ id }) => id));
    simulator.nemlogin.configure({ dialect: 'oiosaml-2' });
    expect(await offered()).toEqual(PERSONAS.filter(({ id }) => id !== 'nemid-company').map(({ id }) => id));
  });

  test('a user id can be typed; one that nobody has is asked again', async () => {
    await open();
    const again = await visitor.fill('userId', 'nobody');
    expect([again.status, headingOf(again.body)]).toEqual([422, 'Log in with NemLog-in']);
    expect(again.body).toContain('There is no user with this user ID.');
    expect(nameOf(await visitor.fill('userId', 'anna1985'))).toBe('Anna Sørensen');
  });

  test.each([
    [{}, ['private', 'represents:97354685', 'employee:99836903', 'employee:90602675']],
    [{ types: ['Professional'] }, ['employee:99836903', 'employee:90602675']],
  ] as const)('which identities are offered: %j', async (asked, identities) => {
    await open(asked);
    const { body } = await press('persona', 'all-identity-types');
    expect(headingOf(body)).toBe('Choose identity');
    expect([...body.matchAll(/name="identity" value="([^"]+)"/g)].map(([, id]) => id)).toEqual(identities);
  });

  test('an identity is chosen; one that is not offered is not taken', async () => {
    await open({ types: ['Professional'] });
    await press('persona', 'all-identity-types');
    const wrong = await visitor.submit((form) => form.includes('name="identity"'), { identity: 'private' });
    expect([wrong.status, wrong.body.includes('Choose one of the options.')]).toEqual([422, true]);
    expect(plain(postedBack(await press('identity', 'employee:90602675')))).toContain('Kystbanens Pensionskasse');
  });

  test('a person only: there is nothing to choose', async () => {
    await open({ types: ['Person'] });
    expect(nameOf(await press('persona', 'all-identity-types'))).toBe('Bjørn Ærenlund');
  });

  test.each(['person', 'identity'])('cancel on the page %s: AuthnFailed', async (page) => {
    await open();
    if (page === 'identity') await press('persona', 'all-identity-types');
    const seen = await press('action', 'cancel');
    expect(statusOf(seen)).toEqual(['Responder', 'AuthnFailed']);
    expect(postedBack(seen)).toMatchObject({ action: SP.callbackUrl, relayState: 'relay' });
    expect(seen.headers.getSetCookie()).toEqual([]);
  });

  test('a login is over when it is over, and after a quarter of an hour', async () => {
    const { body } = await open();
    const action = /action="(\/nemlogin\/login\/[0-9a-f]{32})"/.exec(body)?.[1] ?? '';
    await press('persona', 'citizen');
    expect((await visitor.open(`${simulator.url}${action}`)).status).toBe(410);
    cookie = '';
    await open();
    later(15 * MINUTE);
    expect((await press('persona', 'citizen')).status).toBe(410);
  });

  test('a page can be reloaded, and works without script', async () => {
    const { body, headers } = await open();
    const action = /action="(\/nemlogin\/login\/[0-9a-f]{32})"/.exec(body)?.[1] ?? '';
    expect((await visitor.open(`${simulator.url}${action}`, { 'accept-language': 'en' })).body).toBe(body);
    expect(body).not.toMatch(/<script|\son[a-z]+=|\sstyle=/);
    expect(headers.get('content-security-policy')).not.toContain('script-src');
  });
});

describe('levels', () => {
  test.each([
    ['level-low', 'Low', ['Success']],
    ['level-low', 'Substantial', ['Responder', 'NoAuthnContext']],
    ['citizen', 'Substantial', ['Success']],
    ['citizen', 'High', ['Responder', 'NoAuthnContext']],
    ['level-high', 'High', ['Success']],
  ])('%s, asked for %s: %j', async (persona, loa, status) => {
    await open({ loa, types: ['Person'] });
    expect(statusOf(await press('persona', persona))).toEqual(status);
  });

  test('who has no identity of the type: NoAuthnContext', async () => {
    await open({ types: ['Professional'] });
    expect(statusOf(await press('persona', 'citizen'))).toEqual(['Responder', 'NoAuthnContext']);
  });
});

describe('the session at the broker', () => {
  test('the next login asks nobody: the same session, the same time', async () => {
    await open({ types: ['Person'] });
    const first = sessionOf(await press('persona', 'citizen'));
    later(10 * MINUTE);
    const second = await open({ types: ['Person'] });
    expect(nameOf(second)).toBe('Anna Sørensen');
    expect(sessionOf(second)).toEqual(first);
    expect(element(plain(postedBack(second)), 'Assertion').attribute('IssueInstant')).not.toBe(first[1]);
  });

  test('its cookie is for the broker’s pages only', async () => {
    await open();
    const [line] = (await visitor.press('persona', 'citizen')).headers.getSetCookie();
    expect(line).toMatch(/^nemlogin_simulator=[0-9a-f]{32}; Path=\/nemlogin; HttpOnly; SameSite=Lax$/);
  });

  test('ForceAuthn asks again: another session', async () => {
    await open();
    const first = sessionOf(await press('persona', 'citizen'));
    expect(headingOf((await open({ forceAuthn: 'true' })).body)).toBe('Log in with NemLog-in');
    expect(sessionOf(await press('persona', 'citizen'))[0]).not.toBe(first[0]);
  });

  test('IsPassive without a session: NoPassive; with one: the login', async () => {
    expect(statusOf(await open({ isPassive: 'true' }))).toEqual(['Responder', 'NoPassive']);
    await open({ types: ['Person'] });
    await press('persona', 'citizen');
    expect(nameOf(await open({ isPassive: 'true' }))).toBe('Anna Sørensen');
    expect(statusOf(await open({ isPassive: 'true', forceAuthn: 'true' }))).toEqual(['Responder', 'NoPassive']);
  });

  test('IsPassive never asks for the identity, nor takes a persona that is named', async () => {
    await open({ types: ['Person'] });
    await press('persona', 'all-identity-types');
    expect(statusOf(await open({ isPassive: 'true', types: ['Professional'] }))).toEqual(['Responder', 'NoPassive']);
    cookie = '';
    expect(statusOf(await open({ isPassive: 'true' }, { 'x-persona': 'citizen' }))).toEqual(['Responder', 'NoPassive']);
  });

  test('another type asks for the identity, of the same person', async () => {
    await open({ types: ['Person'] });
    await press('persona', 'all-identity-types');
    expect(headingOf((await open({ types: ['Professional'] })).body)).toBe('Choose identity');
  });

  test('a level that the session does not reach asks for a person', async () => {
    await open();
    await press('persona', 'citizen');
    expect(headingOf((await open({ loa: 'High' })).body)).toBe('Log in with NemLog-in');
  });

  test('half an hour, and the end of all sessions', async () => {
    await open();
    await press('persona', 'citizen');
    later(30 * MINUTE);
    expect(headingOf((await open()).body)).toBe('Log in with NemLog-in');
    later(0);
    expect(nameOf(await open())).toBe('Anna Sørensen');
    simulator.nemlogin.endSessions();
    expect(headingOf((await open()).body)).toBe('Log in with NemLog-in');
  });

  test('another browser knows nothing of it', async () => {
    await open();
    await press('persona', 'citizen');
    cookie = 'other=1; nemlogin_simulator=0123456789abcdef0123456789abcdef';
    expect(headingOf((await open()).body)).toBe('Log in with NemLog-in');
  });
});

describe('without a click', () => {
  const named = (persona: string, asked: Asked = {}): Promise<Seen> => open(asked, { 'x-persona': persona });

  test('a person, though another is logged in', async () => {
    await named('citizen');
    expect(nameOf(await named('minor'))).toBe('Freja Østergaard');
  });

  test('unnamed, an employment goes before the private person', async () => {
    expect(plain(postedBack(await named('all-identity-types')))).toContain('Nordlys Energi A/S');
  });

  test.each([
    ['nobody', {}, 'No persona is called &quot;nobody&quot;'],
    ['nemid-key-card', {}, 'cannot pass the page &quot;person&quot;'],
  ])('%s: a page that says what cannot be done', async (persona, asked, text) => {
    const { status, body } = await named(persona, asked);
    expect([status, body.includes(text)]).toEqual([400, true]);
  });

  test.each(['employee:90602675', 'represents'])('an identity that the person has not: %s', async (identity) => {
    const address = `${requestAddress(simulator)}&persona=employee&identity=${identity}`;
    expect((await visitor.open(address)).status).toBe(400);
  });
});
