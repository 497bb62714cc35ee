import { nsisAtLeast } from '../../identifiers';
import type { Asked, LoginRequest } from '../../login-request';
import { requireHeld } from '../held-to';
import type { CallWishes } from './authenticate-options';
import type { EIdentParameters } from './parameters';
import { WIRE } from './wire';

/**
 * Refuses to end a login by a call that names more than the login was started with: a level, a text or a step-up.
 *
 * @throws MitIdError `login_unknown`.
 */
export function requireStartedSo({ parameters, stepUp }: CallWishes, request: LoginRequest): void {
  const held = {
    stepUp: stepUp === undefined || request.stepUp?.kind === stepUp,
    ...heldTo(parameters, request.asked),
  };
  requireHeld(held, WIRE.target);
}

/** What is asked of other brokers alone, no call of this strategy names. */
type EIdentAsked = Exclude<keyof Asked, 'identityTypes' | 'forceAuthn' | 'isPassive' | 'authnContext'>;

/** Of each parameter that a login is held to: whether what was asked holds what a call names. */
function heldTo(named: EIdentParameters, asked: Asked): Readonly<Record<EIdentAsked, boolean>> {
  const { eids, loa, aal, transactionText: text } = named;
  const same = (name: 'returnSsn' | 'returnNemidPid' | 'presetId' | 'referenceText' | 'additionalInfo') =>
    named[name] === undefined || named[name] === asked[name];
  return {
    eids: eids === undefined || asked.eids?.every((eid) => (eids as readonly string[]).includes(eid)) === true,
    loa: loa === undefined || nsisAtLeast(asked.loa, loa),
    aal: aal === undefined || nsisAtLeast(asked.aal, aal),
    returnSsn: same('returnSsn'),
    returnNemidPid: same('returnNemidPid'),
    presetId: same('presetId'),
    referenceText: same('referenceText'),
    transactionText:
      text === undefined || (asked.transactionText?.text === text.text && asked.transactionText.type === text.type),
    additionalInfo: same('additionalInfo'),
  };
}
