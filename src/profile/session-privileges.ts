import { z } from 'zod';
import { looksLikeCpr, parseCvr, parsePNumber, parseSeNumber } from '../identifiers';
import { holdsCpr, type Privilege } from './privileges';

const scopeOf = <K extends string>(kind: K, parse: (text: string) => string | undefined) =>
  z.strictObject({ kind: z.literal(kind), value: z.string().refine((text) => parse(text) === text) });
const line = z
  .string()
  .min(1)
  .refine((text) => !looksLikeCpr(text));

const privilege = z.strictObject({
  privilege: line,
  scope: z.discriminatedUnion('kind', [
    scopeOf('cvr', parseCvr),
    scopeOf('productionUnit', parsePNumber),
    scopeOf('seNumber', parseSeNumber),
    z.strictObject({ kind: z.literal('other'), name: line, value: line }),
  ]),
  constraints: z.array(z.strictObject({ name: line, value: line })),
});

/** The privileges as JSON holds them: none that speaks of a CPR number. */
export const privilegesSchema = z.array(privilege);

type Stored = z.input<typeof privilegesSchema>;

/**
 * The privileges to keep. One that speaks of a CPR number stays behind as a whole: without its scope, or without one of its
 * constraints, it would allow more.
 */
export function privilegesToSession(privileges: readonly Privilege[]): Stored {
  return privileges
    .filter((one) => !holdsCpr(one))
    .map(({ scope, constraints, ...rest }) => ({
      ...rest,
      scope: { ...scope } as Stored[number]['scope'],
      constraints: constraints.map(({ name, value }) => ({ name, value: String(value) })),
    }));
}
