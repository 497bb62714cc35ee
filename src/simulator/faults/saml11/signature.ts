import type { Answer } from '../../brokers/saml11/answer';
import type { Saml11Fault } from './fault';

const at = 'answer';

const signing = (answer: Answer, changes: Partial<Answer['signing']>): Answer => ({
  ...answer,
  signing: { ...answer.signing, ...changes },
});

/** What is wrong with the signature. */
export const SIGNATURE_FAULTS = [
  {
    name: 'bad-signature',
    seenAs: 'signature_invalid',
    at,
    description: 'The signature value is not one of this content.',
    answer: (answer) => ({
      ...answer,
      rewrite: (message) =>
        message.replace(/(<ds:SignatureValue>)(.)/g, (_all, tag: string, first: string) =>
          [tag, first === 'A' ? 'B' : 'A'].join(''),
        ),
    }),
  },
  {
    name: 'tampered',
    seenAs: 'digest_mismatch',
    at,
    description: 'An attribute was changed after the signature was made.',
    answer: (answer) => ({
      ...answer,
      rewrite: (message) => message.replace(/(<saml:AttributeValue>)/, '$1tampered-'),
    }),
  },
  {
    name: 'unsigned',
    seenAs: 'signature_missing',
    at,
    description: 'Nothing is signed.',
    answer: (answer) => signing(answer, { signs: 'none' }),
  },
  {
    name: 'foreign-key',
    seenAs: 'signature_invalid',
    at,
    description: 'Signed with a key that is not the broker’s; its certificate is in KeyInfo.',
    answer: (answer, { foreignKey }) => signing(answer, foreignKey()),
  },
  {
    name: 'sha1',
    seenAs: 'signature_sha1',
    at,
    description: 'Signed with RSA and SHA-1.',
    answer: (answer) => signing(answer, { hash: 'sha1' }),
  },
] as const satisfies readonly Saml11Fault[];
