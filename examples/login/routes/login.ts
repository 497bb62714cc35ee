import { Router, urlencoded, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { brokerLogoutHere } from '../broker-logout';
import { choiceById, choiceOf, stepUpOn, type Broker, type Choice } from '../choices';
import { languageOf, LOCALES } from '../language';
import type { Login } from '../login';
import { sameOriginOnly } from '../same-origin';
import { sessionMark } from '../session';
import type { SessionLog } from '../session-log';
import { visitorOf, type Visitor } from '../visitor';
import {
  CALLBACK_PATH,
  NEMLOG_IN_CALLBACK_PATH,
  NEMLOG_IN_LOGOUT_PATH,
  SIGNICAT_MITID_CALLBACK_PATH,
  SIGNICAT_NEMID_CALLBACK_PATH,
  STEP_UP_PATH,
} from './paths';

/** Where a logout ends: it says which sessions ended. */
const LOGGED_OUT_PATH = '/sessions?loggedOut';

const REFERENCE_TEXT = { da: 'Log ind hos Fjordbo', en: 'Log in at Fjordbo' };

// An encrypted assertion is larger than a form usually is.
const formBody = urlencoded({ extended: false, limit: '512kb' });

/** The routes that start a login, end it, and log out. */
export function loginRoutes(
  { passport, eident, nemLogIn, signicatMitId, signicatNemId }: Login,
  sessions: SessionLog,
): Router {
  const router = Router();

  router.get(CALLBACK_PATH, authenticate('eident', {}));
  router.post(NEMLOG_IN_CALLBACK_PATH, formBody, authenticate('nemlog-in', {}));
  router.post(SIGNICAT_MITID_CALLBACK_PATH, formBody, authenticate('signicat-mitid', {}));
  // By GET too: a person may come back without an answer.
  router.all(SIGNICAT_NEMID_CALLBACK_PATH, formBody, authenticate('signicat-nemid', {}));

  router.get(STEP_UP_PATH, (req, res, next) => {
    const visitor = visitorOf(req);
    if (visitor?.broker !== 'eident') {
      res.redirect('/');
      return;
    }
    const button = choiceOf(visitor);
    const choice = stepUpOn(button?.broker === 'eident' ? button : undefined);
    const again = 'again' in req.query ? ({ stepUpFallback: 'authenticate' } as const) : {};
    start({ ...choice, options: { ...choice.options, ...again } }, req, res, next);
  });

  router.get('/login/:choice', (req, res, next) => {
    const choice = choiceById(req.params.choice);
    if (choice === undefined) next();
    else start(choice, req, res, next);
  });

  const logOut: Readonly<Record<Broker, RequestHandler>> = {
    eident: eident.logout(),
    'nemlog-in': nemLogIn.logout(LOGGED_OUT_PATH),
    'signicat-mitid': signicatMitId.logout(LOGGED_OUT_PATH),
    'signicat-nemid': signicatNemId.logout(LOGGED_OUT_PATH),
  };
  router.post('/logout', sameOriginOnly, (req, res, next) => {
    const { account, broker = 'eident' } = visitorOf(req) ?? {};
    if (account !== undefined) sessions.add('logout', account.number);
    return logOut[broker](req, res, next);
  });
  router.all(NEMLOG_IN_LOGOUT_PATH, formBody, brokerLogoutHere(sessions), nemLogIn.singleLogout());

  return router;

  function start(choice: Choice, req: Request, res: Response, next: NextFunction): void {
    req.session.lastStart = req.originalUrl;
    authenticate(choice.broker, optionsOf(choice, req))(req, res, next);
  }

  // The callback form, because a failure's info is then the MitIdError itself: it has the code and the reference.
  function authenticate(broker: Broker, options: CallOptions): RequestHandler {
    return (req, res, next) => {
      const done = (error: unknown, user?: Express.User | false | null, info?: unknown): void => {
        if (error !== null && error !== undefined) next(error);
        else if (user === undefined || user === null || user === false) next(info ?? new Error('no user'));
        else signIn(req, user as Visitor, sessions).then(() => res.redirect(returnToOf(info)), next);
      };
      (passport.authenticate(broker, options, done) as RequestHandler)(req, res, next);
    };
  }
}

async function signIn(req: Request, visitor: Visitor, sessions: SessionLog): Promise<void> {
  const before = sessionMark(req);
  // Passport gives the browser a new session here, so that nobody who knew the id of the old one is logged in too.
  await new Promise<void>((resolve, reject) => {
    req.logIn(visitor, (error: unknown) => {
      if (error === null || error === undefined) resolve();
      else reject(error instanceof Error ? error : new Error(typeof error));
    });
  });
  req.session.loginChange = { before, after: sessionMark(req) };
  const { account, profile } = visitor;
  sessions.add('login', account.number, ` with ${profile.provider} as ${profile.identityType}`);
}

function returnToOf(info: unknown): string {
  return (info as { readonly returnTo?: string } | undefined)?.returnTo ?? '/profile';
}

type CallOptions = Choice['options'];

function optionsOf({ broker, id, options }: Choice, req: Request): CallOptions {
  const language = languageOf(req);
  // The strategy refuses a path that leads out of the application.
  const returnTo = typeof req.query['returnTo'] === 'string' ? req.query['returnTo'] : '/profile';
  if (broker === 'signicat-nemid') return { ...options, returnTo, language };
  // The tries of a CPR match are counted by the broker's session, so that logging in again has to begin another.
  if (broker === 'nemlog-in' && 'again' in req.query) return { ...options, returnTo, forceAuthn: true };
  if (broker !== 'eident') return { ...options, returnTo };
  return {
    ...options,
    returnTo,
    locale: LOCALES[language],
    referenceText: REFERENCE_TEXT[language],
    // Comes back inside the signed answer, so that the profile page knows which button it was.
    additionalInfo: id,
  };
}
