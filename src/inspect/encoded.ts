import { MitIdError } from '../errors';
import { BROWSER_MESSAGE, decodeBase64, inflateMessage } from '../trust';
import type { Content } from './carried';

const XML_STARTS: ReadonlySet<number> = new Set([0x3c, 0x20, 0x09, 0x0a, 0x0d, 0xef]);
/** SAML 1.1: type, SourceID, handle. SAML 2.0: type, endpoint index, SourceID, handle. */
const ARTIFACTS: ReadonlyMap<number, number> = new Map([
  [1, 42],
  [4, 44],
]);

/**
 * What a base64 text holds: an XML document, one that is deflated, or an artifact.
 *
 * @param where the parameter it stood in.
 * @param query the query it stood in, where there was one.
 * @throws MitIdError `message_too_large`, `base64_invalid`, `message_encoding`
 */
export function readEncoded(text: string, where: string, query?: string): { content: Content; deflated: boolean } {
  if (where === 'SAMLart') return { content: { kind: 'artifact', text }, deflated: false };
  const bytes = decodeBase64(text, BROWSER_MESSAGE.maxBytes, where);
  if (XML_STARTS.has(bytes[0] ?? 0)) {
    return { content: { kind: 'xml', bytes, delivery: { binding: 'post', field: text } }, deflated: false };
  }
  if (bytes.length >= 2 && ARTIFACTS.get(bytes.readUInt16BE(0)) === bytes.length) {
    return { content: { kind: 'artifact', text }, deflated: false };
  }
  const inflated = inflateMessage(text, BROWSER_MESSAGE, where);
  const parameter = where === 'SAMLRequest' ? where : 'SAMLResponse';
  const delivery =
    query === undefined
      ? ({ binding: 'bare' } as const)
      : ({ binding: 'redirect', parameter, rawQuery: query } as const);
  return { content: { kind: 'xml', bytes: inflated, delivery }, deflated: true };
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
