import type { LogoutBinding } from '../../service-providers';
import type { FaultQueue } from '../queue';
import { CONTENT_FAULTS, LEVEL_FAULTS } from './content';
import type { NemLogInFault } from './fault';
import { SAML2_FAULTS } from '../saml2';
import { seenThroughEncryption } from '../saml2/fault';
import { STATUS_FAULTS } from '../saml2/status';
import { LOGOUT_FAULT_TABLE } from './logout';
import type { LogoutFault } from './logout-fault';

export type { AnswerFault, NemLogInFault } from './fault';
export type { LogoutFault } from './logout-fault';

const TABLE = [...SAML2_FAULTS, ...CONTENT_FAULTS, ...LEVEL_FAULTS, ...STATUS_FAULTS] as const;

/** The name of a fault of NemLog-in. */
export type NemLogInFaultName = (typeof TABLE)[number]['name'];

/** Every fault of NemLog-in, in the order of the page and the docs; it encrypts its assertions, and signs no Response. */
export const NEMLOGIN_FAULTS: readonly (NemLogInFault & { readonly name: NemLogInFaultName })[] = seenThroughEncryption<
  NemLogInFault & { readonly name: NemLogInFaultName }
>(TABLE, false);

/** The name of a fault of a logout at NemLog-in. */
export type LogoutFaultName = (typeof LOGOUT_FAULT_TABLE)[number]['name'];

/** Every fault of a logout at NemLog-in, in the order of the page and the docs. */
export const LOGOUT_FAULTS: readonly (LogoutFault & { readonly name: LogoutFaultName })[] = LOGOUT_FAULT_TABLE;

/**
 * The oldest armed fault that applies to a logout message; it is armed no more.
 *
 * @param again whether a message of the kind has gone to the same service before.
 */
export function takeLogoutFault(
  queue: FaultQueue,
  message: 'request' | 'response',
  binding: LogoutBinding,
  again: boolean,
): LogoutFault | undefined {
  return queue.take<LogoutFault, LogoutFault>(
    LOGOUT_FAULTS,
    (fault): fault is LogoutFault =>
      (fault.at === 'logout' || fault.at === `logout-${message}`) &&
      (fault.binding ?? binding) === binding &&
      (again || fault.again !== true),
  );
}

/**
 * The oldest armed fault of these places that applies; it is armed no more.
 *
 * @param encrypted whether the answer is going to be encrypted.
 */
export function takeNemLogInFault<Place extends NemLogInFault['at']>(
  queue: FaultQueue,
  places: readonly Place[],
  encrypted = false,
): Extract<NemLogInFault, { at: Place }> | undefined {
  return queue.take(
    TABLE,
    (fault: NemLogInFault): fault is Extract<NemLogInFault, { at: Place }> =>
      places.some((place) => place === fault.at) && (encrypted || !needsEncryption(fault)),
  );
}

function needsEncryption(fault: NemLogInFault): boolean {
  return fault.at === 'answer' && fault.encrypted === true;
}
