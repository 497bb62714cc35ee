import type { ExchangeRecorder } from '../../../exchanges';
import { languageOf } from '../../../pages/texts';
import type { Outcome } from '../../outcome';
import { ENTITY_ID } from '../names';
import { recordRefusal, refused } from '../../refused';
import { registered } from '../registered';
import { refuse, RequestRefusal } from '../../request-refusal';
import type { NemLogIn } from '../state';
import { beginLogout, findLogins } from './begin-logout';
import type { AwaitedLogout, LogoutPeer } from './flow';
import { logoutNameOf, openLogout, type LogoutArrival, type OpenedLogout } from './open-logout';
import { proceedLogout } from './proceed';
import { readLogoutRequest, readLogoutResponse } from './read-logout';
import { carriedBy, sendLogoutResponse, takesLogout } from './send';

/** A logout message arrives (`/nemlogin/slo`, by GET or by POST). */
export function receiveLogout(state: NemLogIn, arrival: LogoutArrival, acceptLanguage: string | undefined): Outcome {
  const opened = orRefused(() => openLogout(arrival));
  if (opened instanceof RequestRefusal) {
    const answers = logoutNameOf(arrival) === 'LogoutResponse';
    return refused('NemLog-in', opened, newExchange(state), answers ? 'answer' : 'request');
  }
  if (opened.name === 'LogoutResponse') return receiveResponse(state, opened);
  return receiveRequest(state, opened, acceptLanguage ?? null);
}

function receiveRequest(state: NemLogIn, opened: OpenedLogout, acceptLanguage: string | null): Outcome {
  const exchange = newExchange(state);
  record(opened, exchange);
  const asked = orRefused(() => {
    const serviceProvider = peerOf(state, opened);
    return { serviceProvider, ...readLogoutRequest(opened.root, expectations(state)) };
  });
  if (asked instanceof RequestRefusal) return refused('NemLog-in', asked, exchange);
  const { serviceProvider, id, nameId, sessionIndexes } = asked;
  const { relayState } = opened;
  const requester = { serviceProvider, id, ...(relayState === undefined ? {} : { relayState }) };
  const { entityId } = serviceProvider;
  const found = findLogins(state, { entityId, nameId, sessionIndexes });
  const language = languageOf(acceptLanguage);
  const [first] = found;
  if (first === undefined) {
    exchange.add({ title: 'No session here is of that service, NameID and SessionIndex' });
    const status = { code: 'Requester', inner: 'UnknownPrincipal', message: 'no such session' } as const;
    return carriedBy(sendLogoutResponse(state, { exchange }, requester, status), { language });
  }
  const flow = beginLogout(state, [...new Set(found.map(({ entry }) => entry))], {
    exchange,
    language,
    requester,
    except: { entityId, nameId: first.login.nameId },
  });
  return proceedLogout(state, flow);
}

function receiveResponse(state: NemLogIn, opened: OpenedLogout): Outcome {
  const inResponseTo = opened.root.attribute('InResponseTo');
  const awaited = state.logouts.awaited.get(inResponseTo ?? '');
  const exchange = awaited?.flow.exchange ?? newExchange(state);
  record(opened, exchange);
  if (awaited === undefined) {
    const expected = 'the ID of a LogoutRequest that is not answered yet';
    const mend = 'Copy the ID of the LogoutRequest, and answer each once.';
    return refused('NemLog-in', refuse('InResponseTo', inResponseTo, expected, mend), exchange, 'answer');
  }
  state.logouts.awaited.delete(inResponseTo ?? '');
  settle(state, awaited, opened);
  return proceedLogout(state, awaited.flow);
}

/** Writes down what a service answered. */
function settle(state: NemLogIn, { flow, service }: AwaitedLogout, opened: OpenedLogout): void {
  const codes = orRefused(() => {
    if (opened.issuer !== service.entityId) {
      throw refuse('Issuer', opened.issuer, service.entityId, 'Answer as who was asked: configure entityId.');
    }
    opened.verify(registered(state, opened.issuer));
    if (opened.relayState !== flow.id) {
      throw refuse(
        'RelayState',
        opened.relayState,
        flow.id,
        'Send back the RelayState of the LogoutRequest as it came.',
      );
    }
    return readLogoutResponse(opened.root, expectations(state));
  });
  if (codes instanceof RequestRefusal) {
    service.result = 'invalid';
    service.problem = codes.detail;
    recordRefusal(codes.detail, flow.exchange);
    return;
  }
  const [code, ...inner] = codes;
  if (inner.includes('PartialLogout')) service.result = 'partial';
  else service.result = code === 'Success' ? 'success' : 'refused';
  if (service.result === 'refused') service.status = codes.join(', ');
}

function peerOf(state: NemLogIn, opened: OpenedLogout): LogoutPeer {
  const serviceProvider = registered(state, opened.issuer);
  opened.verify(serviceProvider);
  if (takesLogout(serviceProvider)) return serviceProvider;
  throw refuse(
    'logoutUrl',
    'none that is registered',
    'where to answer',
    'Register logoutUrl: your single logout service, as your metadata says it.',
  );
}

function expectations({ logoutUrl, world }: NemLogIn): { destination: string; now: number } {
  return { destination: logoutUrl, now: world.clock.now() };
}

function newExchange({ world }: NemLogIn): ExchangeRecorder {
  return world.exchanges.open('Logout at NemLog-in');
}

function record({ name, binding, issuer, relayState, xml }: OpenedLogout, exchange: ExchangeRecorder): void {
  exchange.add({
    title: name,
    fields: [
      {
        name: 'Issuer',
        value: issuer,
        meaning: `to ${ENTITY_ID}, by HTTP-${binding === 'post' ? 'POST' : 'Redirect'}`,
      },
      { name: 'RelayState', value: relayState ?? 'none' },
    ],
    xml,
  });
}

/** What `act` gives, or why it gives nothing. */
function orRefused<Result>(act: () => Result): Result | RequestRefusal {
  try {
    return act();
  } catch (error) {
    if (error instanceof RequestRefusal) return error;
    throw error;
  }
}
