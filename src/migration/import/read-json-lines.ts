import { MitIdError } from '../../errors';
import { readSource, type SourceFile } from './source';

/** One line: the members of its object, or none where it holds no object. */
export interface JsonLine {
  readonly line: number;
  readonly members?: Readonly<Record<string, unknown>>;
  /** How far the file had been read, in bytes. */
  readonly position: number;
}

const LONGEST_LINE = 1024 * 1024;
const LINE_FEED = 0x0a;

/**
 * The lines of a file of JSON lines, empty ones left out.
 *
 * @throws MitIdError `parameter_invalid` naming the line, for one longer than 1 MiB.
 */
export async function* readJsonLines(source: SourceFile): AsyncGenerator<JsonLine> {
  let [line, rest] = [0, Buffer.alloc(0)];
  let position = 0;
  for await (const chunk of readSource(source)) {
    position = chunk.position;
    const bytes = rest.length === 0 ? chunk.bytes : Buffer.concat([rest, chunk.bytes]);
    let start = 0;
    for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, start)) {
      line += 1;
      const text = bytes.toString('utf8', start, at).trim();
      if (text !== '') yield read(line, text, position);
      start = at + 1;
    }
    rest = Buffer.from(bytes.subarray(start));
    if (rest.length > LONGEST_LINE) {
      const got = `line ${line + 1}: longer than ${LONGEST_LINE} bytes`;
      throw new MitIdError('parameter_invalid', { where: 'file', got });
    }
  }
  const text = rest.toString('utf8').trim();
  if (text !== '') yield read(line + 1, text, position);
}

/** The names of the members in what stands first, in their order: what the headings are to a CSV. */
export function membersOf(head: string): readonly string[] {
  // The last line may be cut off: it then holds no object.
  const lines = head.split('\n').map((text, index) => read(index + 1, text, 0));
  return [...new Set(lines.flatMap(({ members = {} }) => Object.keys(members)))];
}

function read(line: number, text: string, position: number): JsonLine {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { line, members: value as Record<string, unknown>, position };
    }
  } catch {
    // What the parser says of it quotes it.
  }
  return { line, position };
}
