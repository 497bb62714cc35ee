import express, { type ErrorRequestHandler, type Express } from 'express';
import { MitIdError } from '../../../src/errors';
import { mitidSession } from '../../../src/middleware';
import type { NemLogInStrategy } from '../../../src/strategies/nemlog-in';
import { demoApp } from './demo-app';

/** Where a logout of ours leads to. */
export const AFTER_LOGOUT = '/bye';

/** The same application with both ways out: /logout, and /slo for what the identity provider says of logouts. */
export function logoutApp(strategy: NemLogInStrategy): Express {
  const app = demoApp(strategy, mitidSession(strategy));
  app.post('/logout', strategy.logout(AFTER_LOGOUT));
  app.all('/slo', express.urlencoded({ extended: false, limit: '64mb' }), strategy.singleLogout());
  const onError: ErrorRequestHandler = (error: unknown, _req, res, next) => {
    if (error instanceof MitIdError && !res.headersSent) res.status(error.status).json({ code: error.code });
    else next(error);
  };
  app.use(onError);
  return app;
}
