import { Router, type ErrorRequestHandler, type RequestHandler } from 'express';
import { MitIdError, requireAssurance, requireCpr } from 'passport-mitid-saml';
import type { Login } from '../login';
import { documentsPage } from '../pages/documents';
import { insurancePage } from '../pages/insurance';
import type { Pages } from '../show';
import { maskedCprOf, visitorOf } from '../visitor';
import { CPR_MATCH_PATH, DOCUMENTS_PATH, INSURANCE_PATH, STEP_UP_PATH } from './paths';

/** The pages that need the CPR number, or a level of assurance. Their guards get it, and bring the person back to the page. */
export function guardedRoutes(pages: Pages, { strategies, nemLogIn, eident, signicatMitId }: Login): Router {
  const router = Router();

  router.get(
    INSURANCE_PATH,
    rememberStart,
    rememberStepUp,
    unlessCprIsKept(requireCpr(strategies)),
    (req, res, next) => {
      const visitor = visitorOf(req);
      if (visitor === undefined) next();
      else pages.show(req, res, (language) => insurancePage(language, visitor, req.query['plan']));
    },
  );
  router.use(INSURANCE_PATH, askForTheNumber);

  for (const level of ['low', 'substantial', 'high'] as const) {
    const guard = requireAssurance(level, [nemLogIn, eident, signicatMitId]);
    router.get(`${DOCUMENTS_PATH}/${level}`, rememberStart, guard, (req, res) => {
      pages.show(req, res, (language) => documentsPage(language, level, visitorOf(req)));
    });
  }

  return router;
}

// So that "Try again" leads to the page: what its guard started is nobody's button.
const rememberStart: RequestHandler = (req, _res, next) => {
  req.session.lastStart = req.originalUrl;
  next();
};

// For 15 seconds a guard starts no other login, in case the last one led straight back to its page. A person who has read that
// the number was wrong, and tries again, may be faster: the step-up itself takes them there at once.
const rememberStepUp: RequestHandler = (req, _res, next) => {
  if (visitorOf(req)?.broker === 'eident') {
    req.session.lastStart = `${STEP_UP_PATH}?again&returnTo=${encodeURIComponent(req.originalUrl)}`;
  }
  next();
};

// A number that NemLog-in has matched is ours, in our session; the guard knows of those that a login brought.
function unlessCprIsKept(guard: RequestHandler): RequestHandler {
  return (req, res, next) => {
    const visitor = visitorOf(req);
    if (visitor !== undefined && maskedCprOf(visitor) !== undefined) next();
    else void guard(req, res, next);
  };
}

// NemLog-in tells a private company no CPR number, but says whether the one that the person types is theirs.
const askForTheNumber: ErrorRequestHandler = (error: unknown, req, res, next) => {
  const { broker, profile } = visitorOf(req) ?? {};
  const isUnavailable = error instanceof MitIdError && error.code === 'cpr_unavailable';
  if (isUnavailable && broker === 'nemlog-in' && profile?.identityType === 'private') res.redirect(CPR_MATCH_PATH);
  else next(error);
};
