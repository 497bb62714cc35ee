import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MitIdErrorCode } from '../errors';

let rows: ReadonlyMap<string, string> | undefined;

/**
 * What docs/errors.md says of a code: when it is refused, and how that is mended. The page is a part of the package, so that
 * there is one such sentence and not two.
 */
export function sentenceOn(code: MitIdErrorCode): string | undefined {
  rows ??= readPage();
  return rows.get(code);
}

function readPage(): ReadonlyMap<string, string> {
  let page: string;
  try {
    page = readFileSync(join(__dirname, '../../docs/errors.md'), 'utf8');
  } catch {
    return new Map();
  }
  return new Map(
    [...page.matchAll(/^\| `(\w+)` +\|(?:[^|]*\|){3} (.*?) +\|$/gm)].map(([, code = '', sentence = '']) => [
      code,
      // A terminal shows no markup.
      sentence.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', ''),
    ]),
  );
}
