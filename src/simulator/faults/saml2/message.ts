import { randomHex } from '../../random';
import { response } from './change';
import type { Saml2Fault, ReturnFault } from './fault';

const at = 'answer';

/** What is wrong with the message around the assertion, or with how it is written. */
export const MESSAGE_FAULTS = [
  {
    name: 'wrong-destination',
    seenAs: 'destination_mismatch',
    at,
    description: 'Destination is another application’s URL.',
    answer: (answer) => response(answer, { destination: 'https://somebody-else.example/callback' }),
  },
  {
    name: 'missing-destination',
    seenAs: 'destination_mismatch',
    at,
    description: 'Destination is missing.',
    answer: (answer) => response(answer, { destination: undefined }),
  },
  {
    name: 'wrong-in-response-to',
    seenAs: 'in_response_to_mismatch',
    at,
    description: 'InResponseTo of the Response names another request.',
    answer: (answer) => response(answer, { inResponseTo: `_${randomHex()}` }),
  },
  {
    name: 'missing-in-response-to',
    seenAs: 'in_response_to_missing',
    at,
    description: 'The Response has no InResponseTo.',
    answer: (answer) => response(answer, { inResponseTo: undefined }),
  },
  {
    name: 'status-requester',
    seenAs: 'status_not_success',
    at,
    description: 'The status is Requester, though a signed assertion is there.',
    answer: (answer) => response(answer, { status: { code: 'Requester' } }),
  },
  {
    name: 'wrong-version',
    seenAs: 'version_unsupported',
    at,
    description: 'The Response says that it is of SAML 1.1.',
    answer: (answer) => response(answer, { version: '1.1' }),
  },
  {
    name: 'two-assertions',
    seenAs: 'assertion_count',
    at,
    description: 'Two assertions, each signed and encrypted as the first is.',
    answer: (answer) =>
      response(answer, {
        assertions: answer.response.assertions.flatMap((draft) => [draft, { ...draft, id: `_${randomHex()}` }]),
      }),
  },
  {
    name: 'dtd',
    seenAs: 'xml_doctype',
    at,
    description: 'A document type declaration stands before the message.',
    answer: (answer) => ({ ...answer, rewrite: (message) => `<!DOCTYPE simulator>${message}` }),
  },
  {
    name: 'comment',
    seenAs: 'xml_comment',
    at,
    inside: 'any response',
    description: 'A comment splits a signed value of the assertion; the signature still holds.',
    answer: (answer) => ({
      ...answer,
      rewriteAssertion: (assertion) => assertion.replace(/(<saml:AttributeValue>[^<])/, '$1<!-- split -->'),
    }),
  },
] as const satisfies readonly Saml2Fault[];

export const RETURN_FAULTS = [
  {
    name: 'replayed-response',
    seenAs: 'in_response_to_mismatch',
    at: 'return',
    description:
      'The browser brings the response to an earlier login again (when there was none, to one that nobody began).',
  },
] as const satisfies readonly ReturnFault[];
