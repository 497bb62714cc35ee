import type { Row } from './row';

/** One broker's language, as data. */
export interface Dialect {
  readonly rows: readonly Row[];
  /** Known attributes that say nothing the profile has a member for: they stand in `profile.attributes` only. */
  readonly unmapped: readonly string[];
  /** Known attributes that are left out of the profile altogether: tokens, which whoever holds them can use. */
  readonly withheld: readonly string[];
}

/** The names of the attributes that are left out of `profile.attributes`. */
export function secretOf({ rows, withheld }: Dialect): ReadonlySet<string> {
  return new Set([...rows.filter(({ secret }) => secret === true).map(({ attribute }) => attribute), ...withheld]);
}
