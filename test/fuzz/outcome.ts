import { isDeepStrictEqual } from 'node:util';
import { MitIdError, type MitIdErrorCode } from '../../src/errors';
import { MemoryStateStore } from '../../src/state/memory';
import { codesUnder } from '../attacks/harness/code-groups';
import type { FuzzLane, Read } from './lane';
import { honestWireOf } from './recipe';

/** What came of a mutant: a typed refusal, the person who was signed, or what must never be. */
export type Outcome =
  | { readonly kind: 'refused'; readonly code: MitIdErrorCode }
  | { readonly kind: 'accepted' }
  | { readonly kind: 'broken'; readonly why: string };

/** The codes that a message can be refused with. Any other says that the product, and not the message, is wrong. */
export const REFUSALS: ReadonlySet<string> = new Set<MitIdErrorCode>([
  ...['reading', 'structure and signature', 'what the message says', 'logout'].flatMap(codesUnder),
  'attribute_malformed',
  'parameter_duplicate',
  'soap_fault',
]);

const honest = new WeakMap<FuzzLane, Promise<Read>>();
function honestRead(lane: FuzzLane): Promise<Read> {
  const read = honest.get(lane) ?? lane.judge(honestWireOf(lane), new MemoryStateStore());
  honest.set(lane, read);
  return read;
}

/** Lets the lane's own judge look at it, and its judgement be compared with that of the honest message. */
export async function outcomeOf(lane: FuzzLane, wire: string): Promise<Outcome> {
  const expected = await honestRead(lane);
  const store = new MemoryStateStore();
  let read: Read;
  try {
    read = await lane.judge(wire, store);
  } catch (error) {
    return refusal(error, store);
  }
  if (!isDeepStrictEqual(read.said, expected.said)) return broken('another subject, or other words of the same');
  if (!isDeepStrictEqual(read.profile?.(), expected.profile?.())) return broken('another profile of the same words');
  const strange = read.proofs.find((proof) => !expected.proofs.some((known) => isDeepStrictEqual(proof, known)));
  if (strange !== undefined) return broken('a signature that the broker has not made');
  return (await claims(lane, store))
    ? { kind: 'accepted' }
    : broken('the honest message is let in as well: its id is not used up');
}

function refusal(error: unknown, store: MemoryStateStore): Outcome {
  if (!(error instanceof MitIdError))
    return broken(`no MitIdError: ${error instanceof Error ? error.name : typeof error}`);
  if (!REFUSALS.has(error.code)) return broken(`a code that no message is refused with: ${error.code}`);
  if (store.size > 0) return broken(`refused as ${error.code}, and its id is used up`);
  return { kind: 'refused', code: error.code };
}

/** Whether a mutant that was let in leaves nothing of the login to the honest message. */
async function claims(lane: FuzzLane, store: MemoryStateStore): Promise<boolean> {
  if (lane.replayed === undefined) return true;
  try {
    await lane.judge(honestWireOf(lane), store);
    return false;
  } catch (error) {
    return error instanceof MitIdError && error.code === lane.replayed;
  }
}

const broken = (why: string): Outcome => ({ kind: 'broken', why });
