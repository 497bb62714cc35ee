import { Router, urlencoded } from 'express';
import { MitIdError } from 'passport-mitid-saml';
import type { AccountLinks, OpenCase } from 'passport-mitid-saml/migration';
import { sameOriginOnly } from '../../login/same-origin';
import { casesPage } from '../pages/cases';
import type { Show } from '../show';

/** Where the staff settle what `resolve` would not decide. In an application of yours this is behind the login of the staff. */
export function caseRoutes(show: Show, links: AccountLinks, log: (line: string) => void): Router {
  const router = Router();

  router.get('/cases', (req, res, next) => {
    openCases(links).then((cases) => show(req, res, casesPage(cases)), next);
  });

  router.post('/cases/:id', sameOriginOnly, urlencoded({ extended: false, limit: '10kb' }), (req, res, next) => {
    const { id } = req.params;
    settle(String(id), req.body).then(() => {
      log(`case settled: ${String(id)}`);
      res.redirect(303, '/cases');
    }, next);
  });

  return router;

  async function settle(id: string, body: unknown): Promise<void> {
    const { account, who, why } = (body ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof account !== 'string' || typeof who !== 'string' || typeof why !== 'string') {
      throw new MitIdError('parameter_invalid', { where: 'form', expected: 'a decision, who decides, and why' });
    }
    await links.settle(id, { decision: account === '' ? 'dismiss' : { linkTo: account }, who, why });
  }
}

async function openCases(links: AccountLinks): Promise<OpenCase[]> {
  const cases: OpenCase[] = [];
  for await (const one of links.cases()) cases.push(one);
  return cases;
}
