import type { Request } from 'express';
import type { VerifiedAssertion } from '../../../assertion';
import type { LoginRequest } from '../../../login-request';
import { checkPolicy } from '../../../policy';
import { profileFromSignicat } from '../../../profile';
import { judgePostedResponse } from '../../../protocols/saml11';
import type { FinishedLogin } from '../../admit';
import { factsOfLogin } from '../../audit-facts';
import { requireHeld } from '../../held-to';
import { ownMembers } from '../../own';
import { brokerReturn, withStatusOutcome } from './broker-errors';
import { readStart, type NemIdCall } from './call';
import type { Incoming } from './callback';
import type { NemIdCore } from './core';
import { askedOf, requestUrl } from './request';
import { targetOf } from './target';
import { WIRE } from './wire';

/**
 * Starts a login by NemID.
 *
 * @returns the URL at Signicat, and the Set-Cookie values to send with the redirect.
 * @param guard the name of what the route asks for whose guard starts it.
 * @throws MitIdError `parameter_invalid`, `state_store_failed`.
 */
export async function startLogin(
  { config, logins, owner }: NemIdCore,
  req: Request,
  options: Readonly<Record<string, unknown>>,
  guard?: string,
): Promise<{ url: string; cookies: string[] }> {
  config.audit.learn(req, { issuer: owner.issuer });
  const { parameters, returnTo } = readStart(options, config.defaults, config.policy);
  const { target: login, cookies } = await logins.start(req, {
    ...owner,
    asked: askedOf(parameters),
    ...(returnTo !== undefined && { returnTo }),
    ...(guard !== undefined && { guard }),
  });
  return { url: requestUrl(config, parameters, login), cookies };
}

/**
 * Ends a login, in the order of rules 5: the login is taken for this browser, then the answer is judged, then the profile is
 * read and held against what was asked.
 *
 * @param call that ends the login: what it names must have been asked for.
 * @param cookies receives the Set-Cookie values to send, also where this throws.
 * @throws MitIdError every outcome of a login that is not a profile.
 */
export async function finishLogin(
  core: NemIdCore,
  req: Request,
  incoming: Exclude<Incoming, { kind: 'start' }>,
  call: NemIdCall,
  cookies: string[],
): Promise<FinishedLogin> {
  const { config, logins, owner } = core;
  config.audit.learn(req, { issuer: owner.issuer });
  const request = await logins.take(req, incoming.login, owner);
  cookies.push(...logins.ending(incoming.login, request));
  if (incoming.kind === 'return') throw brokerReturn(incoming.code, config.cancelStatuses);

  requireStartedSo(call, request);
  core.watchExpiry();
  const assertion = await judge(core, incoming);
  const { attributeNames } = config.options;
  const names = ownMembers(attributeNames === undefined ? {} : { attributeNames });
  const profile = profileFromSignicat(assertion, ownMembers({ protocol: 'saml11', ...names }));
  config.audit.learn(req, factsOfLogin(assertion, profile));
  // Of the eID the assertion names nothing that is known: the method is held to by the identity types it gives.
  const { identityTypes = [], returnSsn, returnNemidPid } = request.asked;
  checkPolicy(profile, config.policy, { identityTypes, returnSsn, returnNemidPid });
  return { profile, assertion, request };
}

/** @throws MitIdError `login_unknown` where the call names another method than the login was started with. */
function requireStartedSo({ parameters: { method } }: NemIdCall, { asked }: LoginRequest): void {
  requireHeld({ method: method === undefined || asked.eids?.includes(method) === true }, WIRE.target);
}

async function judge(
  { config, expectations }: NemIdCore,
  { login, response }: Extract<Incoming, { kind: 'answer' }>,
): Promise<VerifiedAssertion> {
  const recipient = targetOf(config.options.callbackUrl, login);
  try {
    return await judgePostedResponse(response, { ...expectations, recipient });
  } catch (error) {
    throw withStatusOutcome(error, config.cancelStatuses);
  }
}
