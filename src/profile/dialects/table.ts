import type { Dialect } from './dialect';
import type { Row } from './row';

const HEADINGS = ['Attribute', 'Fills', 'In', 'Expected', 'Notes'] as const;

function cellsOf(row: Row): readonly string[] {
  const notes = [
    row.fallback === true && 'second choice',
    row.secret === true && 'left out of `attributes`',
    row.option !== undefined && `name: \`attributeNames.${row.option}\``,
    row.allow !== undefined && `only with \`${row.allow}\``,
  ];
  return [
    `\`${row.attribute}\``,
    `\`${row.field}\``,
    row.only?.join(', ') ?? 'all',
    row.read.expected,
    notes.filter((note) => note !== false).join('; '),
  ];
}

/** A dialect as a Markdown table of docs/profile.md, padded as Prettier pads it. */
export function attributeTable({ rows, unmapped, withheld }: Dialect): string {
  const unread = (note: string) => (name: string) => [`\`${name}\``, '', 'all', 'anything', note];
  const body = [
    ...rows.map(cellsOf),
    ...unmapped.map(unread('in `attributes` only')),
    ...withheld.map(unread('left out of `attributes`')),
  ];
  const cells = [HEADINGS, ...body];
  const widths = HEADINGS.map((_, column) => Math.max(...cells.map((line) => (line[column] ?? '').length)));
  const line = (columns: readonly string[]) =>
    `| ${widths.map((width, column) => (columns[column] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(HEADINGS), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...body.map(line)].join('\n');
}
