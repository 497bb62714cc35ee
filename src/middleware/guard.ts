import type { Request, RequestHandler, Response } from 'express';
import { MitIdError } from '../errors';
import { setCookie } from '../session';
import { cprInUrl } from '../strategies/cpr-in-url';
import { oneLine } from '../strategies/logger';
import { asError } from '../strategies/outcome';
import { CODES_OF, isMet, nameOf, type Requirement } from '../strategies/requirement';
import { isLocalPath } from '../strategies/return-path';
import type { GuardConfig } from './guard-options';
import { isNavigation, isRepeatable } from './navigation';
import { visitorOf, type Visitor } from './visitor';

/**
 * The middleware behind `requireCpr` and `requireAssurance`: lets a request on whose login meets the requirement, sends a
 * browser through what is missing and back, and refuses the rest.
 *
 * @param caller its name, for the messages.
 */
export function guardOf(caller: string, requirement: Requirement, config: GuardConfig): RequestHandler {
  return (req, res, next) => {
    check(caller, requirement, config, req, res).then(
      (isOpen) => {
        if (isOpen) next();
      },
      (error: unknown) => {
        // What stands before may have answered meanwhile, as for a request that takes too long.
        if (isForScript(req, error) && !res.headersSent) answerScript(res, error);
        else next(asError(error));
      },
    );
  };
}

/** @returns false where the request has its answer. @throws MitIdError a refusal, or what does not work. */
async function check(
  caller: string,
  requirement: Requirement,
  config: GuardConfig,
  req: Request,
  res: Response,
): Promise<boolean> {
  const guard = nameOf(requirement);
  const visitor = await visitorOf(req, config.strategies(), caller);
  const { strategy, record } = visitor;
  const { guardMarks } = strategy._core.logins;
  const isOpen = record !== undefined && isMet(requirement, record);
  const hasComeBack = guardMarks.isMarked(req, guard);
  // Read once: by the page that the login came back to.
  if (hasComeBack && (isOpen || isNavigation(req))) setCookie(res, guardMarks.removal());
  if (isOpen) return true;

  const options = optionsOf(requirement, visitor);
  if (!isNavigation(req)) throw required(requirement, visitor, 'a request that cannot be sent to the broker');
  if (hasComeBack) throw required(requirement, visitor, 'a login that has just come back without it');
  const returnTo = wayBack(requirement, visitor, config, req);
  const outcome = await strategy._run(req, { ...config.parameters, ...options, returnTo }, guard);
  if (outcome.kind === 'refused' || outcome.kind === 'broken') throw outcome.error;
  if (outcome.kind === 'redirect') res.redirect(isRepeatable(req) ? 302 : 303, outcome.url);
  else if (outcome.kind === 'page') outcome.send(res);
  return false;
}

/** What the strategy is to be asked for; where it is of no use to ask, that is the refusal. */
function optionsOf(requirement: Requirement, visitor: Visitor): Readonly<Record<string, unknown>> {
  const { strategy, record, isStranger } = visitor;
  // Whoever logs in now may be another account of the application's: no route changes who somebody is.
  if (isStranger) throw required(requirement, visitor, 'a login by another method');
  const means = strategy._meansOf(requirement, record);
  if ('options' in means) return means.options;
  throw refusal(visitor, new MitIdError(CODES_OF[requirement.kind].never, { where: 'login', got: means.never }));
}

/** Where the person comes back to: the page that was asked for, as long as it can be asked for again. */
function wayBack(requirement: Requirement, visitor: Visitor, { afterPost }: GuardConfig, req: Request): string {
  if (!isRepeatable(req)) {
    if (afterPost !== undefined) return afterPost;
    throw required(requirement, visitor, `a ${req.method}, which is not repeated`, 'afterPost');
  }
  const { originalUrl } = req;
  const problem = isLocalPath(originalUrl) ? cprInUrl(originalUrl) : 'is no local path';
  if (problem === undefined) return originalUrl;
  throw required(requirement, visitor, `a page whose URL ${problem}`);
}

function required({ kind }: Requirement, visitor: Visitor, got: string, option?: string): MitIdError {
  const { record, isStranger } = visitor;
  const code = record === undefined && !isStranger ? 'login_required' : CODES_OF[kind].required;
  return refusal(visitor, new MitIdError(code, { where: 'route', got, ...(option !== undefined && { option }) }));
}

// A route that scripts ask for is refused as often as they like; the refusals of a login that was started log themselves.
function refusal({ strategy }: Visitor, error: MitIdError): MitIdError {
  const { name, logger } = strategy._core.config;
  logger.info(oneLine(error.explain()), { strategy: name, code: error.code, reference: error.reference });
  return error;
}

function isForScript(req: Request, error: unknown): error is MitIdError {
  return error instanceof MitIdError && error.outcome === 'fail' && !isNavigation(req);
}

function answerScript(res: Response, { status, code, message }: MitIdError): void {
  res.setHeader('Cache-Control', 'no-store');
  res.vary('Accept').status(status).json({ error: code, message });
}
