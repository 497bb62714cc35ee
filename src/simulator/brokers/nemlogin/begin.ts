import type { ExchangeRecorder } from '../../exchanges';
import { takeNemLogInFault } from '../../faults/nemlogin';
import { languageOf } from '../../pages/texts';
import { randomHex } from '../../random';
import { readNamedPersona } from '../named-persona';
import { redirectTo, type Outcome } from '../outcome';
import { acceptRequest, type AcceptedRequest } from './accept-request';
import { finish, sendBack } from './finish';
import { isSettled, nextStep, type Flow } from './flow';
import { identitiesOf } from './identities';
import { refused } from '../refused';
import { RequestRefusal } from '../request-refusal';
import { sessionFor, sessionTokenIn } from './sessions';
import { PATHS, type NemLogIn } from './state';
import { StatusError } from '../saml2/status-error';
import { walk } from './zero-click';

/** What the browser brings along. */
export interface Arrival {
  /** As it stands in the address, without the question mark. */
  readonly rawQuery: string;
  readonly query: URLSearchParams;
  readonly personaHeader?: string | undefined;
  readonly cookies?: string | undefined;
  readonly acceptLanguage?: string | undefined;
}

/**
 * An AuthnRequest arrives (`GET /nemlogin/sso`).
 *
 * @throws UsageError when a test names something that is not there.
 */
export async function begin(state: NemLogIn, arrival: Arrival): Promise<Outcome> {
  const exchange = state.world.exchanges.open('Login at NemLog-in');
  let accepted: AcceptedRequest;
  try {
    accepted = acceptRequest(state, arrival.rawQuery, exchange);
  } catch (error) {
    if (!(error instanceof RequestRefusal)) throw error;
    return notTaken(state, error, exchange);
  }
  const flow = newFlow(state, accepted, arrival, exchange);
  return withStatus(state, flow, () => start(state, flow, arrival));
}

/** The next page, or the way back. @throws StatusError from `nextStep`. */
export async function proceed(state: NemLogIn, flow: Flow): Promise<Outcome> {
  if (nextStep(flow) === undefined && isSettled(flow)) return finish(state, flow);
  state.flows.set(flow.id, flow);
  return redirectTo(`${PATHS.login}/${flow.id}`);
}

/** Brings the browser back with a status where `act` says that there is no login. */
export async function withStatus(state: NemLogIn, flow: Flow, act: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    state.flows.delete(flow.id);
    return sendBack(state, flow, error.status);
  }
}

async function start(state: NemLogIn, flow: Flow, arrival: Arrival): Promise<Outcome> {
  const { world } = state;
  const fault = takeNemLogInFault(world.faults, ['login']);
  if (fault !== undefined) return sendBack(state, flow, fault.status, fault.name);
  const named = readNamedPersona(arrival.query, arrival.personaHeader);
  const { forceAuthn, isPassive } = flow.request;
  const anew = forceAuthn || (named !== undefined && !isPassive);
  if (!anew) resume(state, flow);
  if (isPassive) {
    const asks = flow.persona === undefined || nextStep(flow) !== undefined;
    if (asks) throw new StatusError('NoPassive', 'nobody is logged in who may go on without being asked');
  } else if (named !== undefined) {
    walk(flow, named, world.clock.now());
  }
  return proceed(state, flow);
}

function resume(state: NemLogIn, flow: Flow): void {
  const session = sessionFor(state, flow.sessionToken, flow.request);
  if (session === undefined) return;
  flow.persona = session.persona;
  flow.authenticatedAt = session.authenticatedAt;
  flow.sessionIndex = session.index;
  const offered = identitiesOf(session.persona, flow.request.identityTypes);
  const same = offered.find(({ id }) => id === session.identity.id);
  if (same !== undefined) flow.identity = same;
}

function newFlow(
  { world, settings }: NemLogIn,
  { serviceProvider, request }: AcceptedRequest,
  { acceptLanguage, cookies }: Arrival,
  exchange: ExchangeRecorder,
): Flow {
  let admitted = false;
  return {
    id: randomHex(),
    serviceProvider,
    request,
    dialect: settings.dialect,
    language: languageOf(acceptLanguage ?? null),
    startedAt: world.clock.now(),
    exchange,
    sessionToken: sessionTokenIn(cookies),
    admitsAnyLevel: () => (admitted ||= takeNemLogInFault(world.faults, ['level']) !== undefined),
  };
}

function notTaken({ world }: NemLogIn, refusal: RequestRefusal, exchange: ExchangeRecorder): Outcome {
  const { what, got, expected } = refusal.detail;
  if (what === 'AssertionConsumerServiceURL') world.notices.callbackDiffers('NemLog-in', got, expected);
  return refused('NemLog-in', refusal, exchange);
}
