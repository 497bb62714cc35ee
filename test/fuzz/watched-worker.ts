import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Batch, Counterexample } from './batch';
import { readGuard } from './guard';
import type { TallyData } from './tally';
import type { Report } from './worker';

/** What came of a batch; where the worker had to be ended, its tally is lost. */
export interface Served {
  readonly tally?: TallyData;
  readonly counterexample?: Counterexample;
}

/** How long a judgement may take. */
interface Patience {
  readonly lookEachMs: number;
  /** Of the processor, in clock ticks of Linux, a hundred to the second; where those cannot be read, the wall's clock decides. */
  readonly maxTicks: number;
  readonly maxWallMs: number;
}

/** What takes over a second and comes back is told by the worker itself, and shrunk. */
const PATIENCE: Patience = { lookEachMs: 500, maxTicks: 150, maxWallMs: 30_000 };
/** A heap that fits into the growth that is allowed: garbage that nobody has collected yet is no finding. */
const OPTIONS = ['--max-old-space-size=192', '--max-semi-space-size=8'];

/** One process that judges batches, one after the other, and is ended and started anew when one does not come back. */
export class WatchedWorker {
  private readonly folder = mkdtempSync(join(tmpdir(), 'mitid-fuzz-'));
  private readonly file = join(this.folder, 'mutant');
  private child: ChildProcess | undefined;

  /** @param program the file that a worker runs. */
  constructor(
    private readonly xmlsec: boolean,
    private readonly program = join(__dirname, 'worker.ts'),
    private readonly patience = PATIENCE,
  ) {}

  async run(batch: Batch): Promise<Served> {
    const child = this.child ?? (await this.start());
    const timer = this.watch(child);
    try {
      const report = await new Promise<Report | string>((resolve) => {
        const ended = (code: number | null, signal: string | null) =>
          resolve(signal === 'SIGKILL' ? 'it does not come back' : `the process ended (${signal ?? String(code)})`);
        child.once('exit', ended);
        child.once('message', (message: Report) => {
          child.off('exit', ended);
          resolve(message);
        });
        child.send(batch);
      });
      if (typeof report === 'string') return this.lost(report, batch);
      if (report.kind === 'overgrown') return this.lost(report.why, batch);
      if (report.kind === 'ready') throw new Error('a worker is ready twice');
      const { tally, counterexample } = report;
      return { tally, ...(counterexample && { counterexample }) };
    } finally {
      clearInterval(timer);
    }
  }

  stop(): void {
    this.child?.removeAllListeners();
    this.child?.kill('SIGKILL');
    this.child = undefined;
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async start(): Promise<ChildProcess> {
    const child = fork(this.program, [this.file, this.xmlsec ? 'xmlsec' : ''], {
      execArgv: ['--require', join(__dirname, '..', 'support', 'run-typescript.cjs'), ...OPTIONS],
    });
    this.child = child;
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', (code) => reject(new Error(`a worker did not start (${String(code)})`)));
    });
    child.removeAllListeners('exit');
    return child;
  }

  /** Kills a worker that has been at one mutant for too long. */
  private watch(child: ChildProcess): NodeJS.Timeout {
    let seen: { number: number; ticks: number | undefined; since: number } | undefined;
    return setInterval(() => {
      const watched = readGuard(this.read(this.file));
      if (watched?.recipe === undefined) {
        seen = undefined;
        return;
      }
      const { number } = watched;
      const ticks = this.ticksOf(child.pid);
      if (seen?.number !== number) {
        seen = { number, ticks, since: Date.now() };
        return;
      }
      const spent = ticks === undefined || seen.ticks === undefined ? undefined : ticks - seen.ticks;
      const { maxTicks, maxWallMs } = this.patience;
      if ((spent ?? 0) > maxTicks || Date.now() - seen.since > maxWallMs) child.kill('SIGKILL');
    }, this.patience.lookEachMs);
  }

  /** What it was at when it was lost: not shrunk, for that would be lost too. */
  private lost(why: string, batch: Batch): Served {
    const recipe = readGuard(this.read(this.file))?.recipe;
    this.child?.kill('SIGKILL');
    this.child = undefined;
    if (recipe === undefined) throw new Error(`a worker was lost, and nothing says at which mutant: ${why}`);
    return { counterexample: { why, recipe, batch } };
  }

  private read(file: string): string {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return '';
    }
  }

  /** utime and stime of proc(5). */
  private ticksOf(pid: number | undefined): number | undefined {
    const fields = this.read(`/proc/${String(pid)}/stat`)
      .split(') ')[1]
      ?.split(' ');
    return fields === undefined ? undefined : Number(fields[11]) + Number(fields[12]);
  }
}
