import { spawnSync } from 'node:child_process';
import { join, relative } from 'node:path';
import { replay } from './batch';
import { campaign } from './campaign';
import { keep, readCounterexample } from './counterexamples';
import { readOptions, type FuzzOptions } from './options';
import { idle, summary } from './summary';
import type { TallyData } from './tally';

const COUNTEREXAMPLES = join(__dirname, 'counterexamples');
const TELL_EACH_MS = 10_000;

const say = (text: string) => process.stdout.write(`${text}\n`);

const hasXmlsec = () => spawnSync('xmlsec1', ['--version']).status === 0;

async function search(options: FuzzOptions): Promise<number> {
  const xmlsec = hasXmlsec();
  if (!xmlsec && process.env['CI'] === 'true') throw new Error('xmlsec1 is not installed');
  say(`${options.count} mutants, seed ${options.seed}, ${options.workers} workers${xmlsec ? '' : ', no xmlsec1 here'}`);
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1_000;
  let told = 0;
  let soFar: TallyData | undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      if (soFar !== undefined) say(summary(soFar, seconds()));
      process.exit(130);
    });
  }
  const { tally, counterexamples } = await campaign({ ...options, xmlsec }, (all, { counterexample }) => {
    soFar = all;
    const { refused, accepted } = all;
    if (counterexample !== undefined) {
      const file = relative(process.cwd(), keep(counterexample, options.into));
      say(
        `COUNTEREXAMPLE: ${counterexample.why}\n  ${counterexample.batch.lane}, batch seed ${counterexample.batch.seed}`,
      );
      say(`  see it again: npm run fuzz -- --replay ${file}`);
    }
    if (seconds() * 1_000 < told + TELL_EACH_MS) return;
    told = seconds() * 1_000;
    say(`${refused + accepted} of ${options.count}, ${Math.round((refused + accepted) / seconds())} a second`);
  });
  say(summary(tally, seconds()));
  const lazy = options.lanes.length > 1 ? idle(tally) : [];
  for (const line of lazy) say(`IDLE: ${line}`);
  say(`seed ${options.seed}: ${counterexamples.length} counterexamples`);
  return counterexamples.length + lazy.length > 0 ? 1 : 0;
}

async function seeAgain(file: string): Promise<number> {
  const { why, recipe } = readCounterexample(file);
  const now = await replay(recipe, hasXmlsec());
  say(`${recipe.lane}: ${recipe.steps.map(({ mutator }) => mutator).join(', ')}\n  was: ${why}\n  is: ${now}`);
  return now === why ? 1 : 0;
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), COUNTEREXAMPLES);
  return options.replay === undefined ? search(options) : seeAgain(options.replay);
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
