import type { Answer, ResponseDraft } from '../../brokers/saml11/answer';
import type { Saml11Fault } from './fault';
import { randomHex } from '../../random';

const at = 'answer';

const response = (answer: Answer, changes: Partial<ResponseDraft>): Answer => ({
  ...answer,
  response: { ...answer.response, ...changes },
});

/** What is wrong with the message around the assertion, or with how it is written. */
export const MESSAGE_FAULTS = [
  {
    name: 'wrong-in-response-to',
    seenAs: 'in_response_to_mismatch',
    at,
    profile: 'artifact',
    description: 'InResponseTo names another request.',
    answer: (answer) => response(answer, { inResponseTo: `_${randomHex()}` }),
  },
  {
    name: 'missing-in-response-to',
    seenAs: 'in_response_to_missing',
    at,
    profile: 'artifact',
    description: 'InResponseTo is missing.',
    answer: (answer) => response(answer, { inResponseTo: undefined }),
  },
  {
    name: 'wrong-recipient',
    seenAs: 'recipient_mismatch',
    at,
    profile: 'post',
    description: 'Recipient is another application’s URL.',
    answer: (answer) => response(answer, { recipient: 'https://somebody-else.example/callback' }),
  },
  {
    name: 'status-requester',
    seenAs: 'status_not_success',
    at,
    description: 'The status is Requester, though a signed assertion is there.',
    answer: (answer) => response(answer, { status: 'Requester' }),
  },
  {
    name: 'two-assertions',
    seenAs: 'assertion_count',
    at,
    description: 'Two assertions, each signed as the first is.',
    answer: (answer) =>
      response(answer, {
        assertions: answer.response.assertions.flatMap((draft) => [draft, { ...draft, id: `${draft.id}-2` }]),
      }),
  },
  {
    name: 'dtd',
    seenAs: 'xml_doctype',
    at,
    description: 'A document type declaration stands before the message.',
    answer: (answer) => ({
      ...answer,
      rewrite: (message) => message.replace(/^(<\?xml[^>]*>)?/, '$1<!DOCTYPE simulator>'),
    }),
  },
  {
    name: 'comment',
    seenAs: 'xml_comment',
    at,
    description: 'A comment splits a signed value; the signature still holds.',
    answer: (answer) => ({
      ...answer,
      rewrite: (message) => message.replace(/(<saml:AttributeValue>[^<])/, '$1<!-- split -->'),
    }),
  },
] as const satisfies readonly Saml11Fault[];
