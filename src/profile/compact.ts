/** `T`, where optional members may also be undefined. */
export type Loose<T> = { [K in keyof T]: Pick<T, K> extends Required<Pick<T, K>> ? T[K] : T[K] | undefined };

/** The record without its undefined members: what was not said is not there, and JSON and equality agree on it. */
export function compact<T extends object>(record: Loose<T>): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}

/** `compact`, and nothing at all where nothing was said. */
export function compactOrNothing<T extends object>(record: Loose<T>): T | undefined {
  const compacted = compact(record);
  return Object.keys(compacted).length === 0 ? undefined : compacted;
}
