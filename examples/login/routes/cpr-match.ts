import { Router, urlencoded, type Request, type Response } from 'express';
import type { Cpr } from 'passport-mitid-saml';
import type { Login } from '../login';
import { cprMatchPage, type CprMatchNote } from '../pages/cpr-match';
import { sameOriginOnly } from '../same-origin';
import type { Pages } from '../show';
import { toStored, visitorOf } from '../visitor';
import { CPR_MATCH_PATH, INSURANCE_PATH } from './paths';

const STATUSES = { 'no-match': 422, malformed: 422, locked: 403, 'not-known': 503 } as const;

/** The form in which a person types the CPR number, and what comes of asking NemLog-in whether it is right. */
export function cprMatchRoutes(pages: Pages, { cprMatcher, sessionKey }: Login): Router {
  const router = Router();

  router.get(CPR_MATCH_PATH, (req, res) => show(req, res, undefined));

  // A POST: in a URL the number would stand in logs and histories.
  router.post(CPR_MATCH_PATH, sameOriginOnly, urlencoded({ extended: false, limit: '1kb' }), (req, res, next) => {
    check(req, res).catch(next);
  });

  return router;

  async function check(req: Request, res: Response): Promise<void> {
    const { cpr } = (req.body ?? {}) as { readonly cpr?: unknown };
    const found = await cprMatcher.match(req.mitid, typeof cpr === 'string' ? cpr : '');
    if (found.outcome === 'match') {
      keep(req, found.cpr);
      res.redirect(303, INSURANCE_PATH);
    } else {
      show(req, res, found);
    }
  }

  function show(req: Request, res: Response, note: CprMatchNote | undefined): void {
    const status = note && STATUSES[note.outcome];
    pages.show(req, res, (language) => cprMatchPage(language, note), status);
  }

  // Beside what the login said, in the session of whoever is logged in; encrypted.
  function keep(req: Request, cpr: Cpr): void {
    const visitor = visitorOf(req);
    if (visitor === undefined) return;
    const { profile } = visitor;
    const withCpr = { ...visitor, profile: { ...profile, person: { ...profile.person, cpr } } };
    req.session.passport = { ...req.session.passport, user: toStored(withCpr, sessionKey) };
  }
}
