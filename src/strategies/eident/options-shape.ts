import { z } from 'zod';
import type { EIdentAttributeNames } from '../../profile';
import { COMMON_SHAPE } from '../common-options';
import { ownMembers } from '../own';
import { certificateProblem, pemText, privateKeyProblem } from '../pem';
import { addIssue, filled, flag, list, milliseconds, textThat, url } from '../value-shape';
import type { EIdentOptions } from './options';
import { PARAMETER_SHAPE } from './parameter-shape';
import { LOGIN_PARAMETER, WIRE } from './wire';

const MINUTE_MS = 60_000;

const printable = textThat((text) =>
  /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(text) ? undefined : 'must be printable ASCII',
);

/** The rule of each option by itself. */
export const OPTION_SHAPE = {
  ...COMMON_SHAPE,
  ...PARAMETER_SHAPE,
  entryPoint: url,
  assertionUrl: url,
  logoutUrl: url.optional(),
  callbackUrl: url,
  merchantId: textThat((text) => {
    if (text === '') return 'is empty';
    return /^[\x21-\x39\x3b-\x7e]+$/.test(text) ? undefined : 'must be printable ASCII without spaces and colons';
  }),
  merchantPassword: filled,
  idpIssuer: filled,
  idpCert: pemText.optional(),
  audience: filled.optional(),
  artifactSourceId: textThat((text) => (/^[0-9a-f]{40}$/i.test(text) ? undefined : 'must be 40 hex digits'))
    .transform((text) => text.toLowerCase())
    .optional(),
  bindings: list(z.enum(['artifact', 'post'], { error: 'must be artifact or post' })).optional(),
  // The profile room knows which names there are, and says so (config.ts).
  attributeNames: z
    .preprocess(
      ownMembers,
      z.custom<EIdentAttributeNames>(() => true),
    )
    .optional(),
  assertionCa: pemText.superRefine((pem, context) => addIssue(context, certificateProblem([pem].flat()))).optional(),
  clientCert: textThat((pem) => certificateProblem([pem], 'clientKey')).optional(),
  clientKey: textThat((pem) => privateKeyProblem(pem, 'clientCert')).optional(),
  soapAction: printable.optional(),
  timeoutMs: milliseconds(1_000, MINUTE_MS).optional(),
  errorParameters: list(textThat(errorParameterProblem)).optional(),
  allowMissingInResponseTo: flag.optional(),
  allowMissingAudience: flag.optional(),
  allowMissingConfirmation: flag.optional(),
  dangerouslyAllowUnsignedAssertion: flag.optional(),
} satisfies Record<keyof EIdentOptions, z.ZodType>;

function errorParameterProblem(name: string): string | undefined {
  if (!/^[A-Za-z0-9_.-]{1,64}$/.test(name)) return 'must be a plain parameter name';
  const taken: readonly string[] = [LOGIN_PARAMETER, WIRE.target, WIRE.artifact, WIRE.response];
  return taken.includes(name) ? 'is the name of another parameter of the callback' : undefined;
}
