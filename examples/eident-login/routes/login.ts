import { Router, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import type { EIdentAuthenticateOptions } from 'passport-mitid-saml';
import { choiceById, stepUpOn, type Choice } from '../choices';
import { languageOf, LOCALES } from '../language';
import type { createLogin } from '../login';
import { sessionMark } from '../session';
import { visitorOf, type Visitor } from '../visitor';

/** The path that is registered with the broker: where the browser comes back. */
export const CALLBACK_PATH = '/login/mitid/callback';

const REFERENCE_TEXT = { da: 'Log ind hos Fjordbo', en: 'Log in at Fjordbo' };

/** The routes that start a login, end it, and log out. */
export function loginRoutes(
  { passport, strategy }: ReturnType<typeof createLogin>,
  log: (line: string) => void,
): Router {
  const router = Router();

  router.get(CALLBACK_PATH, (req, res, next) => authenticate({})(req, res, next));

  router.get('/login/step-up', (req, res, next) => {
    const choice = choiceById(visitorOf(req)?.profile.transaction.additionalInfo);
    if (choice === undefined) res.redirect('/');
    else start(stepUpOn(choice), req, res, next);
  });

  router.get('/login/:choice', (req, res, next) => {
    const choice = choiceById(req.params.choice);
    if (choice === undefined) next();
    else start(choice, req, res, next);
  });

  const logOut = strategy.logout();
  router.post('/logout', sameOriginOnly, (req, res, next) => {
    log(`logout: ${visitorOf(req)?.account.number ?? 'nobody'}`);
    return logOut(req, res, next);
  });

  return router;

  function start(choice: Choice, req: Request, res: Response, next: NextFunction): void {
    req.session.lastStart = req.originalUrl;
    authenticate(optionsOf(choice, req))(req, res, next);
  }

  // The callback form, because a failure's info is then the MitIdError itself: it has the code and the reference.
  function authenticate(options: EIdentAuthenticateOptions): RequestHandler {
    return (req, res, next) => {
      const done = (error: unknown, user?: Express.User | false | null, info?: unknown): void => {
        if (error !== null && error !== undefined) next(error);
        else if (user === undefined || user === null || user === false) next(info ?? new Error('no user'));
        else signIn(req, user as Visitor, log).then(() => res.redirect(returnToOf(info)), next);
      };
      (passport.authenticate('eident', options, done) as RequestHandler)(req, res, next);
    };
  }
}

async function signIn(req: Request, visitor: Visitor, log: (line: string) => void): Promise<void> {
  const before = sessionMark(req);
  // Passport gives the browser a new session here, so that nobody who knew the id of the old one is logged in too.
  await new Promise<void>((resolve, reject) => {
    req.logIn(visitor, (error: unknown) => {
      if (error === null || error === undefined) resolve();
      else reject(error instanceof Error ? error : new Error(typeof error));
    });
  });
  req.session.loginChange = { before, after: sessionMark(req) };
  log(`login: ${visitor.account.number} with ${visitor.profile.provider} as ${visitor.profile.identityType}`);
}

function returnToOf(info: unknown): string {
  return (info as { readonly returnTo?: string } | undefined)?.returnTo ?? '/profile';
}

function optionsOf({ id, options }: Choice, req: Request): EIdentAuthenticateOptions {
  const language = languageOf(req);
  const { returnTo } = req.query;
  return {
    ...options,
    locale: LOCALES[language],
    referenceText: REFERENCE_TEXT[language],
    // Comes back inside the signed answer, so that the profile page knows which button it was.
    additionalInfo: id,
    // The strategy refuses a path that leads out of the application.
    returnTo: typeof returnTo === 'string' ? returnTo : '/profile',
  };
}

// Another site's form would log the person out; browsers say where a request comes from.
const sameOriginOnly: RequestHandler = (req, res, next) => {
  const site = req.get('Sec-Fetch-Site');
  if (site === undefined || site === 'same-origin') next();
  else res.status(403).type('text').send('This form was sent from another site.\n');
};
