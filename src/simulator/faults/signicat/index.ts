import type { FaultQueue } from '../queue';
import { CONDITION_FAULTS as CONDITIONS_11 } from '../saml11/conditions';
import { FORGERY_FAULTS as FORGERY_11 } from '../saml11/forgery';
import { MESSAGE_FAULTS as MESSAGE_11 } from '../saml11/message';
import { SIGNATURE_FAULTS as SIGNATURE_11 } from '../saml11/signature';
import { WRAPPING_FAULTS as WRAPPING_11 } from '../saml11/wrapping';
import { SAML2_FAULTS } from '../saml2';
import { seenThroughEncryption } from '../saml2/fault';
import { STATUS_FAULTS } from '../saml2/status';
import type { MitIdFault, NemIdFault } from './fault';
import { MITID_CONTENT_FAULTS } from './mitid';
import { NEMID_CONTENT_FAULTS, NEMID_DELIVERY_FAULTS, NEMID_RETURN_FAULTS, NEMID_STATUS_FAULTS } from './nemid';

export type { MitIdAnswerFault, NemIdAnswerFault } from './fault';

const MITID = [...SAML2_FAULTS, ...MITID_CONTENT_FAULTS, ...STATUS_FAULTS] as const;

const NEMID = [
  ...SIGNATURE_11,
  ...WRAPPING_11,
  ...FORGERY_11,
  ...CONDITIONS_11,
  ...MESSAGE_11,
  ...NEMID_DELIVERY_FAULTS,
  ...NEMID_RETURN_FAULTS,
  ...NEMID_CONTENT_FAULTS,
  ...NEMID_STATUS_FAULTS,
] as const;

/** The name of a fault of Signicat with MitID. */
export type MitIdFaultName = (typeof MITID)[number]['name'];
/** The name of a fault of Signicat with NemID. */
export type NemIdFaultName = Exclude<(typeof NEMID)[number], { readonly profile: 'artifact' }>['name'];

type Named<Fault, Name> = Fault & { readonly name: Name };

/** Every fault of Signicat with MitID, in the order of the page and the docs, where assertions are encrypted. */
export const SIGNICAT_MITID_FAULTS: readonly Named<MitIdFault, MitIdFaultName>[] = seenThroughEncryption<
  Named<MitIdFault, MitIdFaultName>
>(MITID, true);

/** Every fault of Signicat with NemID, in the order of the page and the docs. */
export const SIGNICAT_NEMID_FAULTS: readonly Named<NemIdFault, NemIdFaultName>[] = NEMID.filter(
  (fault): fault is Exclude<typeof fault, { readonly profile: 'artifact' }> =>
    !('profile' in fault && fault.profile === 'artifact'),
);

/**
 * The oldest armed fault of a MitID login at these places; it is armed no more.
 *
 * @param encrypted whether the answer is going to be encrypted.
 */
export function takeMitIdFault<Place extends MitIdFault['at']>(
  queue: FaultQueue,
  places: readonly Place[],
  encrypted = false,
): Extract<MitIdFault, { at: Place }> | undefined {
  return queue.take<MitIdFault, Extract<MitIdFault, { at: Place }>>(
    SIGNICAT_MITID_FAULTS,
    (fault): fault is Extract<MitIdFault, { at: Place }> =>
      places.some((place) => place === fault.at) && (encrypted || !(fault.at === 'answer' && fault.encrypted === true)),
  );
}

/** The oldest armed fault of a NemID login at these places; it is armed no more. */
export function takeNemIdFault<Place extends NemIdFault['at']>(
  queue: FaultQueue,
  places: readonly Place[],
): Extract<NemIdFault, { at: Place }> | undefined {
  return queue.take<NemIdFault, Extract<NemIdFault, { at: Place }>>(
    SIGNICAT_NEMID_FAULTS,
    (fault): fault is Extract<NemIdFault, { at: Place }> => places.some((place) => place === fault.at),
  );
}
