import { CONDITION_FAULTS } from './conditions';
import { ENCRYPTION_FAULTS } from './encryption';
import { FORGERY_FAULTS } from './forgery';
import { MESSAGE_FAULTS, RETURN_FAULTS } from './message';
import { SIGNATURE_FAULTS } from './signature';
import { SUBJECT_FAULTS } from './subject';
import { WRAPPING_FAULTS } from './wrapping';

/** What any broker's answer of SAML 2.0 may have wrong, whatever it says of the person; in the order of the pages and the docs. */
export const SAML2_FAULTS = [
  ...SIGNATURE_FAULTS,
  ...WRAPPING_FAULTS,
  ...FORGERY_FAULTS,
  ...ENCRYPTION_FAULTS,
  ...CONDITION_FAULTS,
  ...SUBJECT_FAULTS,
  ...MESSAGE_FAULTS,
  ...RETURN_FAULTS,
] as const;
