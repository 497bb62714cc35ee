import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { MitIdError } from '../../errors';

export const ENCODINGS = ['utf-8', 'iso-8859-1'] as const;
/** `iso-8859-1` is read as windows-1252, which has the same letters and more signs: what such files mostly are. */
export type Encoding = (typeof ENCODINGS)[number];

/** A file that was read through once: to know it again, and how to read it. */
export interface SourceFile {
  readonly path: string;
  /** Its last part. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** SHA-256 of its bytes, in hex. */
  readonly digest: string;
  readonly encoding: Encoding;
  /** What stands first, decoded: 64 KiB at most. */
  readonly head: string;
}

const HEAD_BYTES = 64 * 1024;
/** The records of a piece are in memory at once, and wait for each other's batches: of 64 KiB, they would pile up as old garbage. */
const PIECE_BYTES = 16 * 1024;
const BOM = '\ufeff';

/**
 * Reads a file through once.
 *
 * @param encoding told by the content where it is left out: a byte order mark, or all of it valid UTF-8, says UTF-8; anything
 *   else is taken for ISO-8859-1.
 * @throws MitIdError `configuration_invalid` for a file that cannot be read, for UTF-16, and for one that is not in the encoding.
 */
export async function inspectSource(path: string, encoding?: Encoding): Promise<SourceFile> {
  const hash = createHash('sha256');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let [isUtf8, size] = [true, 0];
  let head = Buffer.alloc(0);
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      size += chunk.length;
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk]).subarray(0, HEAD_BYTES);
      isUtf8 &&= decodes(decoder, chunk);
    }
    isUtf8 &&= decodes(decoder);
  } catch (error) {
    const { code = 'unreadable' } = error as NodeJS.ErrnoException;
    throw refused(code === 'ENOENT' ? `file: there is no ${path}` : `file: ${path} cannot be read (${code})`);
  }
  if (size === 0) throw refused(`file: ${path} is empty`);
  if (head[0] === 0xff && head[1] === 0xfe) throw refused('encoding: UTF-16 is not read; save the file as UTF-8');
  if (encoding === 'utf-8' && !isUtf8) throw refused('encoding: the file is not UTF-8; it may be iso-8859-1');
  const used = encoding ?? (isUtf8 ? 'utf-8' : 'iso-8859-1');
  const start = new TextDecoder(used).decode(head, { stream: true });
  return { path, name: basename(path), size, digest: hash.digest('hex'), encoding: used, head: start };
}

/** A piece of a file. */
export interface SourceChunk {
  /** In UTF-8, without a byte order mark. */
  readonly bytes: Buffer;
  /** How far into the file it comes, in bytes. */
  readonly position: number;
}

/**
 * Reads the file again, as UTF-8.
 *
 * @throws MitIdError `parameter_invalid` at the end of a file that is not what it was when it was inspected.
 */
export async function* readSource({ path, encoding, digest }: SourceFile): AsyncGenerator<SourceChunk> {
  const hash = createHash('sha256');
  const decoder = encoding === 'utf-8' ? undefined : new TextDecoder(encoding);
  let position = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: PIECE_BYTES }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    const start = position === 0 && chunk.subarray(0, 3).toString('utf8') === BOM ? 3 : 0;
    const bytes = decoder === undefined ? chunk.subarray(start) : Buffer.from(decoder.decode(chunk, { stream: true }));
    position += chunk.length;
    yield { bytes, position };
  }
  if (hash.digest('hex') !== digest) {
    throw new MitIdError('parameter_invalid', { where: 'file', got: 'a file that changed while it was read' });
  }
}

function decodes(decoder: TextDecoder, chunk?: Buffer): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch {
    return false;
  }
}

function refused(problem: string): MitIdError {
  return new MitIdError('configuration_invalid', { problems: [problem] });
}
