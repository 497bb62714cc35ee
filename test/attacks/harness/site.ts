import { CODES, type MitIdErrorCode } from '../../../src/errors';
import { Browser, type Reply } from './browser';
import type { Answer } from './demo-app';
import type { Lane } from './lanes';
import type { Message, Scene } from './scene';
import { artifact, type SoapEndpoint } from './soap-endpoint';
import { fieldsOf, startLogin, type StartedLogin } from './started-login';
import type { Verdict } from './world';

type Fields = Readonly<Record<string, string>>;

/** An application with one strategy, as browsers and attackers see it. */
export interface Site {
  /** @param route of the application, where it is not /login. */
  start(browser?: Browser, route?: string): Promise<StartedLogin>;
  /** Posts a form to the callback as a page of the same site would, with every cookie that the browser has. */
  post(browser: Browser, fields: Fields, action?: string): Promise<Verdict>;
  /** Posts the answer of a login as its identity provider would, with other fields where they are given. */
  answer(login: StartedLogin, fields: Fields, browser?: Browser): Promise<Verdict>;
  /** Goes to any page of the application. */
  visit(browser: Browser, page: string): Promise<Verdict>;
  /** Sends the browser to the callback with a query, as a redirect would; a text is the query as it stands. */
  get(browser: Browser, query: Fields | string): Promise<Verdict>;
  /** Ends a login with a message, in whatever way the lane brings it, and gives back what came as it came. */
  bring(login: StartedLogin, message: (scene: Scene) => Message, browser?: Browser): Promise<Reply>;
  /** The same, judged. */
  end(login: StartedLogin, message: (scene: Scene) => Message): Promise<Verdict>;
  /** Starts a login in this browser and ends it with a message. */
  logIn(browser: Browser, message: (scene: Scene) => Message): Promise<Verdict>;
  /** Whom the application takes a browser for. */
  me(browser: Browser): Promise<unknown>;
}

/**
 * @param path where the application stands at its origin, '' or '/name'.
 * @param soap the broker's, in the lane that has one.
 * @param broker the entity that is asked, when it is not the lane's own.
 */
export function siteOf(
  lane: Lane,
  { origin, path, soap, broker }: { origin: string; path: string; soap?: SoapEndpoint; broker?: string },
): Site {
  const callback = `${path}/login/callback`;
  const me = async (browser: Browser): Promise<unknown> => JSON.parse((await browser.get(`${path}/me`)).body);
  const verdictOf = async (browser: Browser, reply: Reply) =>
    verdict(JSON.parse(reply.body) as Answer, await me(browser));
  const site: Site = {
    me,
    start: (browser = new Browser(origin), route = `${path}/login`) =>
      startLogin(lane, origin + callback, browser, { route, ...(broker !== undefined && { broker }) }),
    post: async (browser, fields, action = callback) => verdictOf(browser, await browser.post(action, fields)),
    answer: ({ browser: own, action }, fields, browser = own) => site.post(browser, fields, action),
    visit: async (browser, page) => verdictOf(browser, await browser.get(path + page)),
    get: (browser, query) => site.visit(browser, `/login/callback?${new URLSearchParams(query).toString()}`),
    bring(login, message, browser = login.browser) {
      const { relayState, action, scene } = login;
      if (soap === undefined) return browser.post(action, fieldsOf(login, message(scene)));
      const query = new URLSearchParams({ SAMLart: artifact(), TARGET: relayState });
      return soap.answering(lane, scene.facts, message, () => browser.get(`${callback}?${query.toString()}`));
    },
    end: async (login, message) => verdictOf(login.browser, await site.bring(login, message)),
    logIn: async (browser, message) => site.end(await site.start(browser), message),
  };
  return site;
}

/** Refused means: by the right door of Passport, and nobody is logged in. */
function verdict(answer: Answer, me: unknown): Verdict {
  const nobody = JSON.stringify(me) === JSON.stringify({ user: false, record: false });
  if (answer.door === 'success') {
    if (nobody) throw new Error('accepted, but nobody is logged in');
    const { profile: said, returnTo } = answer;
    return { accepted: true, said, ...(returnTo !== undefined && { returnTo }) };
  }
  if (!nobody) throw new Error(`refused as ${answer.code}, but somebody is logged in`);
  const code = answer.code as MitIdErrorCode;
  if (CODES[code].outcome !== answer.door) throw new Error(`${code} came as Passport ${answer.door}`);
  return { accepted: false, code };
}
