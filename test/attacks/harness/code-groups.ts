import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MitIdErrorCode } from '../../../src/errors';

const source = readFileSync(join(__dirname, '..', '..', '..', 'src', 'errors', 'codes.ts'), 'utf8');

/** The codes under a heading comment of src/errors/codes.ts. */
export function codesUnder(heading: string): readonly MitIdErrorCode[] {
  const [, after] = source.split(new RegExp(`\\n  // ${heading}[^\\n]*\\n`));
  const [codes = ''] = (after ?? '').split(/\n  \/\/ /);
  return [...codes.matchAll(/^ {2}(\w+):/gm)].map(([, code = '']) => code as MitIdErrorCode);
}
