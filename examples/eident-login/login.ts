import { Passport } from 'passport';
import { EIdentStrategy, MitIdError, type EIdentOptions } from 'passport-mitid-saml';
import type { Accounts } from './accounts';
import { fromStored, toStored, type Visitor } from './visitor';

/** The part to copy: a strategy, and what of a login goes into the session. */
export function createLogin(options: EIdentOptions & { readonly passReqToCallback?: false }, accounts: Accounts) {
  const passport = new Passport();

  const strategy = new EIdentStrategy(options, (profile, done) => {
    // Your own lookup stands here: by profile.key, by profile.nemid?.pid, or by cpr.reveal().
    const { cpr } = profile.person;
    const account = accounts.signIn(profile);
    const visitor: Visitor = { profile, account, ...(cpr && { maskedCpr: String(cpr) }) };
    done(null, visitor);
  });

  passport.use(strategy);
  passport.serializeUser((user, done) => done(null, toStored(user as Visitor)));
  passport.deserializeUser((stored, done) => {
    try {
      done(null, fromStored(stored));
    } catch (error) {
      // A session of an older version is no session: the person logs in again.
      done(error instanceof MitIdError ? null : error, false);
    }
  });

  return { passport, strategy };
}
