import {
  LOGIN,
  LOGIN11,
  LOGOUT_POST,
  LOGOUT_REQUEST,
  LOGOUT_RESPONSE,
  NOTHING_READ,
  NOTHING_VERIFIED,
  RECEIVED,
  LOGOUT_REDIRECT,
  LOGIN2,
  type AttackClass,
} from './attack-class';

/** B, C and D of the catalogue: algorithms and keys, XML and its bounds, encryption. */
export const KEYS_AND_XML = {
  14: {
    name: 'HMAC with a public key',
    rule: 'HMAC is no method here, and the method must fit the type of the trusted key.',
    at: RECEIVED,
    not: [NOTHING_VERIFIED],
  },
  15: {
    name: 'Weak algorithms and keys',
    rule: 'Methods and key sizes are a list; SHA-1 only by an option spelled dangerously.',
    at: RECEIVED,
    not: [NOTHING_VERIFIED],
  },
  16: {
    name: 'A key from the message',
    rule: 'KeyInfo is ignored: keys are those of the configuration or the metadata.',
    at: [...LOGIN, ...LOGOUT_POST],
    not: [[LOGOUT_REDIRECT, 'a signed query has no KeyInfo'], NOTHING_VERIFIED],
  },
  17: {
    name: 'An expired certificate, another broker’s',
    rule: 'A certificate is judged at use, and trusted for the one issuer that it is configured for.',
    at: RECEIVED,
    not: [NOTHING_VERIFIED],
  },
  18: {
    name: 'DOCTYPE, entities',
    rule: 'A DOCTYPE is refused wherever it stands, and no entity is known.',
    at: RECEIVED,
    not: [NOTHING_READ],
  },
  19: {
    name: 'Too large, too deep',
    rule: 'Bytes are bounded before base64 and inflate, elements, depth and attributes while reading.',
    at: RECEIVED,
    not: [NOTHING_READ],
  },
  20: {
    name: 'Encodings',
    rule: 'UTF-8 alone, fatal; base64 of its alphabet and XML’s white space alone.',
    at: RECEIVED,
    not: [NOTHING_READ],
  },
  21: {
    name: 'Encryption oracles, short tags',
    rule: 'Algorithms are a list before anything is decrypted, tags are whole, and whatever is wrong inside has one answer.',
    at: [...LOGIN2, ...LOGOUT_REQUEST],
    not: [
      [LOGIN11, 'SAML 1.1 encrypts nothing'],
      [LOGOUT_RESPONSE, 'a LogoutResponse holds nothing that can be encrypted'],
      NOTHING_READ,
    ],
  },
} as const satisfies Record<number, AttackClass>;
