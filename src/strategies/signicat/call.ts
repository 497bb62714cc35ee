import type { z } from 'zod';
import { misspelt, refuseParameters } from '../call-options';
import { readShape, type Problem } from '../problems';

/** Names that other strategies take, and that say of a login what no login at Signicat can be asked to be. */
const ASKED_ELSEWHERE = ['loa', 'aal', 'eids', 'identityTypes', 'returnSsn', 'returnNemidPid'] as const;

/**
 * Reads what one `passport.authenticate` call names.
 *
 * @param others the parameters of Signicat's other protocol: named in vain, they would say more of a login than it is.
 * @param aliases what people call a parameter who come from elsewhere.
 * @throws MitIdError `parameter_invalid`, `where` being the parameter: a value of the wrong form, a name that is one of ours
 *   misspelt, or one that does not apply.
 */
export function readParameters<Shape extends Record<string, z.ZodType>>(
  shape: Shape,
  options: Readonly<Record<string, unknown>>,
  others: readonly string[],
  aliases: (key: string) => string | undefined,
): { [Key in keyof Shape]?: z.output<Shape[Key]> } {
  const names = Object.keys(shape);
  const strange = [...others, ...ASKED_ELSEWHERE].filter((name) => !names.includes(name));
  const { values, problems } = readShape(shape, options);
  refuseParameters([
    ...strange.flatMap((name) => problemOf(name, options)),
    ...misspelt(options, [...names, ...strange], aliases),
    ...problems,
  ]);
  return values;
}

function problemOf(name: string, options: Readonly<Record<string, unknown>>): Problem[] {
  if (!Object.hasOwn(options, name) || options[name] === undefined) return [];
  return [{ name, problem: 'does not apply to this method of Signicat' }];
}
