import { createPrivateKey, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import type { Policy } from '../../policy';
import type { EIdentAttributeNames } from '../../profile';
import type { StateStore } from '../../state/state-store';
import type { Logger } from '../logger';
import { ownMembers } from '../own';
import { flag, missingOr, nsis, PARAMETER_SHAPE, textThat, url } from './parameter-shape';
import type { EIdentOptions } from './options';
import { LOGIN_PARAMETER, WIRE } from './wire';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

const filled = textThat((text) => (text.trim() === '' ? 'is empty' : undefined));
const printable = textThat((text) =>
  /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(text) ? undefined : 'must be printable ASCII',
);
const pemText = z.union([z.string(), z.array(z.string()).nonempty({ error: 'is empty' })], {
  error: missingOr('must be PEM text, or an array of it'),
});
const list = <T extends z.ZodType>(entry: T) =>
  z.array(entry, { error: 'must be an array' }).nonempty({ error: 'is empty' });

const policy = z.preprocess(
  ownMembers,
  z.strictObject(
    {
      minimumLoa: nsis.exactOptional(),
      minimumIal: nsis.exactOptional(),
      minimumAal: nsis.exactOptional(),
      identityTypes: list(
        z.enum(['private', 'professional', 'company'], { error: 'must be private, professional or company' }),
      ).exactOptional(),
      authenticators: list(filled).exactOptional(),
    },
    { error: ({ code }) => (code === 'unrecognized_keys' ? undefined : 'must be an object') },
  ),
) satisfies z.ZodType<Policy>;

/** The rule of each option by itself. */
export const OPTION_SHAPE = {
  ...PARAMETER_SHAPE,
  name: textThat((text) => (/^[\w.-]{1,64}$/.test(text) ? undefined : 'must be letters, digits, _ . -')).optional(),
  entryPoint: url,
  assertionUrl: url,
  logoutUrl: url.optional(),
  callbackUrl: url,
  merchantId: textThat((text) =>
    /^[\x21-\x39\x3b-\x7e]+$/.test(text) ? undefined : 'must be printable ASCII without spaces and colons',
  ),
  merchantPassword: filled,
  idpIssuer: filled,
  idpCert: pemText.optional(),
  audience: filled.optional(),
  artifactSourceId: textThat((text) => (/^[0-9a-f]{40}$/i.test(text) ? undefined : 'must be 40 hex digits'))
    .transform((text) => text.toLowerCase())
    .optional(),
  bindings: list(z.enum(['artifact', 'post'], { error: 'must be artifact or post' })).optional(),
  acceptedClockSkewMs: milliseconds(0, 5 * MINUTE_MS).optional(),
  policy: policy.optional(),
  // The profile room knows which names there are, and says so (config.ts).
  attributeNames: z
    .preprocess(
      ownMembers,
      z.custom<EIdentAttributeNames>(() => true),
    )
    .optional(),
  stateStore: z
    .custom<StateStore>(hasMethods('put', 'get', 'take', 'claim', 'delete'), {
      error: 'must have the methods put, get, take, claim and delete',
    })
    .optional(),
  sessionLifetimeMs: milliseconds(15 * MINUTE_MS, 30 * DAY_MS).optional(),
  assertionCa: pemText.superRefine((pem, context) => addIssue(context, certificateProblem([pem].flat()))).optional(),
  clientCert: textThat((pem) => certificateProblem([pem])).optional(),
  clientKey: textThat(privateKeyProblem).optional(),
  soapAction: printable.optional(),
  timeoutMs: milliseconds(1_000, MINUTE_MS).optional(),
  errorParameters: list(textThat(errorParameterProblem)).optional(),
  passReqToCallback: flag.optional(),
  logger: z
    .custom<Logger>(hasMethods('info', 'warn', 'error'), { error: 'must have the methods info, warn and error' })
    .optional(),
  allowMissingInResponseTo: flag.optional(),
  allowMissingAudience: flag.optional(),
  allowMissingConfirmation: flag.optional(),
  dangerouslyAllowSha1: flag.optional(),
  dangerouslyAllowUnsignedAssertion: flag.optional(),
} satisfies Record<keyof EIdentOptions, z.ZodType>;

function milliseconds(min: number, max: number) {
  const error = `must be a whole number of milliseconds from ${min} to ${max}`;
  return z.number({ error }).int({ error }).min(min, { error }).max(max, { error });
}

function certificateProblem(texts: readonly string[]): string | undefined {
  for (const text of texts) {
    const blocks = text.match(PEM_CERTIFICATE) ?? [];
    if (blocks.length === 0) return 'holds no PEM certificate';
    try {
      blocks.forEach((block) => new X509Certificate(block));
    } catch {
      return 'holds a certificate that cannot be read';
    }
  }
  return undefined;
}

function privateKeyProblem(pem: string): string | undefined {
  try {
    createPrivateKey(pem);
    return undefined;
  } catch {
    return 'is not a readable PEM private key without a passphrase';
  }
}

function errorParameterProblem(name: string): string | undefined {
  if (!/^[A-Za-z0-9_.-]{1,64}$/.test(name)) return 'must be a plain parameter name';
  const taken: readonly string[] = [LOGIN_PARAMETER, WIRE.target, WIRE.artifact, WIRE.response];
  return taken.includes(name) ? 'is the name of another parameter of the callback' : undefined;
}

function hasMethods(...names: readonly string[]) {
  return (value: unknown): boolean =>
    typeof value === 'object' &&
    value !== null &&
    names.every((name) => typeof (value as Record<string, unknown>)[name] === 'function');
}

function addIssue(context: z.RefinementCtx, message: string | undefined): void {
  if (message !== undefined) context.addIssue({ code: 'custom', message });
}
