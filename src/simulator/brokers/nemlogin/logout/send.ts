import { takeLogoutFault, type LogoutFault } from '../../../faults/nemlogin';
import { foreignSigningKey } from '../../../keys/signing-key';
import { postPage } from '../../../pages/end-pages';
import { randomHex } from '../../../random';
import type { ServiceProvider } from '../../../service-providers';
import { redirectTo, showPage, type Outcome } from '../../outcome';
import type { StatusDraft } from '../../saml2/answer';
import { ENTITY_ID } from '../names';
import type { ServiceLogin } from '../session';
import type { NemLogIn } from '../state';
import { carryLogout, type CarriedLogout } from './carry';
import type { LogoutHead, LogoutSigning } from './draft';
import type { LogoutFlow, LogoutPeer, LogoutRequester } from './flow';
import { writeLogoutRequest, writeLogoutResponse } from './write-logout';

const LIFETIME_MS = 5 * 60_000;

/** Whether a service has a place to be told at. */
export function takesLogout(serviceProvider: ServiceProvider | undefined): serviceProvider is LogoutPeer {
  return serviceProvider?.logoutUrl !== undefined;
}

/** Tells a service that a session is over. @returns what the browser is to carry, and the ID of the LogoutRequest. */
export function sendLogoutRequest(
  state: NemLogIn,
  flow: LogoutFlow,
  peer: LogoutPeer,
  { nameId, sessionIndexes }: Pick<ServiceLogin, 'nameId' | 'sessionIndexes'>,
): { readonly id: string; readonly message: CarriedLogout } {
  const earlier = state.logouts.lastRequests.get(peer.entityId);
  const binding = flow.binding ?? bindingOf(peer);
  const fault = takeLogoutFault(state.world.faults, 'request', binding, earlier !== undefined);
  const head = headOf(state, peer, flow.id);
  const honest = { ...head, notOnOrAfter: head.issuedAt + LIFETIME_MS, nameId, sessionIndexes };
  const draft = { ...honest, ...fault?.head?.(honest), ...fault?.request?.(honest, earlier ?? honest) };
  if (fault === undefined) state.logouts.lastRequests.set(peer.entityId, draft);
  const to = { binding, url: peer.logoutUrl, parameter: 'SAMLRequest' } as const;
  const written = writeLogoutRequest(draft);
  const document = fault?.document?.(written, draft, honestSigning(state)) ?? written;
  const message = carryLogout(document, draft, signingOf(state, fault), to);
  record(flow, 'LogoutRequest', peer, message, draft, fault?.name);
  return { id: draft.id, message };
}

/** Answers the service that asked for a logout. */
export function sendLogoutResponse(
  state: NemLogIn,
  { exchange }: Pick<LogoutFlow, 'exchange'>,
  { serviceProvider, id, relayState }: LogoutRequester,
  status: StatusDraft,
): CarriedLogout {
  const earlier = state.logouts.lastResponses.get(serviceProvider.entityId);
  const binding = bindingOf(serviceProvider);
  const fault = takeLogoutFault(state.world.faults, 'response', binding, earlier !== undefined);
  const honest = { ...headOf(state, serviceProvider, relayState), inResponseTo: id, status };
  const draft = { ...honest, ...fault?.head?.(honest), ...fault?.response?.(honest, earlier ?? honest) };
  if (fault === undefined) state.logouts.lastResponses.set(serviceProvider.entityId, draft);
  const to = {
    binding,
    url: serviceProvider.logoutUrl,
    parameter: 'SAMLResponse',
  } as const;
  const message = carryLogout(writeLogoutResponse(draft), draft, signingOf(state, fault), to);
  record({ exchange }, 'LogoutResponse', serviceProvider, message, draft, fault?.name);
  return message;
}

/** Sends the browser on with a message. */
export function carriedBy(message: CarriedLogout, { language }: Pick<LogoutFlow, 'language'>): Outcome {
  const { url, form } = message;
  if (form === undefined) return redirectTo(url);
  return showPage(postPage({ brand: 'NemLog-in', language, action: url, fields: form }), 200, { submits: true });
}

const bindingOf = ({ logoutBinding = 'redirect' }: ServiceProvider) => logoutBinding;

function headOf({ world }: NemLogIn, { logoutUrl }: LogoutPeer, relayState: string | undefined): LogoutHead {
  return { id: `_${randomHex()}`, issuer: ENTITY_ID, issuedAt: world.clock.now(), destination: logoutUrl, relayState };
}

const honestSigning = ({ keys }: NemLogIn): LogoutSigning => ({ ...keys.current, hash: 'sha256' });

function signingOf(state: NemLogIn, fault: LogoutFault | undefined): LogoutSigning | undefined {
  const honest = honestSigning(state);
  return fault?.signing === undefined ? honest : fault.signing(honest, foreignSigningKey);
}

function record(
  { exchange }: Pick<LogoutFlow, 'exchange'>,
  name: string,
  { entityId }: LogoutPeer,
  { binding, url, xml }: CarriedLogout,
  { destination, relayState = 'none' }: LogoutHead,
  fault: string | undefined,
): void {
  exchange.add({
    title: `The browser brings a ${name}${fault === undefined ? '' : ` (fault ${fault})`}`,
    fields: [
      { name: 'to', value: entityId },
      {
        name: 'at',
        value: url.split('?', 1)[0] ?? destination,
        meaning: `by HTTP-${binding === 'post' ? 'POST' : 'Redirect'}`,
      },
      { name: 'RelayState', value: relayState },
    ],
    xml,
  });
}
