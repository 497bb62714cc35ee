import type { Request, RequestHandler, Response } from 'express';
import { MitIdError } from '../../errors';
import { factsOfRecord } from '../audit-facts';
import { endSessions, recordToEnd } from '../end-sessions';
import { unlessBroken } from '../log-refusal';
import { isLocalPath } from '../return-path';
import type { SignicatCore } from './core';

/**
 * The handler that ends a session here: the application's, and ours.
 *
 * @param path a local path to go to afterwards.
 * @throws MitIdError `configuration_invalid` for a path that leads out of the application.
 */
export function logoutHandler(core: SignicatCore, path: string): RequestHandler {
  if (!isLocalPath(path)) {
    throw new MitIdError('configuration_invalid', { problems: ['logout leads to what is no local path, such as /'] });
  }
  return (req, res, next) => {
    endSession(core, req, res)
      .then(() => res.redirect(303, path))
      .catch(next);
  };
}

async function endSession(core: SignicatCore, req: Request, res: Response): Promise<void> {
  const { audit } = core.config;
  const record = audit.isKept ? await unlessBroken(core.config, recordToEnd(core, req)) : undefined;
  await endSessions(core, req, res);
  if (record === undefined) return;
  await audit.note(req, { event: 'logout', by: 'application', issuer: record.issuer, ...factsOfRecord(record) });
}
