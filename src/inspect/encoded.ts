import { MitIdError } from '../errors';
import { BROWSER_MESSAGE, decodeBase64, inflateMessage } from '../trust';
import type { Content } from './carried';

const XML_STARTS: ReadonlySet<number> = new Set([0x3c, 0x20, 0x09, 0x0a, 0x0d, 0xef]);
/** SAML 1.1: type, SourceID, handle. SAML 2.0: type, endpoint index, SourceID, handle. */
const ARTIFACTS: ReadonlyMap<number, number> = new Map([
  [1, 42],
  [4, 44],
]);

/** Where a base64 text stood. */
interface Place {
  /** The parameter, or `input`. */
  readonly name: string;
  /** The query that it stood in, where there was one. */
  readonly query?: string;
  /** Whether that is of a URL, where everything is deflated. */
  readonly inUrl?: boolean;
}

/**
 * What a base64 text holds: an XML document, one that is deflated, or an artifact.
 *
 * @throws MitIdError `message_too_large`, `base64_invalid`, `message_encoding`
 */
export function readEncoded(
  text: string,
  { name, query, inUrl = false }: Place,
): { content: Content; deflated: boolean } {
  if (name === 'SAMLart') return { content: { kind: 'artifact', text }, deflated: false };
  const bytes = decodeBase64(text, BROWSER_MESSAGE.maxBytes, name);
  const posted = {
    content: { kind: 'xml', bytes, delivery: { binding: 'post', field: text } },
    deflated: false,
  } as const;
  if (XML_STARTS.has(bytes[0] ?? 0)) return posted;
  if (bytes.length >= 2 && ARTIFACTS.get(bytes.readUInt16BE(0)) === bytes.length) {
    return { content: { kind: 'artifact', text }, deflated: false };
  }
  const inflated = inflatedOrNot(text, name, inUrl);
  // A document that is spoilt where it begins, for its reader to refuse.
  if (inflated === undefined) return posted;
  const parameter = name === 'SAMLRequest' ? name : 'SAMLResponse';
  const delivery =
    query === undefined
      ? ({ binding: 'bare' } as const)
      : ({ binding: 'redirect', parameter, rawQuery: query } as const);
  return { content: { kind: 'xml', bytes: inflated, delivery }, deflated: true };
}

function inflatedOrNot(text: string, name: string, must: boolean): Buffer | undefined {
  try {
    return inflateMessage(text, BROWSER_MESSAGE, name);
  } catch (error) {
    if (!must && error instanceof MitIdError && error.code === 'message_encoding') return undefined;
    throw error;
  }
}

/** Each escape of a URL or a form, and not the plus: in base64 it is what it is. @throws MitIdError `message_encoding` */
export function unescaped(value: string, where: string): string {
  if (!value.includes('%')) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    throw new MitIdError('message_encoding', { where, got: 'escapes that are not UTF-8', expected: 'UTF-8' });
  }
}
