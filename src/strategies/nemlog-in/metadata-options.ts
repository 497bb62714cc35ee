import { z } from 'zod';
import { MitIdError } from '../../errors';
import { NOT_XML, type Localized, type MetadataContact, type MetadataOrganization } from '../../metadata';
import { ownMembers } from '../own';
import { certificateProblem } from '../pem';
import { readShape, unknownKeys } from '../problems';
import { flag, list, missingOr, objectOr, textThat, url } from '../value-shape';

/** What the metadata says beside what the strategy knows. Texts are by language: `{ da: 'Selvbetjening', en: 'Self-service' }`. */
export interface ServiceProviderMetadataOptions {
  /** The name of the service as the broker shows it. */
  readonly serviceName: Localized;
  readonly organization?: MetadataOrganization;
  readonly contacts?: readonly MetadataContact[];
  /** Ask for the CPR number too: public authorities only. Default false. */
  readonly cpr?: boolean;
  /** Ask for privileges too: public authorities only. Default false. */
  readonly privileges?: boolean;
  /** PEM: certificates that requests will be signed with after a rollover, announced beside the present one. */
  readonly nextSigningCerts?: readonly string[];
  /** When the metadata ends. Without it, it does not. */
  readonly validUntil?: Date;
  /** Sign it with the signing key. Default false. */
  readonly sign?: boolean;
}

const MAX_TEXT = 1_000;
const line = textThat((text) => {
  if (text.trim() === '') return 'is empty';
  if (NOT_XML.test(text)) return 'holds a character that XML cannot carry';
  return text.length > MAX_TEXT ? `has ${text.length} characters; at most ${MAX_TEXT} are allowed` : undefined;
});
const email = textThat((text) => (/^[^\s@<>]+@[^\s@<>]+$/.test(text) ? undefined : 'must be an e-mail address'));

// BCP 47 in its plain form.
const language = z.string().regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/, { error: 'is no language, such as da' });
const byLanguage = <T extends z.ZodType<string>>(text: T) =>
  z
    .record(language, text, { error: missingOr('must be texts by language, such as { da: … }') })
    .refine((texts) => Object.keys(texts).length > 0, { error: 'has no language' });

const SHAPE = {
  serviceName: byLanguage(line),
  organization: z
    .preprocess(
      ownMembers,
      z.strictObject(
        { name: byLanguage(line), displayName: byLanguage(line), url: byLanguage(url) },
        { error: objectOr('must be an object { name, displayName, url }') },
      ),
    )
    .optional(),
  contacts: list(
    z.preprocess(
      ownMembers,
      z.strictObject(
        {
          type: z.enum(['technical', 'support', 'administrative', 'billing', 'other'], {
            error: missingOr('must be technical, support, administrative, billing or other'),
          }),
          company: line.exactOptional(),
          givenName: line.exactOptional(),
          surName: line.exactOptional(),
          emails: list(email).exactOptional(),
          telephones: list(line).exactOptional(),
        },
        { error: objectOr('must be an object') },
      ),
    ),
  ).optional(),
  cpr: flag.optional(),
  privileges: flag.optional(),
  nextSigningCerts: list(textThat((pem) => certificateProblem([pem]))).optional(),
  validUntil: z.date({ error: 'must be a Date' }).optional(),
  sign: flag.optional(),
} satisfies Record<keyof ServiceProviderMetadataOptions, z.ZodType>;

/** @throws MitIdError `configuration_invalid` with a line for every problem. */
export function readMetadataOptions(input: unknown): ServiceProviderMetadataOptions {
  const given = typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {};
  const read = readShape(SHAPE, given);
  const problems = [...unknownKeys(given, Object.keys(SHAPE)), ...read.problems];
  if (problems.length === 0) return read.values as ServiceProviderMetadataOptions;
  throw new MitIdError('configuration_invalid', {
    problems: problems.map(({ name, problem }) => `metadata.${name} ${problem}`),
  });
}
