import { processGuard } from '../guard';
import type { Report } from '../worker';
import type { Batch } from '../batch';

// A worker whose judge never comes back, or takes more memory than it may: the product has no such message to try it with.
const guard = processGuard(process.argv[2] ?? '');
const send = (report: Report) => process.send?.(report);

process.on('disconnect', () => process.exit());
process.on('message', ({ lane }: Batch) => {
  guard.warm();
  guard.before({ lane, steps: [] });
  if (lane === 'without an end') for (;;);
  Buffer.alloc(300 * 1024 * 1024, 1);
  try {
    guard.after();
  } catch (error) {
    send({ kind: 'overgrown', why: error instanceof Error ? error.message : '' });
  }
});
send({ kind: 'ready' });
