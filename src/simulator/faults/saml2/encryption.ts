import { DATA_ENCRYPTION, RSA_1_5, TRIPLE_DES } from '../../brokers/saml2/algorithms';
import { encryption } from './change';
import type { Saml2Fault } from './fault';

const at = 'answer';
const encrypted = true;

/** What is wrong with the encryption, or that there is none. */
export const ENCRYPTION_FAULTS = [
  {
    name: 'plain-assertion',
    seenAs: 'assertion_not_encrypted',
    at,
    encrypted,
    description: 'The assertion is signed, and not encrypted.',
    answer: (answer) => ({ ...answer, encryption: undefined }),
  },
  {
    name: 'wrong-encryption-key',
    seenAs: 'decryption_failed',
    at,
    encrypted,
    description: 'Encrypted for somebody else’s key.',
    answer: (answer, { foreignKey }) => encryption(answer, { certificate: foreignKey().certificate }),
  },
  {
    name: 'rsa-1_5',
    seenAs: 'encryption_algorithm',
    at,
    encrypted,
    description: 'The session key is wrapped with RSA PKCS#1 v1.5.',
    answer: (answer) => encryption(answer, { key: RSA_1_5 }),
  },
  {
    name: '3des',
    seenAs: 'encryption_algorithm',
    at,
    encrypted,
    description: 'Encrypted with Triple DES.',
    answer: (answer) => encryption(answer, { data: TRIPLE_DES }),
  },
  {
    name: 'bad-padding',
    seenAs: 'decryption_failed',
    at,
    encrypted,
    description: 'Encrypted with AES-256-CBC, and the padding inside is none.',
    answer: (answer) => encryption(answer, { data: DATA_ENCRYPTION['aes256-cbc'], broken: 'padding' }),
  },
  {
    name: 'bad-tag',
    seenAs: 'decryption_failed',
    at,
    encrypted,
    description: 'Encrypted with AES-256-GCM, and the tag does not fit.',
    answer: (answer) => encryption(answer, { data: DATA_ENCRYPTION['aes256-gcm'], broken: 'tag' }),
  },
] as const satisfies readonly Saml2Fault[];
