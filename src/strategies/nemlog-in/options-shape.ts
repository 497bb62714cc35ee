import { z } from 'zod';
import { COMMON_SHAPE } from '../common-options';
import { SAML2_SHAPE } from '../saml2/options-shape';
import { flag, url } from '../value-shape';
import { LOGOUT_BINDINGS } from './logout-binding';
import type { NemLogInOptions } from './options';
import { PARAMETER_SHAPE } from './parameter-shape';
import { DIALECTS } from './wire';

/** The rule of each option by itself. */
export const OPTION_SHAPE = {
  ...COMMON_SHAPE,
  ...PARAMETER_SHAPE,
  ...SAML2_SHAPE,
  logoutUrl: url.optional(),
  logoutBinding: z.enum(LOGOUT_BINDINGS, { error: `must be ${LOGOUT_BINDINGS.join(' or ')}` }).optional(),
  dialect: z.enum(DIALECTS, { error: `must be ${DIALECTS.join(' or ')}` }).optional(),
  allowAssuranceLevel: flag.optional(),
} satisfies Record<keyof NemLogInOptions, z.ZodType>;
