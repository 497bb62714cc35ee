import { join } from 'node:path';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { MitIdError, type SessionKey } from 'passport-mitid-saml';
import { Accounts } from './accounts';
import { brokerLogout } from './broker-logout';
import { createLogin, type Connections } from './login';
import type { Person } from './pages/home';
import { problemPage } from './pages/problem';
import { NOT_FOUND, problemOf, unexpectedLine, type Problem } from './problem';
import { cprMatchRoutes } from './routes/cpr-match';
import { guardedRoutes } from './routes/guarded';
import { loginRoutes } from './routes/login';
import { pageRoutes } from './routes/pages';
import { securityHeaders } from './security-headers';
import { createSession, startSession } from './session';
import { SessionLog } from './session-log';
import { Pages, rememberLanguage } from './show';
import { visitorOf } from './visitor';
import { shownName } from './words';

export interface AppSettings {
  readonly connections: Connections;
  /** Encrypts CPR numbers in the session. */
  readonly sessionKey: SessionKey;
  /** The PIDs of the customers from the days of NemID. */
  readonly nemidPids: readonly string[];
  /** Who can be tried at the simulator. */
  readonly people: readonly Person[];
  /** Where the simulator shows what went over the wire. */
  readonly exchangesUrl: string;
  /** Where a person sees, and ends, the session at NemLog-in. */
  readonly brokerSessionUrl: string;
  /** Takes one line of the log. */
  readonly log: (line: string) => void;
}

/** The application: Express, its session, Passport, the routes, and what is shown when something goes wrong. */
export function createApp(settings: AppSettings): Express {
  const { connections, nemidPids, people, exchangesUrl, brokerSessionUrl, log } = settings;
  const app = express();
  const login = createLogin(connections, new Accounts(nemidPids), settings.sessionKey);
  const pages = new Pages(exchangesUrl);
  const sessions = new SessionLog(log);

  app.disable('x-powered-by');
  app.use(securityHeaders(new URL(connections.eident.entryPoint).origin));
  app.use(express.static(join(__dirname, 'public'), { index: false }));
  app.use(createSession(), startSession);
  app.use(login.passport.initialize() as RequestHandler, login.passport.session() as RequestHandler);
  app.use(brokerLogout(login, sessions));
  app.use(rememberLanguage);
  app.use(loginRoutes(login, sessions));
  app.use(guardedRoutes(pages, login), cprMatchRoutes(pages, login));
  app.use(pageRoutes(pages, { people, brokerSessionUrl }, sessions));

  const showProblem = (problem: Problem): RequestHandler => {
    return (req, res) => {
      const profile = visitorOf(req)?.profile;
      const { lastStart } = req.session;
      pages.show(
        req,
        res,
        (language) =>
          problemPage(language, problem, {
            ...(profile && { name: shownName(profile, language) }),
            ...(lastStart !== undefined && { lastStart }),
          }),
        problem.status,
      );
    };
  };
  const onError: ErrorRequestHandler = (error: unknown, req, res, next) => {
    const problem = problemOf(error);
    // The strategy has logged its own errors already, with the same reference.
    if (!(error instanceof MitIdError)) log(unexpectedLine(error, problem));
    if (res.headersSent) next(error);
    else showProblem(problem)(req, res, next);
  };
  app.use((req, res, next) => showProblem(NOT_FOUND)(req, res, next));
  app.use(onError);
  return app;
}
