/**
 * The known name that a wrong one was probably meant to be: the same letters in another case or with other
 * punctuation, or at most two slips of the finger in a name long enough for that to mean something.
 */
export function closest(name: string, known: readonly string[]): string | undefined {
  const bare = squeeze(name);
  const same = known.find((candidate) => squeeze(candidate) === bare);
  if (same !== undefined) return same;
  const ranked = known
    .map((candidate) => ({ candidate, slips: distance(bare, squeeze(candidate)) }))
    .filter(({ candidate, slips }) => slips <= (candidate.length > 5 ? 2 : 1))
    .sort((a, b) => a.slips - b.slips);
  return ranked[0]?.candidate;
}

function squeeze(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

// Levenshtein, one row at a time.
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let index = 0; index < a.length; index += 1) {
    const next = [index + 1];
    for (let column = 0; column < b.length; column += 1) {
      const replaced = at(row, column) + (a[index] === b[column] ? 0 : 1);
      next.push(Math.min(replaced, at(row, column + 1) + 1, at(next, column) + 1));
    }
    row = next;
  }
  return at(row, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
