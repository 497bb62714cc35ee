import { openSync, writeSync } from 'node:fs';
import { peakMemory } from '../support/memory/peak-memory';
import type { Guard } from './batch';
import type { Recipe } from './recipe';

/** Microseconds of the processor's time that one judgement may take. Not of the wall's: others may use the machine. */
const MAX_CPU_US = 1_000_000;
/** Bytes that the process may ever have held above what it held when it was warm. */
export const MAX_GROWTH = 200 * 1024 * 1024;

/** A mutant that made the process grow: what it held once is on its record for good, so the process has to end. */
export class Overgrown extends Error {}

/**
 * Watches each judgement from inside. The recipe stands in a file meanwhile, for the parent: a judgement without an end
 * answers nobody.
 *
 * @param file where the recipe of the mutant being judged is written.
 */
export function processGuard(file: string): Guard & { warm(): void } {
  const handle = openSync(file, 'w');
  let number = 0;
  let before = process.resourceUsage();
  let limit = Infinity;
  return {
    warm() {
      limit = peakMemory() + MAX_GROWTH;
    },
    before(recipe: Recipe) {
      const line = `${++number} ${JSON.stringify(recipe)}\n`;
      writeSync(handle, line, 0);
      before = process.resourceUsage();
    },
    after() {
      const now = process.resourceUsage();
      if (peakMemory() > limit) throw new Overgrown(`more than ${MAX_GROWTH / 1024 / 1024} MB were taken`);
      writeSync(handle, `${number} -\n`, 0);
      const spent = now.userCPUTime + now.systemCPUTime - before.userCPUTime - before.systemCPUTime;
      return spent > MAX_CPU_US ? `${Math.round(spent / 1_000)} ms of the processor's time` : undefined;
    },
  };
}

/** What the parent reads there. */
export interface Watched {
  /** Counts the mutants. */
  readonly number: number;
  /** The one that is being judged; absent while the next one is made, and while others are asked of the last one. */
  readonly recipe?: Recipe;
}

/** The rest of a longer line before it may stand behind. */
export function readGuard(text: string): Watched | undefined {
  const [, number, recipe] = /^(\d+) (.*)/.exec(text) ?? [];
  if (number === undefined || recipe === undefined) return undefined;
  try {
    return { number: Number(number), ...(recipe !== '-' && { recipe: JSON.parse(recipe) as Recipe }) };
  } catch {
    // Half written.
    return undefined;
  }
}
