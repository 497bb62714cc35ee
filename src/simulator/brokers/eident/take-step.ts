import { Cpr } from '../../../identifiers';
import { personaById, personaByUserId } from '../../personas';
import { EIdentError } from './error-codes';
import { nextStep, type Flow, type Step } from './flow';
import { canUse, identitiesOf } from './identity';
import { eidsOf } from './vendors';

/** What a page was answered with. */
export interface StepForm {
  /** The page that was answered; another than the current one is overlooked (the back button). */
  readonly step?: string;
  readonly action?: string;
  readonly eid?: string;
  readonly persona?: string;
  readonly userId?: string;
  readonly cpr?: string;
  readonly identity?: string;
}

/** Why a page is shown again. */
export type Problem = 'choose' | 'unknownUser' | 'cprMalformed';

/**
 * Applies the answer to the current page.
 *
 * @param now milliseconds since 1970, by the simulator's clock.
 * @returns why the page has to be shown again; undefined when the login goes on.
 * @throws EIdentError `cancel`, `match_ssn_error`, and those of `nextStep`.
 */
export function takeStep(flow: Flow, form: StepForm, now: number): Problem | undefined {
  if (form.action === 'cancel') throw new EIdentError('cancel', 'the person cancelled');
  const step = nextStep(flow);
  if (step === undefined || form.step !== step) return undefined;
  const problem = TAKE[step](flow, form);
  if (problem === undefined && (step === 'person' || step === 'approve')) flow.authenticatedAt = now;
  return problem;
}

const TAKE: Readonly<Record<Step, (flow: Flow, form: StepForm) => Problem | undefined>> = {
  eid(flow, form) {
    const eid = eidsOf(flow.request.vendors).find((one) => one === form.eid);
    if (eid === undefined) return 'choose';
    flow.eid = eid;
    return undefined;
  },
  person(flow, form) {
    const typed = form.userId ?? '';
    const persona = form.persona === undefined ? personaByUserId(typed) : personaById(form.persona);
    if (persona === undefined || flow.eid === undefined || !canUse(persona, flow.eid)) return 'unknownUser';
    flow.persona = persona;
    return undefined;
  },
  approve(flow) {
    flow.approved = true;
    return undefined;
  },
  cpr(flow, form) {
    const typed = Cpr.parse((form.cpr ?? '').trim().replace(' ', '-'));
    if (typed === undefined) return 'cprMalformed';
    if (flow.persona?.cpr?.equals(typed) !== true) {
      throw new EIdentError('match_ssn_error', 'the CPR number that was typed is not that of the person');
    }
    flow.cprConfirmed = true;
    return undefined;
  },
  identity(flow, form) {
    if (flow.persona === undefined || flow.eid === undefined) return 'choose';
    const identities = identitiesOf(flow.persona, flow.eid, flow.request.vendors);
    const identity = identities.find(({ id }) => id === form.identity);
    if (identity === undefined) return 'choose';
    flow.identity = identity;
    return undefined;
  },
};
