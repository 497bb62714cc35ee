import { Router } from 'express';
import { statusPage, type MigrationReports } from 'passport-mitid-saml/migration';

/** The page that `mitid-saml migrate status --format html` writes. */
export function reportRoutes(reports: MigrationReports): Router {
  const router = Router();
  router.get('/report', (_req, res, next) => {
    reports.status().then((status) => {
      res
        // Its own policy stands in the page, and allows the styles that stand there too; this is what a page cannot say.
        .set('Content-Security-Policy', "frame-ancestors 'none'")
        .set('Cache-Control', 'no-store')
        .type('html')
        .send(statusPage(status));
    }, next);
  });
  return router;
}
