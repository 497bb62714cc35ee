import { join } from 'node:path';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { MitIdError, type EIdentOptions } from 'passport-mitid-saml';
import type { AccountLinks, MigrationReports } from 'passport-mitid-saml/migration';
import { securityHeaders } from '../login/security-headers';
import { createLogin } from './login';
import { homePage } from './pages/home';
import { NOT_FOUND, problemPage, problemOf } from './pages/problem';
import { accountRoutes } from './routes/account';
import { caseRoutes } from './routes/cases';
import { loginRoutes } from './routes/login';
import { reportRoutes } from './routes/report';
import { createSession } from './session';
import { createShow } from './show';

export interface AppSettings {
  readonly connection: EIdentOptions;
  readonly links: AccountLinks;
  readonly reports: MigrationReports;
  /** How many accounts were imported. */
  readonly accounts: number;
  /** Where the simulator shows what went over the wire. */
  readonly exchangesUrl: string;
  /** Takes one line of the log. */
  readonly log: (line: string) => void;
}

/** The application: Express, its session, Passport, the routes, and what is shown when something goes wrong. */
export function createApp({ connection, links, reports, accounts, exchangesUrl, log }: AppSettings): Express {
  const app = express();
  const login = createLogin(connection, links);
  const show = createShow(exchangesUrl);

  app.disable('x-powered-by');
  app.use(securityHeaders(new URL(connection.entryPoint).origin));
  app.use(express.static(join(__dirname, 'public'), { index: false }));
  // The other demo's style sheet and icon.
  app.use(express.static(join(__dirname, '../login/public'), { index: false }));
  app.use(reportRoutes(reports));
  app.use(createSession());
  app.use(login.passport.initialize() as RequestHandler, login.passport.session() as RequestHandler);
  app.get('/', (req, res) => show(req, res, homePage(accounts)));
  app.use(loginRoutes(login, links, log), accountRoutes(show, links), caseRoutes(show, links, log));

  app.use((req, res) => show(req, res, problemPage(NOT_FOUND), NOT_FOUND.status));
  const onError: ErrorRequestHandler = (error: unknown, req, res, next) => {
    const problem = problemOf(error);
    // The strategy has logged its own errors already; for these lines of ours the code says enough.
    log(`${problem.code} (${problem.reference ?? 'none'})${error instanceof MitIdError ? '' : ', not of the package'}`);
    if (res.headersSent) next(error);
    else show(req, res, problemPage(problem), problem.status);
  };
  app.use(onError);
  return app;
}
