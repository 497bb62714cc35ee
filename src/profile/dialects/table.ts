import { EIDENT_UNMAPPED, eidentRows } from './eident';
import type { Row } from './row';

const HEADINGS = ['Attribute', 'Fills', 'In', 'Expected', 'Notes'] as const;

function cellsOf(row: Row): readonly string[] {
  const notes = [
    row.fallback === true && 'second choice',
    row.secret === true && 'left out of `attributes`',
    row.option !== undefined && `name: \`attributeNames.${row.option}\``,
  ];
  return [
    `\`${row.attribute}\``,
    `\`${row.field}\``,
    row.only?.join(', ') ?? 'all',
    row.read.expected,
    notes.filter((note) => note !== false).join('; '),
  ];
}

/** The E-Ident dialect as the Markdown table of docs/profile.md, padded as Prettier pads it. */
export function eidentAttributeTable(): string {
  const unmapped = EIDENT_UNMAPPED.map((name) => [`\`${name}\``, '', 'all', 'anything', 'in `attributes` only']);
  const rows = [HEADINGS, ...eidentRows().map(cellsOf), ...unmapped];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((cells) => (cells[column] ?? '').length)));
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`;
  const [heading = HEADINGS, ...body] = rows;
  return [line(heading), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...body.map(line)].join('\n');
}
