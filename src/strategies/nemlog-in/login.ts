import type { Request } from 'express';
import { MitIdError } from '../../errors';
import { checkPolicy } from '../../policy';
import { profileFromOioSaml, type Profile } from '../../profile';
import { authnRequestUrl } from '../../protocols/saml2';
import type { FinishedLogin } from '../admit';
import { factsOfLogin } from '../audit-facts';
import type { PostedAnswer } from '../saml2/callback';
import { judgeAnswer } from '../saml2/judge-answer';
import { newRequestId } from '../saml2/request-id';
import { beginAnew, inPlaceOf, resumeStepUp, stepUpProfile } from '../step-up';
import { readAuthenticateOptions, type CallWishes } from './authenticate-options';
import type { NemLogInConfig } from './config';
import type { NemLogInCore } from './core';
import { requireStartedSo } from './held-to';
import { askedOf, requestOf } from './request';

/**
 * Starts a login.
 *
 * @param guard the name of what the route asks for whose guard starts it.
 * @returns the URL at the identity provider, and the Set-Cookie values to send with the redirect.
 * @throws MitIdError `parameter_invalid`, also where `editAuthnRequest` fails; `step_up_no_transaction`,
 *   `metadata_unavailable`, `state_store_failed`.
 */
export async function startLogin(
  core: NemLogInCore,
  req: Request,
  options: Readonly<Record<string, unknown>>,
  guard?: string,
): Promise<{ url: string; cookies: string[] }> {
  const { config, logins } = core;
  const { parameters, stepUp: kind, returnTo } = readAuthenticateOptions(options, config.defaults, config);
  const { owner, request: settings } = await core.counterpart();
  const wished = askedOf(config, parameters);
  const begun = kind === undefined ? undefined : await beginAnew(core, owner, req, kind, wished);
  const { stepUp, asked = wished } = begun ?? {};
  const id = newRequestId();
  config.audit.learn(req, { issuer: owner.issuer, requestId: id });
  const { target: relayState, cookies } = await logins.start(req, {
    ...owner,
    requestId: id,
    asked,
    ...(returnTo !== undefined && { returnTo }),
    ...(stepUp !== undefined && { stepUp }),
    ...(guard !== undefined && { guard }),
  });
  const request = requestOf(config, asked, parameters, { id, relayState, issueInstant: Date.now() });
  return { url: await authnRequestUrl(settings, request, config.editAuthnRequest), cookies };
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
  core: NemLogInCore,
  req: Request,
  { relayState, response }: PostedAnswer,
  call: CallWishes,
  cookies: string[],
): Promise<FinishedLogin> {
  const { config, logins } = core;
  const { owner, expectations, watchExpiry } = await core.counterpart();
  config.audit.learn(req, { issuer: owner.issuer });
  const request = await logins.take(req, relayState, owner);
  cookies.push(...logins.ending(relayState, request));
  const { requestId, stepUp } = request;
  if (requestId !== undefined) config.audit.learn(req, { requestId });
  if (stepUp !== undefined) config.audit.learn(req, { stepUp: stepUp.kind, steppedUpFrom: stepUp.sessionId });
  requireStartedSo(call, request);
  if (stepUp !== undefined) await resumeStepUp(core, req, stepUp);
  watchExpiry();
  const assertion = await judgeAnswer(expectations, config.cancelStatuses, response, request);
  const { allowAssuranceLevel = false } = config.options;
  const said = profileFromOioSaml(assertion, { allowAssuranceLevel });
  config.audit.learn(req, factsOfLogin(assertion, said));
  requireDialect(config, said);
  // Read again: the person may have logged out while the answer was judged. Who it is comes before what it lacks.
  const before = stepUp && (await resumeStepUp(core, req, stepUp));
  const profile = before === undefined ? said : stepUpProfile(before, said);
  checkPolicy(profile, config.policy, request.asked);
  return { profile, assertion, request, ...(stepUp && before && inPlaceOf(core, before, stepUp)) };
}

// A NemID has no level of assurance, and none is asked of it: it may not come where a level was asked for.
function requireDialect({ dialect }: NemLogInConfig, { provider }: Profile): void {
  const spoken = provider === 'nemid' ? 'oiosaml-2' : 'oiosaml-3';
  if (spoken === dialect) return;
  throw new MitIdError('eid_refused', { where: 'SpecVer', got: spoken, expected: dialect, option: 'dialect' });
}
