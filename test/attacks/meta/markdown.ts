export const code = (text: string) => `\`${text}\``;
export const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll(/[<*_]/g, '\\$&');

/** A Markdown table as prettier lays it out, so that the formatter finds nothing to change; empty without rows. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const widths = head.map((text, column) => Math.max(text.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
