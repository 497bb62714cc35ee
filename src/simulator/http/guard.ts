import type { Request, RequestHandler } from 'express';
import { PATHS } from '../brokers/nemlogin/state';

const LOOPBACK_HOST = /^(?:(?:[a-z0-9-]+\.)*localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;
const FORM_TYPES = /^(?:application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i;

/**
 * Keeps foreign web pages out. The simulator listens on loopback only, but a browser on the same machine reaches it for any
 * page it has open: by a name that resolves to 127.0.0.1 (DNS rebinding, seen in Host) or by a form or fetch (seen in Origin).
 */
export const guard: RequestHandler = (request, response, next) => {
  const host = request.get('host') ?? '';
  const origin = request.get('origin');
  if (!LOOPBACK_HOST.test(host)) {
    response
      .status(403)
      .type('text')
      .send('The simulator answers to localhost, names under it, 127.0.0.1 and [::1] only.\n');
  } else if (request.method !== 'GET' && origin !== undefined && origin !== `http://${host}` && !isForOthers(request)) {
    response.status(403).type('text').send('The simulator takes no requests from the pages of other origins.\n');
  } else {
    next();
  }
};

/** Logout messages are posted by the pages of applications; each is signed. */
function isForOthers({ path }: Request): boolean {
  return path === PATHS.singleLogout;
}

/**
 * For what controls the simulator: a browser too old to send Origin with a form post can send these content types only, so
 * without an Origin they are not taken.
 */
export const guardControl: RequestHandler = (request, response, next) => {
  const site = request.get('sec-fetch-site');
  const foreign = site !== undefined && site !== 'same-origin' && site !== 'none';
  const formless = request.get('origin') !== undefined || !FORM_TYPES.test(request.get('content-type') ?? '');
  if (foreign || !formless) {
    response.status(403).json({ error: 'send application/json, or no body' });
  } else {
    next();
  }
};
