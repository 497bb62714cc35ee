import { HOLDER_OF_KEY, TRANSIENT } from '../../brokers/saml2/names';
import { randomHex } from '../../random';
import { assertions, authentication, confirmations } from './change';
import type { Saml2Fault } from './fault';

const at = 'answer';
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What is wrong with the subject: how it is confirmed, when it was authenticated, what it is called. */
export const SUBJECT_FAULTS = [
  {
    name: 'wrong-recipient',
    seenAs: 'recipient_mismatch',
    at,
    inside: 'unsigned response',
    description: 'Recipient is another application’s URL.',
    answer: (answer) => confirmations(answer, () => ({ recipient: 'https://somebody-else.example/callback' })),
  },
  {
    name: 'missing-recipient',
    seenAs: 'recipient_mismatch',
    at,
    inside: 'unsigned response',
    description: 'The confirmation has no Recipient.',
    answer: (answer) => confirmations(answer, () => ({ recipient: undefined })),
  },
  {
    name: 'wrong-confirmation-in-response-to',
    seenAs: 'in_response_to_mismatch',
    at,
    inside: 'unsigned response',
    description: 'InResponseTo of the confirmation names another request; that of the Response is right.',
    answer: (answer) => confirmations(answer, () => ({ inResponseTo: `_${randomHex()}` })),
  },
  {
    name: 'missing-confirmation-in-response-to',
    seenAs: 'in_response_to_missing',
    at,
    inside: 'unsigned response',
    description: 'The confirmation has no InResponseTo; the Response has.',
    answer: (answer) => confirmations(answer, () => ({ inResponseTo: undefined })),
  },
  {
    name: 'expired-confirmation',
    seenAs: 'confirmation_expired',
    at,
    description: 'The assertion is valid, its confirmation expired an hour ago.',
    answer: (answer) =>
      confirmations(answer, ({ notOnOrAfter = 0 }) => ({ notOnOrAfter: notOnOrAfter - 65 * MINUTE_MS })),
  },
  {
    name: 'endless-confirmation',
    seenAs: 'confirmation_expired',
    at,
    description: 'The confirmation has no NotOnOrAfter.',
    answer: (answer) => confirmations(answer, () => ({ notOnOrAfter: undefined })),
  },
  {
    name: 'confirmation-not-before',
    seenAs: 'confirmation_method',
    at,
    description: 'The bearer confirmation has a NotBefore, which it may not have.',
    answer: (answer) => confirmations(answer, ({ notOnOrAfter = 0 }) => ({ notBefore: notOnOrAfter - 10 * MINUTE_MS })),
  },
  {
    name: 'holder-of-key',
    seenAs: 'confirmation_method',
    at,
    description: 'The one confirmation is holder-of-key.',
    answer: (answer) => confirmations(answer, () => ({ method: HOLDER_OF_KEY })),
  },
  {
    name: 'missing-confirmation',
    seenAs: 'confirmation_missing',
    at,
    description: 'The subject has no confirmation.',
    answer: (answer) => assertions(answer, () => ({ confirmations: [] })),
  },
  {
    name: 'missing-authn-statement',
    seenAs: 'authentication_statement_missing',
    at,
    description: 'Nothing is said of an authentication.',
    answer: (answer) => assertions(answer, () => ({ authentication: undefined })),
  },
  {
    name: 'session-expired',
    seenAs: 'session_expired',
    at,
    description: 'The session at the broker ended an hour ago (SessionNotOnOrAfter).',
    answer: (answer) =>
      authentication(answer, () => ({
        sessionNotOnOrAfter: answer.response.issuedAt - 60 * MINUTE_MS,
      })),
  },
  {
    name: 'old-authn-instant',
    seenAs: 'authentication_too_old',
    at,
    description: 'The person authenticated yesterday, though ForceAuthn was asked for.',
    answer: (answer) => authentication(answer, (draft) => ({ at: draft.at - DAY_MS })),
  },
  {
    name: 'transient-nameid',
    seenAs: 'name_id_transient',
    at,
    description: 'The NameID is a transient one.',
    answer: (answer) => assertions(answer, () => ({ nameId: { value: `_${randomHex()}`, format: TRANSIENT } })),
  },
  {
    name: 'malformed-nameid',
    seenAs: 'name_id_malformed',
    at,
    description: 'The NameID is persistent, and of another form than the broker’s.',
    answer: (answer) =>
      assertions(answer, ({ nameId }) => ({ nameId: nameId && { ...nameId, value: `user-${randomHex()}` } })),
  },
  {
    name: 'missing-nameid',
    seenAs: 'name_identifier_missing',
    at,
    description: 'The subject has no NameID.',
    answer: (answer) => assertions(answer, () => ({ nameId: undefined })),
  },
] as const satisfies readonly Saml2Fault[];
