import type { z } from 'zod';
import { closest } from './did-you-mean';
import { ownMembers } from './own';

/** One thing that is wrong with what the application wrote, under the name of the option or parameter. */
export interface Problem {
  /** As the application types it, e.g. `policy.minimumLoa` or `eids[1]`. */
  readonly name: string;
  /** A phrase that follows the name, e.g. `is missing`. */
  readonly problem: string;
}

/** What each key of `shape` finds wrong with `input`'s own member of that name, and the values that nothing is wrong with. */
export function readShape<Shape extends Record<string, z.ZodType>>(
  shape: Shape,
  input: Readonly<Record<string, unknown>>,
): { values: { [Key in keyof Shape]?: z.output<Shape[Key]> }; problems: Problem[] } {
  const values = ownMembers<{ [Key in keyof Shape]?: z.output<Shape[Key]> }>({});
  const problems: Problem[] = [];
  for (const key of Object.keys(shape) as (keyof Shape & string)[]) {
    const schema = shape[key];
    if (schema === undefined) continue;
    const result = schema.safeParse(Object.hasOwn(input, key) ? input[key] : undefined);
    if (!result.success) problems.push(...result.error.issues.map((issue) => problemOf(key, issue)));
    else if (result.data !== undefined) values[key] = result.data as z.output<Shape[typeof key]>;
  }
  return { values, problems };
}

/**
 * One problem for each key that is not known, with the known one it was probably meant to be.
 *
 * @param aliases what people call a known key who come from another library, or from the broker's own documentation.
 */
export function unknownKeys(
  input: object,
  known: readonly string[],
  aliases: (key: string) => string | undefined = () => undefined,
): Problem[] {
  return Object.keys(input)
    .filter((key) => !known.includes(key))
    .map((name) => ({ name, problem: `is not an option${suggestion(aliases(name) ?? closest(name, known))}` }));
}

function problemOf(key: string, issue: z.core.$ZodIssue): Problem {
  const name = issue.path.reduce<string>(
    (path, step) => (typeof step === 'number' ? `${path}[${step}]` : `${path}.${String(step)}`),
    key,
  );
  return { name, problem: issue.message };
}

function suggestion(name: string | undefined): string {
  return name === undefined ? '' : `; did you mean ${name}?`;
}
