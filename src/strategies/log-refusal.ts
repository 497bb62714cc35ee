import { MitIdError } from '../errors';
import { oneLine, type Logger } from './logger';

/** One line for a login that came to nothing: what, where, got, expected, and which option to change. */
export function logRefusal({ logger, name }: { readonly logger: Logger; readonly name: string }, error: unknown): void {
  if (!(error instanceof MitIdError)) return;
  const { code, reference, outcome } = error;
  const level = outcome === 'error' ? 'error' : code === 'user_cancelled' ? 'info' : 'warn';
  logger[level](oneLine(error.explain()), { strategy: name, code, reference });
}

/** What may not keep a person logged in here: an error of ours is logged, and the rest goes on without. */
export async function unlessBroken<T>(
  config: { readonly logger: Logger; readonly name: string },
  work: Promise<T | undefined>,
): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof MitIdError)) throw error;
    logRefusal(config, error);
    return undefined;
  }
}
