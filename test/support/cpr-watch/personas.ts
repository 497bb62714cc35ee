import { PERSONAS } from '../../../src/simulator/personas';
import { cprForms, findCpr, type CprForm } from './forms';

/** Every spelling of every persona's CPR number. */
export const PERSONA_CPR_FORMS: readonly CprForm[] = PERSONAS.flatMap(({ cpr }) =>
  cpr === undefined ? [] : cprForms(cpr.reveal()),
);

/** Which persona's CPR number a text holds (as `120385-xxxx in base64`); undefined when it holds none. */
export function personaCprIn(text: string): string | undefined {
  return findCpr(text, PERSONA_CPR_FORMS);
}
