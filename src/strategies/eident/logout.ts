import type { Request, RequestHandler, Response } from 'express';
import { MitIdError } from '../../errors';
import { setCookie } from '../../session';
import { logRefusal } from '../log-refusal';
import type { EIdentCore } from './core';

interface AppSession {
  destroy?(done: (error?: unknown) => void): unknown;
}

/**
 * The handler that ends a session everywhere: the application's, ours, and the broker's.
 *
 * @throws MitIdError `configuration_invalid` without a `logoutUrl`.
 */
export function logoutHandler(core: EIdentCore): RequestHandler {
  const { logoutUrl } = core.config.options;
  if (logoutUrl === undefined) {
    throw new MitIdError('configuration_invalid', { problems: ['logoutUrl is missing, and logout() leads there'] });
  }
  return (req, res, next) => {
    endSessions(core, req, res)
      .then(() => res.redirect(303, logoutUrl))
      .catch(next);
  };
}

// Our record goes at once, so that a step-up whose answer is on its way finds it gone. It is worth nothing without its
// cookie, so a store that is down does not stop a logout: nothing may keep the person logged in.
async function endSessions({ config, sessions }: EIdentCore, req: Request, res: Response): Promise<void> {
  const recordEnded = sessions.end(req).catch((error: unknown) => logRefusal(config, error));
  await endAppSession(req);
  setCookie(res, sessions.removal());
  res.setHeader('Cache-Control', 'no-store');
  await recordEnded;
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
