import { signing } from './change';
import type { Saml2Fault } from './fault';

const at = 'answer';

/** What is wrong with the signature. */
export const SIGNATURE_FAULTS = [
  {
    name: 'bad-signature',
    seenAs: 'signature_invalid',
    at,
    inside: 'any response',
    description: 'The signature value is not one of this content.',
    answer: (answer) => ({
      ...answer,
      rewriteAssertion: (assertion) =>
        assertion.replace(/(<ds:SignatureValue>)(.)/, (_all, tag: string, first: string) =>
          [tag, first === 'A' ? 'B' : 'A'].join(''),
        ),
    }),
  },
  {
    name: 'tampered',
    seenAs: 'digest_mismatch',
    at,
    inside: 'any response',
    description: 'An attribute was changed after the signature was made.',
    answer: (answer) => ({
      ...answer,
      rewriteAssertion: (assertion) => assertion.replace(/(<saml:AttributeValue>)/, '$1tampered-'),
    }),
  },
  {
    name: 'unsigned',
    seenAs: 'signature_missing',
    at,
    inside: 'any response',
    description: 'Nothing is signed.',
    answer: (answer) => signing(answer, { assertion: false, response: false }),
  },
  {
    name: 'foreign-key',
    seenAs: 'signature_invalid',
    at,
    inside: 'unsigned response',
    description: 'Signed with a key that is not the broker’s; its certificate is in KeyInfo.',
    answer: (answer, { foreignKey }) => signing(answer, foreignKey()),
  },
  {
    name: 'sha1',
    seenAs: 'signature_sha1',
    at,
    inside: 'unsigned response',
    description: 'Signed with RSA and SHA-1.',
    answer: (answer) => signing(answer, { hash: 'sha1' }),
  },
  {
    name: 'response-signed-only',
    seenAs: 'signature_missing',
    at,
    description: 'The Response is signed, the assertion in it is not.',
    answer: (answer) => signing(answer, { assertion: false, response: true }),
  },
  {
    name: 'bad-response-signature',
    seenAs: 'signature_invalid',
    at,
    description: 'The Response is signed too, with a signature value that is not one of this content.',
    answer: (answer) => ({
      ...signing(answer, { response: true }),
      rewrite: (message) =>
        message.replace(/(<ds:SignatureValue>)(.)/, (_all, tag: string, first: string) =>
          [tag, first === 'A' ? 'B' : 'A'].join(''),
        ),
    }),
  },
] as const satisfies readonly Saml2Fault[];
