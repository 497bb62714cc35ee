import type { Request, RequestHandler, Response } from 'express';
import { MitIdError } from '../../errors';
import { factsOfRefusal } from '../audit-facts';
import { logRefusal } from '../log-refusal';
import { dropNewSession } from '../new-session';
import { asError } from '../outcome';
import type { NemLogInCore } from './core';
import { endAnswered } from './single-logout-answer';
import { endByBroker } from './single-logout-by-broker';
import { readLogoutMessage } from './single-logout-message';
import { sendOn, type Onward } from './single-logout-sending';

/**
 * The handler of `logoutUrl`: a logout that the identity provider asks for, and its answers to those that we ask for, each
 * by GET (HTTP-Redirect) and by POST (HTTP-POST). What is not believed goes to Express as an error, and ends nothing.
 *
 * @throws MitIdError `configuration_invalid` without a `logoutUrl`.
 */
export function singleLogoutHandler(core: NemLogInCore): RequestHandler {
  const { config } = core;
  if (config.options.logoutUrl === undefined) throw noLogoutUrl();
  return (req, res, next) => {
    if (req.method !== 'GET' && req.method !== 'POST') {
      next();
      return;
    }
    res.setHeader('Cache-Control', 'no-store');
    handle(core, req, res)
      .then((onward) => {
        // The identity provider's form brings no cookie, and a session made for it would take the place of the browser's.
        dropNewSession(req);
        if (onward !== undefined) sendOn(req, res, onward, req.method === 'GET' ? 302 : 303);
        else res.status(200).type('text/plain').send('Logged out.');
      })
      .catch(async (error: unknown) => {
        logRefusal(config, error);
        await config.audit.note(req, { event: 'logout-refused', ...factsOfRefusal(error) });
        next(asError(error));
      });
  };
}

async function handle(core: NemLogInCore, req: Request, res: Response): Promise<Onward | undefined> {
  const message = readLogoutMessage(req);
  const { owner, singleLogout, watchExpiry } = await core.counterpart();
  if (singleLogout === undefined) throw noLogoutUrl();
  watchExpiry();
  core.config.audit.learn(req, { issuer: owner.issuer });
  if (message.kind === 'request') return endByBroker(core, singleLogout, { req, res, message });
  return { url: await endAnswered(core, owner, singleLogout, { req, message }) };
}

function noLogoutUrl(): MitIdError {
  return new MitIdError('configuration_invalid', {
    problems: ['logoutUrl is missing, and singleLogout() is what stands there'],
  });
}
