import { transformSync } from '@swc/core';
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../../..');
/** The import needs no other room: another one would be memory of it before its first row. */
const PARTS = [
  ...['src/errors', 'src/identifiers', 'src/certificates', 'src/migration'],
  ...['test/migration/import/support', 'test/support/memory'],
];

/**
 * Compiles what an import needs into a folder, for a process whose memory is measured: the compiler itself takes 30 MB.
 *
 * @returns the script of a `measuredImport`.
 */
export function compileImport(folder: string): string {
  for (const part of PARTS) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const names = PARTS.flatMap((part) =>
    readdirSync(join(folder, part), { recursive: true, encoding: 'utf8' }).map((name) => join(part, name)),
  );
  for (const name of names.filter((file) => /(?<!\.d)\.ts$/.test(file))) {
    const { code } = transformSync(readFileSync(join(folder, name), 'utf8'), {
      filename: name,
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
    });
    writeFileSync(join(folder, name.replace(/\.ts$/, '.js')), code);
  }
  return join(folder, 'test/migration/import/support/memory-child.js');
}
