import { redirectTo, type Outcome } from '../../outcome';
import type { StatusDraft } from '../../saml2/answer';
import type { ServiceLogin } from '../session';
import { PATHS, type NemLogIn } from '../state';
import type { CarriedLogout } from './carry';
import type { LogoutFlow, LogoutPeer, ToldService } from './flow';
import { carriedBy, sendLogoutRequest, sendLogoutResponse, takesLogout } from './send';

/** Sends the browser to the next service that has to be told; after the last, back to who asked, or to our own page. */
export function proceedLogout(state: NemLogIn, flow: LogoutFlow): Outcome {
  const message = nextMessage(state, flow);
  if (message !== undefined) return carriedBy(message, flow);
  if (flow.requester === undefined) return redirectTo(`${PATHS.logout}/${flow.id}`);
  return carriedBy(sendLogoutResponse(state, flow, flow.requester, statusOf(flow)), flow);
}

/** The LogoutRequest to the next service; undefined after the last. Who has no place to be told at is passed over. */
function nextMessage(state: NemLogIn, flow: LogoutFlow): CarriedLogout | undefined {
  for (let login = flow.remaining.shift(); login !== undefined; login = flow.remaining.shift()) {
    const { entityId } = login;
    const peer = state.serviceProviders.get(entityId);
    if (takesLogout(peer)) return tell(state, flow, peer, login);
    flow.told.push({ entityId, result: 'untold' });
    const title = 'A service is not told: it has registered no logoutUrl';
    flow.exchange.add({ title, fields: [{ name: 'service', value: entityId }] });
  }
  return undefined;
}

/** The LogoutRequest to a service, whose answer is awaited from now on. */
export function tell(state: NemLogIn, flow: LogoutFlow, peer: LogoutPeer, login: ServiceLogin): CarriedLogout {
  const service: ToldService = { entityId: peer.entityId, result: 'awaited' };
  flow.told.push(service);
  const { id, message } = sendLogoutRequest(state, flow, peer, login);
  state.logouts.awaited.set(id, { flow, service });
  return message;
}

// Core 3.7.3.2: PartialLogout where another participant did not confirm.
function statusOf({ told }: LogoutFlow): StatusDraft {
  return told.every(({ result }) => result === 'success')
    ? { code: 'Success' }
    : { code: 'Success', inner: 'PartialLogout' };
}
