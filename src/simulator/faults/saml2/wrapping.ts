import type { Answer } from '../../brokers/saml2/answer';
import { randomHex } from '../../random';
import { assertionIn, forged } from '../forgery/cut';
import { besideSignature, inExtensions, insideSignature, withSameId, WRAPPED_ASSERTION } from '../forgery/wrapping';
import { response, signing } from './change';
import type { Saml2Fault } from './fault';

const at = 'answer';

// The assertion is signed and nothing else: a signature over the Response would be broken, whatever the wrapping does.
const wrapped = (answer: Answer, multiply: Answer['multiply'] & object): Answer => ({
  ...signing(answer, { response: false }),
  multiply,
});

/** Beside it another that says the same of somebody else, and is not signed. */
const beside = (answer: Answer, compose: (message: string, other: string) => string): Answer => ({
  ...answer,
  wrapping: {
    other: {
      ...signing(response(answer, { id: `_${randomHex()}` }), { assertion: false, response: false }),
      rewriteUnsigned: forged,
    },
    compose,
  },
});

/** Beside it the same in the open, for what is forged after it. */
const fromPlain = (answer: Answer, make: (message: string, signed: string) => string): Answer => {
  const sound = signing(answer, { response: false });
  return {
    ...sound,
    wrapping: {
      other: { ...sound, encryption: undefined },
      compose: (message, other) => make(message, assertionIn(other)),
    },
  };
};

/** What is signed is there and holds, and something else stands where it is looked for. */
export const WRAPPING_FAULTS = [
  {
    name: 'xsw-1',
    seenAs: 'assertion_count',
    at,
    description: 'The signed Response stands inside its signature, which a forged Response has.',
    answer: (answer) => beside(signing(answer, { response: true }), insideSignature),
  },
  {
    name: 'xsw-2',
    seenAs: 'assertion_count',
    at,
    description: 'The signed Response stands before its signature, in a forged Response.',
    answer: (answer) => beside(signing(answer, { response: true }), besideSignature),
  },
  {
    name: 'xsw-3',
    seenAs: 'assertion_count',
    at,
    description: WRAPPED_ASSERTION['xsw-3'].description,
    answer: (answer) => wrapped(answer, WRAPPED_ASSERTION['xsw-3'].multiply),
  },
  {
    name: 'xsw-4',
    seenAs: 'assertion_count',
    at,
    inside: 'any response',
    description: WRAPPED_ASSERTION['xsw-4'].description,
    answer: (answer) => wrapped(answer, WRAPPED_ASSERTION['xsw-4'].multiply),
  },
  {
    name: 'xsw-5',
    seenAs: 'assertion_count',
    at,
    description: WRAPPED_ASSERTION['xsw-5'].description,
    answer: (answer) => wrapped(answer, WRAPPED_ASSERTION['xsw-5'].multiply),
  },
  {
    name: 'xsw-6',
    seenAs: 'assertion_count',
    at,
    inside: 'any response',
    description: WRAPPED_ASSERTION['xsw-6'].description,
    answer: (answer) => wrapped(answer, WRAPPED_ASSERTION['xsw-6'].multiply),
  },
  {
    name: 'xsw-7',
    seenAs: 'assertion_count',
    at,
    description: 'A forged assertion stands in Extensions, where the schema takes anything.',
    answer: (answer) => fromPlain(answer, inExtensions),
  },
  {
    name: 'xsw-8',
    seenAs: 'assertion_count',
    at,
    inside: 'any response',
    description: WRAPPED_ASSERTION['xsw-8'].description,
    answer: (answer) => wrapped(answer, WRAPPED_ASSERTION['xsw-8'].multiply),
  },
  {
    name: 'unsigned-beside-signed',
    seenAs: 'assertion_count',
    at,
    description: WRAPPED_ASSERTION['unsigned-beside-signed'].description,
    answer: (answer) => wrapped(answer, WRAPPED_ASSERTION['unsigned-beside-signed'].multiply),
  },
  {
    name: 'same-id',
    seenAs: 'assertion_count',
    at,
    description: 'A forged assertion in Extensions has the id of the signed one.',
    answer: (answer) => fromPlain(answer, withSameId),
  },
  {
    name: 'two-roots',
    seenAs: 'xml_malformed',
    at,
    description: 'A forged Response follows the signed one: two documents in one.',
    answer: (answer) => beside(answer, (message, other) => `${message}${other}`),
  },
] as const satisfies readonly Saml2Fault[];
