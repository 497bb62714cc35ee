import { MitIdError } from '../errors';

const WHITE_SPACE = [' ', '\t', '\r', '\n'];

const decoder = new TextDecoder('utf-8', { fatal: true });

/** UTF-8 to text; a byte order mark is dropped. @throws MitIdError `message_encoding` */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new MitIdError('message_encoding', { got: 'bytes that are not UTF-8', expected: 'UTF-8' });
  }
}

/**
 * Strict base64 (RFC 4648 section 4): padded, canonical, with no other character than XML white space between.
 *
 * @param maxBytes the bound on what comes out, judged before anything is decoded.
 * @throws MitIdError `message_too_large`, `base64_invalid`
 */
export function decodeBase64(text: string, maxBytes: number, where: string): Buffer {
  // Twice the encoded size leaves room for lines as short as a sender can sensibly break them.
  if (text.length > maxBytes * 3) throw tooLarge(text.length, maxBytes, where);
  // Looked for first: replacing nothing in a long text costs more than decoding it.
  const compact = WHITE_SPACE.some((char) => text.includes(char)) ? text.replace(/[ \t\r\n]+/g, '') : text;
  if (compact.length > Math.ceil(maxBytes / 3) * 4) throw tooLarge(compact.length, maxBytes, where);
  const bytes = Buffer.from(compact, 'base64');
  // Node skips what is not base64, takes the URL alphabet and stray trailing bits: writing it again shows all of that.
  if (compact === '' || bytes.toString('base64') !== compact) {
    throw new MitIdError('base64_invalid', {
      where,
      got: `${compact.length} characters`,
      expected: 'canonical base64',
    });
  }
  return bytes;
}

function tooLarge(got: number, maxBytes: number, where: string): MitIdError {
  return new MitIdError('message_too_large', {
    where,
    got: `${got} characters`,
    expected: `${maxBytes} bytes at most`,
  });
}
