import { Router, type Request, type RequestHandler, type Response } from 'express';
import { choiceOf } from '../choices';
import { accountPage } from '../pages/account';
import { homePage, type Simulator } from '../pages/home';
import { profilePage } from '../pages/profile';
import { sessionsPage } from '../pages/sessions';
import type { SessionLog } from '../session-log';
import type { Pages } from '../show';
import { visitorOf, type Visitor } from '../visitor';
import { shownName } from '../words';

/** The front page, the two pages behind the login, and which sessions there were. */
export function pageRoutes(pages: Pages, simulator: Simulator, sessions: SessionLog): Router {
  const router = Router();

  router.get('/', (req, res) => {
    const profile = visitorOf(req)?.profile;
    const returnTo = textOf(req.query['returnTo']);
    pages.show(req, res, (language) =>
      homePage(language, simulator, {
        ...(profile && { name: shownName(profile, language) }),
        ...(returnTo !== undefined && { returnTo }),
      }),
    );
  });

  router.get(
    '/profile',
    forVisitors((visitor, req, res) => {
      const choice = choiceOf(visitor);
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

  router.get('/sessions', (req, res) => {
    const loggedOut = 'loggedOut' in req.query;
    pages.show(req, res, (language) => sessionsPage(language, sessions.latest, loggedOut));
  });

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
