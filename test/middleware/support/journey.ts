import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { Router, type RequestHandler } from 'express';
import type { CustomCallback, LoginApp } from '../../strategies/eident/support/login-app';
import { Visitor, type Answer } from '../../strategies/eident/support/visitor';

const MOST_STEPS = 12;

/** A browser that goes to pages: `fetch` always says by Sec-Fetch-Mode that it is a script. */
class Browser extends Visitor {
  protected override async send(url: string, { method = 'GET', headers, body }: RequestInit): Promise<Response> {
    const form = body instanceof URLSearchParams ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
    const all = { 'sec-fetch-mode': 'navigate', ...form, ...(headers as object) };
    const sent = request(url, { method, headers: all }).end(body instanceof URLSearchParams ? body.toString() : '');
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    const received = new Headers();
    for (const [name, values = []] of Object.entries(answer.headersDistinct))
      for (const value of values) received.append(name, value);
    return new Response(await text(answer), { status: answer.statusCode ?? 0, headers: received });
  }
}

/** A browser whose broker pages a persona answers. */
export function browser(persona: string): Visitor {
  return new Browser({ 'x-persona': persona, accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
}

/** Logs in and goes back to the page that the login was started for; a login that failed is told, or goes to `failure`. */
export function returning(failure?: string): CustomCallback {
  return ({ req, res, next }, error, user, info, status) => {
    const { returnTo = '/home', code } = (info ?? {}) as { returnTo?: string; code?: string };
    if (error !== null && error !== undefined) next(error);
    else if (user) req.logIn(user, (failed: unknown) => (failed === undefined ? res.redirect(returnTo) : next(failed)));
    else if (failure !== undefined) res.redirect(failure);
    else res.status(Number(status)).json({ outcome: 'fail', code });
  };
}

/** A page, for GET and POST, behind a guard. */
export function page(path: string, guard: RequestHandler | RequestHandler[], router = Router()): Router {
  const answer: RequestHandler = (req, res) =>
    void res.json({ page: req.originalUrl, method: req.method, user: req.user });
  return router.all(path, guard, answer);
}

/** Where a journey went through and how it ended. */
export interface Journey {
  /** `broker`, `callback`, or the path of a page. */
  readonly steps: readonly string[];
  readonly answer: Answer;
  /** The answer's JSON. */
  readonly said: Readonly<Record<string, unknown>>;
}

/** Follows redirects through the broker and back, as a browser does. */
export async function journey(
  app: LoginApp,
  visitor: Visitor,
  path: string,
  { brokerQuery = '', ...init }: RequestInit & { brokerQuery?: string } = {},
): Promise<Journey> {
  const steps: string[] = [path];
  let answer = await visitor.visit(`${app.url}${path}`, init);
  while (answer.location !== '') {
    const { location } = answer;
    if (steps.length === MOST_STEPS) throw new Error(`no end: ${steps.join(' ')}`);
    const isBroker = !location.startsWith(app.url);
    steps.push(
      isBroker ? 'broker' : location.startsWith(app.callbackUrl) ? 'callback' : location.slice(app.url.length),
    );
    answer = await visitor.visit(isBroker ? `${location}${brokerQuery}` : location);
  }
  const said = (answer.text.startsWith('{') ? JSON.parse(answer.text) : {}) as Journey['said'];
  return { steps, answer, said };
}
