import type { ExchangeRecorder } from '../../exchanges';
import { gonePage } from '../../pages/end-pages';
import { signicatPage } from '../../pages/signicat-pages';
import type { Language } from '../../pages/texts';
import { randomHex } from '../../random';
import type { NamedPersona } from '../named-persona';
import { redirectTo, showPage, type Outcome } from '../outcome';
import type { StepForm } from '../step-form';
import type { Errand } from './errand';
import { loginOf, nextStep, takeStep, walk, type Flow } from './flow';
import { PATHS, type Signicat } from './state';

/** How long a login may take, in milliseconds: as at E-Ident. */
const PATIENCE_MS = 15 * 60_000;

/** How a login begins. */
export interface Beginning {
  readonly errand: Errand;
  readonly exchange: ExchangeRecorder;
  readonly language: Language;
  /** Who logs in without a click. */
  readonly named: NamedPersona | undefined;
}

/** Begins a login: the first page, or the way back. @throws UsageError from `walk`. */
export async function beginFlow(state: Signicat, { named, ...known }: Beginning): Promise<Outcome> {
  const now = state.world.clock.now();
  const flow: Flow = { id: randomHex(), startedAt: now, ...known };
  if (named !== undefined) walk(flow, named, now);
  return proceed(state, flow);
}

/** The current page of a login (`GET /signicat/login/<id>`). */
export async function showStep(state: Signicat, id: string): Promise<Outcome> {
  const flow = liveFlow(state, id);
  if (flow === undefined) return gone();
  const step = nextStep(flow);
  return step === undefined ? proceed(state, flow) : showPage(signicatPage(flow, step));
}

/** The answer to a page (`POST /signicat/login/<id>`). */
export async function answerStep(state: Signicat, id: string, form: StepForm): Promise<Outcome> {
  const flow = liveFlow(state, id);
  if (flow === undefined) return gone();
  if (form.action === 'cancel') {
    state.flows.delete(id);
    return flow.errand.cancel();
  }
  const problem = takeStep(flow, form, state.world.clock.now());
  const step = nextStep(flow);
  // An answer that cannot be used is shown again with what is wrong, at the same address.
  if (problem !== undefined && step !== undefined) return showPage(signicatPage(flow, step, problem), 422);
  return proceed(state, flow);
}

async function proceed(state: Signicat, flow: Flow): Promise<Outcome> {
  const login = loginOf(flow);
  if (login === undefined) {
    state.flows.set(flow.id, flow);
    return redirectTo(`${PATHS.login}/${flow.id}`);
  }
  state.flows.delete(flow.id);
  flow.exchange.add({
    title: 'The person is logged in',
    fields: [
      { name: 'persona', value: login.persona.id },
      { name: 'identity', value: login.identity.id },
    ],
  });
  return flow.errand.finish(login);
}

function liveFlow({ flows, world }: Signicat, id: string): Flow | undefined {
  const flow = flows.get(id);
  if (flow === undefined || flow.startedAt + PATIENCE_MS > world.clock.now()) return flow;
  flows.delete(id);
  return undefined;
}

function gone(): Outcome {
  return showPage(gonePage('da', 'Signicat'), 410);
}
