/**
 * A record's own members alone, in a record without a prototype: what it does not name is undefined, whatever somebody has
 * put on `Object.prototype`. Anything but a record is given back as it is.
 */
export function ownMembers<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.assign(Object.create(null) as object, value);
}

/** A copy of plain data, arrays and records all the way down, that nobody can change, each record as `ownMembers` has it. */
export function sealed<T>(data: T): T {
  if (Array.isArray(data)) return Object.freeze(data.map((one: unknown) => sealed(one))) as T;
  if (typeof data !== 'object' || data === null) return data;
  const members = Object.entries(data).map(([name, value]: [string, unknown]) => [name, sealed(value)] as const);
  return Object.freeze(ownMembers(Object.fromEntries(members))) as T;
}
