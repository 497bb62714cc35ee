import type { AttackClass } from './attack-class';
import { KEYS_AND_XML } from './keys-and-xml';
import { PROTOCOL } from './protocol';
import { SAML11_ONLY } from './saml11';
import { SIGNATURE_COVERAGE } from './signature-coverage';

export type { AttackClass } from './attack-class';

/** The number of a class. */
export type ClassNumber =
  keyof typeof SIGNATURE_COVERAGE | keyof typeof KEYS_AND_XML | keyof typeof PROTOCOL | keyof typeof SAML11_ONLY;

/** Every known class of attacks, by its number. */
export const CATALOGUE: Readonly<Record<ClassNumber, AttackClass>> = {
  ...SIGNATURE_COVERAGE,
  ...KEYS_AND_XML,
  ...PROTOCOL,
  ...SAML11_ONLY,
};
