import type { z } from 'zod';
import type { Problem } from '../../problems';
import { flag, list, textThat } from '../../value-shape';
import type { SignicatMitIdParameters } from './parameters';

const MAX_CLASS_REF = 256;

/** The rule of each parameter by itself. */
export const PARAMETER_SHAPE = {
  authnContext: list(
    textThat((text) =>
      text.length <= MAX_CLASS_REF && /^[A-Za-z][A-Za-z0-9+.-]*:[\x21-\x7e]+$/.test(text)
        ? undefined
        : `must be a URI of at most ${MAX_CLASS_REF} characters`,
    ),
  ).optional(),
  forceAuthn: flag.optional(),
  isPassive: flag.optional(),
} satisfies Record<keyof SignicatMitIdParameters, z.ZodType>;

export const PARAMETER_NAMES = Object.keys(PARAMETER_SHAPE) as (keyof SignicatMitIdParameters)[];

/** What the parameters say against each other. */
export function parameterConflicts({ forceAuthn, isPassive }: SignicatMitIdParameters): Problem[] {
  if (forceAuthn !== true || isPassive !== true) return [];
  const problem = 'is set together with forceAuthn: nobody can authenticate anew without being shown a page';
  return [{ name: 'isPassive', problem }];
}
