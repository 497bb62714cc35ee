import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { inflateRawSync } from 'node:zlib';
import { CODES, type MitIdErrorCode } from '../../../src/errors';
import { FACTS2, STATUS2 } from '../../support/saml2';
import { Browser, type Reply } from './browser';
import { LANES } from './lanes';
import { closed, listen } from './listening';
import { AFTER_LOGOUT, logoutApp } from './logout-app';
import { logoutScene } from './logout-lanes';
import type { LoggedIn, LogoutLaneName, LogoutScene, LogoutWire } from './logout-scene';
import { LOGOUT_ENTRY, nemLogInStrategy } from './sites';
import { fieldsOf, requestIdOf, startLogin } from './started-login';
import type { WorldOptions } from './world';

/** What came of a message, and whose sessions are there afterwards. */
export interface LogoutVerdict {
  /** What it is refused with; undefined where it is believed. */
  readonly code?: MitIdErrorCode;
  /** Where the person is sent on to all the same, and the refusal is a line of the log. */
  readonly goesOn?: true;
  readonly named: boolean;
  readonly bystander: boolean;
}

/** A service provider with single logout, where two people are logged in, each in a browser of their own. */
export interface LogoutWorld {
  readonly scene: LogoutScene;
  /** In whose browser it arrives. */
  send(wire: LogoutWire, by: Person): Promise<LogoutVerdict>;
  /** The one who was logged out logs in once more, to the same session of the identity provider's. */
  logInAgain(): Promise<void>;
  close(): Promise<void>;
}

export type Person = 'named' | 'bystander';

const PEOPLE: Readonly<Record<Person, LoggedIn>> = { named: personOf(1), bystander: personOf(2) };

function personOf(number: number): LoggedIn {
  const uuid = `0000000${number}-0000-4000-8000-000000000001`;
  return { nameId: `https://data.gov.dk/model/core/eid/person/uuid/${uuid}`, sessionIndex: `_session-${number}` };
}

/** For a LogoutResponse, the one whom it is due to has logged out here and is on the way. */
export async function logoutWorld(
  lane: LogoutLaneName,
  options: WorldOptions = {},
  another = false,
): Promise<LogoutWorld> {
  // Node reads 16 KiB of headers; an application may have it read more.
  const server = createServer({ maxHeaderSize: 64 * 1024 });
  const appUrl = await listen(server, 'http://localhost', '127.0.0.1');
  const [callbackUrl, logoutUrl] = [`${appUrl}/login/callback`, `${appUrl}/slo`];
  const logged: MitIdErrorCode[] = [];
  const browsers = { named: new Browser(appUrl), bystander: new Browser(appUrl) };
  const isIn = async (person: Person) => {
    const me = JSON.parse((await browsers[person].get('/me')).body) as { user: boolean; record: boolean };
    if (me.user !== me.record) throw new Error(`the application and we disagree about ${person}`);
    return me.user;
  };
  const logInAs = async (browser: Browser, saml2: LoggedIn, now = Date.now()) => {
    const login = await startLogin(LANES['saml2-post'], callbackUrl, browser);
    const said = { assertionId: `_${randomUUID()}`, now, saml2 };
    await browser.post('/login/callback', fieldsOf(login, login.scene.signed(said)));
  };
  const logIn = async (person: Person, now?: number) => {
    await logInAs(browsers[person], PEOPLE[person], now);
    if (!(await isIn(person))) throw new Error(`${person} is not logged in`);
  };
  /** Where our LogoutRequest goes. */
  const logOut = async (browser: Browser) => {
    const { location = '' } = await browser.post('/logout', {});
    if (!location.startsWith(`${LOGOUT_ENTRY}?`)) throw new Error(`the logout led to ${location}`);
    return location;
  };

  const relayStateOfAnother = async () => {
    const browser = new Browser(appUrl);
    await logInAs(browser, personOf(3));
    return new URL(await logOut(browser)).searchParams.get('RelayState') ?? '';
  };

  try {
    const note = (_line: string, fields?: { readonly code?: unknown }) => {
      if (fields?.code !== undefined) logged.push(fields.code as MitIdErrorCode);
    };
    const logger = { info: note, warn: note, error: note };
    server.on('request', logoutApp(nemLogInStrategy(callbackUrl, false, options, { logoutUrl, logger })));
    await logIn('named');
    await logIn('bystander');
    const ownRequest = lane.includes('-response-') ? await logOut(browsers.named) : '';
    const query = new URLSearchParams(ownRequest.slice(LOGOUT_ENTRY.length + 1));
    const scene = logoutScene(lane, {
      issuer: FACTS2.issuer,
      logoutUrl,
      callbackUrl,
      ...PEOPLE,
      ownRequest,
      ...(another && { anotherRelayState: await relayStateOfAnother() }),
      requestId: requestIdOf(query) ?? '',
      relayState: query.get('RelayState') ?? 'state of the identity provider',
    });
    return {
      scene,
      async send({ query: text, body }, by) {
        logged.length = 0;
        const path = text === undefined ? '/slo' : `/slo?${text}`;
        const reply = await (body === undefined ? browsers[by].get(path) : browsers[by].post(path, body));
        const verdict = verdictOf(scene, reply, logged);
        return { ...verdict, named: await isIn('named'), bystander: await isIn('bystander') };
      },
      // The identity provider counts in whole seconds, and this is after the logout.
      logInAgain: () => logIn('named', Date.now() + 2_000),
      close: () => closed(server),
    };
  } catch (error) {
    // Jest would wait for a server that goes on listening.
    await closed(server);
    throw error;
  }
}

function verdictOf(
  { kind }: LogoutScene,
  { status, location, body }: Reply,
  [logged]: readonly MitIdErrorCode[],
): Pick<LogoutVerdict, 'code' | 'goesOn'> {
  if (location === undefined) {
    const { code } = JSON.parse(body) as { code: MitIdErrorCode };
    if (status !== CODES[code].status) throw new Error(`${code} came as ${status}`);
    if (logged !== code) throw new Error(`${code} was answered, and the log has ${logged ?? 'nothing'}`);
    return { code };
  }
  const isAnswered = isOurAnswer(location) && statusIn(location) === `${STATUS2}Success`;
  if (kind === 'LogoutResponse' ? location !== AFTER_LOGOUT : !isAnswered) {
    throw new Error(`sent on to ${location}`);
  }
  return logged === undefined ? {} : { code: logged, goesOn: true };
}

/** It goes to the identity provider, and nothing in it is there twice. */
function isOurAnswer(location: string): boolean {
  const names = [...new URL(location, LOGOUT_ENTRY).searchParams.keys()];
  const known = ['SAMLResponse', 'RelayState', 'SigAlg', 'Signature'];
  return (
    location.startsWith(`${LOGOUT_ENTRY}?`) && names.join() === known.filter((name) => names.includes(name)).join()
  );
}

/** What our LogoutResponse says. */
function statusIn(location: string): string | undefined {
  const response = new URL(location).searchParams.get('SAMLResponse') ?? '';
  return /StatusCode Value="([^"]*)"/.exec(inflateRawSync(Buffer.from(response, 'base64')).toString())?.[1];
}
