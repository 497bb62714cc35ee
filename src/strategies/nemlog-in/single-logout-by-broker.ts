import type { Request, Response } from 'express';
import { MitIdError } from '../../errors';
import { judgeLogoutRequest, type LogoutRequestExpectations, type VerifiedLogoutRequest } from '../../protocols/saml2';
import { factsOfRefusal, factsOfSubject } from '../audit-facts';
import { endSessions } from '../end-sessions';
import { logRefusal } from '../log-refusal';
import { oneLine } from '../logger';
import { newRequestId } from '../saml2/request-id';
import { loginOf } from '../session-mark';
import type { NemLogInCore } from './core';
import type { LogoutMessage } from './single-logout-message';
import { answerTo, type Onward } from './single-logout-sending';
import type { SingleLogout } from './single-logout-settings';

/** SAML 2.0 bindings 3.4.3 and 3.5.3. */
const MAX_RELAY_STATE_BYTES = 80;

/**
 * Ends the sessions that the identity provider says are over, in whichever browsers they are, and answers it. Where nobody
 * has such a session the answer is Success all the same (saml-core-2.0-os section 3.7.3): it is over.
 *
 * @returns the answer on its way; undefined where the identity provider's metadata names no place for one.
 * @throws MitIdError those of `judgeLogoutRequest`: a request that is not believed ends nothing and gets no answer.
 */
export async function endByBroker(
  core: NemLogInCore,
  { expectations, provider }: SingleLogout,
  { req, res, message }: { readonly req: Request; readonly res: Response; readonly message: LogoutMessage },
): Promise<Onward | undefined> {
  const { request, unclaimed } = await judge(message, expectations);
  core.config.audit.learn(req, { requestId: request.id, signatures: [request.signature] });
  const ended = unclaimed === undefined ? endNamed(core, req, res, request) : Promise.reject(unclaimed);
  const status = await ended.then(
    () => succeeded(core, req, request),
    (error: unknown) => failed(core, req, error),
  );
  const relayState = relayStateOf(message, request);
  return (
    provider &&
    answerTo(provider.answers, {
      id: newRequestId(),
      inResponseTo: request.id,
      status,
      ...(relayState !== undefined && { relayState }),
      issueInstant: Date.now(),
    })
  );
}

/**
 * Judges a request. Its id is claimed last, so a store that is down leaves it verified: the answer can then say that the
 * logout failed, and the identity provider goes on with the next service.
 */
async function judge(
  { delivery }: LogoutMessage,
  expectations: LogoutRequestExpectations,
): Promise<{ request: VerifiedLogoutRequest; unclaimed: Error | undefined }> {
  let unclaimed: Error | undefined;
  const claim = (key: string, ttlMs: number) =>
    expectations.store.claim(key, ttlMs).catch((error: unknown) => {
      unclaimed = error as Error;
      return true;
    });
  const request = await judgeLogoutRequest(delivery, { ...expectations, store: { claim } });
  return { request, unclaimed };
}

async function endNamed(
  core: NemLogInCore,
  req: Request,
  res: Response,
  request: VerifiedLogoutRequest,
): Promise<void> {
  const { config, sessions } = core;
  const { sessionIndexes } = request;
  await sessions.endByBroker(request);
  const many = sessionIndexes.length === 1 ? 'a session' : `${sessionIndexes.length} sessions`;
  const which = sessionIndexes.length === 0 ? 'every session of a person' : many;
  config.logger.info(`${request.issuer} ended ${which}`, { strategy: config.name });
  await endOwn(core, req, res);
}

/** Ends the application's session too where this browser's is one of those; any other ends at its next request. */
async function endOwn(core: NemLogInCore, req: Request, res: Response): Promise<void> {
  const { config, sessions } = core;
  const login = loginOf(req);
  if (login === undefined) return;
  const found = await sessions.findById(login.recordId);
  if (found?.endedByBroker !== true) return;
  await endSessions(core, req, res);
  config.logger.info('a session that the broker ended was logged out', { strategy: config.name });
}

async function succeeded(
  { config }: NemLogInCore,
  req: Request,
  { issuer, nameId, sessionIndexes }: VerifiedLogoutRequest,
): Promise<'success'> {
  await config.audit.note(req, { event: 'logout', by: 'broker', ...factsOfSubject(issuer, nameId), sessionIndexes });
  return 'success';
}

async function failed({ config }: NemLogInCore, req: Request, error: unknown): Promise<'failed'> {
  logRefusal(config, error);
  if (!(error instanceof MitIdError)) {
    const what = error instanceof Error ? `${error.name}: ${error.message}` : typeof error;
    config.logger.error(oneLine(`a session of the application could not be ended: ${what.slice(0, 200)}`), {
      strategy: config.name,
    });
  }
  await config.audit.note(req, { event: 'logout-refused', ...factsOfRefusal(error) });
  return 'failed';
}

// What is not signed, as in a form, goes back under our own signature, so it is held to the specification's length.
function relayStateOf({ delivery, relayState }: LogoutMessage, request: VerifiedLogoutRequest): string | undefined {
  if (delivery.binding === 'redirect') return request.relayState;
  return Buffer.byteLength(relayState ?? '') <= MAX_RELAY_STATE_BYTES ? relayState : undefined;
}
