import type { FaultBase } from './fault';
import type { FaultQueue } from './queue';

/** What the UUID match service does instead of answering. */
export type UuidMatchTrouble =
  | { readonly kind: 'answer'; readonly status?: number; readonly type: string; readonly body: string }
  | { readonly kind: 'redirect' }
  | { readonly kind: 'slow' }
  | { readonly kind: 'connection-reset' };

/** A fault of the UUID match service. */
export interface UuidMatchFault extends FaultBase {
  readonly trouble: UuidMatchTrouble;
}

const JSON_TYPE = 'application/json; charset=utf-8';
const HUGE_BYTES = 64 * 1024;

const TABLE = [
  {
    name: 'match-http-500',
    seenAs: 'cpr_match_failed',
    trouble: { kind: 'answer', status: 500, type: JSON_TYPE, body: '"Match"' },
    description: 'HTTP 500, with a match in the body.',
  },
  {
    name: 'match-redirect',
    seenAs: 'cpr_match_failed',
    trouble: { kind: 'redirect' },
    description: 'HTTP 307 to the same service.',
  },
  {
    name: 'match-slow',
    seenAs: 'cpr_match_failed',
    trouble: { kind: 'slow' },
    description: 'The answer is held back (12 seconds unless set).',
  },
  {
    name: 'match-wrong-case',
    seenAs: 'cpr_match_failed',
    trouble: { kind: 'answer', type: JSON_TYPE, body: '"match"' },
    description: 'The word in lower case.',
  },
  {
    name: 'match-other-json',
    seenAs: 'cpr_match_failed',
    trouble: { kind: 'answer', type: JSON_TYPE, body: '{"result":"Match"}' },
    description: 'The word inside an object.',
  },
  {
    name: 'match-garbage',
    seenAs: 'cpr_match_failed',
    trouble: { kind: 'answer', type: JSON_TYPE, body: 'Match' },
    description: 'The word without its quotation marks, which is no JSON.',
  },
  {
    name: 'match-html',
    seenAs: 'cpr_match_failed',
    trouble: { kind: 'answer', type: 'text/html', body: '"Match"' },
    description: 'The answer is said to be HTML.',
  },
  {
    name: 'match-huge',
    seenAs: 'cpr_match_failed',
    trouble: { kind: 'answer', type: JSON_TYPE, body: `"Match"${' '.repeat(HUGE_BYTES)}` },
    description: 'The answer, and 64 KiB of white space.',
  },
  {
    name: 'match-connection-reset',
    seenAs: 'cpr_match_failed',
    trouble: { kind: 'connection-reset' },
    description: 'The connection is reset before an answer.',
  },
] as const satisfies readonly UuidMatchFault[];

/** The name of a fault of the UUID match service. */
export type UuidMatchFaultName = (typeof TABLE)[number]['name'];

/** Every fault of the UUID match service, in the order of the page and the docs. */
export const UUID_MATCH_FAULTS: readonly (UuidMatchFault & { readonly name: UuidMatchFaultName })[] = TABLE;

/** The oldest armed fault of the service; it is armed no more. Each applies to every request that is answered. */
export function takeUuidMatchFault(queue: FaultQueue): UuidMatchFault | undefined {
  return queue.take(UUID_MATCH_FAULTS, (fault): fault is UuidMatchFault & { name: UuidMatchFaultName } =>
    UUID_MATCH_FAULTS.includes(fault),
  );
}
