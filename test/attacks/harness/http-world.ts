import { createServer as createHttpServer } from 'node:http';
import { CODES, type MitIdErrorCode } from '../../../src/errors';
import { Browser, type Reply } from './browser';
import { demoApp, type Answer } from './demo-app';
import type { Lane } from './lanes';
import { closed, listen } from './listening';
import type { Message, Scene } from './scene';
import { strategyOf } from './sites';
import { artifact, SoapEndpoint } from './soap-endpoint';
import { fieldsOf, startLogin, type StartedLogin } from './started-login';
import type { Verdict, World, WorldOptions } from './world';

/** The service provider whole, where an attack has more than one login to play with. */
export interface HttpWorld extends World {
  start(browser?: Browser): Promise<StartedLogin>;
  /** Posts a form to the callback as a page of the same site would, with every cookie that the browser has. */
  post(browser: Browser, fields: Readonly<Record<string, string>>, action?: string): Promise<Verdict>;
  /** Posts the answer of a login as its identity provider would, with other fields where they are given. */
  answer(login: StartedLogin, fields: Readonly<Record<string, string>>, browser?: Browser): Promise<Verdict>;
  /** Sends the browser to the callback with a query, as a redirect would; a text is the query as it stands. */
  get(browser: Browser, query: Readonly<Record<string, string>> | string): Promise<Verdict>;
  /** As `send`, in this browser. */
  logIn(browser: Browser, message: (scene: Scene) => Message): Promise<Verdict>;
  /** Whom the application takes a browser for. */
  me(browser: Browser): Promise<unknown>;
}

/**
 * The service provider whole: Express with sessions and Passport, the strategy, and where the lane needs one a broker's
 * SOAP endpoint over TLS on loopback. Each message is the end of a login that the same browser has started.
 */
export async function httpWorld(lane: Lane, options: WorldOptions = {}): Promise<HttpWorld> {
  const soap = lane.name === 'saml11-artifact' ? new SoapEndpoint() : undefined;
  const app = createHttpServer();
  const [soapOrigin = 'https://localhost:1', appUrl] = await Promise.all([
    soap?.listen(),
    listen(app, 'http://localhost', '127.0.0.1'),
  ]);
  const callbackUrl = `${appUrl}/login/callback`;
  const close = async () => {
    await Promise.all([closed(app), soap?.close()]);
  };
  try {
    app.on('request', demoApp(strategyOf(lane, callbackUrl, soapOrigin, options)));
  } catch (error) {
    // Jest would wait for a server that goes on listening.
    await close();
    throw error;
  }

  const start = (browser = new Browser(appUrl)) => startLogin(lane, callbackUrl, browser);
  const me = async (browser: Browser): Promise<unknown> => JSON.parse((await browser.get('/me')).body);
  const verdictOf = async (browser: Browser, reply: Reply) =>
    verdict(JSON.parse(reply.body) as Answer, await me(browser));
  const post = async (browser: Browser, fields: Readonly<Record<string, string>>, action = '/login/callback') =>
    verdictOf(browser, await browser.post(action, fields));
  const answer = ({ browser: own, action }: StartedLogin, fields: Readonly<Record<string, string>>, browser = own) =>
    post(browser, fields, action);
  const get = async (browser: Browser, query: Readonly<Record<string, string>> | string) =>
    verdictOf(browser, await browser.get(`/login/callback?${new URLSearchParams(query).toString()}`));

  const logIn = async (browser: Browser, message: (scene: Scene) => Message) => {
    const login = await start(browser);
    const { relayState, scene } = login;
    if (soap === undefined) return answer(login, fieldsOf(login, message(scene)));
    const query = new URLSearchParams({ SAMLart: artifact(), TARGET: relayState });
    const reply = await soap.answering(lane, scene.facts, message, () =>
      browser.get(`/login/callback?${query.toString()}`),
    );
    return verdictOf(browser, reply);
  };

  return {
    start,
    post,
    answer,
    get,
    me,
    send: (message) => logIn(new Browser(appUrl), message),
    logIn,
    close,
  };
}

/** Refused means: by the right door of Passport, and nobody is logged in. */
function verdict(answer: Answer, me: unknown): Verdict {
  const nobody = JSON.stringify(me) === JSON.stringify({ user: false, record: false });
  if (answer.door === 'success') {
    if (nobody) throw new Error('accepted, but nobody is logged in');
    return { accepted: true, said: answer.profile };
  }
  if (!nobody) throw new Error(`refused as ${answer.code}, but somebody is logged in`);
  const code = answer.code as MitIdErrorCode;
  if (CODES[code].outcome !== answer.door) throw new Error(`${code} came as Passport ${answer.door}`);
  return { accepted: false, code };
}
