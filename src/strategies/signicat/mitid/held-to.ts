import type { VerifiedAssertion } from '../../../assertion';
import { MitIdError } from '../../../errors';
import { looksLikeCpr } from '../../../identifiers';
import type { Asked, LoginRequest } from '../../../login-request';
import { requireHeld } from '../../held-to';
import { WIRE } from '../../saml2/wire';
import type { MitIdCall } from './call';
import type { SignicatMitIdParameters } from './parameters';

/** What is about how a login is shown, and says nothing of who logs in, no login is held to. */
type HeldTo = Exclude<keyof SignicatMitIdParameters, 'isPassive'>;

/**
 * Refuses to end a login by a call that names more than the login was started with.
 *
 * @throws MitIdError `login_unknown`.
 */
export function requireStartedSo({ parameters, stepUp: kind }: MitIdCall, { asked, stepUp }: LoginRequest): void {
  const held = { stepUp: kind === undefined || stepUp?.kind === kind, ...heldTo(parameters, asked) };
  requireHeld(held, WIRE.relayState);
}

/** Of each parameter that a login is held to: whether what was asked holds what a call names. */
function heldTo(named: SignicatMitIdParameters, asked: Asked): Readonly<Record<HeldTo, boolean>> {
  const { authnContext, forceAuthn } = named;
  return {
    authnContext: authnContext === undefined || asked.authnContext?.every((one) => authnContext.includes(one)) === true,
    forceAuthn: forceAuthn !== true || asked.forceAuthn === true,
  };
}

/**
 * Holds the answer's AuthnContextClassRef against those that were asked for.
 *
 * @throws MitIdError `eid_refused`.
 */
export function requireContext({ content }: VerifiedAssertion, { authnContext }: Asked): void {
  const { method } = content.authentication;
  if (authnContext === undefined || authnContext.includes(method)) return;
  throw new MitIdError('eid_refused', {
    where: 'AuthnContextClassRef',
    got: shown(method),
    expected: authnContext.join(' or '),
    option: 'authnContext',
  });
}

function shown(method: string): string {
  if (method === '') return 'none';
  return looksLikeCpr(method) ? 'words that hold a CPR number' : method.slice(0, 200);
}
