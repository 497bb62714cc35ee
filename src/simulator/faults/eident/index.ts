import type { Answer } from '../../brokers/saml11/answer';
import type { FaultQueue } from '../queue';
import { CONDITION_FAULTS } from '../saml11/conditions';
import { CONTENT_FAULTS } from './content';
import type { EIdentFault } from './fault';
import { CALLBACK_FAULTS, LOGIN_FAULTS } from './login';
import { FORGERY_FAULTS } from '../saml11/forgery';
import { MESSAGE_FAULTS } from '../saml11/message';
import { SIGNATURE_FAULTS } from '../saml11/signature';
import { WRAPPING_FAULTS } from '../saml11/wrapping';
import { TRANSPORT_FAULTS } from './transport';

export type { AnswerFault, CallbackFault, EIdentFault, LoginFault, TransportFault } from './fault';

const TABLE = [
  ...SIGNATURE_FAULTS,
  ...WRAPPING_FAULTS,
  ...FORGERY_FAULTS,
  ...CONDITION_FAULTS,
  ...MESSAGE_FAULTS,
  ...CONTENT_FAULTS,
  ...CALLBACK_FAULTS,
  ...TRANSPORT_FAULTS,
  ...LOGIN_FAULTS,
] as const;

/** The name of a fault of E-Ident. */
export type EIdentFaultName = (typeof TABLE)[number]['name'];

/** Every fault of E-Ident, in the order of the page and the docs. */
export const EIDENT_FAULTS: readonly (EIdentFault & { readonly name: EIdentFaultName })[] = TABLE;

/** The oldest armed fault of these places that applies to the profile; it is armed no more. */
export function takeEIdentFault<Place extends EIdentFault['at']>(
  queue: FaultQueue,
  places: readonly Place[],
  profile: Answer['profile'],
): Extract<EIdentFault, { at: Place }> | undefined {
  return queue.take(
    TABLE,
    (fault: EIdentFault): fault is Extract<EIdentFault, { at: Place }> =>
      places.some((place) => place === fault.at) && (APPLIES[fault.at](fault) ?? profile) === profile,
  );
}

// Which profile a fault is for; undefined is both.
const APPLIES: Readonly<Record<EIdentFault['at'], (fault: EIdentFault) => Answer['profile'] | undefined>> = {
  login: () => undefined,
  callback: () => 'artifact',
  transport: () => 'artifact',
  answer: (fault) => (fault.at === 'answer' ? fault.profile : undefined),
};
