import { Router, type Request, type RequestHandler, type Response } from 'express';
import { choiceById } from '../choices';
import { accountPage } from '../pages/account';
import { homePage, type Person } from '../pages/home';
import { profilePage } from '../pages/profile';
import type { Pages } from '../show';
import { visitorOf, type Visitor } from '../visitor';

/** The front page, and the two pages behind the login. */
export function pageRoutes(pages: Pages, people: readonly Person[]): Router {
  const router = Router();

  router.get('/', (req, res) => {
    const name = visitorOf(req)?.profile.displayName;
    const returnTo = textOf(req.query['returnTo']);
    pages.show(req, res, (language) =>
      homePage(language, people, { ...(name !== undefined && { name }), ...(returnTo !== undefined && { returnTo }) }),
    );
  });

  router.get(
    '/profile',
    forVisitors((visitor, req, res) => {
      const choice = choiceById(visitor.profile.transaction.additionalInfo);
      const session = req.session.loginChange;
      const more = { ...(choice && { choice }), ...(session && { session }) };
      pages.show(req, res, (language) => profilePage(language, visitor, more));
    }),
  );

  router.get(
    '/account',
    forVisitors((visitor, req, res) => {
      pages.show(req, res, (language) => accountPage(language, visitor, textOf(req.query['tab'])));
    }),
  );

  return router;
}

// Sends whoever is not logged in to the front page, which sends them back here afterwards.
function forVisitors(show: (visitor: Visitor, req: Request, res: Response) => void): RequestHandler {
  return (req, res) => {
    const visitor = visitorOf(req);
    if (visitor === undefined) res.redirect(`/?returnTo=${encodeURIComponent(req.originalUrl)}`);
    else show(visitor, req, res);
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
