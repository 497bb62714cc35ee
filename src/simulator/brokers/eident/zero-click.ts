import { personaById } from '../../personas';
import { pickIdentity } from '../identity';
import { readNamedPersona, type NamedPersona } from '../named-persona';
import { UsageError } from '../usage-error';
import { nextStep, type Flow, type Step } from './flow';
import { canUse, identitiesOf } from './identity';
import { takeStep, type StepForm } from './take-step';
import { eidsOf } from './vendors';

/** How a test answers the pages without seeing them. */
export interface ZeroClick extends NamedPersona {
  readonly cpr: 'right' | 'wrong' | 'cancel';
}

/** Reads the zero-click choices from the query and the `x-persona` header; undefined when a person is to click. */
export function readZeroClick(query: URLSearchParams, header: string | undefined): ZeroClick | undefined {
  const named = readNamedPersona(query, header);
  if (named === undefined) return undefined;
  const cpr = query.get('cpr') ?? 'right';
  if (cpr !== 'right' && cpr !== 'wrong' && cpr !== 'cancel') throw new UsageError('cpr is right, wrong or cancel.');
  return { ...named, cpr };
}

/**
 * Answers every page of a login.
 *
 * @throws UsageError when the persona cannot answer one; EIdentError as a person who clicked would cause it.
 */
export function walk(flow: Flow, choices: ZeroClick, now: number): void {
  for (let step = nextStep(flow); step !== undefined; step = nextStep(flow)) {
    if (takeStep(flow, { step, ...ANSWER[step](flow, choices) }, now) !== undefined) {
      throw new UsageError(`${choices.persona} cannot pass the page "${step}" of this login.`);
    }
  }
  const { identity } = flow;
  if (
    choices.identity !== undefined &&
    identity !== undefined &&
    pickIdentity([identity], choices.identity) === undefined
  ) {
    throw new UsageError(`${choices.persona} has only the identity "${identity.id}" in this login.`);
  }
}

const ANSWER: Readonly<Record<Step, (flow: Flow, choices: ZeroClick) => StepForm>> = {
  eid: ({ request }, choices) => {
    const persona = personaById(choices.persona);
    const eid = eidsOf(request.vendors).find((one) => persona !== undefined && canUse(persona, one));
    return eid === undefined ? {} : { eid };
  },
  person: (_flow, { persona }) => ({ persona }),
  approve: () => ({}),
  cpr: ({ persona }, { cpr }) => {
    if (cpr === 'cancel') return { action: 'cancel' };
    const digits = persona?.cpr?.reveal() ?? '';
    return { cpr: cpr === 'wrong' ? anotherCpr(digits) : digits };
  },
  identity: ({ persona, eid, request }, { identity }) => {
    if (persona === undefined || eid === undefined) return {};
    const picked = pickIdentity(identitiesOf(persona, eid, request.vendors), identity);
    return picked === undefined ? {} : { identity: picked.id };
  },
};

// The last digit is another: as fictitious as the right one.
function anotherCpr(digits: string): string {
  return `${digits.slice(0, 9)}${(Number(digits.slice(9)) + 1) % 10}`;
}
