const RUNS = /\p{Nd}+|\p{L}+|\s+|-|[^\p{Nd}\p{L}\s-]+/gu;
const MOST_RUNS = 6;

/**
 * What a personal value looks like, for an error: `6 digits, a hyphen, 4 digits`, never the value itself.
 *
 * @returns the kinds of characters with their counts; of a longer mixture only the length.
 */
export function describeShape(text: string): string {
  if (text === '') return 'nothing';
  const runs = text.slice(0, 256).match(RUNS) ?? [];
  if (text.length > 256 || runs.length > MOST_RUNS) return `a text of ${text.length} characters`;
  return runs.map(describeRun).join(', ');
}

function describeRun(run: string): string {
  if (run === '-') return 'a hyphen';
  const count = (one: string, many: string) => (run.length === 1 ? `1 ${one}` : `${run.length} ${many}`);
  if (/^\p{Nd}/u.test(run)) return count('digit', 'digits');
  if (/^\p{L}/u.test(run)) return count('letter', 'letters');
  if (/^\s/.test(run)) return 'white space';
  return count('other character', 'other characters');
}
