import type { MitIdErrorCode } from '../../src/errors';
import { CERTS, type TestCert } from '../support/certs';
import { ASSERTION_ID, saml11Response, signSaml11, type Saml11Message } from '../support/saml11';
import { keyInfo, type HandSignature } from '../support/xmldsig/hand-signature';
import * as m from '../support/xmldsig/methods';
import { byHand, withPlace } from './shapes';

/** A message that we refuse and at least one of the others accepts. */
export interface Stricter {
  readonly name: string;
  readonly code: MitIdErrorCode;
  /** Who accepts it. */
  readonly xmlCrypto: boolean;
  readonly xmlsec: boolean;
  /** Why we refuse: the same words stand in docs/trust.md. */
  readonly reason: string;
  readonly xml: string | Buffer;
  readonly signer?: TestCert;
}

const plain = () => saml11Response();
const signed = (message: Saml11Message = {}) => signSaml11(saml11Response(message));
const assertion = (hand: Partial<HandSignature> = {}, change: (xml: string) => string = (xml) => xml) =>
  byHand(change(withPlace(plain(), 'assertion')), 'assertion', hand);
const response = (hand: Partial<HandSignature> = {}) => byHand(withPlace(plain(), 'response'), 'response', hand);
const transforms = (...algorithms: string[]) =>
  `<ds:Transforms>${algorithms.map((name) => `<ds:Transform Algorithm="${name}"></ds:Transform>`).join('')}</ds:Transforms>`;

export const STRICTER: readonly Stricter[] = [
  {
    name: 'sha1-signature',
    code: 'signature_sha1',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'SHA-1 has collisions; `dangerouslyAllowSha1` lets it in.',
    xml: signSaml11(plain(), { signatureAlgorithm: m.RSA_SHA1 }),
  },
  {
    name: 'sha1-digest',
    code: 'signature_sha1',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'SHA-1 has collisions; `dangerouslyAllowSha1` lets it in.',
    xml: signSaml11(plain(), { digestAlgorithm: m.SHA1 }),
  },
  {
    name: 'inclusive-c14n-of-signedinfo',
    code: 'signature_canonicalization',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'One canonicalization is implemented; inclusive c14n also makes a signature depend on what is around it.',
    xml: assertion({ signedInfoCanonicalizer: 'inclusive' }),
  },
  {
    name: 'inclusive-c14n-transform',
    code: 'signature_transform',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'One canonicalization is implemented; inclusive c14n also makes a signature depend on what is around it.',
    xml: assertion({ transforms: transforms(m.ENVELOPED, m.C14N), canonicalizer: 'inclusive' }),
  },
  {
    name: 'inclusive-c14n-by-omission',
    code: 'signature_transform',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'A Reference without a canonicalization means inclusive c14n.',
    xml: assertion({ transforms: transforms(m.ENVELOPED), canonicalizer: 'inclusive' }),
  },
  {
    name: 'c14n-with-comments',
    code: 'signature_transform',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'A message has no comments, so there is nothing that another method would sign.',
    xml: assertion({ transforms: transforms(m.ENVELOPED, m.EXC_C14N_COMMENTS) }),
  },
  {
    name: 'c14n-of-signedinfo-with-comments',
    code: 'signature_canonicalization',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'A message has no comments, so there is nothing that another method would sign.',
    xml: assertion({
      canonicalizationMethod: `<ds:CanonicalizationMethod Algorithm="${m.EXC_C14N_COMMENTS}"></ds:CanonicalizationMethod>`,
    }),
  },
  {
    name: 'canonicalization-before-enveloped',
    code: 'signature_transform',
    xmlCrypto: true,
    xmlsec: false,
    reason: 'The transforms are these two, in this order.',
    xml: assertion({ transforms: transforms(m.EXC_C14N, m.ENVELOPED) }),
  },
  {
    name: 'canonicalization-twice',
    code: 'signature_transform',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'The transforms are these two, in this order.',
    xml: assertion({ transforms: transforms(m.ENVELOPED, m.EXC_C14N, m.EXC_C14N) }),
  },
  {
    name: 'empty-reference',
    code: 'signature_reference',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'A Reference names the element it signs by its id, so that it can be no other.',
    xml: response({ uri: '' }),
  },
  {
    name: 'xpointer-reference',
    code: 'signature_reference',
    xmlCrypto: false,
    xmlsec: true,
    reason: 'A Reference names the element it signs by its id, so that it can be no other.',
    xml: assertion({ uri: `#xpointer(id('${ASSERTION_ID}'))` }),
  },
  {
    name: 'two-references',
    code: 'signature_reference',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'Of several References it is easy to verify one and believe another.',
    xml: assertion({ reference: (usual) => usual + usual }),
  },
  {
    name: 'object-in-the-signature',
    code: 'signature_malformed',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'An Object is a place to hide the signed element in.',
    xml: assertion({
      signature: (usual) => usual.replace('</ds:Signature>', '<ds:Object><x></x></ds:Object></ds:Signature>'),
    }),
  },
  {
    name: 'keyinfo-before-the-value',
    code: 'signature_malformed',
    xmlCrypto: true,
    xmlsec: false,
    reason: 'The children of a Signature are those of the schema, in its order.',
    xml: assertion({
      signature: (usual) =>
        usual.replace(/(<ds:SignatureValue>.*<\/ds:SignatureValue>)(<ds:KeyInfo>.*<\/ds:KeyInfo>)/, '$2$1'),
    }),
  },
  {
    name: 'signature-not-a-child',
    code: 'signature_misplaced',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'A Signature is a child of the element that it signs.',
    xml: byHand(plain().replace('</saml:AttributeStatement>', '%SIGNATURE%$&'), 'assertion'),
  },
  {
    name: 'signature-beside-the-element',
    code: 'signature_reference',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'A Signature is a child of the element that it signs.',
    xml: byHand(plain().replace('</saml:Assertion>', '$&%SIGNATURE%'), 'assertion'),
  },
  {
    name: 'comment',
    code: 'xml_comment',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'Canonicalization drops comments, and text around one has been read in part (VU#475445).',
    xml: signed().replace('>private<', '>pri<!-- -->vate<'),
  },
  {
    name: 'comment-outside',
    code: 'xml_comment',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'Canonicalization drops comments, and text around one has been read in part (VU#475445).',
    xml: `<!-- -->${signed()}`,
  },
  {
    name: 'processing-instruction-for-text',
    code: 'xml_processing_instruction',
    xmlCrypto: true,
    xmlsec: false,
    reason: 'xml-crypto digests a processing instruction as its text: a signed value can be turned into another.',
    xml: signed().replace('>private<', '><?x pri?>vate<'),
  },
  {
    name: 'processing-instruction-outside',
    code: 'xml_processing_instruction',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'No SAML message has one.',
    xml: `<?xml-stylesheet href="x"?>${signed()}`,
  },
  {
    name: 'doctype',
    code: 'xml_doctype',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'A document type can declare entities, defaults and ids.',
    xml: `<!DOCTYPE samlp:Response>${signed()}`,
  },
  {
    name: 'doctype-with-a-default-attribute',
    code: 'xml_doctype',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'A document type can declare entities, defaults and ids.',
    xml: `<!DOCTYPE samlp:Response [<!ATTLIST x y CDATA "z">]>${signed()}`,
  },
  {
    name: 'xml-1.1',
    code: 'xml_declaration',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'XML 1.1 has other characters and other line ends.',
    xml: `<?xml version="1.1"?>${signed()}`,
  },
  {
    name: 'another-encoding',
    code: 'xml_declaration',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'Two readers that disagree on the encoding read two messages.',
    xml: `<?xml version="1.0" encoding="ISO-8859-1"?>${signSaml11(saml11Response({ attributes: [['A', 'b']] }))}`,
  },
  {
    name: 'text-after-the-root',
    code: 'xml_malformed',
    xmlCrypto: true,
    xmlsec: false,
    reason: 'It is not well-formed; xmldom passes it over.',
    xml: `${signed()}text`,
  },
  {
    name: 'crossed-tags',
    code: 'xml_malformed',
    xmlCrypto: true,
    xmlsec: false,
    reason: 'It is not well-formed; xmldom passes it over.',
    xml: signed().replace('<samlp:Status>', '<x><samlp:Status>'),
  },
  {
    name: 'an-unbound-prefix',
    code: 'xml_malformed',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'It is not well-formed with namespaces.',
    xml: signed().replace('<samlp:Status>', '<samlp:Status x:y="z">'),
  },
  {
    name: 'relative-namespace',
    code: 'xml_malformed',
    xmlCrypto: true,
    xmlsec: false,
    reason: 'A document with a relative namespace name has no canonical form; here it stands outside what is signed.',
    xml: signed().replace('<samlp:Status>', '<samlp:Status xmlns:x="y">'),
  },
  {
    name: 'ampersand-in-a-namespace',
    code: 'xml_malformed',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'The specification, libxml2 and xml-crypto canonicalize it in three ways.',
    xml: signed().replace('<samlp:Status>', '<samlp:Status xmlns:x="urn:y?a&amp;b">'),
  },
  {
    name: 'a-literal-cdata-end',
    code: 'xml_malformed',
    xmlCrypto: true,
    xmlsec: false,
    reason: 'It is not well-formed; xmldom passes it over.',
    xml: signSaml11(plain().replace('>private<', '>a<')).replace('<samlp:Status>', ']]><samlp:Status>'),
  },
  {
    name: 'duplicate-id',
    code: 'id_duplicate',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'Where two elements have one id, what is verified and what is believed may be two.',
    xml: signed().replace('<samlp:Status>', `<samlp:Status ID="${ASSERTION_ID}">`),
  },
  {
    name: 'no-status',
    code: 'message_unexpected',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'A signature says nothing of what stands around the element it signs; the envelope is held to the schema.',
    xml: signed().replace(/<samlp:Status>.*<\/samlp:Status>/, ''),
  },
  {
    name: 'not-utf-8',
    code: 'message_encoding',
    xmlCrypto: true,
    xmlsec: false,
    reason: 'Bytes that are no UTF-8 become U+FFFD where they are turned into a string without care.',
    xml: Buffer.from(
      signed({ attributes: [['A', 'b']] }).replace('<samlp:Status>', '<samlp:Status x="\u00ff">'),
      'latin1',
    ),
  },
  {
    name: 'too-deep',
    code: 'xml_too_deep',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'What is read is bounded while it is read.',
    xml: signed().replace('<samlp:Status>', `<samlp:Status>${'<x>'.repeat(64)}${'</x>'.repeat(64)}`),
  },
  {
    name: 'too-many-elements',
    code: 'xml_too_many_elements',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'What is read is bounded while it is read.',
    xml: signed().replace('<samlp:Status>', `<samlp:Status>${'<x></x>'.repeat(20_000)}`),
  },
  {
    name: 'too-many-attributes',
    code: 'xml_too_many_attributes',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'What is read is bounded while it is read.',
    xml: signed().replace(
      '<samlp:Status',
      `<samlp:Status${Array.from({ length: 65 }, (_, at) => ` a${at}=""`).join('')}`,
    ),
  },
  {
    name: 'too-many-declarations',
    code: 'xml_too_many_namespaces',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'What is read is bounded while it is read.',
    xml: signed().replace(
      '<samlp:Status',
      `<samlp:Status${Array.from({ length: 17 }, (_, at) => ` xmlns:a${at}="u:"`).join('')}`,
    ),
  },
  {
    name: 'too-large',
    code: 'message_too_large',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'What is read is bounded before it is read.',
    xml: signed() + ' '.repeat(1024 * 1024),
  },
  {
    name: 'two-assertions',
    code: 'assertion_count',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'A signature says nothing of what stands beside the element it signs.',
    xml: signed().replace('</samlp:Status>', '$&<saml:Assertion></saml:Assertion>'),
  },
  {
    name: 'assertion-moved',
    code: 'signed_element_misplaced',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'A signature says nothing of where the element it signs stands.',
    xml: signed().replace('<saml:Assertion', '<x><saml:Assertion').replace('</saml:Assertion>', '$&</x>'),
  },
  {
    name: 'rsa-1024',
    code: 'signature_algorithm',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'RSA below 2048 bits is refused where a certificate is configured.',
    xml: signSaml11(plain(), { signer: CERTS.weakRsa1024 }),
    signer: CERTS.weakRsa1024,
  },
  {
    name: 'lax-base64-of-the-signature',
    code: 'base64_invalid',
    xmlCrypto: true,
    xmlsec: false,
    reason: 'Base64 is canonical and holds white space only, so that a signature has one spelling.',
    xml: signed().replace('<ds:SignatureValue>', '$&!'),
  },
  {
    name: 'base64-of-the-signature-without-padding',
    code: 'base64_invalid',
    xmlCrypto: true,
    xmlsec: false,
    reason: 'Base64 is canonical and holds white space only, so that a signature has one spelling.',
    xml: signed().replace(/=+<\/ds:SignatureValue>/, '</ds:SignatureValue>'),
  },
  {
    name: 'two-keyinfos',
    code: 'signature_malformed',
    xmlCrypto: true,
    xmlsec: false,
    reason: 'KeyInfo is never used, and there is one at most.',
    xml: assertion({ keyInfo: keyInfo(CERTS.foreign) + keyInfo(CERTS.idp) }),
  },
  {
    name: 'element-in-the-signature-value',
    code: 'signature_malformed',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'SignatureValue and DigestValue are text.',
    xml: signed().replace('</ds:SignatureValue>', '<x></x>$&'),
  },
  {
    name: 'text-in-the-signature',
    code: 'signature_malformed',
    xmlCrypto: true,
    xmlsec: true,
    reason: 'The children of a Signature are those of the schema, in its order.',
    xml: signed().replace('<ds:SignatureValue>', 'text$&'),
  },
];
