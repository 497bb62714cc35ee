import { z } from 'zod';
// One certificate does for both services, and the options that name it are the same.
import { readClientCertificate, type ClientCertificate } from '../cpr-match/client-certificate';
import { MitIdError } from '../errors';
import { certificateProblem, pemText, privateKeyProblem } from '../strategies/pem';
import { readShape, unknownKeys, type Problem } from '../strategies/problems';
import { SAML2_SHAPE } from '../strategies/saml2/options-shape';
import { urlProblem } from '../strategies/urls';
import { addIssue, milliseconds, missingOr, textThat } from '../strategies/value-shape';
import type { NemLogInLookupOptions } from './options';

const DEFAULT_TIMEOUT_MS = 10_000;

function baseUrlProblem(text: string): string | undefined {
  const problem = urlProblem(text);
  if (problem !== undefined) return problem;
  // Not even on loopback is it http: the certificate that the token is bound to is shown in TLS.
  const { protocol, pathname, search } = new URL(text);
  if (protocol !== 'https:') return 'is not an https: URL';
  return pathname === '/' && search === '' ? undefined : 'holds a path or a query; the operations have theirs';
}

/** The rule of each option by itself. */
export const SHAPE = {
  url: textThat(baseUrlProblem),
  samlToken: z.custom<NemLogInLookupOptions['samlToken']>((value) => typeof value === 'function', {
    error: missingOr('must be a function that gives the SAML assertion'),
  }),
  clientCert: textThat((pem) => certificateProblem([pem], 'clientKey')).optional(),
  clientKey: textThat((pem) => privateKeyProblem(pem, 'clientCert')).optional(),
  pkcs12: SAML2_SHAPE.pkcs12,
  ca: pemText.superRefine((pem, context) => addIssue(context, certificateProblem([pem].flat()))).optional(),
  timeoutMs: milliseconds(1_000, 60_000).optional(),
  allowEmptyAnswer: z.boolean({ error: 'must be true or false' }).optional(),
} satisfies Record<keyof NemLogInLookupOptions, z.ZodType>;

/** Options that have been judged, with their defaults. */
export interface LookupConfig {
  readonly url: URL;
  readonly samlToken: NemLogInLookupOptions['samlToken'];
  readonly client: ClientCertificate;
  /** PEM. */
  readonly ca: readonly string[] | undefined;
  readonly timeoutMs: number;
  readonly allowEmptyAnswer: boolean;
}

/**
 * Judges the options of a lookup.
 *
 * @param input what the application wrote; nothing about it is believed.
 * @throws MitIdError `configuration_invalid`, whose `detail.problems` has a line for each problem, with the option's name.
 */
export function readOptions(input: unknown): LookupConfig {
  const given = typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {};
  const { values, problems: misshapen } = readShape(SHAPE, given);
  const absent = (name: keyof NemLogInLookupOptions): boolean =>
    !Object.hasOwn(given, name) || given[name] === undefined;
  const { client, problems: unfit } = readClientCertificate(values as Partial<NemLogInLookupOptions>, absent);
  const problems: Problem[] = [...unknownKeys(given, Object.keys(SHAPE)), ...misshapen, ...unfit];
  const { url, samlToken, ca, timeoutMs = DEFAULT_TIMEOUT_MS, allowEmptyAnswer = false } = values;
  if (problems.length > 0 || client === undefined || url === undefined || samlToken === undefined) {
    throw new MitIdError('configuration_invalid', {
      problems: problems.map(({ name, problem }) => `${name} ${problem}`),
    });
  }
  const authorities = ca === undefined ? undefined : [ca].flat();
  return { url: new URL(url), samlToken, client, ca: authorities, timeoutMs, allowEmptyAnswer };
}
