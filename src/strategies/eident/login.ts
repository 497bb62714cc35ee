import type { Request } from 'express';
import type { VerifiedAssertion } from '../../assertion';
import { MitIdError } from '../../errors';
import { checkPolicy } from '../../policy';
import { profileFromEIdent } from '../../profile';
import { judgeArtifactReply, judgePostedResponse, readArtifact } from '../../protocols/saml11';
import type { FinishedLogin } from '../admit';
import { factsOfLogin } from '../audit-facts';
import { inPlaceOf, resumeStepUp, stepUpProfile } from '../step-up';
import { readAuthenticateOptions, readCall } from './authenticate-options';
import { brokerReturn, withBrokerOutcome } from './broker-errors';
import type { Incoming } from './callback';
import type { EIdentCore } from './core';
import { requireStartedSo } from './held-to';
import { askedOf, requestUrl } from './request';
import { beginStepUp } from './step-up';

/**
 * Starts a login.
 *
 * @param guard the name of what the route asks for whose guard starts it.
 * @returns the URL at the broker, and the Set-Cookie values to send with the redirect.
 * @throws MitIdError `parameter_invalid`, `step_up_no_transaction`, `step_up_expired`, `state_store_failed`.
 */
export async function startLogin(
  core: EIdentCore,
  req: Request,
  options: Readonly<Record<string, unknown>>,
  guard?: string,
): Promise<{ url: string; cookies: string[] }> {
  const { config, logins, owner } = core;
  config.audit.learn(req, { issuer: owner.issuer });
  const wishes = readAuthenticateOptions(options, config.defaults, config.policy);
  const { parameters, returnTo } = wishes;
  const wished = askedOf(parameters);
  const { parameters: named } = readCall(options);
  const { stepUp, asked = wished } = (await beginStepUp(core, req, wishes, wished, named)) ?? {};
  const { target, cookies } = await logins.start(req, {
    ...owner,
    asked,
    ...(returnTo !== undefined && { returnTo }),
    ...(stepUp !== undefined && { stepUp }),
    ...(guard !== undefined && { guard }),
  });
  const { transactionId } = stepUp ?? {};
  const url = requestUrl(config, parameters, asked, { target, ...(transactionId !== undefined && { transactionId }) });
  return { url, cookies };
}

/**
 * Ends a login, in the order of rules 5: the login is taken for this browser, then the answer is fetched and judged,
 * then the profile is read and held against what was asked.
 *
 * @param options of the call that ends the login: what it names must have been asked for.
 * @param cookies receives the Set-Cookie values to send, also where this throws.
 * @throws MitIdError every outcome of a login that is not a profile.
 */
export async function finishLogin(
  core: EIdentCore,
  req: Request,
  incoming: Exclude<Incoming, { kind: 'start' }>,
  options: Readonly<Record<string, unknown>>,
  cookies: string[],
): Promise<FinishedLogin> {
  const { config, logins, owner } = core;
  config.audit.learn(req, { issuer: owner.issuer });
  const call = readCall(options);
  requireBinding(incoming.kind, config.bindings);
  const request = await logins.take(req, incoming.target, owner);
  cookies.push(...logins.ending(incoming.target, request));
  const { stepUp } = request;
  if (stepUp !== undefined) config.audit.learn(req, { stepUp: stepUp.kind, steppedUpFrom: stepUp.sessionId });
  if (incoming.kind === 'broker-error') throw brokerReturn(incoming.code);

  requireStartedSo(call, request);
  if (stepUp !== undefined) await resumeStepUp(core, req, stepUp);
  core.watchExpiry();
  const assertion = await judge(core, incoming);
  const { attributeNames } = config.options;
  const said = profileFromEIdent(assertion, attributeNames === undefined ? {} : { attributeNames });
  config.audit.learn(req, factsOfLogin(assertion, said));
  // Read again: the person may have logged out while the broker was asked. Who it is comes before what it lacks.
  const before = stepUp && (await resumeStepUp(core, req, stepUp));
  const profile = before === undefined ? said : stepUpProfile(before, said);
  checkPolicy(profile, config.policy, request.asked);
  return { profile, assertion, request, ...(stepUp && before && inPlaceOf(core, before, stepUp)) };
}

type Answer = Extract<Incoming, { kind: 'artifact' | 'post' }>;

async function judge(core: EIdentCore, answer: Answer): Promise<VerifiedAssertion> {
  try {
    if (answer.kind === 'post') return await judgePostedResponse(answer.response, core.expectations);
    return await fetchAssertion(core, answer.artifact);
  } catch (error) {
    throw withBrokerOutcome(error);
  }
}

async function fetchAssertion(
  { config, artifacts, expectations }: EIdentCore,
  text: string,
): Promise<VerifiedAssertion> {
  const artifact = readArtifact(text);
  const expected = config.options.artifactSourceId;
  if (expected !== undefined && artifact.sourceId !== expected) {
    throw new MitIdError('artifact_source', {
      where: 'SAMLart',
      got: artifact.sourceId,
      expected,
      option: 'artifactSourceId',
    });
  }
  const { requestId, reply } = await artifacts.fetch(artifact);
  return judgeArtifactReply(reply, requestId, expectations);
}

function requireBinding(kind: Incoming['kind'], bindings: readonly string[]): void {
  if ((kind !== 'artifact' && kind !== 'post') || bindings.includes(kind)) return;
  throw new MitIdError('message_unexpected', {
    where: 'callback',
    got: kind === 'post' ? 'a posted response' : 'an artifact',
    expected: bindings.join(' or '),
    option: 'bindings',
  });
}
