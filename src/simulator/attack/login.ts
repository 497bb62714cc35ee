import { nextOf, type Browser } from './browser';
import { unescaped } from './form';
import { NotPlayable } from './not-playable';
import type { Page, Visit } from './page';
import { brokerAt, situationOf, type Broker, type Situation } from './situation';

const MOST_STEPS = 12;

/** Which login is begun, and as whom. */
export interface LoginOptions {
  /** The address that begins a login at the application. */
  readonly loginUrl: URL;
  readonly simulatorOrigin: string;
  /** A persona's id, and as which of its identities it logs in. */
  readonly persona: string;
  readonly identity?: string;
}

/** A login whose answer the browser holds, and has not brought yet. */
export interface BegunLogin {
  readonly answer: Visit;
  readonly situation: Situation;
}

/**
 * Walks a login up to the broker's answer.
 *
 * @throws NotPlayable where it does not get there: the message says how far it came.
 */
export async function beginLogin(browser: Browser, options: LoginOptions): Promise<BegunLogin> {
  const { loginUrl, simulatorOrigin } = options;
  let visit: Visit = { url: loginUrl };
  let begun: { readonly broker: Broker; readonly url: URL } | undefined;
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const page = await browser.send(visit);
    const next = nextOf(page);
    const atBroker = page.url.origin === simulatorOrigin;
    if (next === undefined) throw stuck(page, atBroker, loginUrl);
    if (atBroker && next.url.origin !== simulatorOrigin && begun !== undefined) {
      return { answer: next, situation: situationOf(begun.broker, begun.url, next) };
    }
    const broker = next.url.origin === simulatorOrigin ? brokerAt(next.url) : undefined;
    visit = next;
    if (broker !== undefined) {
      begun = { broker, url: next.url };
      visit = { url: named(next.url, options) };
    }
  }
  throw new NotPlayable(`the login that begins at ${loginUrl.href} redirects without end`);
}

// Behind what is there already, octet by octet: a request may be signed as it stands.
function named({ href }: URL, { persona, identity }: LoginOptions): URL {
  const answers = new URLSearchParams({ persona, ...(identity === undefined ? {} : { identity }) });
  return new URL(`${href}${href.includes('?') ? '&' : '?'}${answers.toString()}`);
}

function stuck({ status, body, url }: Page, atBroker: boolean, { href }: URL): NotPlayable {
  if (!atBroker) {
    return new NotPlayable(
      `${url.origin}${url.pathname} answers HTTP ${status} and leads to no broker; name the address that begins a login, and see that the application uses this simulator`,
    );
  }
  const said = /<(main|body)\b[^>]*>(.*)<\/\1>/s.exec(body)?.[2] ?? body;
  const words = unescaped(said.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 400);
  return new NotPlayable(`the simulator does not answer the login that begins at ${href}: HTTP ${status}, ${words}`);
}
