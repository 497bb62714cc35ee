import { Passport } from 'passport';
import {
  CprMatcher,
  EIdentStrategy,
  MitIdError,
  NemLogInStrategy,
  SignicatStrategy,
  type CprMatcherOptions,
  type EIdentOptions,
  type NemLogInOptions,
  type SessionKey,
  type SignicatOptions,
  type VerifyWithoutRequest,
} from 'passport-mitid-saml';
import type { Accounts } from './accounts';
import type { Broker } from './choices';
import { fromStored, toStored, type Visitor } from './visitor';

/** What connects the application to each broker: your contract with it. */
export interface Connections {
  readonly eident: EIdentOptions;
  readonly nemLogIn: NemLogInOptions;
  readonly signicatMitId: SignicatOptions;
  readonly signicatNemId: SignicatOptions;
  /** NemLog-in's check of CPR numbers, for private companies. */
  readonly cprMatch: CprMatcherOptions;
}

/** What `createLogin` makes. */
export type Login = ReturnType<typeof createLogin>;

/**
 * The part to copy: the strategies, and what of a login goes into the session.
 *
 * @param sessionKey encrypts CPR numbers in the session.
 */
export function createLogin(connections: Connections, accounts: Accounts, sessionKey: SessionKey) {
  const passport = new Passport();

  // The profile is the same, whoever the broker is.
  const verify = (broker: Broker): VerifyWithoutRequest => {
    return (profile, done) => {
      // Your own lookup stands here: by profile.key, by profile.nemid?.pid, or by person.cpr.reveal().
      const visitor: Visitor = { profile, account: accounts.signIn(profile), broker };
      done(null, visitor);
    };
  };

  const eident = new EIdentStrategy(connections.eident, verify('eident'));
  const nemLogIn = new NemLogInStrategy(connections.nemLogIn, verify('nemlog-in'));
  const signicatMitId = new SignicatStrategy(connections.signicatMitId, verify('signicat-mitid'));
  const signicatNemId = new SignicatStrategy(connections.signicatNemId, verify('signicat-nemid'));
  const strategies = [eident, nemLogIn, signicatMitId, signicatNemId];
  for (const strategy of strategies) passport.use(strategy);

  passport.serializeUser((user, done) => done(null, toStored(user as Visitor, sessionKey)));
  passport.deserializeUser((stored, done) => {
    try {
      done(null, fromStored(stored, sessionKey));
    } catch (error) {
      // A session of an older version is no session: the person logs in again.
      done(error instanceof MitIdError ? null : error, false);
    }
  });

  const cprMatcher = new CprMatcher(connections.cprMatch);
  return { passport, strategies, eident, nemLogIn, signicatMitId, signicatNemId, cprMatcher, sessionKey };
}
