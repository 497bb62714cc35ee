import type { Answer, AssertionDraft } from '../../brokers/saml11/answer';
import { lookalike } from '../forgery/text';
import type { Saml11Fault } from './fault';

const at = 'answer';
const HOUR_MS = 60 * 60 * 1000;

const assertions = (answer: Answer, changes: (draft: AssertionDraft) => Partial<AssertionDraft>): Answer => ({
  ...answer,
  response: {
    ...answer.response,
    assertions: answer.response.assertions.map((draft) => ({ ...draft, ...changes(draft) })),
  },
});

const moved = (draft: AssertionDraft, byMs: number): Partial<AssertionDraft> => ({
  issuedAt: draft.issuedAt + byMs,
  notBefore: draft.notBefore + byMs,
  notOnOrAfter: draft.notOnOrAfter + byMs,
});

/** What is wrong with who says it to whom, and when. */
export const CONDITION_FAULTS = [
  {
    name: 'expired',
    seenAs: 'assertion_expired',
    at,
    description: 'The assertion was issued an hour ago and has expired.',
    answer: (answer) => assertions(answer, (draft) => moved(draft, -HOUR_MS)),
  },
  {
    name: 'not-yet-valid',
    seenAs: 'assertion_not_yet_valid',
    at,
    description: 'The assertion is valid from an hour ahead.',
    answer: (answer) => assertions(answer, (draft) => moved(draft, HOUR_MS)),
  },
  {
    name: 'wrong-audience',
    seenAs: 'audience_mismatch',
    at,
    description: 'The assertion is for another application.',
    answer: (answer) => assertions(answer, () => ({ audience: '9999999' })),
  },
  {
    name: 'wrong-issuer',
    seenAs: 'issuer_mismatch',
    at,
    description: 'Another issuer’s name, signed with the broker’s key.',
    answer: (answer) => assertions(answer, () => ({ issuer: 'urn:mitid-saml:simulator:somebody-else' })),
  },
  {
    name: 'issuer-in-capitals',
    seenAs: 'issuer_mismatch',
    at,
    description: 'The issuer’s name in capitals, signed with the broker’s key.',
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
    name: 'replayed-assertion',
    seenAs: 'assertion_replayed',
    at,
    description: 'The assertion has the id of an earlier one (of this one, when there was none).',
    answer: (answer, { previousAssertionId }) => assertions(answer, ({ id }) => ({ id: previousAssertionId ?? id })),
  },
] as const satisfies readonly Saml11Fault[];
