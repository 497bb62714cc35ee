import { z } from 'zod';
import type { SignicatSaml11Names } from '../../../profile';
import { COMMON_SHAPE } from '../../common-options';
import { ownMembers } from '../../own';
import { pemText } from '../../pem';
import { filled, list, missingOr, textThat, url } from '../../value-shape';
import { NEMID_METHODS } from '../methods';
import type { SignicatNemIdOptions } from './options';
import { PARAMETER_SHAPE } from './parameter-shape';
import { LOGIN_PARAMETER, REPOSTED_PARAMETER, WIRE } from './wire';

/** The rule of each option by itself. */
export const OPTION_SHAPE = {
  ...COMMON_SHAPE,
  ...PARAMETER_SHAPE,
  method: z.enum(NEMID_METHODS),
  authenticationUrl: url,
  callbackUrl: url,
  idpIssuer: filled,
  idpCert: pemText,
  audience: filled,
  // The profile room knows which names there are, and says so (config.ts).
  attributeNames: z
    .preprocess(
      ownMembers,
      z.custom<SignicatSaml11Names>(() => true),
    )
    .optional(),
  cancelStatuses: z
    .array(
      textThat((code) =>
        /^[A-Za-z0-9_.-]{1,64}$/.test(code) ? undefined : 'must be the last word of a status, such as usercancel',
      ),
      { error: missingOr('must be an array') },
    )
    .optional(),
  errorParameters: list(textThat(errorParameterProblem)).optional(),
} satisfies Record<keyof SignicatNemIdOptions, z.ZodType>;

function errorParameterProblem(name: string): string | undefined {
  if (!/^[A-Za-z0-9_.-]{1,64}$/.test(name)) return 'must be a plain parameter name';
  const taken: readonly string[] = [LOGIN_PARAMETER, REPOSTED_PARAMETER, WIRE.target, WIRE.artifact, WIRE.response];
  return taken.includes(name) ? 'is the name of another parameter of the callback' : undefined;
}
