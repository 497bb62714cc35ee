import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { TrustedCertificates } from '../certificates';
import { canonicalize, DSIG_NAMESPACE, METADATA, readXml, type XmlElement } from '../trust';
import type { Copy } from './copy';
import { idOf } from './signatures';
import { nobodysRsaKey, standIn } from './stand-in';

const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ECDSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const NCNAME = /^[\p{L}_][\p{L}\p{N}._-]*$/u;

/**
 * Signs copies of a message, so that a judge goes on behind a check that the message itself does not pass. The key is made for
 * one inspection and trusted by nothing else: what it signs is judged and thrown away.
 */
export class Seal {
  readonly #key: KeyObject;
  readonly certificates: TrustedCertificates;
  /** Whom no message is signed by: where no certificate was given, what fits no key of theirs is no signature at all. */
  readonly nobody: TrustedCertificates;

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#key = privateKey;
    this.certificates = standIn(publicKey);
    this.nobody = standIn(publicKey, nobodysRsaKey());
  }

  /**
   * The copy as a document, signed where the message was.
   *
   * @returns undefined where that cannot be: an id that no Reference can name.
   * @throws MitIdError `message_too_large`
   */
  document({ root, signed }: Copy): Buffer | undefined {
    // What is inside is signed first: the signature around it covers it too.
    const inOrder = [...signed].sort((one, other) => depthOf(other) - depthOf(one));
    if (!inOrder.every((element) => NCNAME.test(idOf(element) ?? ''))) return undefined;
    for (const element of inOrder) this.#sign(element, idOf(element) ?? '');
    const document = canonicalize(root, prefixesOf(root));
    for (const { children } of inOrder) children.pop();
    return Buffer.from(document);
  }

  #sign(element: XmlElement, id: string): void {
    const digest = createHash('sha256').update(canonicalize(element)).digest('base64');
    const info = signedInfo(id, digest);
    const octets = Buffer.from(canonicalize(rootOf(info)));
    const value = sign('sha256', octets, { key: this.#key, dsaEncoding: 'ieee-p1363' }).toString('base64');
    const content = `${info}<ds:SignatureValue>${value}</ds:SignatureValue>`;
    element.children.push(rootOf(`<ds:Signature xmlns:ds="${DSIG_NAMESPACE}">${content}</ds:Signature>`));
  }
}

function signedInfo(id: string, digest: string): string {
  return (
    `<ds:SignedInfo xmlns:ds="${DSIG_NAMESPACE}"><ds:CanonicalizationMethod Algorithm="${EXCLUSIVE_C14N}"/>` +
    `<ds:SignatureMethod Algorithm="${ECDSA_SHA256}"/><ds:Reference URI="#${id}"><ds:Transforms>` +
    `<ds:Transform Algorithm="${DSIG_NAMESPACE}enveloped-signature"/><ds:Transform Algorithm="${EXCLUSIVE_C14N}"/>` +
    `</ds:Transforms><ds:DigestMethod Algorithm="${SHA256}"/><ds:DigestValue>${digest}</ds:DigestValue>` +
    `</ds:Reference></ds:SignedInfo>`
  );
}

const rootOf = (xml: string) => readXml(Buffer.from(xml), METADATA).root;

function depthOf({ parent }: XmlElement): number {
  return parent === undefined ? 0 : depthOf(parent) + 1;
}

/** A prefix in a text, as of a StatusCode of SAML 1.1, is declared in the copy too. */
function prefixesOf(root: XmlElement): string[] {
  const found = new Set(root.namespaces.map(({ prefix }) => prefix));
  for (const child of root.elements) for (const prefix of prefixesOf(child)) found.add(prefix);
  return [...found];
}
