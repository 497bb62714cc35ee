import { z } from 'zod';
import type { SignicatSaml2Names } from '../../../profile';
import { COMMON_SHAPE } from '../../common-options';
import { ownMembers } from '../../own';
import { SAML2_SHAPE } from '../../saml2/options-shape';
import { WIRE } from '../../saml2/wire';
import { flag, textThat } from '../../value-shape';
import type { SignicatMitIdOptions } from './options';
import { PARAMETER_SHAPE } from './parameter-shape';

/** The rule of each option by itself. */
export const OPTION_SHAPE = {
  ...COMMON_SHAPE,
  ...PARAMETER_SHAPE,
  ...SAML2_SHAPE,
  method: z.literal('mitid'),
  allowSignedResponseOnly: flag.optional(),
  // The profile room knows which names there are, and says so (config.ts).
  attributeNames: z
    .preprocess(
      ownMembers,
      z.custom<SignicatSaml2Names>(() => true),
    )
    .optional(),
  stepUpParameter: textThat(stepUpParameterProblem).optional(),
} satisfies Record<keyof SignicatMitIdOptions, z.ZodType>;

function stepUpParameterProblem(name: string): string | undefined {
  if (!/^[A-Za-z0-9_.-]{1,64}$/.test(name)) return 'must be a plain parameter name';
  const taken: readonly string[] = [...Object.values(WIRE), 'SigAlg', 'Signature'];
  return taken.includes(name) ? 'is the name of another parameter of the request' : undefined;
}
