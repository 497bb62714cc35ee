import {
  LOGIN,
  LOGOUT_LANES,
  LOGOUT_POST,
  NOTHING_READ,
  NOTHING_VERIFIED,
  QUERY_IS_SIGNED,
  RECEIVED,
  type AttackClass,
} from './attack-class';

const WHERE_SIGNED = [...LOGIN, ...LOGOUT_POST];

/** A of the catalogue: what a signature covers, and what is read. */
export const SIGNATURE_COVERAGE = {
  1: {
    name: 'No signature',
    rule: 'Whoever is logged in or out was named under a signature that was verified; without a trusted key nothing starts.',
    at: RECEIVED,
    not: [NOTHING_VERIFIED],
  },
  2: {
    name: 'Signature wrapping',
    rule: 'The Signature is a child of the one element that its one Reference names, and the profile is read from that very tree.',
    at: WHERE_SIGNED,
    not: [QUERY_IS_SIGNED, NOTHING_VERIFIED],
  },
  3: {
    name: 'A message of one purpose in another',
    rule: 'What is signed must be the message that is due there: its root, its children and its place are closed lists.',
    at: RECEIVED,
    not: [NOTHING_VERIFIED],
  },
  4: {
    name: 'Several assertions',
    rule: 'A message holds one assertion, plain or encrypted, counted everywhere in it.',
    at: LOGIN,
    not: [[LOGOUT_LANES, 'a logout holds no assertion; one inside it is class 3'], NOTHING_READ],
  },
  5: {
    name: 'Several roots',
    rule: 'The reader is strict: a document ends with its root.',
    at: RECEIVED,
    not: [NOTHING_READ],
  },
  6: {
    name: 'Several SignedInfo, comments in a digest',
    rule: 'A Signature has one SignedInfo and no Object, and its values are text alone.',
    at: WHERE_SIGNED,
    not: [QUERY_IS_SIGNED, NOTHING_VERIFIED],
  },
  7: {
    name: 'Forms of reference',
    rule: 'One Reference, `#id` of the parent, and no other form.',
    at: WHERE_SIGNED,
    not: [QUERY_IS_SIGNED, NOTHING_VERIFIED],
  },
  8: {
    name: 'Ids twice, namespace confusion',
    rule: 'Ids are unique under each of their names over the whole message; names compare by namespace and local name.',
    at: RECEIVED,
    not: [NOTHING_READ],
  },
  9: {
    name: 'Void canonicalization',
    rule: 'What cannot be canonicalized is refused by the reader; there is no empty result to digest.',
    at: WHERE_SIGNED,
    not: [QUERY_IS_SIGNED, NOTHING_VERIFIED],
  },
  10: {
    name: 'Two parsers that differ',
    rule: 'One strict reader makes the one tree that is verified and read; what another parser would forgive is refused.',
    at: RECEIVED,
    not: [NOTHING_READ],
  },
  11: {
    name: 'Text cut short',
    rule: 'Comments and processing instructions are refused; text is the whole of it.',
    at: RECEIVED,
    not: [NOTHING_READ],
  },
  12: {
    name: 'Transforms',
    rule: 'Enveloped-signature, then exclusive canonicalization: nothing else, in no other order.',
    at: WHERE_SIGNED,
    not: [QUERY_IS_SIGNED, NOTHING_VERIFIED],
  },
  13: {
    name: 'The verdict misread',
    rule: 'A digest compares over its whole length, and only the verifier’s `true` is a yes.',
    at: RECEIVED,
    not: [NOTHING_VERIFIED],
  },
} as const satisfies Record<number, AttackClass>;
