import { existsSync, readFileSync } from 'node:fs';
import { fileOf, ROOMS } from './rooms.mjs';

const SURVIVED = new Set(['Survived', 'NoCoverage']);
const KILLED = new Set(['Killed', 'Timeout', 'RuntimeError', 'CompileError']);

const oneLine = (text) => text.replaceAll(/\s+/g, ' ').trim();
const json = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** What stands in explained.json of a mutant: its words, never its place, which moves with every edit. */
function described(source, { mutatorName, replacement, location: { start, end } }) {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const at = oneLine(lines[0]);
  lines[lines.length - 1] = lines.at(-1).slice(0, end.column - 1);
  lines[0] = lines[0].slice(start.column - 1);
  return { at, mutator: mutatorName, original: oneLine(lines.join('\n')), replacement: oneLine(replacement) };
}

const same = (one, other) =>
  one.at === other.at &&
  one.mutator === other.mutator &&
  one.original === other.original &&
  one.replacement === other.replacement;

/**
 * Holds the reports of the rooms that have one against explained.json.
 *
 * @returns a row a file; the survivors that nothing explains; the explanations of what no longer survives.
 */
export function survivors(rooms = Object.keys(ROOMS)) {
  const explained = json('test/mutation/explained.json');
  const rows = [];
  const unexplained = [];
  const stale = [];
  for (const room of rooms) {
    const report = `build/mutation/${fileOf(room)}.json`;
    if (!existsSync(report)) continue;
    for (const [file, { source, mutants }] of Object.entries(json(report).files)) {
      const known = explained[file] ?? [];
      const alive = mutants.filter(({ status }) => SURVIVED.has(status)).map((mutant) => described(source, mutant));
      unexplained.push(
        ...alive.filter((mutant) => !known.some((other) => same(mutant, other))).map((mutant) => ({ file, ...mutant })),
      );
      stale.push(
        ...known.filter((other) => !alive.some((mutant) => same(mutant, other))).map((other) => ({ file, ...other })),
      );
      const killed = mutants.filter(({ status }) => KILLED.has(status)).length;
      if (killed + alive.length > 0) rows.push({ room, file, killed, survived: alive.length });
    }
  }
  return { rows, unexplained, stale };
}
