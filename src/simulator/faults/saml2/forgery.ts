import { AFTER_ISSUER } from '../../brokers/saml2/write-answer';
import { commentInDigest, secondSignedInfo } from '../forgery/signed-info';
import { commentInName, entityInStatus, instructionInName, uncanonical } from '../forgery/text';
import { assertions, encryption, signing } from './change';
import { DATA_ENCRYPTION } from '../../brokers/saml2/algorithms';
import type { Saml2Fault } from './fault';

const at = 'answer';

/** What a signature refers to, with which key and how; and what a reader makes of a text that it covers. */
export const FORGERY_FAULTS = [
  {
    name: 'hmac',
    seenAs: 'signature_algorithm',
    at,
    inside: 'unsigned response',
    description: 'Signed with HMAC; the secret is the broker’s certificate, which is public.',
    answer: (answer) => signing(answer, { hash: 'hmac' }),
  },
  {
    name: 'no-reference',
    seenAs: 'signature_reference',
    at,
    inside: 'unsigned response',
    description: 'The signature holds, and refers to nothing.',
    answer: (answer) => signing(answer, { references: 'none' }),
  },
  {
    name: 'empty-reference',
    seenAs: 'signature_reference',
    at,
    inside: 'unsigned response',
    description: 'The signature refers to the whole document (an empty URI) instead of the signed element’s id.',
    answer: (answer) => signing(answer, { references: 'empty' }),
  },
  {
    name: 'two-references',
    seenAs: 'signature_reference',
    at,
    inside: 'unsigned response',
    description: 'The signature has two references.',
    answer: (answer) => signing(answer, { references: 'two' }),
  },
  {
    name: 'extra-transform',
    seenAs: 'signature_transform',
    at,
    inside: 'unsigned response',
    description: 'The signature’s reference has a third transform.',
    answer: (answer) => signing(answer, { references: 'extra-transform' }),
  },
  {
    name: 'void-canonicalization',
    seenAs: 'xml_malformed',
    at,
    inside: 'any response',
    description: 'A relative namespace, which many cannot canonicalize; the digest that is signed is of nothing.',
    answer: (answer) => ({
      ...signing(answer, { references: 'of-nothing', response: false }),
      rewriteUnsigned: uncanonical,
    }),
  },
  {
    name: 'second-signed-info',
    seenAs: 'signature_malformed',
    at,
    inside: 'any response',
    description: 'The assertion is forged; its signature has a second SignedInfo, with the digest of what is forged.',
    answer: (answer, { foreignKey }) => ({
      ...signing(answer, { response: false }),
      rewriteAssertion: (assertion) => secondSignedInfo(assertion, AFTER_ISSUER, foreignKey()),
    }),
  },
  {
    name: 'comment-in-digest',
    seenAs: 'xml_comment',
    at,
    inside: 'any response',
    description: 'The assertion is forged; its digest stands in a comment beside the signed one.',
    answer: (answer, { foreignKey }) => ({
      ...signing(answer, { response: false }),
      rewriteAssertion: (assertion) => commentInDigest(assertion, AFTER_ISSUER, foreignKey()),
    }),
  },
  {
    name: 'comment-in-nameid',
    seenAs: 'xml_comment',
    at,
    inside: 'any response',
    description: 'A comment splits the NameID; the signature still holds.',
    answer: (answer) => ({ ...signing(answer, { response: false }), rewriteAssertion: commentInName }),
  },
  {
    name: 'instruction-in-nameid',
    seenAs: 'xml_processing_instruction',
    at,
    inside: 'any response',
    description: 'The NameID begins with a processing instruction, which some verifiers write out as text.',
    answer: (answer) => ({ ...signing(answer, { response: false }), rewriteAssertion: instructionInName }),
  },
  {
    name: 'entity',
    seenAs: 'xml_doctype',
    at,
    description: 'A document type declares an entity, and the status is written with it.',
    answer: (answer) => ({ ...answer, rewrite: entityInStatus }),
  },
  {
    name: 'short-tag',
    seenAs: 'decryption_failed',
    at,
    encrypted: true,
    description: 'Encrypted with AES-256-GCM, and four octets of the tag are left.',
    answer: (answer) => encryption(answer, { data: DATA_ENCRYPTION['aes256-gcm'], broken: 'tag-length' }),
  },
  {
    name: 'wrong-assertion-version',
    seenAs: 'version_unsupported',
    at,
    description: 'The assertion says that it is of SAML 9.9.',
    answer: (answer) => assertions(answer, () => ({ version: '9.9' })),
  },
  {
    name: 'second-audience',
    seenAs: 'audience_mismatch',
    at,
    description: 'Two AudienceRestrictions: the second is for another service provider alone.',
    answer: (answer) => ({
      ...answer,
      rewriteUnsigned: (assertion) =>
        assertion.replace(
          /(?=<\/saml:Conditions>)/,
          '<saml:AudienceRestriction><saml:Audience>https://somebody-else.example</saml:Audience></saml:AudienceRestriction>',
        ),
    }),
  },
] as const satisfies readonly Saml2Fault[];
