import { runBatch, type Batch, type BatchResult } from './batch';
import { Overgrown, processGuard } from './guard';
import { allLanes } from './lanes';
import { dataOf, type TallyData } from './tally';

/** What a worker sends: that it is ready, what came of a batch, or why it ends. */
export type Report =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly tally: TallyData; readonly counterexample?: BatchResult['counterexample'] }
  | { readonly kind: 'overgrown'; readonly why: string };

const WARM_UP = 40;

const [, , file = '', xmlsec = ''] = process.argv;
const guard = processGuard(file);
const send = (report: Report) => process.send?.(report);

// xmldom says in the console what it passes over.
const { console: noisy } = globalThis;
noisy.warn = noisy.error = () => undefined;

async function serve(batch: Batch): Promise<void> {
  try {
    const { tally, counterexample } = await runBatch(batch, { xmlsec: xmlsec === 'xmlsec', guard });
    send({ kind: 'done', tally: dataOf(tally), ...(counterexample && { counterexample }) });
  } catch (error) {
    if (!(error instanceof Overgrown)) throw error;
    send({ kind: 'overgrown', why: error.message });
  }
}

async function warmUp(): Promise<void> {
  for (const { name } of allLanes()) await runBatch({ lane: name, seed: 1, count: WARM_UP }, { xmlsec: false });
  guard.warm();
}

// Without a parent nobody would look after it.
process.on('disconnect', () => process.exit());

void warmUp().then(() => {
  process.on('message', (batch: Batch) => void serve(batch));
  send({ kind: 'ready' });
});
