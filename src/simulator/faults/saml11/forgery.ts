import type { Answer } from '../../brokers/saml11/answer';
import { IN_ASSERTION } from '../../brokers/saml11/write-answer';
import { commentInDigest, secondSignedInfo } from '../forgery/signed-info';
import { commentInName, entityInStatus, instructionInName, uncanonical } from '../forgery/text';
import type { Saml11Fault } from './fault';

const at = 'answer';

const signing = (answer: Answer, changes: Partial<Answer['signing']>): Answer => ({
  ...answer,
  signing: { ...answer.signing, ...changes },
});

const said = (answer: Answer, rewriteUnsigned: (assertion: string) => string): Answer => ({
  ...answer,
  rewriteUnsigned,
});

/** What a signature refers to, with which key and how; and what a reader makes of a text that it covers. */
export const FORGERY_FAULTS = [
  {
    name: 'hmac',
    seenAs: 'signature_algorithm',
    at,
    description: 'Signed with HMAC; the secret is the broker’s certificate, which is public.',
    answer: (answer) => signing(answer, { hash: 'hmac' }),
  },
  {
    name: 'no-reference',
    seenAs: 'signature_reference',
    at,
    description: 'The signature holds, and refers to nothing.',
    answer: (answer) => signing(answer, { references: 'none' }),
  },
  {
    name: 'empty-reference',
    seenAs: 'signature_reference',
    at,
    description: 'The signature refers to the whole document (an empty URI) instead of the signed element’s id.',
    answer: (answer) => signing(answer, { references: 'empty' }),
  },
  {
    name: 'two-references',
    seenAs: 'signature_reference',
    at,
    description: 'The signature has two references.',
    answer: (answer) => signing(answer, { references: 'two' }),
  },
  {
    name: 'extra-transform',
    seenAs: 'signature_transform',
    at,
    description: 'The signature’s reference has a third transform.',
    answer: (answer) => signing(answer, { references: 'extra-transform' }),
  },
  {
    name: 'void-canonicalization',
    seenAs: 'xml_malformed',
    at,
    description: 'A relative namespace, which many cannot canonicalize; the digest that is signed is of nothing.',
    answer: (answer) => said(signing(answer, { references: 'of-nothing' }), uncanonical),
  },
  {
    name: 'second-signed-info',
    seenAs: 'signature_malformed',
    at,
    profile: 'artifact',
    description: 'The assertion is forged; its signature has a second SignedInfo, with the digest of what is forged.',
    answer: (answer, { foreignKey }) => ({
      ...signing(answer, { signs: 'assertion' }),
      multiply: (assertion) => [secondSignedInfo(assertion, IN_ASSERTION, foreignKey())],
    }),
  },
  {
    name: 'comment-in-digest',
    seenAs: 'xml_comment',
    at,
    profile: 'artifact',
    description: 'The assertion is forged; its digest stands in a comment beside the signed one.',
    answer: (answer, { foreignKey }) => ({
      ...signing(answer, { signs: 'assertion' }),
      multiply: (assertion) => [commentInDigest(assertion, IN_ASSERTION, foreignKey())],
    }),
  },
  {
    name: 'comment-in-nameid',
    seenAs: 'xml_comment',
    at,
    description: 'A comment splits the NameIdentifier; the signature still holds.',
    answer: (answer) => ({ ...answer, rewrite: commentInName }),
  },
  {
    name: 'instruction-in-nameid',
    seenAs: 'xml_processing_instruction',
    at,
    description: 'The NameIdentifier begins with a processing instruction, which some verifiers write out as text.',
    answer: (answer) => ({ ...answer, rewrite: instructionInName }),
  },
  {
    name: 'entity',
    seenAs: 'xml_doctype',
    at,
    description: 'A document type declares an entity, and the status is written with it.',
    answer: (answer) => ({ ...answer, rewrite: entityInStatus }),
  },
  {
    name: 'missing-audience',
    seenAs: 'audience_missing',
    at,
    description: 'No AudienceRestrictionCondition.',
    answer: (answer) =>
      said(answer, (assertion) =>
        assertion.replace(/<saml:AudienceRestrictionCondition>.*<\/saml:AudienceRestrictionCondition>/s, ''),
      ),
  },
  {
    name: 'unknown-condition',
    seenAs: 'condition_unknown',
    at,
    description: 'A condition that nobody knows.',
    answer: (answer) =>
      said(answer, (assertion) =>
        assertion.replace('</saml:Conditions>', '<saml:Condition Only="on Sundays"/></saml:Conditions>'),
      ),
  },
  {
    name: 'missing-authn-statement',
    seenAs: 'authentication_statement_missing',
    at,
    description: 'Nothing is said of an authentication.',
    answer: (answer) =>
      said(answer, (assertion) =>
        assertion.replace(/<saml:AuthenticationStatement .*<\/saml:AuthenticationStatement>/s, ''),
      ),
  },
  {
    name: 'holder-of-key',
    seenAs: 'confirmation_method',
    at,
    description: 'Each confirmation is holder-of-key.',
    answer: (answer) =>
      said(answer, (assertion) => assertion.replace(/(?<=:1\.0:cm:)[a-z0-9-]+(?=<)/g, 'holder-of-key')),
  },
  {
    name: 'two-people',
    seenAs: 'name_identifier_conflict',
    at,
    description: 'The statements name two people: who authenticated is another than whose attributes there are.',
    answer: (answer) =>
      said(answer, (assertion) => assertion.replace(/(?<=<saml:NameIdentifier [^>]*>)[^<]+/, (name) => `${name}-2`)),
  },
  {
    name: 'wrong-assertion-version',
    seenAs: 'version_unsupported',
    at,
    description: 'The assertion says that it is of SAML 1.9.',
    answer: (answer) => said(answer, (assertion) => assertion.replace('MinorVersion="1"', 'MinorVersion="9"')),
  },
] as const satisfies readonly Saml11Fault[];
