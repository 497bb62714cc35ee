import { MitIdError } from '../errors';

/**
 * Refuses to end a login by a call that names more than the login was started with: the visitor chooses the route that
 * they come back to, and a route that asks for a level or a text says so of every login that ends there. A call that
 * names nothing, such as a bare callback's, ends any.
 *
 * @param held of each parameter: whether what was asked holds what the call names.
 * @param where the parameter that names the login.
 * @throws MitIdError `login_unknown`.
 */
export function requireHeld(held: Readonly<Record<string, boolean>>, where: string): void {
  const names = Object.entries(held).flatMap(([name, holds]) => (holds ? [] : [name]));
  if (names.length === 0) return;
  throw new MitIdError('login_unknown', {
    where,
    got: `a login that was started with other parameters: ${names.join(', ')}`,
    expected: 'those of the call that ends it, or none in that call',
  });
}
