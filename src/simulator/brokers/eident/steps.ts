import { gonePage } from '../../pages/end-pages';
import { loginPage } from '../../pages/login-pages';
import type { Language } from '../../pages/texts';
import { proceed } from './begin';
import { EIdentError } from './error-codes';
import { nextStep, type Flow } from './flow';
import { showPage, type Outcome } from '../outcome';
import { refuse } from './refuse';
import { VALIDITY_MS, type EIdentState } from './state';
import { takeStep, type StepForm } from './take-step';

/** The current page of a login (`GET /its/login/<id>`). */
export function showStep(state: EIdentState, id: string): Outcome {
  return withFlow(state, id, (flow) => {
    const step = nextStep(flow);
    return step === undefined ? proceed(state, flow) : showPage(loginPage(flow, step), 200, framing(flow));
  });
}

/** The answer to a page (`POST /its/login/<id>`). */
export function answerStep(state: EIdentState, id: string, form: StepForm): Outcome {
  return withFlow(state, id, (flow) => {
    const problem = takeStep(flow, form, state.world.clock.now());
    const step = nextStep(flow);
    // An answer that cannot be used is shown again with what is wrong, at the same address.
    if (problem !== undefined && step !== undefined)
      return showPage(loginPage(flow, step, problem), 422, framing(flow));
    return proceed(state, flow);
  });
}

function framing({ embedded, merchant }: Flow): { framedBy?: string } {
  return embedded ? { framedBy: new URL(merchant.callbackUrl).origin } : {};
}

function withFlow(state: EIdentState, id: string, act: (flow: Flow) => Outcome): Outcome {
  const flow = state.flows.get(id);
  if (flow === undefined) return gone('da');
  if (flow.startedAt + VALIDITY_MS <= state.world.clock.now()) {
    state.flows.delete(id);
    return gone(flow.language);
  }
  try {
    return act(flow);
  } catch (error) {
    if (!(error instanceof EIdentError)) throw error;
    state.flows.delete(id);
    return refuse(state.world, flow, error);
  }
}

function gone(language: Language): Outcome {
  return showPage(gonePage(language, 'E-Ident'), 410);
}
