import express, { type ErrorRequestHandler, type Express } from 'express';
import { eidentRoutes } from '../brokers/eident/routes';
import { nemloginRoutes } from '../brokers/nemlogin/routes';
import type { NemLogIn } from '../brokers/nemlogin/state';
import { signicatRoutes } from '../brokers/signicat/routes';
import type { Signicat } from '../brokers/signicat/state';
import { checkRoutes } from './check';
import { controlRoutes } from './control';
import { nemloginControlRoutes } from './control-nemlogin';
import { signicatControlRoutes } from './control-signicat';
import { guard } from './guard';
import { securityHeaders } from './headers';

/** The brokers that are objects of their own; E-Ident is made here. */
export interface Brokers {
  readonly nemlogin: NemLogIn;
  readonly signicat: Signicat;
}

/** The whole simulator as one express application; it holds to what express 4 and 5 have in common. */
export function simulatorApp(
  { nemlogin, signicat }: Brokers,
  configuration: () => Readonly<Record<string, string>>,
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(guard, securityHeaders);
  app.use(eidentRoutes(nemlogin.world));
  app.use(nemloginRoutes(nemlogin));
  app.use(signicatRoutes(signicat));
  app.use(controlRoutes(nemlogin.world, configuration, nemlogin, signicat));
  app.use(nemloginControlRoutes(nemlogin));
  app.use(signicatControlRoutes(signicat));
  app.use(checkRoutes(nemlogin.checks));
  app.use((_request, response) => void response.status(404).type('text').send('There is nothing here.\n'));
  app.use(failed);
  return app;
}

// A body that is too large or malformed has a status of its own; anything else is a fault of the simulator. What went wrong is
// not written out: it might quote what was sent.
const failed: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
  const known = status >= 400 && status < 500;
  response
    .status(known ? status : 500)
    .type('text')
    .send(known ? 'The request cannot be read.\n' : 'The simulator failed.\n');
};
