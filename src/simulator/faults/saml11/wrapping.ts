import type { Answer } from '../../brokers/saml11/answer';
import { assertionIn, forgedResponse, inResponse } from '../forgery/cut';
import { besideSignature, inExtensions, insideSignature, withSameId, WRAPPED_ASSERTION } from '../forgery/wrapping';
import type { Saml11Fault } from './fault';

const at = 'answer';
const profile = 'artifact';

// By POST it is the Response that has to be signed, so that wrapping an assertion there comes to a broken signature.
const assertionSigned = (answer: Answer, changes: Partial<Answer>): Answer => ({
  ...answer,
  signing: { ...answer.signing, signs: 'assertion' },
  ...changes,
});

const responseSigned = (answer: Answer, compose: (signed: string, other: string) => string): Answer => ({
  ...answer,
  signing: { ...answer.signing, signs: 'response' },
  rewrite: (message) => inResponse(message, (response) => compose(response, forgedResponse(response))),
});

/** What is signed is there and holds, and something else stands where it is looked for. */
export const WRAPPING_FAULTS = [
  {
    name: 'xsw-1',
    seenAs: 'assertion_count',
    at,
    description: 'The signed Response stands inside its signature, which a forged Response has.',
    answer: (answer) => responseSigned(answer, insideSignature),
  },
  {
    name: 'xsw-2',
    seenAs: 'assertion_count',
    at,
    description: 'The signed Response stands before its signature, in a forged Response.',
    answer: (answer) => responseSigned(answer, besideSignature),
  },
  {
    name: 'xsw-3',
    seenAs: 'assertion_count',
    at,
    profile,
    description: WRAPPED_ASSERTION['xsw-3'].description,
    answer: (answer) => assertionSigned(answer, WRAPPED_ASSERTION['xsw-3']),
  },
  {
    name: 'xsw-4',
    seenAs: 'assertion_count',
    at,
    profile,
    description: WRAPPED_ASSERTION['xsw-4'].description,
    answer: (answer) => assertionSigned(answer, WRAPPED_ASSERTION['xsw-4']),
  },
  {
    name: 'xsw-5',
    seenAs: 'assertion_count',
    at,
    profile,
    description: WRAPPED_ASSERTION['xsw-5'].description,
    answer: (answer) => assertionSigned(answer, WRAPPED_ASSERTION['xsw-5']),
  },
  {
    name: 'xsw-6',
    seenAs: 'assertion_count',
    at,
    profile,
    description: WRAPPED_ASSERTION['xsw-6'].description,
    answer: (answer) => assertionSigned(answer, WRAPPED_ASSERTION['xsw-6']),
  },
  {
    name: 'xsw-7',
    seenAs: 'assertion_count',
    at,
    profile,
    description: 'A forged assertion stands in Extensions before the status.',
    answer: (answer) => assertionSigned(answer, { rewrite: (message) => inExtensions(message, assertionIn(message)) }),
  },
  {
    name: 'xsw-8',
    seenAs: 'assertion_count',
    at,
    profile,
    description: WRAPPED_ASSERTION['xsw-8'].description,
    answer: (answer) => assertionSigned(answer, WRAPPED_ASSERTION['xsw-8']),
  },
  {
    name: 'unsigned-beside-signed',
    seenAs: 'assertion_count',
    at,
    profile,
    description: WRAPPED_ASSERTION['unsigned-beside-signed'].description,
    answer: (answer) => assertionSigned(answer, WRAPPED_ASSERTION['unsigned-beside-signed']),
  },
  {
    name: 'same-id',
    seenAs: 'id_duplicate',
    at,
    profile,
    description: 'A forged assertion in Extensions has the id of the signed one.',
    answer: (answer) => assertionSigned(answer, { rewrite: (message) => withSameId(message, assertionIn(message)) }),
  },
  {
    name: 'two-roots',
    seenAs: 'xml_malformed',
    at,
    description: 'A forged message follows the signed one: two documents in one.',
    answer: (answer) => ({
      ...answer,
      rewrite: (message) => `${message}${inResponse(message.replace(/^<\?xml[^>]*>/, ''), forgedResponse)}`,
    }),
  },
] as const satisfies readonly Saml11Fault[];
