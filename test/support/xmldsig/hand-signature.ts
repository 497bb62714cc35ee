import { DOMParser } from '@xmldom/xmldom';
import { C14nCanonicalization, ExclusiveCanonicalization, type NamespacePrefix } from 'xml-crypto';
import type { TestCert } from '../certs';
import { C14N, digestOf, DS, ENVELOPED, EXC_C14N, RSA_SHA256, SHA256, signatureOf } from './methods';

/** Where the caller's text wants the Signature element. */
export const SIGNATURE_HERE = '%SIGNATURE%';
const DIGEST = '%DIGEST%';
const VALUE = '%VALUE%';
const ID_NAMES = ['AssertionID', 'ResponseID', 'RequestID', 'ID', 'Id', 'id'];

export interface HandSignature {
  readonly signer: TestCert;
  /** The id of the element that is digested. */
  readonly id: string;
  readonly method?: string;
  readonly digestMethod?: string;
  /** The key, where it is not the signer's private one (HMAC with a public key). */
  readonly secret?: string;
  readonly prefix?: string;
  /** Prefixes kept by the exclusive c14n of the reference, and by that of SignedInfo. */
  readonly prefixList?: string;
  readonly signedInfoPrefixList?: string;
  /** What the digest is really made with, whatever Transforms says. */
  readonly canonicalizer?: 'exclusive' | 'inclusive';
  readonly signedInfoCanonicalizer?: 'exclusive' | 'inclusive';
  /** Each of these replaces the part of its name; `%DIGEST%` and `%VALUE%` stand for the computed values. */
  readonly uri?: string | null;
  readonly transforms?: string;
  readonly canonicalizationMethod?: string;
  readonly signatureMethod?: string;
  readonly reference?: (usual: string) => string;
  readonly signedInfo?: (usual: string) => string;
  readonly signatureValue?: string;
  readonly keyInfo?: string;
  readonly signature?: (usual: string) => string;
}

/**
 * Signs text at `%SIGNATURE%` and changes not a byte of the rest: for messages that no signing library would write.
 * Digest and signature are right wherever the form allows a right one, so that only the form can be the reason of a refusal.
 */
export function signByHand(xml: string, options: HandSignature): string {
  if (!xml.includes(SIGNATURE_HERE)) throw new Error(`the text has no ${SIGNATURE_HERE}`);
  const { method = RSA_SHA256, digestMethod = SHA256 } = options;
  const unsigned = xml.replace(SIGNATURE_HERE, () => signatureElement(options, method, digestMethod));

  const target = byId(parse(unsigned), options.id);
  removeSignature(target);
  const octets = canonicalize(target, options.canonicalizer, options.prefixList);
  const digested = unsigned.replaceAll(DIGEST, digestOf(digestMethod, octets));

  const signedInfo = signatureOfThisCall(parse(digested), 'SignedInfo');
  if (signedInfo === undefined) return digested;
  const info = canonicalize(signedInfo, options.signedInfoCanonicalizer, options.signedInfoPrefixList);
  return digested.replaceAll(VALUE, signatureOf(method, info, options.secret ?? options.signer.key));
}

function signatureElement(options: HandSignature, method: string, digestMethod: string): string {
  const { prefix = 'ds' } = options;
  const p = prefix === '' ? '' : `${prefix}:`;
  const declaration = prefix === '' ? `xmlns="${DS}"` : `xmlns:${prefix}="${DS}"`;
  const reference =
    `<${p}Reference${options.uri === null ? '' : ` URI="${options.uri ?? `#${options.id}`}"`}>` +
    (options.transforms ??
      `<${p}Transforms><${p}Transform Algorithm="${ENVELOPED}"></${p}Transform>` +
        `<${p}Transform Algorithm="${EXC_C14N}">${inclusiveNamespaces(options.prefixList)}</${p}Transform></${p}Transforms>`) +
    `<${p}DigestMethod Algorithm="${digestMethod}"></${p}DigestMethod>` +
    `<${p}DigestValue>${DIGEST}</${p}DigestValue></${p}Reference>`;
  const signedInfo =
    `<${p}SignedInfo>` +
    (options.canonicalizationMethod ??
      `<${p}CanonicalizationMethod Algorithm="${options.signedInfoCanonicalizer === 'inclusive' ? C14N : EXC_C14N}">` +
        `${inclusiveNamespaces(options.signedInfoPrefixList)}</${p}CanonicalizationMethod>`) +
    (options.signatureMethod ?? `<${p}SignatureMethod Algorithm="${method}"></${p}SignatureMethod>`) +
    (options.reference?.(reference) ?? reference) +
    `</${p}SignedInfo>`;
  const signature =
    `<${p}Signature ${declaration}>` +
    (options.signedInfo?.(signedInfo) ?? signedInfo) +
    (options.signatureValue ?? `<${p}SignatureValue>${VALUE}</${p}SignatureValue>`) +
    (options.keyInfo ?? keyInfo(options.signer, p)) +
    `</${p}Signature>`;
  return options.signature?.(signature) ?? signature;
}

function inclusiveNamespaces(prefixList: string | undefined): string {
  return prefixList === undefined
    ? ''
    : `<ec:InclusiveNamespaces xmlns:ec="${EXC_C14N}" PrefixList="${prefixList}"></ec:InclusiveNamespaces>`;
}

/** KeyInfo with the certificate of `signer`, whoever signed. */
export function keyInfo({ cert }: TestCert, p = 'ds:'): string {
  const base64 = cert.replaceAll(/-----[A-Z ]+-----|\s/g, '');
  return `<${p}KeyInfo><${p}X509Data><${p}X509Certificate>${base64}</${p}X509Certificate></${p}X509Data></${p}KeyInfo>`;
}

function parse(xml: string): Document {
  return new DOMParser({ errorHandler: () => undefined }).parseFromString(xml, 'text/xml');
}

function byId(document: Document, id: string): Element {
  const found = elements(document).find((node) => ID_NAMES.some((name) => node.getAttribute(name) === id));
  if (found === undefined) throw new Error(`no element has the id ${id}`);
  return found;
}

function removeSignature(target: Element): void {
  const digest = signatureOfThisCall(target, 'Signature');
  digest?.parentNode?.removeChild(digest);
}

/** The first Signature, or a child of it by name, that still has the marker: earlier signatures are complete. */
function signatureOfThisCall(root: Document | Element, name: string): Element | undefined {
  const signature = elements(root).find((node) => node.localName === 'Signature' && node.textContent.includes(VALUE));
  if (signature === undefined || name === 'Signature') return signature;
  return elements(signature).find((node) => node.localName === name);
}

function elements(root: Document | Element): Element[] {
  return Array.from(root.getElementsByTagName('*'));
}

function canonicalize(element: Element, kind: 'exclusive' | 'inclusive' = 'exclusive', prefixList?: string): string {
  const algorithm = kind === 'inclusive' ? new C14nCanonicalization() : new ExclusiveCanonicalization();
  const inclusiveNamespacesPrefixList = prefixList?.split(' ');
  return algorithm.process(element, {
    ancestorNamespaces: namespacesAround(element),
    ...(inclusiveNamespacesPrefixList === undefined ? {} : { inclusiveNamespacesPrefixList }),
  });
}

// xml-crypto's own findAncestorNs leaves out the prefix that an ancestor has itself.
function namespacesAround(element: Element): NamespacePrefix[] {
  const found = new Map<string, string>();
  for (let at = element.parentNode; at !== null && at.nodeType === at.ELEMENT_NODE; at = at.parentNode) {
    for (const { name, value } of Array.from((at as Element).attributes)) {
      const prefix = /^xmlns:?(.*)$/.exec(name)?.[1];
      if (prefix !== undefined && !found.has(prefix)) found.set(prefix, value);
    }
  }
  return [...found].map(([prefix, namespaceURI]) => ({ prefix, namespaceURI }));
}
