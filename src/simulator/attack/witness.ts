import type { Browser } from './browser';
import { NotPlayable } from './not-playable';
import type { Page, Visit } from './page';

/** What an answer that was brought came to. */
export interface Brought {
  /** What the application answered, and where that led within it. */
  readonly pages: readonly [Page, ...Page[]];
  /** The cookies that the application set or changed meanwhile. */
  readonly changed: ReadonlySet<string>;
}

/** Brings an answer to the application. */
export async function bring(browser: Browser, answer: Visit, app: URL): Promise<Brought> {
  const before = browser.cookies.of(app);
  const pages = await browser.follow(answer, app.origin);
  const after = browser.cookies.of(app);
  return { pages, changed: new Set([...after.keys()].filter((name) => after.get(name) !== before.get(name))) };
}

/** Whether a browser is logged in; `unclear` is neither as before the login nor as after it. */
export type Seen = 'in' | 'out' | 'unclear';

/** Tells whether a browser is logged in. */
export interface Witness {
  /** Whether it can tell of a browser that brought nothing, as after a logout. */
  readonly seesLogout: boolean;
  /** What it is that leaves it unclear. */
  readonly unclear: string;
  judge(browser: Browser, brought: Brought): Promise<Seen>;
}

/**
 * The page that only who is logged in sees.
 *
 * @param stranger a browser that never logged in. @param guest one that is logged in.
 * @throws NotPlayable where the page answers both alike.
 */
export async function pageWitness(url: URL, stranger: Browser, guest: Browser): Promise<Witness> {
  const look = async (browser: Browser): Promise<string> => lookOf(await browser.send({ url }));
  const [out, inside] = [await look(stranger), await look(guest)];
  if (out === inside) {
    throw new NotPlayable(
      `${url.href} answers who is logged in as it answers everybody (${out}); name a page that only who is logged in sees`,
    );
  }
  const judge = async (browser: Browser): Promise<Seen> => {
    const seen = await look(browser);
    if (seen === inside) return 'in';
    return seen === out ? 'out' : 'unclear';
  };
  const unclear = 'the page of --logged-in answers neither as before the login nor as after it';
  return { seesLogout: true, unclear, judge };
}

/**
 * What the application answered to the honest login: the same answer, with a cookie that was set then too, is a login. With such
 * a cookie and another answer it may be one that leads elsewhere, unless it says that it is an error.
 *
 * @throws NotPlayable where no cookie was set: then every answer would be a refusal.
 */
export function answerWitness({ pages: [honest], changed: set }: Brought): Witness {
  if (set.size === 0) {
    throw new NotPlayable('its answer to a login sets no cookie, by which a login would be told; use --logged-in');
  }
  const expected = lookOf(honest);
  const judge = ({ pages: [answered], changed }: Brought): Seen => {
    if (answered.status >= 400 || ![...changed].some((name) => set.has(name))) return 'out';
    return lookOf(answered) === expected ? 'in' : 'unclear';
  };
  const unclear = 'its answer sets a cookie of a login, and is not what it answers to one; use --logged-in';
  return { seesLogout: false, unclear, judge: (_browser, brought) => Promise.resolve(judge(brought)) };
}

// What follows a question mark may be different each time.
function lookOf({ status, location }: Page): string {
  return `HTTP ${status}${location === undefined ? '' : ` to ${location.origin}${location.pathname}`}`;
}
