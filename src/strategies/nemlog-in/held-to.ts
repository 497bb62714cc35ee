import { nsisAtLeast } from '../../identifiers';
import type { Asked, LoginRequest } from '../../login-request';
import { requireHeld } from '../held-to';
import { WIRE } from '../saml2/wire';
import type { CallWishes } from './authenticate-options';
import type { NemLogInParameters } from './parameters';

/** What is about how a login is shown, and says nothing of who logs in, no login is held to. */
type HeldTo = Exclude<keyof NemLogInParameters, 'isPassive' | 'appSwitch'>;

/**
 * Refuses to end a login by a call that names more than the login was started with: a level, a type, an authentication
 * anew, a step-up.
 *
 * @throws MitIdError `login_unknown`.
 */
export function requireStartedSo({ parameters, stepUp: kind }: CallWishes, { asked, stepUp }: LoginRequest): void {
  const held = { stepUp: kind === undefined || stepUp?.kind === kind, ...heldTo(parameters, asked) };
  requireHeld(held, WIRE.relayState);
}

/** Of each parameter that a login is held to: whether what was asked holds what a call names. */
function heldTo(named: NemLogInParameters, asked: Asked): Readonly<Record<HeldTo, boolean>> {
  const { loa, identityTypes, forceAuthn } = named;
  return {
    loa: loa === undefined || nsisAtLeast(asked.loa, loa),
    identityTypes:
      identityTypes === undefined || asked.identityTypes?.every((type) => identityTypes.includes(type)) === true,
    forceAuthn: forceAuthn !== true || asked.forceAuthn === true,
  };
}
