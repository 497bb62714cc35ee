import type { Request } from 'express';
import type { Step } from '../../outcome';
import { repostPage } from '../../repost-page';
import { readCallback } from '../../saml2/callback';
import { WIRE } from '../../saml2/wire';
import { readCall } from './call';
import type { MitIdCore } from './core';
import { finishLogin, startLogin } from './login';

/**
 * Takes a login by MitID one step on.
 *
 * @param guard the name of what the route asks for whose guard starts the login, whatever the request brings.
 * @param cookies receives the Set-Cookie values to send, also where this throws.
 * @throws MitIdError every outcome of a login that is no step.
 */
export async function stepOfMitId(
  core: MitIdCore,
  req: Request,
  options: Readonly<Record<string, unknown>>,
  cookies: string[],
  guard?: string,
): Promise<Step> {
  const incoming = guard === undefined ? readCallback(req) : ({ kind: 'start' } as const);
  if (incoming.kind === 'start') {
    const start = await startLogin(core, req, options, guard);
    cookies.push(...start.cookies);
    return { kind: 'redirect', url: start.url };
  }
  const call = readCall(options);
  const { relayState, response, reposted } = incoming;
  if (!reposted && !core.logins.hasCookie(req, relayState)) return repostPage(req, { response, relayState }, WIRE);
  return { kind: 'finished', login: await finishLogin(core, req, incoming, call, cookies) };
}
