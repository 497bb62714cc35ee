import { lookalike } from '../forgery/text';
import { assertions, response } from './change';
import type { Saml2Fault } from './fault';

const at = 'answer';
const HOUR_MS = 60 * 60_000;
const SOMEBODY_ELSE = 'urn:mitid-saml:simulator:somebody-else';

/** What is wrong with who says it to whom, and when. */
export const CONDITION_FAULTS = [
  {
    name: 'expired',
    seenAs: 'assertion_expired',
    at,
    description: 'The assertion was issued two hours ago and has expired.',
    answer: (answer) =>
      assertions(answer, ({ issuedAt, notBefore, notOnOrAfter }) => ({
        issuedAt: issuedAt - 2 * HOUR_MS,
        notBefore: notBefore - 2 * HOUR_MS,
        notOnOrAfter: notOnOrAfter - 2 * HOUR_MS,
      })),
  },
  {
    name: 'not-yet-valid',
    seenAs: 'assertion_not_yet_valid',
    at,
    description: 'The assertion is valid from an hour ahead.',
    answer: (answer) =>
      assertions(answer, ({ notBefore, notOnOrAfter }) => ({
        notBefore: notBefore + HOUR_MS,
        notOnOrAfter: notOnOrAfter + HOUR_MS,
      })),
  },
  {
    name: 'wrong-audience',
    seenAs: 'audience_mismatch',
    at,
    description: 'The assertion is for another service provider.',
    answer: (answer) => assertions(answer, () => ({ audience: 'https://somebody-else.example' })),
  },
  {
    name: 'missing-audience',
    seenAs: 'audience_missing',
    at,
    description: 'No AudienceRestriction.',
    answer: (answer) => assertions(answer, () => ({ audience: undefined })),
  },
  {
    name: 'wrong-issuer',
    seenAs: 'issuer_mismatch',
    at,
    description: 'Another issuer’s name in the assertion, signed with the broker’s key.',
    answer: (answer) => assertions(answer, () => ({ issuer: SOMEBODY_ELSE })),
  },
  {
    name: 'issuer-in-capitals',
    seenAs: 'issuer_mismatch',
    at,
    description: 'The issuer’s name in capitals in the assertion, signed with the broker’s key.',
    answer: (answer) => assertions(answer, ({ issuer }) => ({ issuer: issuer.toUpperCase() })),
  },
  {
    name: 'lookalike-issuer',
    seenAs: 'issuer_mismatch',
    at,
    description: 'The issuer’s name with a Cyrillic letter that looks the same, signed with the broker’s key.',
    answer: (answer) => assertions(answer, ({ issuer }) => ({ issuer: lookalike(issuer) })),
  },
  {
    name: 'wrong-response-issuer',
    seenAs: 'issuer_mismatch',
    at,
    description: 'Another issuer’s name in the Response.',
    answer: (answer) => response(answer, { issuer: SOMEBODY_ELSE }),
  },
  {
    name: 'missing-response-issuer',
    seenAs: 'issuer_mismatch',
    at,
    description: 'The Response has no Issuer.',
    answer: (answer) => response(answer, { issuer: undefined }),
  },
  {
    name: 'replayed-assertion',
    seenAs: 'assertion_replayed',
    at,
    description: 'The assertion has the id of an earlier one (of this one, when there was none).',
    answer: (answer, { previousAssertionId }) => assertions(answer, ({ id }) => ({ id: previousAssertionId ?? id })),
  },
] as const satisfies readonly Saml2Fault[];
