import { personaById, personaByUserId } from '../../personas';
import { nextStep, type Flow, type Step } from './flow';
import { identitiesOf } from './identities';
import { canLogIn } from './levels';
import type { StepForm } from '../step-form';
import { StatusError } from '../saml2/status-error';

/** Why a page is shown again. */
export type Problem = 'choose' | 'unknownUser';

/**
 * Applies the answer to the current page.
 *
 * @param now milliseconds since 1970, by the simulator's clock.
 * @returns why the page has to be shown again; undefined when the login goes on.
 * @throws StatusError `AuthnFailed` when the person cancels, and those of `nextStep`.
 */
export function takeStep(flow: Flow, form: StepForm, now: number): Problem | undefined {
  if (form.action === 'cancel') throw new StatusError('AuthnFailed', 'the person cancelled');
  const step = nextStep(flow);
  if (step === undefined || form.step !== step) return undefined;
  return TAKE[step](flow, form, now);
}

const TAKE: Readonly<Record<Step, (flow: Flow, form: StepForm, now: number) => Problem | undefined>> = {
  person(flow, form, now) {
    const persona = form.persona === undefined ? personaByUserId(form.userId ?? '') : personaById(form.persona);
    if (persona === undefined || !canLogIn(persona, flow.dialect)) return 'unknownUser';
    flow.persona = persona;
    flow.authenticatedAt = now;
    return undefined;
  },
  identity(flow, form) {
    const identities = flow.persona === undefined ? [] : identitiesOf(flow.persona, flow.request.identityTypes);
    const identity = identities.find(({ id }) => id === form.identity);
    if (identity === undefined) return 'choose';
    flow.identity = identity;
    return undefined;
  },
};
