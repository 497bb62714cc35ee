import type { RosterEntry } from './roster';

export interface RosterCsvOptions {
  /** Default `,`; Excel on a Danish machine opens `;`. */
  readonly delimiter?: ',' | ';';
  /** A byte order mark, by which Excel knows UTF-8; default none. */
  readonly bom?: boolean;
}

const COLUMNS = ['account', 'cvr', 'rid', 'givenName', 'surname', 'emailAddress', 'linked', 'note'] as const;
const BOM = '\ufeff';
/**
 * What a spreadsheet takes for a formula, the full-width signs in some languages, behind signs that nobody sees, which some drop
 * on the way in; and the mark that says it is none.
 */
const FORMULA = /^(?:[\p{C}\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]|')/u;

/**
 * The roster as CSV (RFC 4180), a line at a time.
 *
 * A spreadsheet would run a cell that begins with `=`, `+`, `-` or `@`, full-width ones too: such a cell gets an apostrophe before it, and so does one
 * that begins with an apostrophe, so that taking one away gives back what was there. A RID of digits is never touched.
 */
export async function* rosterCsv(
  entries: AsyncIterable<RosterEntry>,
  { delimiter = ',', bom = false }: RosterCsvOptions = {},
): AsyncGenerator<string> {
  yield `${bom ? BOM : ''}${COLUMNS.join(delimiter)}\r\n`;
  for await (const entry of entries) {
    yield `${COLUMNS.map((column) => cell(String(entry[column] ?? ''))).join(delimiter)}\r\n`;
  }
}

function cell(value: string): string {
  const plain = FORMULA.test(value) ? `'${value}` : value;
  return /[",;\s]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
