import { CONDITION_FAULTS } from './conditions';
import { CONTENT_FAULTS } from './content';
import type { Fault } from './fault';
import { CALLBACK_FAULTS, LOGIN_FAULTS } from './login';
import { MESSAGE_FAULTS } from './message';
import { SIGNATURE_FAULTS } from './signature';
import { TRANSPORT_FAULTS } from './transport';

export type { AnswerFault, CallbackFault, Fault, FaultWorld, LoginFault, TransportFault } from './fault';

const TABLE = [
  ...SIGNATURE_FAULTS,
  ...CONDITION_FAULTS,
  ...MESSAGE_FAULTS,
  ...CONTENT_FAULTS,
  ...CALLBACK_FAULTS,
  ...TRANSPORT_FAULTS,
  ...LOGIN_FAULTS,
] as const;

/** The name of a fault, as `simulator.fault()` and `POST /simulator/faults/<name>` take it. */
export type FaultName = (typeof TABLE)[number]['name'];

/** Every fault, in the order of the page and the docs. */
export const FAULTS: readonly (Fault & { readonly name: FaultName })[] = TABLE;

/** Whether a text names a fault. */
export function isFaultName(text: string): text is FaultName {
  return FAULTS.some(({ name }) => name === text);
}
