import { MitIdError, type MitIdErrorCode } from '../errors';
import { decodeBase64 } from './bytes';
import { type XmlElement, trimXml } from './xml-element';

export const DSIG_NAMESPACE = 'http://www.w3.org/2000/09/xmldsig#';
const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ENVELOPED = `${DSIG_NAMESPACE}enveloped-signature`;
const MAX_VALUE_BYTES = 4096;

/** A ds:Signature that has the one shape SAML signs; nothing of it is verified yet. */
export interface SignatureShape {
  readonly element: XmlElement;
  readonly signedInfo: XmlElement;
  /** PrefixList of the CanonicalizationMethod. */
  readonly signedInfoPrefixes: readonly string[];
  readonly signatureMethod: string;
  readonly signatureValue: Buffer;
  /** The id that the Reference names, without `#`. */
  readonly referencedId: string;
  /** PrefixList of the Reference's exclusive canonicalization. */
  readonly referencePrefixes: readonly string[];
  readonly digestMethod: string;
  readonly digestValue: Buffer;
}

/**
 * Reads a ds:Signature that has exactly the shape of rules 2 and refuses every other: one SignedInfo with one
 * Reference, enveloped-signature and exclusive c14n, no Object, no Manifest.
 *
 * @throws MitIdError `signature_malformed`, `signature_reference`, `signature_transform`, `signature_canonicalization`,
 *   `base64_invalid`, `message_too_large`
 */
export function readSignature(element: XmlElement): SignatureShape {
  const [signedInfo, signatureValue] = children(element, ['SignedInfo', 'SignatureValue'], ['KeyInfo']);
  const [c14nMethod, signatureMethod, reference] = children(signedInfo, [
    'CanonicalizationMethod',
    'SignatureMethod',
    'Reference',
  ]);
  if (algorithmOf(c14nMethod) !== EXCLUSIVE_C14N) {
    throw refuse('signature_canonicalization', c14nMethod, algorithmOf(c14nMethod), EXCLUSIVE_C14N);
  }
  const [transforms, digestMethod, digestValue] = children(reference, ['Transforms', 'DigestMethod', 'DigestValue']);
  return {
    element,
    signedInfo,
    signedInfoPrefixes: prefixList(c14nMethod),
    signatureMethod: emptyAlgorithm(signatureMethod),
    signatureValue: base64(signatureValue),
    referencedId: referencedId(reference),
    referencePrefixes: readTransforms(transforms),
    digestMethod: emptyAlgorithm(digestMethod),
    digestValue: base64(digestValue),
  };
}

/** The child elements, which must be exactly these ds: elements, each once and in this order. */
function children<const T extends readonly string[]>(
  parent: XmlElement,
  required: T,
  optional: readonly string[] = [],
): { [K in keyof T]: XmlElement } {
  const found = parent.elements;
  const expected = [...required, ...optional.slice(0, Math.max(0, found.length - required.length))];
  const fits =
    found.length === expected.length && found.every((child, at) => child.is(DSIG_NAMESPACE, expected[at] ?? ''));
  if (!fits || parent.hasLooseText) {
    // A Reference is the one part that real senders vary: say so by its own code.
    const references =
      parent.local === 'SignedInfo' && found.filter((child) => child.local === 'Reference').length !== 1;
    const transforms = parent.local === 'Reference' && !found.some((child) => child.local === 'Transforms');
    const code = references ? 'signature_reference' : transforms ? 'signature_transform' : 'signature_malformed';
    throw refuse(code, parent, found.map((child) => child.local.slice(0, 40)).join(' '), expected.join(' '));
  }
  return found.slice(0, required.length) as { [K in keyof T]: XmlElement };
}

function referencedId(reference: XmlElement): string {
  const uri = reference.attribute('URI');
  // An NCName after the hash: no empty reference, no XPointer, no quotes, no other document.
  const match = /^#([\p{L}_][\p{L}\p{N}._-]*)$/u.exec(uri ?? '');
  if (match?.[1] === undefined) {
    throw refuse('signature_reference', reference, uri === undefined ? 'no URI' : 'another form of URI', '#id');
  }
  return match[1];
}

function readTransforms(transforms: XmlElement): readonly string[] {
  const [enveloped, c14n, ...more] = transforms.elements;
  const inDsig = transforms.elements.every((child) => child.is(DSIG_NAMESPACE, 'Transform'));
  if (enveloped === undefined || !inDsig || more.length > 0 || transforms.hasLooseText) {
    throw refuse('signature_transform', transforms, `${transforms.elements.length} children`, 'two Transform elements');
  }
  if (emptyAlgorithm(enveloped) !== ENVELOPED) {
    throw refuse('signature_transform', enveloped, enveloped.attribute('Algorithm'), ENVELOPED);
  }
  if (c14n === undefined) {
    // XML Signature section 4.4.3.2: without one, the octets come from inclusive Canonical XML 1.0.
    throw refuse('signature_transform', transforms, 'inclusive c14n 1.0, by leaving the transform out', EXCLUSIVE_C14N);
  }
  if (algorithmOf(c14n) !== EXCLUSIVE_C14N)
    throw refuse('signature_transform', c14n, algorithmOf(c14n), EXCLUSIVE_C14N);
  return prefixList(c14n);
}

function prefixList(method: XmlElement): readonly string[] {
  const [inclusive, ...more] = method.elements;
  if (method.hasLooseText || more.length > 0)
    throw refuse('signature_malformed', method, 'more than InclusiveNamespaces');
  if (inclusive === undefined) return [];
  if (!inclusive.is(EXCLUSIVE_C14N, 'InclusiveNamespaces') || inclusive.children.length > 0) {
    throw refuse('signature_malformed', inclusive, inclusive.local.slice(0, 40), 'an empty ec:InclusiveNamespaces');
  }
  const prefixes = trimXml(inclusive.attribute('PrefixList') ?? '').split(/[ \t\r\n]+/);
  if (prefixes.length > 32) throw refuse('signature_malformed', inclusive, `${prefixes.length} prefixes`, '32 at most');
  return prefixes.filter((prefix) => prefix !== '').map((prefix) => (prefix === '#default' ? '' : prefix));
}

function algorithmOf(method: XmlElement): string {
  return method.attribute('Algorithm') ?? 'none';
}

/** An Algorithm that takes no parameters: HMACOutputLength, XSLT and XPath stand in children. */
function emptyAlgorithm(method: XmlElement): string {
  if (method.elements.length > 0 || method.hasLooseText) {
    throw refuse(
      method.local === 'Transform' ? 'signature_transform' : 'signature_malformed',
      method,
      'parameters',
      'none',
    );
  }
  return algorithmOf(method);
}

function base64(element: XmlElement): Buffer {
  const { text } = element;
  if (text === undefined) throw refuse('signature_malformed', element, 'child elements', 'text only');
  return decodeBase64(text, MAX_VALUE_BYTES, element.path);
}

function refuse(code: MitIdErrorCode, element: XmlElement, got = 'nothing', expected?: string): MitIdError {
  return new MitIdError(code, {
    where: element.path,
    got: got.slice(0, 120),
    ...(expected !== undefined && { expected }),
  });
}
