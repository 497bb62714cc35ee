import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Counterexample } from './batch';

/** Keeps one as a file: the recipe and not the message, which anyone can make of it. @returns its path */
export function keep(counterexample: Counterexample, folder: string): string {
  mkdirSync(folder, { recursive: true });
  const text = `${JSON.stringify(counterexample, undefined, 2)}\n`;
  const file = join(folder, `${createHash('sha256').update(text).digest('hex').slice(0, 12)}.json`);
  writeFileSync(file, text);
  return file;
}

export function readCounterexample(file: string): Counterexample {
  return JSON.parse(readFileSync(file, 'utf8')) as Counterexample;
}
