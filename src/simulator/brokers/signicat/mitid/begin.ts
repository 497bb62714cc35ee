import { takeMitIdFault } from '../../../faults/signicat';
import { languageOf } from '../../../pages/texts';
import { PRIVATE_IDENTITY } from '../../identity';
import { readNamedPersona } from '../../named-persona';
import type { Outcome } from '../../outcome';
import { refused } from '../../refused';
import { RequestRefusal } from '../../request-refusal';
import type { Arrival } from '../arrival';
import { statusMessage } from '../names';
import type { Signicat } from '../state';
import { beginFlow } from '../steps';
import { acceptRequest, type AcceptedRequest } from './accept-request';
import { MitIdErrand } from './errand';

/**
 * An AuthnRequest arrives (`GET /signicat/saml2/sso`).
 *
 * @throws UsageError when a test names somebody who is not there, or cannot log in this way.
 */
export async function beginMitId(state: Signicat, arrival: Arrival): Promise<Outcome> {
  const exchange = state.world.exchanges.open('Login at Signicat with MitID');
  let request: AcceptedRequest;
  try {
    request = acceptRequest(state, arrival, exchange);
  } catch (error) {
    if (!(error instanceof RequestRefusal)) throw error;
    const { what, got, expected } = error.detail;
    if (what === 'AssertionConsumerServiceURL') state.world.notices.callbackDiffers('Signicat', got, expected);
    return refused('Signicat', error, exchange);
  }
  const language = languageOf(arrival.acceptLanguage ?? null);
  const errand = new MitIdErrand(state, request, exchange, language);
  const fault = takeMitIdFault(state.world.faults, ['login']);
  if (fault !== undefined) return errand.sendBack(fault.status, fault.name);
  const { steppedUp: persona } = request;
  if (persona !== undefined) {
    return errand.finish({ persona, identity: PRIVATE_IDENTITY, authenticatedAt: state.world.clock.now() });
  }
  // Nobody has a session here: each login asks.
  if (request.isPassive) {
    const message = statusMessage('nopassive', 'Nobody is logged in who may go on without being asked');
    return errand.sendBack({ code: 'Responder', inner: 'NoPassive', message });
  }
  const named = readNamedPersona(arrival.query, arrival.personaHeader);
  return beginFlow(state, { errand, exchange, language, named });
}
