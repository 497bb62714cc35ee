import { inspect } from 'node:util';
import { MitIdError } from '../../src/errors';

/** Everything that a careless log line, debugger or crash report could show of a value, hidden members included. */
export function dump(value: unknown): string {
  const shown = [
    inspect(value, { showHidden: true, getters: true, depth: Infinity, maxArrayLength: null, maxStringLength: null }),
    inspect(value, { customInspect: false, showHidden: true, depth: Infinity, maxArrayLength: null }),
    JSON.stringify(value, (_key, part: unknown) => (part instanceof Map ? [...(part as Map<unknown, unknown>)] : part)),
    String(value),
  ];
  if (value instanceof Error) shown.push(value.message, value.stack ?? '', dump(value.cause));
  if (value instanceof MitIdError) shown.push(value.explain(), JSON.stringify(value.detail));
  return shown.join('\n');
}
