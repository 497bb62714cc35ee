import { MitIdError, type MitIdErrorCode } from '../errors';
import { METADATA, readXml, type XmlElement } from '../trust';
import { METADATA_NAMESPACE } from './write-service-provider';

/** What stands first where somebody gave something else than metadata, and what to tell them. */
const MISTAKES: readonly (readonly [start: RegExp, phrase: string])[] = [
  [/^$/, 'is empty'],
  [/^<(!doctype )?html\b/i, 'is an HTML page, not metadata: a login or error page may have come in its place'],
  [/^https?:/i, 'is a URL; write { url, metadataSigningCert }, or give the text that is found there'],
  [/^-----BEGIN/, 'is PEM text, not metadata'],
  [/^[^<\r\n\xfe\xff]{1,260}$/, 'is not XML; a path is written { file: … }'],
];

const PHRASES: Partial<Record<MitIdErrorCode, string>> = {
  message_too_large: `is larger than ${METADATA.maxBytes} bytes`,
  message_encoding: 'is not UTF-8',
  xml_declaration: 'declares another XML version than 1.0, or another encoding than UTF-8',
  xml_doctype: 'has a DOCTYPE, which is refused',
};

/** A refusal of the metadata, by one line for each problem. */
export function metadataRefused(problems: readonly string[], cause?: unknown): MitIdError {
  return new MitIdError('configuration_invalid', { problems }, cause === undefined ? {} : { cause });
}

/** A metadata document (SAML 2.0 metadata 2.3); nothing in it is believed yet. */
export interface MetadataDocument {
  readonly root: XmlElement;
  /** The EntityDescriptors, in order, however deep they are nested. */
  readonly entities: readonly XmlElement[];
}

/**
 * Opens a metadata document.
 *
 * @throws MitIdError `configuration_invalid`, saying what was given instead
 */
export function openMetadata(xml: string | Uint8Array): MetadataDocument {
  // A template literal begins with a line break more often than not, which XML has no place for before its declaration.
  const bytes = typeof xml === 'string' ? Buffer.from(xml.trim()) : xml;
  const start = Buffer.from(bytes.subarray(0, 300)).toString('latin1').replace('ï»¿', '').trim();
  const mistake = MISTAKES.find(([pattern]) => pattern.test(start));
  if (mistake !== undefined) throw metadataRefused([`idpMetadata ${mistake[1]}`]);
  const root = readRoot(bytes);
  if (!isGroup(root) && !isEntity(root)) {
    const name = root.local.slice(0, 40);
    throw metadataRefused([
      `idpMetadata has the root element ${name}, not EntityDescriptor or EntitiesDescriptor of SAML 2.0 metadata`,
    ]);
  }
  return { root, entities: entitiesIn(root) };
}

function readRoot(bytes: Uint8Array): XmlElement {
  try {
    return readXml(bytes, METADATA).root;
  } catch (cause) {
    if (!(cause instanceof MitIdError)) throw cause;
    throw metadataRefused([`idpMetadata ${PHRASES[cause.code] ?? `cannot be read: ${cause.explain()}`}`], cause);
  }
}

const isEntity = (element: XmlElement) => element.is(METADATA_NAMESPACE, 'EntityDescriptor');
const isGroup = (element: XmlElement) => element.is(METADATA_NAMESPACE, 'EntitiesDescriptor');

function entitiesIn(element: XmlElement): readonly XmlElement[] {
  if (isEntity(element)) return [element];
  return isGroup(element) ? element.elements.flatMap(entitiesIn) : [];
}
