import { MitIdError } from '../errors';

/** What Passport puts on a request, as far as it is there. */
interface PassportRequest {
  readonly isAuthenticated?: () => boolean;
  readonly session?: { readonly passport?: { readonly user?: unknown } | null } | null;
}

/**
 * Whether somebody is logged in, by whatever method.
 *
 * Before Passport's own a middleware would find nobody, ever. `passport.initialize()` alone gives a request its
 * isAuthenticated(); whom the application does not know any more, `passport.session()` has taken out of the session.
 *
 * @param caller who asks, for the message.
 * @throws MitIdError `configuration_invalid` where `passport.session()` has not been there.
 */
export function isLoggedIn(req: object, caller: string): boolean {
  const { isAuthenticated, session } = req as PassportRequest;
  const answer = isAuthenticated?.call(req);
  if (answer === true) return true;
  const user = session?.passport?.user;
  if (answer === false && (user === undefined || user === null)) return false;
  throw invalid(`${caller} stands before passport.session(), and must stand after it`);
}

/** A mistake in how a middleware is set up. */
export function invalid(...problems: string[]): MitIdError {
  return new MitIdError('configuration_invalid', { problems });
}
