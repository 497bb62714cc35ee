import { join } from 'node:path';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { MitIdError, type EIdentOptions } from 'passport-mitid-saml';
import { Accounts } from './accounts';
import { createLogin } from './login';
import type { Person } from './pages/home';
import { problemPage } from './pages/problem';
import { NOT_FOUND, problemOf, unexpectedLine, type Problem } from './problem';
import { loginRoutes } from './routes/login';
import { pageRoutes } from './routes/pages';
import { securityHeaders } from './security-headers';
import { createSession, startSession } from './session';
import { Pages, rememberLanguage } from './show';
import { visitorOf } from './visitor';

export interface AppSettings {
  readonly eident: EIdentOptions & { readonly passReqToCallback?: false };
  /** The PIDs of the customers from the days of NemID. */
  readonly nemidPids: readonly string[];
  /** Who can be tried at the simulator. */
  readonly people: readonly Person[];
  /** Where the simulator shows what went over the wire. */
  readonly exchangesUrl: string;
  /** Takes one line of the log. */
  readonly log: (line: string) => void;
}

/** The application: Express, its session, Passport, the routes, and what is shown when something goes wrong. */
export function createApp({ eident, nemidPids, people, exchangesUrl, log }: AppSettings): Express {
  const app = express();
  const login = createLogin(eident, new Accounts(nemidPids));
  const pages = new Pages(exchangesUrl);

  app.disable('x-powered-by');
  app.use(securityHeaders(new URL(eident.entryPoint).origin));
  app.use(express.static(join(__dirname, 'public'), { index: false }));
  app.use(createSession(), startSession);
  app.use(login.passport.initialize() as RequestHandler, login.passport.session() as RequestHandler);
  app.use(rememberLanguage);
  app.use(loginRoutes(login, log));
  app.use(pageRoutes(pages, people));

  const showProblem = (problem: Problem): RequestHandler => {
    return (req, res) => {
      const name = visitorOf(req)?.profile.displayName;
      const { lastStart } = req.session;
      const known = { ...(name !== undefined && { name }), ...(lastStart !== undefined && { lastStart }) };
      pages.show(req, res, (language) => problemPage(language, problem, known), problem.status);
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
