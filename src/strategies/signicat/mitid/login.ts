import type { Request } from 'express';
import type { Asked } from '../../../login-request';
import { checkPolicy } from '../../../policy';
import { profileFromSignicat } from '../../../profile';
import { authnRequestUrl } from '../../../protocols/saml2';
import type { FinishedLogin } from '../../admit';
import { factsOfLogin } from '../../audit-facts';
import { ownMembers } from '../../own';
import type { PostedAnswer } from '../../saml2/callback';
import { judgeAnswer } from '../../saml2/judge-answer';
import { newRequestId } from '../../saml2/request-id';
import { inPlaceOf, resumeStepUp, stepUpProfile } from '../../step-up';
import { readStart, type MitIdCall } from './call';
import type { MitIdCore } from './core';
import { requireContext, requireStartedSo } from './held-to';
import type { SignicatMitIdParameters } from './parameters';
import { beginStepUp, withTransaction } from './step-up';

/**
 * Starts a login by MitID.
 *
 * @returns the URL at Signicat, and the Set-Cookie values to send with the redirect.
 * @param guard the name of what the route asks for whose guard starts it.
 * @throws MitIdError `parameter_invalid`, also where `editAuthnRequest` fails; `metadata_unavailable`, `state_store_failed`;
 *   of a step-up `step_up_no_transaction`, `step_up_expired`.
 */
export async function startLogin(
  core: MitIdCore,
  req: Request,
  options: Readonly<Record<string, unknown>>,
  guard?: string,
): Promise<{ url: string; cookies: string[] }> {
  const { config, logins } = core;
  const { parameters, stepUp: kind, returnTo } = readStart(options, config);
  const { owner, request: settings } = await core.counterpart();
  const wished = askedOf(parameters);
  const { stepUp, asked = wished } = (kind && (await beginStepUp(core, owner, req, wished))) ?? {};
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
  const { authnContext, forceAuthn, isPassive } = asked;
  const request = {
    id,
    relayState,
    issueInstant: Date.now(),
    ...(authnContext !== undefined && { authnContext }),
    ...(forceAuthn !== undefined && { forceAuthn }),
    ...(isPassive !== undefined && { isPassive }),
  };
  const url = await authnRequestUrl(settings, request, config.editAuthnRequest);
  return { url: withTransaction(url, config.options, stepUp), cookies };
}

/** What the login will be held to. The one thing known of Signicat's MitID is a citizen's. */
function askedOf({ authnContext, forceAuthn, isPassive }: SignicatMitIdParameters): Asked {
  return {
    identityTypes: ['private'],
    returnSsn: false,
    returnNemidPid: false,
    ...(authnContext !== undefined && { authnContext }),
    ...(forceAuthn === true && { forceAuthn }),
    ...(isPassive === true && { isPassive }),
  };
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
  core: MitIdCore,
  req: Request,
  { relayState, response }: PostedAnswer,
  call: MitIdCall,
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
  requireContext(assertion, request.asked);
  const { attributeNames } = config.options;
  const names = ownMembers(attributeNames === undefined ? {} : { attributeNames });
  const said = profileFromSignicat(assertion, ownMembers({ protocol: 'saml2', ...names }));
  config.audit.learn(req, factsOfLogin(assertion, said));
  // Read again: the person may have logged out while the answer was judged. Who it is comes before what it lacks.
  const before = stepUp && (await resumeStepUp(core, req, stepUp));
  const profile = before === undefined ? said : stepUpProfile(before, said);
  // What the person was shown, the service's setting at Signicat says: a request has no place for it, and is signed, so that
  // the person cannot have changed it.
  const { referenceText } = profile.transaction;
  checkPolicy(profile, config.policy, { ...request.asked, ...(referenceText !== undefined && { referenceText }) });
  return { profile, assertion, request, ...(stepUp && before && inPlaceOf(core, before, stepUp)) };
}
