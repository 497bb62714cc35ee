import { z } from 'zod';
import type { EditAuthnRequest } from '../../protocols/saml2';
import { certificateProblem } from '../pem';
import { filled, flag, list, milliseconds, missingOr, textThat, url } from '../value-shape';
import type { Saml2Options } from './options';
import { decryptionKeyProblem, metadataProblem, pkcs12Problem } from './source-shape';
import type { DecryptionKey, IdpMetadataSource, Pkcs12Source } from './sources';

const SECOND_MS = 1_000;
const DAY_MS = 24 * 60 * 60 * SECOND_MS;
const MAX_ENTITY_ID = 1_024;

const entityId = textThat((text) => {
  if (text.trim() === '') return 'is empty';
  if (text !== text.trim() || /\p{Cc}/u.test(text)) return 'holds white space around it, or a control character';
  return text.length > MAX_ENTITY_ID
    ? `has ${text.length} characters; at most ${MAX_ENTITY_ID} are allowed`
    : undefined;
});

/** A value of a form that zod cannot say in one line: `problem` says what is wrong with it. */
function shaped<T>(problem: (value: unknown) => string | undefined) {
  return z.custom<T>((value) => problem(value) === undefined, { error: ({ input }) => problem(input) });
}

/** The rule of each option by itself; what the keys and the metadata hold is read by keys.ts and identity-provider.ts. */
export const SAML2_SHAPE = {
  entityId,
  callbackUrl: url,
  idpMetadata: shaped<IdpMetadataSource>(metadataProblem),
  idpEntityId: entityId.optional(),
  signingKey: filled.optional(),
  signingCert: textThat((pem) => certificateProblem([pem], 'signingKey')).optional(),
  pkcs12: shaped<Pkcs12Source>(pkcs12Problem).optional(),
  decryptionKeys: list(shaped<DecryptionKey>(decryptionKeyProblem)).optional(),
  requireEncryptedAssertion: flag.optional(),
  allowCbc: flag.optional(),
  maxAuthenticationAgeMs: milliseconds(SECOND_MS, 30 * DAY_MS).optional(),
  cancelStatuses: z
    .array(
      textThat((code) =>
        /^[A-Za-z0-9_.-]{1,64}$/.test(code) ? undefined : 'must be the last word of a status code, such as AuthnFailed',
      ),
      { error: missingOr('must be an array') },
    )
    .optional(),
  editAuthnRequest: z
    .custom<EditAuthnRequest>((value) => typeof value === 'function', { error: 'must be a function' })
    .optional(),
} satisfies Record<keyof Saml2Options, z.ZodType>;
