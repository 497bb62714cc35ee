import { z } from 'zod';
import type { StateStore } from '../state';
import { COMMON_SHAPE } from '../strategies/common-options';
import { certificateProblem, pemText, privateKeyProblem } from '../strategies/pem';
import { SAML2_SHAPE } from '../strategies/saml2/options-shape';
import { urlProblem } from '../strategies/urls';
import { addIssue, milliseconds, missingOr, textThat } from '../strategies/value-shape';
import type { CprMatcherOptions } from './options';

const MAX_TRIES = 3;
const OF_THE_STRATEGY =
  'must be the one that the strategy was given, with the methods put, get, take, claim and delete';
const TRIES = `must be a whole number from 1 to ${MAX_TRIES}`;

/** The rule of each option by itself. */
export const OPTION_SHAPE = {
  // Not even on loopback is it http: the certificate that the service knows us by is shown in TLS.
  url: textThat((text) => urlProblem(text) ?? (/^https:/i.test(text) ? undefined : 'is not an https: URL')),
  entityId: SAML2_SHAPE.entityId,
  // The same form, and no less needed.
  idpEntityId: SAML2_SHAPE.entityId,
  clientCert: textThat((pem) => certificateProblem([pem], 'clientKey')).optional(),
  clientKey: textThat((pem) => privateKeyProblem(pem, 'clientCert')).optional(),
  pkcs12: SAML2_SHAPE.pkcs12,
  ca: pemText.superRefine((pem, context) => addIssue(context, certificateProblem([pem].flat()))).optional(),
  stateStore: z.custom<StateStore>((value) => value !== undefined && COMMON_SHAPE.stateStore.safeParse(value).success, {
    error: missingOr(OF_THE_STRATEGY),
  }),
  timeoutMs: milliseconds(1_000, 60_000).optional(),
  maximumTries: z.int({ error: TRIES }).min(1, { error: TRIES }).max(MAX_TRIES, { error: TRIES }).optional(),
  logger: COMMON_SHAPE.logger,
} satisfies Record<keyof CprMatcherOptions, z.ZodType>;
