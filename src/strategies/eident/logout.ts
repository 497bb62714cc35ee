import type { Request, RequestHandler, Response } from 'express';
import { MitIdError } from '../../errors';
import { factsOfRecord } from '../audit-facts';
import { endSessions, recordToEnd } from '../end-sessions';
import { unlessBroken } from '../log-refusal';
import type { EIdentCore } from './core';

/**
 * The handler that ends a session everywhere: the application's, ours, and the broker's.
 *
 * @throws MitIdError `configuration_invalid` without a `logoutUrl`.
 */
export function logoutHandler(core: EIdentCore): RequestHandler {
  const { logoutUrl } = core.config.options;
  if (logoutUrl === undefined) {
    throw new MitIdError('configuration_invalid', { problems: ['logoutUrl is missing, and logout() leads there'] });
  }
  return (req, res, next) => {
    endSession(core, req, res)
      .then(() => res.redirect(303, logoutUrl))
      .catch(next);
  };
}

async function endSession(core: EIdentCore, req: Request, res: Response): Promise<void> {
  const { audit } = core.config;
  const record = audit.isKept ? await unlessBroken(core.config, recordToEnd(core, req)) : undefined;
  await endSessions(core, req, res);
  if (record === undefined) return;
  await audit.note(req, { event: 'logout', by: 'application', issuer: record.issuer, ...factsOfRecord(record) });
}
