import { gonePage } from '../../pages/end-pages';
import { nemLogInPage } from '../../pages/nemlogin-pages';
import type { Language } from '../../pages/texts';
import { showPage, type Outcome } from '../outcome';
import { proceed, withStatus } from './begin';
import { nextStep, type Flow } from './flow';
import type { NemLogIn } from './state';
import type { StepForm } from '../step-form';
import { takeStep } from './take-step';

/** How long a login may take, in milliseconds: as at E-Ident. */
const PATIENCE_MS = 15 * 60_000;

/** The current page of a login (`GET /nemlogin/login/<id>`). */
export async function showStep(state: NemLogIn, id: string): Promise<Outcome> {
  return withFlow(state, id, (flow) => {
    const step = nextStep(flow);
    return step === undefined ? proceed(state, flow) : Promise.resolve(showPage(nemLogInPage(flow, step)));
  });
}

/** The answer to a page (`POST /nemlogin/login/<id>`). */
export async function answerStep(state: NemLogIn, id: string, form: StepForm): Promise<Outcome> {
  return withFlow(state, id, (flow) => {
    const problem = takeStep(flow, form, state.world.clock.now());
    const step = nextStep(flow);
    // An answer that cannot be used is shown again with what is wrong, at the same address.
    if (problem !== undefined && step !== undefined) {
      return Promise.resolve(showPage(nemLogInPage(flow, step, problem), 422));
    }
    return proceed(state, flow);
  });
}

async function withFlow(state: NemLogIn, id: string, act: (flow: Flow) => Promise<Outcome>): Promise<Outcome> {
  const flow = state.flows.get(id);
  if (flow === undefined) return gone('da');
  if (flow.startedAt + PATIENCE_MS <= state.world.clock.now()) {
    state.flows.delete(id);
    return gone(flow.language);
  }
  return withStatus(state, flow, () => act(flow));
}

function gone(language: Language): Outcome {
  return showPage(gonePage(language, 'NemLog-in'), 410);
}
