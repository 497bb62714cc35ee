import type { Request, Response } from 'express';
import { setCookie, type LoginRecord } from '../session';
import { logRefusal } from './log-refusal';
import type { LoginCore } from './login-core';
import { loginOf } from './session-mark';

interface AppSession {
  destroy?(done: (error?: unknown) => void): unknown;
}

/**
 * The record that a logout is about: of the browser's cookie, and without one that of the login that made the session.
 *
 * @throws MitIdError `state_store_failed`.
 */
export async function recordToEnd({ config, sessions }: LoginCore, req: Request): Promise<LoginRecord | undefined> {
  const record = await sessions.read(req);
  const marked = markedRecordId(config, req);
  if (record !== undefined || marked === undefined) return record;
  const found = await sessions.findById(marked);
  return found?.endedByBroker === false ? found.record : undefined;
}

/**
 * Ends the session here: the application's, and ours. Our record goes at once, so that a step-up whose answer is on its
 * way finds it gone. It is worth nothing without its cookie, so a store that is down does not stop a logout: nothing may
 * keep the person logged in.
 *
 * @throws what the application's session middleware answers with.
 */
export async function endSessions({ config, sessions }: LoginCore, req: Request, res: Response): Promise<void> {
  const recordEnded = sessions
    .end(req, markedRecordId(config, req))
    .catch((error: unknown) => logRefusal(config, error));
  await endAppSession(req);
  setCookie(res, sessions.removal());
  res.setHeader('Cache-Control', 'no-store');
  await recordEnded;
}

function markedRecordId({ name }: LoginCore['config'], req: Request): string | undefined {
  const login = loginOf(req);
  return login?.strategy === name ? login.recordId : undefined;
}

async function endAppSession(req: Request): Promise<void> {
  const touched: { session?: AppSession | null; logout?: Request['logout'] } = req;
  if (touched.session === undefined || touched.session === null) return;
  // Passport puts logout() on a request that it has seen; another has nobody to log out.
  const { logout } = touched;
  if (logout !== undefined) await settled((done) => logout.call(req, done));
  // Taken again, since Passport's logout puts a new session in the old one's place.
  const { session } = req as { session?: AppSession | null };
  if (typeof session?.destroy === 'function') await settled((done) => session.destroy?.(done));
}

function settled(call: (done: (error?: unknown) => void) => unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    call((error) => {
      if (error === undefined || error === null) resolve();
      else reject(error instanceof Error ? error : new Error('the session could not be ended', { cause: error }));
    });
  });
}
