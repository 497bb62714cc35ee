import { z } from 'zod';
import { textThat } from '../../value-shape';
import { NEMID_METHODS } from '../methods';
import type { SignicatNemIdParameters } from './parameters';

/** The rule of each parameter by itself. */
export const PARAMETER_SHAPE = {
  method: z.enum(NEMID_METHODS, { error: `must be one of ${NEMID_METHODS.join(', ')}` }).optional(),
  graphicalProfile: textThat((text) =>
    /^[A-Za-z0-9_.-]{1,64}$/.test(text) ? undefined : 'must be letters, digits, _ . - (1 to 64)',
  ).optional(),
  language: textThat((text) =>
    /^[a-z]{2}$/.test(text) ? undefined : 'must be two letters of ISO 639-1, such as da',
  ).optional(),
} satisfies Record<keyof SignicatNemIdParameters, z.ZodType>;

export const PARAMETER_NAMES = Object.keys(PARAMETER_SHAPE) as (keyof SignicatNemIdParameters)[];
