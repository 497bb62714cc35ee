import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gather, type Row } from '../harness/registry';

const folder = join(__dirname, '..');

export interface AttackFile {
  /** File name without `.test.ts`. */
  readonly file: string;
  readonly rows: readonly Row[];
}

/** Every attack file with the rows it registers, in the order of the alphabet and of the file. */
export function allRows(): readonly AttackFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
    .map((name) => ({
      file: name.replace('.test.ts', ''),
      rows: gather(() => {
        jest.requireActual(join(folder, name));
      }),
    }));
}
