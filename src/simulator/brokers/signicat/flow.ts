import type { ExchangeRecorder } from '../../exchanges';
import type { Language } from '../../pages/texts';
import { personaById, personaByUserId, type Persona } from '../../personas';
import { pickIdentity, type Identity } from '../identity';
import type { NamedPersona } from '../named-persona';
import type { StepForm } from '../step-form';
import { UsageError } from '../usage-error';
import type { Errand, Login } from './errand';

/** The pages a person may have to pass, in their order. */
export type Step = 'person' | 'identity';

/** Why a page is shown again. */
export type Problem = 'choose' | 'unknownUser' | 'otherKind';

/** A person on the way through the pages; found by the id in the pages' address, as at E-Ident. */
export interface Flow {
  readonly id: string;
  readonly errand: Errand;
  readonly language: Language;
  /** Milliseconds since 1970, by the simulator's clock. */
  readonly startedAt: number;
  readonly exchange: ExchangeRecorder;
  persona?: Persona;
  identity?: Identity;
  /** Milliseconds since 1970, by the simulator's clock. */
  authenticatedAt?: number;
}

/** Which page is next; undefined when the login is settled. */
export function nextStep({ persona, identity }: Flow): Step | undefined {
  if (persona === undefined) return 'person';
  return identity === undefined ? 'identity' : undefined;
}

/** Who has logged in; undefined while a page is left. */
export function loginOf({ persona, identity, authenticatedAt }: Flow): Login | undefined {
  if (persona === undefined || identity === undefined || authenticatedAt === undefined) return undefined;
  return { persona, identity, authenticatedAt };
}

/**
 * Applies the answer to the current page.
 *
 * @param now milliseconds since 1970, by the simulator's clock.
 * @returns why the page has to be shown again; undefined when the login goes on.
 */
export function takeStep(flow: Flow, form: StepForm, now: number): Problem | undefined {
  const step = nextStep(flow);
  if (step === undefined || form.step !== step) return undefined;
  return step === 'person' ? takePerson(flow, form, now) : takeIdentity(flow, form);
}

function takePerson(flow: Flow, { persona: id, userId = '' }: StepForm, now: number): Problem | undefined {
  const persona = id === undefined ? personaByUserId(userId) : personaById(id);
  if (persona === undefined) return 'unknownUser';
  const [first, ...others] = flow.errand.identitiesOf(persona);
  if (first === undefined) return 'otherKind';
  flow.persona = persona;
  flow.authenticatedAt = now;
  if (others.length === 0) flow.identity = first;
  return undefined;
}

function takeIdentity(flow: Flow, form: StepForm): Problem | undefined {
  const identities = flow.persona === undefined ? [] : flow.errand.identitiesOf(flow.persona);
  const identity = identities.find(({ id }) => id === form.identity);
  if (identity === undefined) return 'choose';
  flow.identity = identity;
  return undefined;
}

/**
 * Answers every page of a login.
 *
 * @param now milliseconds since 1970, by the simulator's clock.
 * @throws UsageError for a person who cannot log in this way, or has no such identity.
 */
export function walk(flow: Flow, named: NamedPersona, now: number): void {
  const persona = personaById(named.persona);
  const identities = persona === undefined ? [] : flow.errand.identitiesOf(persona);
  if (persona === undefined || identities.length === 0) {
    throw new UsageError(`${named.persona} cannot log in this way: it takes ${flow.errand.takes}.`);
  }
  const identity = pickIdentity(identities, named.identity);
  if (identity === undefined) {
    const ids = identities.map(({ id }) => id).join(', ');
    throw new UsageError(
      `${named.persona} has no identity "${named.identity ?? ''}" in this login; there are: ${ids}.`,
    );
  }
  Object.assign(flow, { persona, identity, authenticatedAt: now });
}
