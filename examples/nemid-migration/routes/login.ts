import { Router, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { MitIdError, type EIdentAuthenticateOptions } from 'passport-mitid-saml';
import type { AccountLinks } from 'passport-mitid-saml/migration';
import { sameOriginOnly } from '../../login/same-origin';
import { askedOf, askedText, findAccount, type Login } from '../login';
import { visitorOf, type Visitor } from '../visitor';

/** The path that is registered with E-Ident: where the browser comes back. */
export const CALLBACK_PATH = '/login/callback';
/** Sends the person back to the broker for what would tell the account. */
const MORE_PATH = '/login/more';

/** The routes that start a login, end it, ask for more, and log out. @param log takes one line for each login. */
export function loginRoutes({ passport, eident }: Login, links: AccountLinks, log: (line: string) => void): Router {
  const router = Router();

  router.get('/login/citizen', authenticate({ eids: ['mitid'], referenceText: 'Log in at Fjordbo' }));
  router.get('/login/employee', authenticate({ eids: ['mitid:mitid_erhverv'], referenceText: 'Log in at Fjordbo' }));
  router.get(CALLBACK_PATH, authenticate({}));

  router.get(MORE_PATH, (req, res, next) => {
    const visitor = visitorOf(req);
    const ask = visitor && askFor(visitor);
    if (ask === undefined) res.redirect('/account');
    else authenticate(ask)(req, res, next);
  });

  router.post('/logout', sameOriginOnly, eident.logout());

  return router;

  // The callback form, because a failure's info is then the MitIdError itself.
  function authenticate(options: EIdentAuthenticateOptions): RequestHandler {
    return (req, res, next) => {
      const done = (error: unknown, user?: Express.User | false | null, info?: unknown): void => {
        if (error !== null && error !== undefined) next(error);
        else if (user !== undefined && user !== null && user !== false) arrive(user as Visitor, req, res, next);
        else
          withoutPid(req, info).then((visitor) => {
            if (visitor === undefined) next(info ?? new Error('no user'));
            else arrive(visitor, req, res, next);
          }, next);
      };
      (passport.authenticate('eident', options, done) as RequestHandler)(req, res, next);
    };
  }

  function arrive(visitor: Visitor, req: Request, res: Response, next: NextFunction): void {
    const { profile, found } = visitor;
    log(`login as ${profile.identityType}: ${found.status}${'account' in found ? ` ${found.account}` : ''}`);
    // Passport gives the browser a new session here: who knew the id of the old one knows nothing.
    req.logIn(visitor, (error: unknown) => {
      if (error !== null && error !== undefined) next(error);
      else res.redirect(askFor(visitor) === undefined ? '/account' : MORE_PATH);
    });
  }

  /** A person who was asked for the PID and never had a NemID: the login before that is looked at once more. */
  async function withoutPid(req: Request, failure: unknown): Promise<Visitor | undefined> {
    const visitor = visitorOf(req);
    if (!(failure instanceof MitIdError) || failure.code !== 'pid_missing') return undefined;
    if (visitor?.found.status !== 'needs-pid') return undefined;
    const { profile } = visitor;
    return { profile, found: await findAccount(links, profile, [...askedOf(profile), 'pid']) };
  }
}

/** The call that asks for what `resolve` wants to know; undefined where it wants nothing. */
function askFor({ profile, found }: Visitor): EIdentAuthenticateOptions | undefined {
  if (found.status !== 'needs-pid' && found.status !== 'needs-cpr') return undefined;
  const question = found.status === 'needs-pid' ? 'pid' : 'cpr';
  return {
    ...found.ask,
    eids: profile.identityType === 'private' ? ['mitid'] : ['mitid:mitid_erhverv'],
    referenceText: 'Find my account at Fjordbo',
    additionalInfo: askedText([...askedOf(profile), question]),
  };
}
