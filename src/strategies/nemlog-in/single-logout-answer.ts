import type { Request } from 'express';
import { MitIdError } from '../../errors';
import { judgeLogoutResponse } from '../../protocols/saml2';
import type { LogoutByApplication } from '../audit-event';
import { logRefusal } from '../log-refusal';
import type { LoginOwner } from '../login-requests';
import { WIRE } from '../saml2/wire';
import type { NemLogInCore } from './core';
import type { LogoutMessage } from './single-logout-message';
import type { SingleLogout } from './single-logout-settings';

/**
 * Ends a logout that we asked for. The session here has ended before, so whatever the identity provider has done the person
 * goes on, to a page of its own where the application named one for a partial logout; what was not done is logged.
 *
 * @returns the path that the logout leads to.
 * @throws MitIdError `callback_empty` (no RelayState), `logout_unknown`, `state_store_failed`; those of
 *   `judgeLogoutResponse`, save `logout_not_success`.
 */
export async function endAnswered(
  { config, pendingLogouts }: NemLogInCore,
  owner: LoginOwner,
  { expectations }: SingleLogout,
  { req, message: { delivery, relayState } }: { readonly req: Request; readonly message: LogoutMessage },
): Promise<string> {
  if (relayState === undefined) throw new MitIdError('callback_empty', { where: WIRE.relayState, got: 'none' });
  const { requestId, path, partialPath = path } = await pendingLogouts.find(relayState, owner);
  config.audit.learn(req, { requestId });
  let answer: Pick<LogoutByApplication, 'status' | 'signatures'> = { status: 'failed' };
  try {
    const { status, signature } = judgeLogoutResponse(delivery, { ...expectations, inResponseTo: requestId });
    answer = { status, signatures: [signature] };
    if (status === 'partial') {
      const what = 'could not log a person out of every other service';
      config.logger.warn(`${owner.issuer} ${what}`, { strategy: config.name });
    }
  } catch (error) {
    if (!(error instanceof MitIdError) || error.code !== 'logout_not_success') throw error;
    logRefusal(config, error);
  }
  await pendingLogouts.end(relayState);
  await config.audit.note(req, { event: 'logout', by: 'application', ...answer });
  return answer.status === 'partial' ? partialPath : path;
}
