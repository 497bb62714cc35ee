import { MitIdError } from '../errors';
import { XmlElement, type NamespaceDeclaration, type XmlAttribute } from './xml-element';

const MAX_DEPTH = 64;
const MAX_ELEMENTS = 20_000;
const MAX_ATTRIBUTES = 64;
const MAX_NAMESPACES = 16;
/**
 * Elements, attributes and declarations together: an attribute costs about what an element does, and the bounds of one element
 * would let in 200,000 of them.
 */
const MAX_NODES = 25_000;
/** Canonicalization walks them for each element: without this bound the depth would multiply the one above. */
const MAX_NAMESPACES_IN_SCOPE = 128;

/** Every name an id goes by in SAML 1.1, SAML 2.0, XML Signature and XML itself: one space of ids, whatever the name. */
const ID_NAMES = new Set(['AssertionID', 'ResponseID', 'RequestID', 'ID', 'Id', 'id']);

const NONE: readonly never[] = [];

/**
 * An absolute URI (Canonical XML 1.0 section 1.3: a document with a relative namespace name has no canonical form), without
 * `&`, which libxml2 and xml-crypto canonicalize otherwise than it is specified. Exclusive c14n writes a name wherever it
 * is used: without a bound on its length, 256 KiB could become gigabytes.
 */
const NAMESPACE_NAME = /^(?:[a-z][a-z0-9+.-]{0,31}:[a-z0-9!#$%'()*+,./:;=?@_~-]{0,256})?$/i;

/** What may stand inside a name and not at its start: saxes looks at the start of `p:name` only, not of `name`. */
const NOT_A_NAME_START = /^[-.0-9\u00b7\u0300-\u036f\u203f\u2040]/;

type Aside = 'xml_comment' | 'xml_processing_instruction';

export interface ReadXml {
  readonly root: XmlElement;
  /** Every element of the document, in document order. */
  readonly elements: readonly XmlElement[];
}

/** Where a text stands that is read for itself: a plaintext in the message that carried it. Its bounds go on there. */
export interface ReadContext {
  /** The element whose child the root is: its namespaces are in scope. The child is not added to it. */
  readonly parent: XmlElement;
  /** Every element of the document around: ids are unique over both, and they are counted together. */
  readonly elements: readonly XmlElement[];
}

/** Builds the light tree from the reader's events and holds the bounds while it grows, not afterwards. */
export class TreeBuilder {
  private readonly elements: XmlElement[] = [];
  private readonly ids = new Set<string>();
  private readonly asides = new Map<XmlElement, Aside>();
  private readonly around: XmlElement | undefined;
  private readonly elementsAround: number;
  private readonly depthAround: number;
  private current: XmlElement | undefined;
  private depth: number;
  private inScope: number;
  private nodes: number;
  private attributes: XmlAttribute[] = [];
  private namespaces: NamespaceDeclaration[] = [];

  /** @param allowsAsides whether comments and processing instructions may stand between elements. */
  constructor(
    context?: ReadContext,
    private readonly allowsAsides = false,
  ) {
    this.around = context?.parent;
    this.elementsAround = context?.elements.length ?? 0;
    this.nodes = this.elementsAround;
    this.depth = 0;
    this.inScope = 0;
    for (let at = this.around; at !== undefined; at = at.parent) {
      this.depth++;
      this.inScope += at.namespaces.length;
    }
    this.depthAround = this.depth;
    for (const { attributes, namespaces } of context?.elements ?? []) {
      this.nodes += attributes.length + namespaces.length;
      for (const { local, value } of attributes) if (ID_NAMES.has(local)) this.ids.add(value);
    }
  }

  get path(): string {
    return (this.current ?? this.around)?.path ?? 'document';
  }

  /** Called before the element's own namespaces are known: saxes fills in `uri` on this very object later. */
  attribute(attribute: XmlAttribute): void {
    const { prefix, local, value } = attribute;
    if (++this.nodes > MAX_NODES) throw this.bound('xml_too_many_attributes', MAX_NODES);
    if (prefix === 'xmlns' || (prefix === '' && local === 'xmlns')) {
      // White space is refused with the rest: saxes resolves with the trimmed name, canonicalization writes it as it stands.
      if (!NAMESPACE_NAME.test(value)) throw this.malformed('a namespace name that is no absolute URI, or a long one');
      this.judgeName(prefix, local);
      this.namespaces.push({ prefix: prefix === '' ? '' : local, uri: value });
      if (this.namespaces.length > MAX_NAMESPACES) throw this.bound('xml_too_many_namespaces', MAX_NAMESPACES);
      return;
    }
    this.judgeName(prefix, local);
    this.attributes.push(attribute);
    if (this.attributes.length > MAX_ATTRIBUTES) throw this.bound('xml_too_many_attributes', MAX_ATTRIBUTES);
    if (ID_NAMES.has(local)) this.claimId(value);
  }

  open(prefix: string, local: string, uri: string): void {
    const { current, attributes, namespaces } = this;
    this.judgeName(prefix, local);
    const element = new XmlElement(
      prefix,
      local,
      uri,
      attributes.length === 0 ? NONE : attributes,
      namespaces.length === 0 ? NONE : namespaces,
      current ?? this.around,
    );
    if (attributes.length > 0) this.attributes = [];
    if (namespaces.length > 0) this.namespaces = [];
    current?.children.push(element);
    this.elements.push(element);
    if (this.elements.length + this.elementsAround > MAX_ELEMENTS)
      throw this.bound('xml_too_many_elements', MAX_ELEMENTS);
    if (++this.nodes > MAX_NODES) throw this.bound('xml_too_many_elements', MAX_NODES);
    if (++this.depth > MAX_DEPTH) throw this.bound('xml_too_deep', MAX_DEPTH);
    this.inScope += namespaces.length;
    if (this.inScope > MAX_NAMESPACES_IN_SCOPE) throw this.bound('xml_too_many_namespaces', MAX_NAMESPACES_IN_SCOPE);
    this.current = element;
  }

  close(): void {
    this.inScope -= this.current?.namespaces.length ?? 0;
    this.depth--;
    this.current = this.depth === this.depthAround ? undefined : this.current?.parent;
  }

  /** A comment or a processing instruction. */
  aside(code: Aside): void {
    if (!this.allowsAsides) throw new MitIdError(code, { where: this.path });
    if (this.current !== undefined) this.asides.set(this.current, code);
  }

  text(text: string): void {
    const children = this.current?.children;
    if (children === undefined || text === '') return;
    const last = children.length - 1;
    const before = children[last];
    if (typeof before === 'string') children[last] = before + text;
    else children.push(text);
  }

  finish(): ReadXml {
    const [root] = this.elements;
    if (root === undefined) throw new MitIdError('xml_malformed', { got: 'no root element' });
    // Beside text one could cut the text in two for a reader that stops at it.
    for (const [element, code] of this.asides) {
      if (element.hasLooseText) throw new MitIdError(code, { where: element.path, got: 'one in a text' });
    }
    return { root, elements: this.elements };
  }

  private judgeName(prefix: string, local: string): void {
    if (prefix !== '' && NOT_A_NAME_START.test(local)) throw this.malformed('a name that is no QName');
  }

  private malformed(got: string): MitIdError {
    return new MitIdError('xml_malformed', { where: this.path, got });
  }

  private claimId(value: string): void {
    if (this.ids.has(value)) throw new MitIdError('id_duplicate', { where: this.path, got: 'the same id twice' });
    this.ids.add(value);
  }

  private bound(
    code: 'xml_too_deep' | 'xml_too_many_elements' | 'xml_too_many_attributes' | 'xml_too_many_namespaces',
    max: number,
  ) {
    return new MitIdError(code, { where: this.path.slice(0, 200), expected: `${max} at most` });
  }
}
