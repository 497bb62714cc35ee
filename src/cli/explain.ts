import { MitIdError } from '../errors';

/** An error in one line for whoever typed the command: what is wrong and what to change, without a stack. */
export function explain(error: unknown): string {
  if (error instanceof MitIdError) return error.detail.problems?.join('; ') ?? error.explain();
  return error instanceof Error ? error.message : String(error);
}
