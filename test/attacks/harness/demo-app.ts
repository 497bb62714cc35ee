import express, { type Express, type Request, type RequestHandler } from 'express';
import session from 'express-session';
import { Passport } from 'passport';
import { MitIdError } from '../../../src/errors';
import type { Profile } from '../../../src/profile';
import type { EIdentStrategy } from '../../../src/strategies/eident';
import type { NemLogInStrategy } from '../../../src/strategies/nemlog-in';
import type { SignicatStrategy } from '../../../src/strategies/signicat';

type DemoStrategy = EIdentStrategy | NemLogInStrategy | SignicatStrategy;

/** What the callback route says of a login: which of Passport's doors it came out of. */
export interface Answer {
  readonly door: 'success' | 'fail' | 'error';
  readonly code?: string;
  /** What a stranger is told of a refusal. */
  readonly status?: number;
  readonly message?: string;
  readonly profile?: unknown;
  /** Where the application would go on to. */
  readonly returnTo?: string;
}

/**
 * The smallest application that logs in with the strategy, and says at /me who it takes the browser for.
 *
 * @param guards stand after `passport.session()`.
 */
export function demoApp(strategy: DemoStrategy, ...guards: readonly RequestHandler[]): Express {
  const passport = new Passport();
  passport.use('login', strategy);
  passport.serializeUser((user, done) => done(null, (user as Profile).id));
  passport.deserializeUser((id, done) => done(null, { id }));

  const app = express();
  app.use(session({ secret: 'test-only', resave: false, saveUninitialized: false }));
  app.use(passport.session(), ...guards);
  const authenticate =
    (options: (req: Request) => object): RequestHandler =>
    (req, res, next) => {
      const callback = (error: unknown, user?: Profile | false, info?: unknown) => {
        if (error !== null && error !== undefined) return void res.json(refusal('error', error));
        if (user === undefined || user === false) return void res.json(refusal('fail', info));
        req.logIn(user, (problem: unknown) => {
          if (problem !== undefined && problem !== null) next(problem);
          else res.json({ door: 'success', profile: shown(user), ...(info as Pick<Answer, 'returnTo'>) });
        });
      };
      void (passport.authenticate('login', options(req), callback) as RequestHandler)(req, res, next);
    };
  const nothing = () => ({});
  app.get('/login', authenticate(nothing));
  // What an application does that leads people back to where they came from.
  app.get(
    '/login/next',
    authenticate(({ query }) => ({ returnTo: query['to'] })),
  );
  app.get(
    '/login/assurance',
    authenticate(() => ({ stepUp: 'assurance', loa: 'substantial' })),
  );
  app.get(
    '/login/cpr',
    authenticate(() => ({ stepUp: 'cpr' })),
  );
  app.all('/login/callback', express.urlencoded({ extended: false, limit: '64mb' }), authenticate(nothing));
  // What a page does that remembers who has been there: the browser has a session before anybody logs in.
  app.get('/cart', (req, res) => {
    Object.assign(req.session, { cart: 'full' });
    res.end();
  });
  app.get('/me', async (req, res) => {
    res.json({ user: req.isAuthenticated(), record: (await strategy.loginRecord(req)) !== undefined });
  });
  return app;
}

function refusal(door: 'fail' | 'error', reason: unknown): Answer {
  if (reason instanceof MitIdError) {
    const { code, status, message } = reason;
    return { door, code, status, message };
  }
  throw reason instanceof Error ? reason : new Error(`refused without a MitIdError: ${String(reason)}`);
}

function shown(profile: Profile): unknown {
  return { ...profile, attributes: [...profile.attributes] };
}
