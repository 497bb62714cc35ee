import type { Request, RequestHandler, Response } from 'express';
import type { LoginRecord } from '../../session';
import { factsOfRecord } from '../audit-facts';
import { endSessions, recordToEnd } from '../end-sessions';
import { unlessBroken } from '../log-refusal';
import { newRequestId } from '../saml2/request-id';
import type { NemLogInCore } from './core';
import { readLogoutPaths, type LogoutPaths, type NemLogInLogoutOptions } from './logout-options';
import { requestTo, sendOn, type Onward } from './single-logout-sending';

/** How long the request may be on its way: one redirect, or one form. */
const REQUEST_LIFETIME_MS = 5 * 60_000;

/**
 * The handler that ends a session: the application's and ours, and then, with `logoutUrl`, the identity provider's, which
 * the browser is sent to with a LogoutRequest.
 *
 * @param path a local path to go to afterwards.
 * @throws MitIdError `configuration_invalid`: a path that leads out of the application, or a name that is no option.
 */
export function logoutHandler(core: NemLogInCore, path: string, options: NemLogInLogoutOptions): RequestHandler {
  const paths = readLogoutPaths(path, options);
  return (req, res, next) => {
    endSession(core, req, res, paths)
      .then((onward) => sendOn(req, res, onward, 303))
      .catch(next);
  };
}

async function endSession(core: NemLogInCore, req: Request, res: Response, paths: LogoutPaths): Promise<Onward> {
  const { config } = core;
  const isSingle = config.options.logoutUrl !== undefined;
  // Read before the end, which is the end of the record too.
  const isRead = isSingle || config.audit.isKept;
  const record = isRead ? await unlessBroken(config, recordToEnd(core, req)) : undefined;
  await endSessions(core, req, res);
  const page = { url: paths.path };
  if (record === undefined) return page;
  const request = isSingle ? await unlessBroken(config, logoutRequestOf(core, record, paths)) : undefined;
  await config.audit.note(req, {
    ...(request ? { event: 'logout-started', requestId: request.id } : { event: 'logout', by: 'application' }),
    issuer: record.issuer,
    ...factsOfRecord(record),
  });
  return request?.onward ?? page;
}

/** Undefined where the identity provider has no session that this record hangs on, or no place to be told at. */
async function logoutRequestOf(
  { config, counterpart, pendingLogouts }: NemLogInCore,
  { strategy, issuer, nameId, nameIdFormat, sessionIndex }: LoginRecord,
  paths: LogoutPaths,
): Promise<{ id: string; onward: Onward } | undefined> {
  const { owner, singleLogout } = await counterpart();
  const provider = singleLogout?.provider;
  if (provider === undefined || nameId === undefined) return undefined;
  if (strategy !== owner.strategy || issuer !== owner.issuer) return undefined;
  const id = newRequestId();
  const relayState = await pendingLogouts.start({ strategy, issuer, requestId: id, ...paths });
  const now = Date.now();
  const onward = requestTo(provider.requests, {
    id,
    nameId,
    ...(nameIdFormat !== undefined && { nameIdFormat }),
    ...(sessionIndex !== undefined && { sessionIndex }),
    relayState,
    issueInstant: now,
    notOnOrAfter: now + REQUEST_LIFETIME_MS,
  });
  config.logger.info(`a person logged out, and ${issuer} is asked to end its session`, { strategy });
  return { id, onward };
}
