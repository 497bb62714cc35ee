import { z } from 'zod';
import { looksLikeCpr, parseUuid } from '../../identifiers';
import { cprInUrl, HOLDS_CPR } from '../cpr-in-url';
import { ownMembers } from '../own';
import { urlProblem } from '../urls';
import { flag, missingOr, nsis, objectOr, textThat } from '../value-shape';
import type { EIdentParameters } from './parameters';
import { transactionHtmlProblem } from './transaction-html';
import { EIDS } from './wire';

const MAX_REFERENCE_TEXT = 130;
const MAX_TRANSACTION_TEXT = 600;
const MAX_ADDITIONAL_INFO = 600;
const CONTROL = /[^\P{Cc}\t\r\n]|\p{Cs}/u;

const sentUrl = textThat((text) => urlProblem(text) ?? cprInUrl(text));

/** The rule of each parameter by itself: lengths and forms of facts/eident.md, "Request parameters". */
export const PARAMETER_SHAPE = {
  eids: z
    .array(z.enum(EIDS, { error: `is not one of ${EIDS.join(', ')}` }), { error: 'must be an array' })
    .nonempty({ error: 'names no eID' })
    .refine((eids) => new Set(eids).size === eids.length, { error: 'names an eID twice' })
    .optional(),
  returnSsn: flag.optional(),
  returnNemidPid: flag.optional(),
  loa: nsis.optional(),
  aal: nsis.optional(),
  presetId: textThat(presetIdProblem)
    .transform((text) => parseUuid(text) ?? text)
    .optional(),
  referenceText: textThat((text) => textProblem(text, MAX_REFERENCE_TEXT)).optional(),
  transactionText: z
    .preprocess(
      ownMembers,
      z
        .strictObject(
          {
            text: textThat((text) => textProblem(text, MAX_TRANSACTION_TEXT)),
            type: z.enum(['text', 'html'], { error: missingOr('must be text or html') }),
          },
          { error: objectOr('must be an object { text, type }') },
        )
        .superRefine(({ text, type }, context) => {
          const message = type === 'html' ? transactionHtmlProblem(text) : undefined;
          if (message !== undefined) context.addIssue({ code: 'custom', message });
        }),
    )
    .optional(),
  additionalInfo: textThat((text) => textProblem(text, MAX_ADDITIONAL_INFO)).optional(),
  style: sentUrl.optional(),
  uiMode: z
    .preprocess(
      ownMembers,
      z.union(
        [
          z.enum(['redirect', 'popup', 'embedded']),
          z.strictObject({
            wi: z.string().regex(/^[A-Za-z0-9_-]{1,16}$/, { error: 'must be 1 to 16 letters, digits, _ or -' }),
          }),
        ],
        { error: 'must be redirect, popup, embedded or { wi: a value of your broker }' },
      ),
    )
    .optional(),
  locale: textThat((text) =>
    /^[a-z]{2}[_-][A-Z]{2}$/.test(text) ? undefined : 'must be a language and a country, such as da_DK',
  ).optional(),
  startUrl: sentUrl.optional(),
  statusUrl: sentUrl.optional(),
} satisfies Record<keyof EIdentParameters, z.ZodType>;

export const PARAMETER_NAMES = Object.keys(PARAMETER_SHAPE) as (keyof EIdentParameters)[];

// An old user id may be the CPR number itself, and it would stand in a URL (rules 7): so nothing of it is repeated.
function presetIdProblem(text: string): string | undefined {
  return parseUuid(text) === undefined ? 'must be the MitID UUID of the person' : undefined;
}

function textProblem(text: string, max: number): string | undefined {
  if (text.trim() === '') return 'is empty';
  if (text.length > max) return `has ${text.length} characters; at most ${max} are allowed`;
  if (CONTROL.test(text)) return 'holds a control character or half a character';
  return looksLikeCpr(text) ? HOLDS_CPR : undefined;
}
