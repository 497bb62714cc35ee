import { MitIdError } from '../../errors';
import { nsisAtLeast } from '../../identifiers';
import type { Asked, LoginRequest } from '../../login-request';
import type { CallWishes } from './authenticate-options';
import type { EIdentParameters } from './parameters';

/**
 * Refuses to end a login by a call that names more than the login was started with: the visitor chooses the route that
 * they come back to, and a route that asks for a level, a text or a step-up says so of every login that ends there. A call
 * that names nothing, such as a bare callback's, ends any.
 *
 * @throws MitIdError `login_unknown`.
 */
export function requireStartedSo({ parameters, stepUp }: CallWishes, request: LoginRequest): void {
  const held = { stepUp: stepUp === undefined || request.stepUp !== undefined, ...heldTo(parameters, request.asked) };
  const names = Object.entries(held).flatMap(([name, holds]) => (holds ? [] : [name]));
  if (names.length === 0) return;
  throw new MitIdError('login_unknown', {
    where: 'TARGET',
    got: `a login that was started with other parameters: ${names.join(', ')}`,
    expected: 'those of the call that ends it, or none in that call',
  });
}

/** Of each parameter that a login is held to: whether what was asked holds what a call names. */
function heldTo(named: EIdentParameters, asked: Asked): Readonly<Record<keyof Asked, boolean>> {
  const { eids, loa, aal, transactionText: text } = named;
  const same = (name: 'returnSsn' | 'returnNemidPid' | 'presetId' | 'referenceText' | 'additionalInfo') =>
    named[name] === undefined || named[name] === asked[name];
  return {
    eids: eids === undefined || asked.eids.every((eid) => (eids as readonly string[]).includes(eid)),
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
