import { Passport } from 'passport';
import { EIdentStrategy, MitIdError, type EIdentOptions, type Profile } from 'passport-mitid-saml';
import type { AccountLinks, Question } from 'passport-mitid-saml/migration';
import { fromStored, toStored, type Found, type Visitor } from './visitor';

/** What `createLogin` makes. */
export type Login = ReturnType<typeof createLogin>;

/** The part to copy: the strategy whose verify callback finds the account, and what of a login goes into the session. */
export function createLogin(connection: EIdentOptions, links: AccountLinks) {
  const passport = new Passport();

  const eident = new EIdentStrategy(connection, (profile, done) => {
    findAccount(links, profile, askedOf(profile)).then((found) => {
      const visitor: Visitor = { profile, found };
      done(null, visitor);
    }, done);
  });
  passport.use(eident);

  passport.serializeUser((user, done) => done(null, toStored(user as Visitor)));
  passport.deserializeUser((stored, done) => {
    try {
      done(null, fromStored(stored));
    } catch (error) {
      // A session of an older version is no session: the person logs in again.
      done(error instanceof MitIdError ? null : error, false);
    }
  });

  return { passport, eident };
}

/** @param asked what this login was asked for already. @throws MitIdError `link_store_failed`. */
export async function findAccount(links: AccountLinks, profile: Profile, asked: readonly Question[]): Promise<Found> {
  try {
    return await links.resolve(profile, { asked });
  } catch (error) {
    if (error instanceof MitIdError && error.code === 'link_taken') return { status: 'taken' };
    throw error;
  }
}

const ASKED = 'asked';

/** What to send along as `additionalInfo`: it comes back inside the signed answer, held to what was sent. */
export function askedText(asked: readonly Question[]): string {
  return [ASKED, ...asked].join(' ');
}

/** What this login was asked for. */
export function askedOf({ transaction: { additionalInfo = '' } }: Profile): readonly Question[] {
  const [first, ...asked] = additionalInfo.split(' ');
  return first === ASKED ? asked.filter((one): one is Question => one === 'pid' || one === 'cpr') : [];
}
