import { transformSync } from '@swc/core';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../../..');

/**
 * Compiles the sources into a folder, for a process whose memory is measured: the compiler itself takes 30 MB.
 *
 * @returns the script of an `ImportProcess`.
 */
export function compileImport(folder: string): string {
  mkdirSync(folder);
  for (const part of ['src', 'test/migration']) {
    cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const name of names.filter((file) => /^(?:src|test)\/.*(?<!\.d)\.ts$/.test(file))) {
    const { code } = transformSync(readFileSync(join(folder, name), 'utf8'), {
      filename: name,
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
    });
    writeFileSync(join(folder, name.replace(/\.ts$/, '.js')), code);
  }
  return join(folder, 'test/migration/import/support/child.js');
}
