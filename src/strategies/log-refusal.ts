import { MitIdError } from '../errors';
import { oneLine, type Logger } from './logger';

/** One line for a login that came to nothing: what, where, got, expected, and which option to change. */
export function logRefusal({ logger, name }: { readonly logger: Logger; readonly name: string }, error: unknown): void {
  if (!(error instanceof MitIdError)) return;
  const { code, reference, outcome } = error;
  const level = outcome === 'error' ? 'error' : code === 'user_cancelled' ? 'info' : 'warn';
  logger[level](oneLine(error.explain()), { strategy: name, code, reference });
}
