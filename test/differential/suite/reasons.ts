import type { MitIdErrorCode } from '../../../src/errors';

/**
 * Why we refuse what another implementation accepts, by our code; the same words stand in docs/trust.md. Not here are
 * `digest_mismatch` and `signature_invalid`: of these nobody may think otherwise.
 */
export const REASONS: Partial<Record<MitIdErrorCode, string>> = {
  message_too_large: 'What is read, inflated or written is bounded.',
  message_encoding: 'Bytes are UTF-8, and what comes in a query is one DEFLATE stream: nothing is guessed or repaired.',
  base64_invalid: 'Base64 is canonical and holds white space only, so that a message has one spelling.',
  xml_malformed: 'It is not well-formed, or its namespaces are none that all canonicalize in one way.',
  xml_declaration: 'Two readers that disagree on the version or the encoding read two messages.',
  xml_doctype: 'A document type can declare entities, defaults and ids.',
  xml_comment: 'Canonicalization drops comments, and text around one has been read in part (VU#475445).',
  xml_processing_instruction: 'xml-crypto digests a processing instruction as its text, and no SAML message has one.',
  xml_too_deep: 'What is read is bounded while it is read.',
  xml_too_many_elements: 'What is read is bounded while it is read.',
  xml_too_many_attributes: 'What is read is bounded while it is read.',
  xml_too_many_namespaces: 'What is read is bounded while it is read.',
  id_duplicate: 'Where two elements have one id, what is verified and what is believed may be two.',
  message_unexpected:
    'A signature says nothing of what stands around the element that it signs, nor what kind of message it is.',
  parameter_duplicate: 'Of two values it is easy to verify one and read the other.',
  assertion_count: 'A signature says nothing of what stands beside the element that it signs.',
  signed_element_misplaced: 'A signature says nothing of where the element that it signs stands.',
  signature_missing: 'A message whose part is signed is not signed.',
  signature_misplaced: 'A Signature is a child of the element that it signs, and in a query it is a parameter.',
  signature_malformed:
    'A Signature has the children of the schema, in its order, and nothing to hide a signed element in.',
  signature_reference:
    'The one Reference names the parent of the Signature by its id, so that it can be no other element.',
  signature_transform: 'The transforms are enveloped-signature and exclusive canonicalization, in this order.',
  signature_canonicalization:
    'One canonicalization is implemented, so that a signature does not depend on what is around it.',
  signature_algorithm: 'MD5 has collisions; a method that is not in the list is none.',
  digest_algorithm: 'MD5 has collisions; a method that is not in the list is none.',
  signature_sha1: 'SHA-1 has collisions; `dangerouslyAllowSha1` lets it in.',
  encryption_malformed:
    'One EncryptedData with one EncryptedKey, and no reference to another, so that it is known what is opened.',
  encryption_algorithm: 'What an attacker can use as an oracle, or nobody needs, is not decrypted at all.',
  decryption_failed: 'What does not decrypt to the last octet is not looked at.',
};
