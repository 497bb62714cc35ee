import { pickIdentity } from '../identity';
import type { NamedPersona } from '../named-persona';
import { UsageError } from '../usage-error';
import { nextStep, type Flow } from './flow';
import { identitiesOf } from './identities';
import { takeStep } from './take-step';

/**
 * Answers every page of a login.
 *
 * @throws UsageError when the persona cannot answer one; StatusError as a person who clicked would cause it.
 */
export function walk(flow: Flow, named: NamedPersona, now: number): void {
  for (let step = nextStep(flow); step !== undefined; step = nextStep(flow)) {
    const answer = step === 'person' ? { persona: named.persona } : pickedIdentity(flow, named);
    if (takeStep(flow, { step, ...answer }, now) !== undefined) {
      throw new UsageError(`${named.persona} cannot pass the page "${step}" of this login.`);
    }
  }
  if (flow.identity !== undefined && pickIdentity([flow.identity], named.identity) === undefined) {
    throw new UsageError(`${named.persona} has only the identity "${flow.identity.id}" in this login.`);
  }
}

function pickedIdentity({ persona, request }: Flow, { identity }: NamedPersona): { identity?: string } {
  const identities = persona === undefined ? [] : identitiesOf(persona, request.identityTypes);
  const picked = pickIdentity(identities, identity);
  return picked === undefined ? {} : { identity: picked.id };
}
