import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from '../harness/registry';
import { allRows } from './all-rows';

const file = join(__dirname, '..', '..', '..', 'docs', 'attacks.md');

const introduction = `# Attacks

Every attack that the tests make, with the error code it is refused with. Each is a message and its undone twin: the
twin logs in, the attack is refused with exactly this code, and refusing it uses up nothing of the honest login. They
run against the protocol lane and over HTTP, through Express and Passport. Below each table of attacks stand the
spellings that look odd and must be accepted, because they say what their twin says.

_Post_ is SAML 1.1 Browser/POST, _artifact_ is SAML 1.1 Browser/Artifact over SOAP.

Generated from \`test/attacks\` by \`UPDATE_DOCS=1 npx jest test/attacks/meta/docs\`; a test keeps the two equal.
`;

function page(): string {
  const sections = allRows().map(({ file: name, rows }) => {
    const attacks = rows.filter(({ kind }) => kind === 'attack');
    const harmless = rows.filter(({ kind }) => kind === 'harmless');
    const parts = [
      `## ${title(name)}`,
      table(['Attack', 'Refused with', 'Where', 'Shown or ruled by'], attacks.map(attackRow)),
    ];
    if (harmless.length > 0) {
      parts.push(
        table(
          ['Accepted', 'Where', 'Because'],
          harmless.map((row) => [code(row.name), where(row), cell(row.source)]),
        ),
      );
    }
    return parts.join('\n\n');
  });
  return `${introduction}\n${sections.join('\n\n')}\n`;
}

const attackRow = (row: Row) => [code(row.name), code(row.code ?? ''), where(row), cell(row.source)];
const title = (name: string) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ');
const code = (text: string) => `\`${text}\``;
const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll(/[<*_]/g, '\\$&');
const where = ({ lanes }: Row) => lanes.map((lane) => lane.replace('saml11-', '')).join(', ');

/** A Markdown table as prettier lays it out, so that the formatter finds nothing to change. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((text, column) => Math.max(text.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

test('docs/attacks.md says what the tests do', () => {
  const wanted = page();
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, wanted);
  expect(readFileSync(file, 'utf8')).toBe(wanted);
});
