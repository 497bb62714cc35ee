import type { Request } from 'express';
import type { Step } from '../../outcome';
import { repostPage, type FieldNames } from '../../repost-page';
import { readCall } from './call';
import { readCallback } from './callback';
import type { NemIdCore } from './core';
import { finishLogin, startLogin } from './login';
import { LOGIN_PARAMETER, REPOSTED_PARAMETER, WIRE } from './wire';

const FIELDS: FieldNames = { response: WIRE.response, relayState: LOGIN_PARAMETER, reposted: REPOSTED_PARAMETER };

/**
 * Takes a login by NemID one step on.
 *
 * @param guard the name of what the route asks for whose guard starts the login, whatever the request brings.
 * @param cookies receives the Set-Cookie values to send, also where this throws.
 * @throws MitIdError every outcome of a login that is no step.
 */
export async function stepOfNemId(
  core: NemIdCore,
  req: Request,
  options: Readonly<Record<string, unknown>>,
  cookies: string[],
  guard?: string,
): Promise<Step> {
  const { config, logins } = core;
  const incoming =
    guard === undefined
      ? readCallback(req, config.options.callbackUrl, config.errorParameters)
      : ({ kind: 'start' } as const);
  if (incoming.kind === 'start') {
    const start = await startLogin(core, req, options, guard);
    cookies.push(...start.cookies);
    return { kind: 'redirect', url: start.url };
  }
  const call = readCall(options);
  if (incoming.kind === 'answer' && !incoming.reposted && !logins.hasCookie(req, incoming.login)) {
    return repostPage(req, { response: incoming.response, relayState: incoming.login }, FIELDS);
  }
  return { kind: 'finished', login: await finishLogin(core, req, incoming, call, cookies) };
}
