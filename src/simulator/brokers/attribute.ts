/** One attribute of an assertion; no value means that the attribute is there and empty. */
export interface Attribute {
  readonly name: string;
  readonly values: readonly string[];
}

/** Attribute names and values, in order; `undefined` leaves an attribute out, an empty text sends it empty. */
export type Values = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The attributes that these values make. */
export function attributesOf(values: Values): Attribute[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, values: [value].flat() }],
  );
}

/** Whole years between a birth date (YYYY-MM-DD) and a moment (milliseconds since 1970), in UTC. */
export function ageAt(dateOfBirth: string, now: number): number {
  const today = new Date(now).toISOString().slice(0, 10);
  const years = Number(today.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  return today.slice(5) < dateOfBirth.slice(5) ? years - 1 : years;
}
