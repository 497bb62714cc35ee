import type { MigrationStatus, Progress } from './status';
import { CLASS_WORDS, number, projectionWords, share, time } from './words';

const WEEKS = 12;

/** The status for a terminal: the classes, what they were linked by, the last weeks, the open cases. */
export function statusText({ at, classes, all, weeks, cases }: MigrationStatus): string {
  const parts: readonly (readonly [string, Progress])[] = [
    ...classes.map((one) => [CLASS_WORDS[one.class], one] as const),
    [CLASS_WORDS.all, all],
  ];
  const figures = parts.map(([name, { accounts, linked, waiting, ambiguous }]) => [
    name,
    number(accounts),
    number(linked),
    share(linked, accounts),
    number(waiting),
    number(ambiguous),
  ]);
  const evidence = all.byEvidence.map((one) => [
    one.evidence,
    ...parts.map(([, progress]) =>
      number(progress.byEvidence.find((other) => other.evidence === one.evidence)?.accounts ?? 0),
    ),
  ]);
  const last = weeks
    .slice(-WEEKS)
    .map((week) => [week.week, ...[week.citizen, week.employee, week.company, week.all].map(number)]);
  const names = parts.map(([name]) => name.toLowerCase());
  return [
    `Accounts and their MitID logins, ${time(at)}`,
    '',
    ...table([['', 'accounts', 'linked', '', 'waiting', 'ambiguous'], ...figures]),
    '',
    'Projected end',
    ...parts.map(
      ([name, { accounts, projection }]) => `  ${name}: ${accounts === 0 ? '–' : projectionWords(projection)}`,
    ),
    ...(evidence.length === 0 ? [] : ['', ...table([['linked by', ...names], ...evidence])]),
    ...(last.length === 0 ? [] : ['', ...table([['linked in', ...names], ...last])]),
    '',
    `Open cases: ${number(cases.open)}${cases.open === 0 ? '' : ` (${casesText(cases)})`}`,
    '',
  ].join('\n');
}

function casesText({ byReason }: MigrationStatus['cases']): string {
  return byReason.map(({ reason, cases }) => `${reason} ${number(cases)}`).join(', ');
}

/** The first column to the left, the rest to the right. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((text, column) => (column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0)))
      .join('  '),
  );
}
