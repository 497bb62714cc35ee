import { DSIG_NAMESPACE } from '../trust';
import { XmlElement, type NamespaceDeclaration, type XmlAttribute } from '../trust/xml-element';
import type { Decrypted } from './encryption';

/** A copy of a message that may be changed, which nothing that was read is. */
export interface Copy {
  readonly root: XmlElement;
  /** The elements that had a signature, which are to have one again. */
  readonly signed: Set<XmlElement>;
}

const SIGNABLE: ReadonlySet<string> = new Set(['Response', 'Assertion', 'LogoutRequest', 'LogoutResponse']);

/** Copies a document without its signatures, an assertion that was opened in the place of its ciphertext. */
export function copyOf(root: XmlElement, opened?: Decrypted): Copy {
  const signed = new Set<XmlElement>();
  const clone = (element: XmlElement, parent: XmlElement | undefined): XmlElement => {
    const { prefix, local, uri, attributes, namespaces } = element;
    const own: [XmlAttribute[], NamespaceDeclaration[]] = [[...attributes], [...namespaces]];
    const made = new XmlElement(prefix, local, uri, ...own, parent);
    for (const child of element.children) {
      if (typeof child === 'string') made.children.push(child);
      else if (child.is(DSIG_NAMESPACE, 'Signature')) {
        if (SIGNABLE.has(local)) signed.add(made);
      } else made.children.push(clone(child === opened?.encrypted ? opened.root : child, made));
    }
    return made;
  };
  return { root: clone(root, undefined), signed };
}

/** Sets an attribute in no namespace; undefined takes it away. */
export function setAttribute({ attributes }: XmlElement, local: string, value: string | undefined): void {
  const own = attributes as XmlAttribute[];
  const at = own.findIndex((one) => one.local === local && one.prefix === '');
  if (at !== -1) own.splice(at, 1);
  if (value !== undefined) own.push({ prefix: '', local, uri: '', value });
}

export function setText({ children }: XmlElement, text: string): void {
  children.splice(0, children.length, text);
}

/** Appends an element of the parent's namespace and prefix. */
export function append(parent: XmlElement, local: string, text?: string): XmlElement {
  const child = new XmlElement(parent.prefix, local, parent.uri, [], [], parent);
  if (text !== undefined) child.children.push(text);
  parent.children.push(child);
  return child;
}

export function removeChildren(parent: XmlElement, which: (child: XmlElement) => boolean): void {
  const kept = parent.children.filter((child) => typeof child === 'string' || !which(child));
  parent.children.splice(0, parent.children.length, ...kept);
}

/** Has everything signed that may be. */
export function signAll({ root, signed }: Copy): void {
  for (const name of SIGNABLE) for (const element of findAll(root, name)) signed.add(element);
}

/** Every element of that name, in document order. */
export function findAll(root: XmlElement, local: string): XmlElement[] {
  return [...(root.local === local ? [root] : []), ...root.elements.flatMap((child) => findAll(child, local))];
}
