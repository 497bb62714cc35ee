import { inflateRawSync } from 'node:zlib';
import { MitIdError } from '../errors';
import { decodeBase64 } from './bytes';
import type { ReadLimits } from './reader';

/** What `info: true` makes zlib answer; its types do not say so. */
interface Inflated {
  readonly buffer: Buffer;
  /** `bytesWritten`: how much of the input was used. */
  readonly engine: { readonly bytesWritten: number };
}

/**
 * The document in a parameter of HTTP-Redirect: base64 of a raw DEFLATE stream (saml-bindings-2.0-os section 3.4.4.1).
 *
 * @param limits bounds the base64 before it is decoded, and what comes out while it does: 190 kB can be a stream of 200 MB.
 * @param where the parameter, for the log.
 * @throws MitIdError `message_too_large`, `base64_invalid`; `message_encoding`: no whole DEFLATE stream, or bytes behind it
 */
export function inflateMessage(base64: string, { maxBytes }: ReadLimits, where: string): Buffer {
  const deflated = decodeBase64(base64, maxBytes, where);
  const { buffer, engine } = inflate(deflated, maxBytes, where);
  if (engine.bytesWritten === deflated.length) return buffer;
  throw notDeflated(where, `${deflated.length - engine.bytesWritten} bytes behind the DEFLATE stream`);
}

function inflate(deflated: Buffer, maxBytes: number, where: string): Inflated {
  try {
    return inflateRawSync(deflated, { maxOutputLength: maxBytes, info: true }) as unknown as Inflated;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') {
      throw notDeflated(where, 'bytes that are no DEFLATE stream');
    }
    throw new MitIdError('message_too_large', {
      where,
      got: `${deflated.length} bytes that inflate to more`,
      expected: `${maxBytes} bytes at most`,
    });
  }
}

function notDeflated(where: string, got: string): MitIdError {
  return new MitIdError('message_encoding', { where, got, expected: 'one raw DEFLATE stream' });
}
