import { takeNemLogInFault } from '../../faults/nemlogin';
import { randomHex } from '../../random';
import type { Outcome } from '../outcome';
import { postBack } from '../post-back';
import type { StatusDraft } from '../saml2/answer';
import type { Flow, SettledFlow } from './flow';
import { issueMessage, issueStatus, type IssuedMessage } from './issue';
import type { Login } from './login';
import { beginSession } from './sessions';
import type { NemLogIn } from './state';
import type { WrittenAnswer } from '../saml2/write-answer';

/** The person has logged in: the browser posts the assertion to the application. */
export async function finish(state: NemLogIn, flow: SettledFlow): Promise<Outcome> {
  state.flows.delete(flow.id);
  const login = loginOf(state, flow);
  const { persona, identity, exchange } = login;
  exchange.add({
    title: flow.sessionIndex === undefined ? 'The person is logged in' : 'The person was logged in already',
    fields: [
      { name: 'persona', value: persona.id },
      { name: 'identity', value: identity.id },
    ],
  });
  const encrypted = login.serviceProvider.encryptionCert !== undefined;
  const fault = takeNemLogInFault(state.world.faults, ['answer', 'return'], encrypted);
  const answer =
    fault?.at === 'return'
      ? await earlierAnswer(state, login)
      : await issueMessage(state, login, fault?.at === 'answer' ? fault : undefined);
  if (fault === undefined) state.lastMessages.set(login.serviceProvider.entityId, answer.message);
  const { sessionIndex, authenticatedAt, serviceProvider } = login;
  const cookie = beginSession(
    state,
    flow.sessionToken,
    { persona, identity, authenticatedAt, index: sessionIndex },
    answer.nameId && { entityId: serviceProvider.entityId, nameId: answer.nameId, sessionIndexes: [sessionIndex] },
  );
  return post(flow, answer, fault?.name, cookie);
}

/** There is no login: the browser posts a status to the application. */
export async function sendBack(state: NemLogIn, flow: Flow, status: StatusDraft, fault?: string): Promise<Outcome> {
  const { serviceProvider, request, exchange } = flow;
  exchange.add({
    title: `Status ${status.inner ?? status.code}`,
    fields: [{ name: 'reason', value: status.message ?? (fault === undefined ? 'none' : `fault ${fault}`) }],
  });
  const delivery = { destination: serviceProvider.callbackUrl, inResponseTo: request.id };
  return post(flow, await issueStatus(state, delivery, status), fault);
}

function loginOf({ world }: NemLogIn, flow: SettledFlow): Login {
  const now = world.clock.now();
  const { serviceProvider, request, dialect, persona, identity, exchange } = flow;
  return {
    serviceProvider,
    request,
    dialect,
    persona,
    identity,
    exchange,
    now,
    authenticatedAt: flow.authenticatedAt ?? now,
    sessionIndex: flow.sessionIndex ?? `_${randomHex()}`,
  };
}

async function earlierAnswer(state: NemLogIn, login: Login): Promise<IssuedMessage> {
  const message = state.lastMessages.get(login.serviceProvider.entityId);
  if (message !== undefined) return { message, assertions: [], nameId: undefined };
  return issueMessage(state, { ...login, request: { ...login.request, id: `_${randomHex()}` } });
}

function post(flow: Flow, { message, assertions }: WrittenAnswer, fault?: string, cookie?: string): Outcome {
  const { serviceProvider, request, exchange, language } = flow;
  if (message.includes('EncryptedData')) {
    for (const xml of assertions) exchange.add({ title: 'What is encrypted in the response', xml });
  }
  return postBack({
    brand: 'NemLog-in',
    language,
    exchange,
    to: serviceProvider.callbackUrl,
    message,
    beside: { name: 'RelayState', value: request.relayState },
    fault,
    cookie,
  });
}
