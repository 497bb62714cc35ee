const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

export interface XmlAttribute {
  readonly prefix: string;
  readonly local: string;
  readonly uri: string;
  readonly value: string;
}

/** A namespace declared on an element; the default namespace has the empty prefix. */
export interface NamespaceDeclaration {
  readonly prefix: string;
  readonly uri: string;
}

/** An element of the light tree: what canonicalization needs, and what the lanes read; the same tree for both. */
export class XmlElement {
  readonly children: (XmlElement | string)[] = [];

  constructor(
    readonly prefix: string,
    readonly local: string,
    readonly uri: string,
    readonly attributes: readonly XmlAttribute[],
    readonly namespaces: readonly NamespaceDeclaration[],
    readonly parent: XmlElement | undefined,
  ) {}

  is(uri: string, local: string): boolean {
    return this.local === local && this.uri === uri;
  }

  /** The value of an attribute; without `uri`, of one in no namespace. */
  attribute(local: string, uri = ''): string | undefined {
    for (const attribute of this.attributes) {
      if (attribute.local === local && attribute.uri === uri) return attribute.value;
    }
    return undefined;
  }

  get elements(): XmlElement[] {
    return this.children.filter((child) => typeof child !== 'string');
  }

  /** The child elements of that name, in order. */
  all(uri: string, local: string): XmlElement[] {
    const found: XmlElement[] = [];
    for (const child of this.children) if (typeof child !== 'string' && child.is(uri, local)) found.push(child);
    return found;
  }

  /** The whole text, or undefined where there are child elements, so that text is never read around one. */
  get text(): string | undefined {
    let text = '';
    for (const child of this.children) {
      if (typeof child !== 'string') return undefined;
      text += child;
    }
    return text;
  }

  /** Whether something else than white space stands between the child elements. */
  get hasLooseText(): boolean {
    return this.children.some((child) => typeof child === 'string' && /[^ \t\r\n]/.test(child));
  }

  /** The namespace a prefix is bound to here; undefined when it is not bound. */
  namespaceOf(prefix: string): string | undefined {
    for (const declared of this.namespaces) if (declared.prefix === prefix) return declared.uri;
    if (this.parent !== undefined) return this.parent.namespaceOf(prefix);
    if (prefix === 'xml') return XML_NAMESPACE;
    return prefix === '' ? '' : undefined;
  }

  /** A QName that stands in content, as `{namespace}local`; undefined when its prefix is not bound here. */
  resolveQName(qname: string): string | undefined {
    const match = /^(?:([^:\s]+):)?([^:\s]+)$/.exec(qname);
    if (match === null) return undefined;
    const uri = this.namespaceOf(match[1] ?? '');
    return uri === undefined ? undefined : `{${uri}}${match[2] ?? ''}`;
  }

  /** Where the element stands, for the log: `Response/Assertion/Signature`. */
  get path(): string {
    const local = this.local.slice(0, 40);
    return this.parent === undefined ? local : `${this.parent.path}/${local}`;
  }
}

/**
 * Trims what XML calls white space and nothing else: JavaScript's trim would also take U+00A0 and the like. By index: a
 * regular expression for the end of a text takes quadratic time where a run of white space does not end it.
 */
export function trimXml(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isWhiteSpace(text.charCodeAt(start))) start++;
  while (end > start && isWhiteSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

function isWhiteSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0d || code === 0x0a;
}
