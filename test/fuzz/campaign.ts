import type { Batch, Counterexample } from './batch';
import type { FuzzOptions } from './options';
import { add, dataOf, emptyTally, type TallyData } from './tally';
import { WatchedWorker, type Served } from './watched-worker';

export interface CampaignResult {
  readonly tally: TallyData;
  readonly counterexamples: readonly Counterexample[];
}

const BATCH = 500;
/** A mistake that every other mutant meets is seen in the first of them. */
const ENOUGH = 20;

/** The batches of a count and a seed: the same ones each time, however many workers share them. */
export function batchesOf({ count, seed, lanes }: Pick<FuzzOptions, 'count' | 'seed' | 'lanes'>): readonly Batch[] {
  const size = Math.max(1, Math.min(BATCH, Math.ceil(count / lanes.length)));
  return Array.from({ length: Math.ceil(count / size) }, (_, at) => ({
    lane: lanes[at % lanes.length] ?? '',
    seed: (Math.imul(seed, 1_000_003) + at) | 0,
    count: Math.min(size, count - at * size),
  }));
}

/** Lets workers judge all batches, and tells of each as it is done. */
export async function campaign(
  options: Pick<FuzzOptions, 'count' | 'seed' | 'lanes' | 'workers'> & { readonly xmlsec: boolean },
  onServed: (tally: TallyData, served: Served) => void,
): Promise<CampaignResult> {
  const left = [...batchesOf(options)];
  const tally = dataOf(emptyTally());
  const counterexamples: Counterexample[] = [];
  const serve = async (): Promise<void> => {
    const worker = new WatchedWorker(options.xmlsec);
    try {
      while (counterexamples.length < ENOUGH) {
        const batch = left.shift();
        if (batch === undefined) return;
        const served = await worker.run(batch);
        if (served.tally !== undefined) add(tally, served.tally);
        if (served.counterexample !== undefined) counterexamples.push(served.counterexample);
        onServed(tally, served);
      }
    } finally {
      worker.stop();
    }
  };
  await Promise.all(Array.from({ length: options.workers }, serve));
  return { tally, counterexamples };
}
