import { MitIdError } from '../../errors';
import { trimXml } from '../../trust';
import { sameField, type Reader } from './read';
import type { SaidAttribute } from '../attributes';
import type { FieldName, Fields } from './fields';

/** What the login was: rows may hold for some of them only. `nemid` is every legacy eID. */
export type Kind = 'private' | 'professional' | 'nemid';

interface RowOf<N extends FieldName> {
  /** The attribute's name on the wire. */
  readonly attribute: string;
  readonly field: N;
  readonly read: Reader<Fields[N]>;
  /** The kinds the row holds for; all of them when absent. */
  readonly only?: readonly Kind[];
  /** Read only where no other row has filled the field; of several the first. */
  readonly fallback?: true;
  /** Left out of `profile.attributes`, whatever it holds. */
  readonly secret?: true;
  /** The member of the option `attributeNames` that renames the attribute. */
  readonly option?: string;
  /** The option without which the row does not hold. */
  readonly allow?: 'allowAssuranceLevel';
}

/** One line of a dialect: this attribute fills that field. */
export type Row = { [N in FieldName]: RowOf<N> }[FieldName];

/**
 * Reads the attributes by a dialect's rows.
 *
 * @param kind rows of other kinds are passed over; without it, rows that hold for some kinds only.
 * @throws MitIdError `attribute_malformed`; `attribute_conflict` where two attributes that fill one field differ.
 */
export function fillFields(
  rows: readonly Row[],
  attributes: ReadonlyMap<string, SaidAttribute>,
  kind?: Kind,
): Partial<Fields> {
  const fields: Partial<Fields> = {};
  const sources = new Map<FieldName, string>();
  const holds = ({ only }: Row) => only === undefined || (kind !== undefined && only.includes(kind));
  const applicable = rows.filter(holds);
  for (const row of applicable) if (row.fallback !== true) fill(row, attributes, fields, sources);
  for (const row of applicable) {
    if (row.fallback === true && !sources.has(row.field)) fill(row, attributes, fields, sources);
  }
  return fields;
}

function fill<N extends FieldName>(
  { attribute, field, read }: RowOf<N>,
  attributes: ReadonlyMap<string, SaidAttribute>,
  fields: Partial<Fields>,
  sources: Map<FieldName, string>,
): void {
  // An empty value is a missing one: the broker names NEMLOGIN.EMAIL and the like without knowing any.
  const values = (attributes.get(attribute)?.values ?? []).filter((value) => trimXml(value) !== '');
  if (values.length === 0) return;
  const value = read.read(values, attribute);
  if (value === undefined) return;
  const source = sources.get(field);
  if (source !== undefined && !sameField(fields[field], value)) {
    throw new MitIdError('attribute_conflict', {
      where: `${source}, ${attribute}`,
      got: 'two that differ',
      expected: 'one',
    });
  }
  if (source === undefined) {
    fields[field] = value;
    sources.set(field, attribute);
  }
}

/**
 * Refuses a mapped attribute whose value holds child elements: its text is then not what the broker says.
 *
 * @param got what the protocol calls that.
 * @throws MitIdError `attribute_malformed`.
 */
export function refuseElements(
  rows: readonly Row[],
  attributes: ReadonlyMap<string, SaidAttribute>,
  got = 'child elements',
): void {
  for (const { attribute, read } of rows) {
    if (attributes.get(attribute)?.hasElements !== true) continue;
    throw new MitIdError('attribute_malformed', { where: attribute, got, expected: read.expected });
  }
}

/**
 * Reports a field without which there is no profile.
 *
 * @throws MitIdError `attribute_missing` naming the attribute that would have filled it, and the option that renames it.
 */
export function missing(rows: readonly Row[], field: FieldName): never {
  const row = rows.find((candidate) => candidate.field === field);
  throw new MitIdError('attribute_missing', {
    where: row?.attribute ?? field,
    got: 'nothing',
    ...(row !== undefined && { expected: row.read.expected }),
    ...(row?.option !== undefined && { option: `attributeNames.${row.option}` }),
  });
}
