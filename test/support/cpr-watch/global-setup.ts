import { PERSONA_CPR_FORMS } from './personas';

/** Hands the reporter, which Jest does not transform, what to look for. */
export default function globalSetup(): void {
  Object.assign(globalThis, { personaCprForms: PERSONA_CPR_FORMS });
}
