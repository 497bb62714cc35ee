import { SaxesParser } from 'saxes';
import { MitIdError } from '../errors';
import { decodeUtf8 } from './bytes';
import { TreeBuilder, type ReadContext, type ReadXml } from './tree-builder';
import type { XmlAttribute, XmlElement } from './xml-element';

/** Bounds of what is read (rules 1). */
export interface ReadLimits {
  readonly maxBytes: number;
  /** Whether comments and processing instructions may stand between elements; within a text they never may. */
  readonly commentsBetweenElements?: boolean;
}
export const BROWSER_MESSAGE: ReadLimits = { maxBytes: 256 * 1024 };
export const SOAP_MESSAGE: ReadLimits = { maxBytes: 1024 * 1024 };
/** People write metadata by hand and comment it; messages have no comments. */
export const METADATA: ReadLimits = { maxBytes: 1024 * 1024, commentsBetweenElements: true };

const OPTIONS = { xmlns: true, forceXMLVersion: true, defaultXMLVersion: '1.0', position: false } as const;
type Options = typeof OPTIONS & { readonly resolvePrefix?: (prefix: string) => string | undefined };

/**
 * saxes with every event handled. An event without a handler is skipped silently (a DOCTYPE would pass, CDATA text
 * vanish), and an error without a handler is thrown, which is what we want.
 */
class Reader extends SaxesParser<Options> {
  constructor(
    readonly builder: TreeBuilder,
    around: XmlElement | undefined,
  ) {
    super(
      around === undefined ? OPTIONS : { ...OPTIONS, resolvePrefix: (prefix: string) => around.namespaceOf(prefix) },
    );
    // These two are called without `this`, so they cannot live on the prototype like the others.
    this.on('text', (text) => builder.text(text));
    this.on('closetag', () => builder.close());
  }
}

// On the prototype, not through `.on()`: seven own handler properties or more put the parser into V8's dictionary
// mode, at four times the cost. saxes declares these names private, hence no override syntax.
const handlers: Record<string, (this: Reader, event: never) => void> = {
  openTagHandler(tag: { prefix: string; local: string; uri: string }) {
    this.builder.open(tag.prefix, tag.local, tag.uri);
  },
  attributeHandler(attribute: XmlAttribute) {
    this.builder.attribute(attribute);
  },
  cdataHandler(text: string) {
    this.builder.text(text);
  },
  xmldeclHandler({ version, encoding }: { version?: string; encoding?: string }) {
    const got = `version ${version ?? 'none'}, encoding ${encoding ?? 'none'}`;
    if (version !== '1.0' || (encoding !== undefined && encoding.toUpperCase() !== 'UTF-8')) {
      throw new MitIdError('xml_declaration', { got, expected: 'version 1.0 and encoding UTF-8' });
    }
  },
  doctypeHandler() {
    throw new MitIdError('xml_doctype', { where: 'DOCTYPE' });
  },
  commentHandler() {
    this.builder.aside('xml_comment');
  },
  piHandler() {
    this.builder.aside('xml_processing_instruction');
  },
};
for (const [name, value] of Object.entries(handlers)) Object.defineProperty(Reader.prototype, name, { value });

/**
 * Reads one XML document into the light tree: the only reader of the product, for messages, SOAP and metadata alike.
 *
 * @param context where the text stands, when it is a part of a document that was read before.
 * @throws MitIdError `message_too_large`, `message_encoding`, `xml_malformed`, `xml_declaration`, `xml_doctype`,
 *   `xml_comment`, `xml_processing_instruction`, `xml_too_deep`, `xml_too_many_elements`, `xml_too_many_attributes`,
 *   `xml_too_many_namespaces`, `id_duplicate` (rules 1)
 */
export function readXml(bytes: Uint8Array, limits: ReadLimits, context?: ReadContext): ReadXml {
  if (bytes.length > limits.maxBytes) {
    throw new MitIdError('message_too_large', {
      got: `${bytes.length} bytes`,
      expected: `${limits.maxBytes} bytes at most`,
    });
  }
  const text = decodeUtf8(bytes);
  const builder = new TreeBuilder(context, limits.commentsBetweenElements);
  // The one that Unicode allows is gone by now; saxes would drop another.
  if (text.startsWith('\ufeff')) throw new MitIdError('xml_malformed', { got: 'two byte order marks' });
  try {
    new Reader(builder, context?.parent).write(text).close();
  } catch (error) {
    if (error instanceof MitIdError) throw error;
    throw new MitIdError('xml_malformed', { where: builder.path, got: withoutNumbers(error) });
  }
  return builder.finish();
}

// saxes quotes names of the document; a number in one could be a person's.
function withoutNumbers(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 200).replace(/\d{4,}/g, '#') : 'unreadable';
}
