import { z } from 'zod';
import { NSIS_LEVELS } from '../identifiers';
import { closest } from './did-you-mean';
import { urlProblem } from './urls';

/** A string that `problem` has nothing to say about. */
export function textThat(problem: (text: string) => string | undefined) {
  return z.string({ error: missingOr('must be a string') }).superRefine((text, context) => {
    addIssue(context, problem(text));
  });
}

export function missingOr(message: string) {
  return ({ input }: { readonly input?: unknown }) => (input === undefined ? 'is missing' : message);
}

/**
 * The message for what is no object, and the one for keys too many.
 *
 * @param known its keys, for what was probably meant.
 */
export function objectOr(message: string, known: readonly string[] = []) {
  return (issue: { readonly code?: string; readonly input?: unknown; readonly keys?: readonly PropertyKey[] }) => {
    if (issue.code !== 'unrecognized_keys') return missingOr(message)(issue);
    const keys = (issue.keys ?? []).map(String);
    const meant = keys.map((key) => closest(key, known)).find((name) => name !== undefined);
    return `holds ${keys.join(', ')}, which is not one of its keys${meant === undefined ? '' : `; did you mean ${meant}?`}`;
  };
}

export function addIssue(context: z.RefinementCtx, message: string | undefined): void {
  if (message !== undefined) context.addIssue({ code: 'custom', message });
}

export const flag = z.boolean({ error: 'must be true or false' });
export const nsis = z.enum(NSIS_LEVELS, { error: `must be one of ${NSIS_LEVELS.join(', ')}` });
export const url = textThat(urlProblem);
export const filled = textThat((text) => (text.trim() === '' ? 'is empty' : undefined));

export function list<T extends z.ZodType>(entry: T) {
  return z.array(entry, { error: 'must be an array' }).nonempty({ error: 'is empty' });
}

export function milliseconds(min: number, max: number) {
  const error = `must be a whole number of milliseconds from ${min} to ${max}`;
  return z.number({ error }).int({ error }).min(min, { error }).max(max, { error });
}
