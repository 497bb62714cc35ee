import { z } from 'zod';
import { cprInUrl } from '../cpr-in-url';
import { ownMembers } from '../own';
import { flag, list, missingOr, nsis, objectOr, textThat } from '../value-shape';
import type { NemLogInParameters } from './parameters';
import { IDENTITY_TYPES } from './wire';

const MAX_RETURN_URL = 2_000;
const PACKAGE_NAME = /^[A-Za-z]\w*(?:\.[A-Za-z]\w*)+$/;

/** The rule of each parameter by itself. */
export const PARAMETER_SHAPE = {
  loa: nsis.optional(),
  identityTypes: list(z.enum(IDENTITY_TYPES, { error: 'must be private or professional' }))
    .refine((types) => new Set(types).size === types.length, { error: 'names a type twice' })
    .optional(),
  forceAuthn: flag.optional(),
  isPassive: flag.optional(),
  appSwitch: z
    .preprocess(
      ownMembers,
      z.strictObject(
        {
          platform: z.enum(['Android', 'iOS'], { error: missingOr('must be Android or iOS') }),
          returnUrl: textThat(returnUrlProblem),
        },
        { error: objectOr('must be an object { platform, returnUrl }') },
      ),
    )
    .optional(),
} satisfies Record<keyof NemLogInParameters, z.ZodType>;

export const PARAMETER_NAMES = Object.keys(PARAMETER_SHAPE) as (keyof NemLogInParameters)[];

// The request stands in a URL, deflated and not encrypted.
function returnUrlProblem(text: string): string | undefined {
  if (text.length > MAX_RETURN_URL) return `has ${text.length} characters; at most ${MAX_RETURN_URL} are allowed`;
  if (PACKAGE_NAME.test(text)) return undefined;
  if (!URL.canParse(text) || new URL(text).protocol !== 'https:')
    return 'must be an https: URL or an Android package name';
  return cprInUrl(text);
}
