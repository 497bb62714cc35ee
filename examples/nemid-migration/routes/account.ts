import { Router } from 'express';
import type { Profile } from 'passport-mitid-saml';
import type { AccountClass, AccountLinks } from 'passport-mitid-saml/migration';
import { sameOriginOnly } from '../../login/same-origin';
import { findAccount } from '../login';
import { accountPage } from '../pages/account';
import type { Show } from '../show';
import { visitorOf } from '../visitor';

const CLASSES: Readonly<Record<Profile['identityType'], AccountClass>> = {
  private: 'citizen',
  professional: 'employee',
  company: 'company',
};

/** The page that says which account a login has found, and the form by which an unknown person opens one. */
export function accountRoutes(show: Show, links: AccountLinks): Router {
  const router = Router();
  let opened = 0;

  router.get('/account', (req, res) => {
    const visitor = visitorOf(req);
    if (visitor === undefined) res.redirect('/');
    else show(req, res, accountPage(visitor));
  });

  router.post('/account', sameOriginOnly, (req, res, next) => {
    const visitor = visitorOf(req);
    if (visitor?.found.status !== 'unknown') {
      res.redirect(303, '/account');
      return;
    }
    const { profile } = visitor;
    // A second click finds the account of the first: an identity has one.
    open(profile)
      .then(() => findAccount(links, profile, []))
      .then((found) => {
        req.logIn({ profile, found }, (error: unknown) => {
          if (error !== null && error !== undefined) next(error);
          else res.redirect(303, '/account');
        });
      })
      .catch(next);
  });

  return router;

  async function open(profile: Profile): Promise<void> {
    opened += 1;
    const company = profile.identityType === 'private' ? {} : { cvr: profile.organization.cvr };
    const { identityType, key } = profile;
    await links.addAccounts([{ account: `N-${opened}`, class: CLASSES[identityType], ...company, identities: [key] }]);
  }
}
