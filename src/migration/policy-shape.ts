import { z } from 'zod';

const kinds = z.array(z.string());

/** What a policy must look like before its words are judged: a list that is taken for a text would be laxer than it reads. */
const shape = z.looseObject({
  sufficient: z.record(z.string(), z.array(kinds)).optional(),
  ask: kinds.optional(),
  sharedIssuers: z.array(z.array(z.string().min(1))).optional(),
  dangerouslyAcceptRidAlone: z.boolean().optional(),
});

/** What is wrong with the shape of a policy, naming the option and no value; none where all of it can be judged. */
export function problemsOfShape(policy: unknown): string[] {
  const { error } = shape.safeParse(policy);
  return (error?.issues ?? []).map(({ path, message }) => `${['policy', ...path.map(String)].join('.')}: ${message}`);
}
