// How contestants are measured: in interleaved rounds in one process, by processor time, as the median of the rounds.
import { isDeepStrictEqual } from 'node:util';

export const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7);
export const ROUND_MS = Number(process.env.BENCH_ROUND_MS ?? 600);
const WARM_UP_MS = 1_000;

/**
 * Before anything is measured, each has to read in the good message what it says, and to refuse one with a changed letter; ours
 * (`strict`) every bad one. Sets what each is measured with, `message`, and what it `refuses`.
 *
 * @param good a message in each form, by the form's name. @param bad such messages, by what is wrong with them.
 * @throws Error with every problem
 */
export async function prove(contestants, { good, bad, says }) {
  const problems = [];
  for (const contestant of contestants) {
    const { name, form, prepare, validate, read, strict } = contestant;
    contestant.message = prepare(good[form]);
    const verdict = (forms) =>
      Promise.resolve(prepare(forms[form]))
        .then(validate)
        .then(
          (result) => ({ result }),
          (error) => ({ error }),
        );
    const { result, error } = await verdict(good);
    if (error !== undefined) problems.push(`${name} refuses the good message: ${error.message}`);
    else if (!isDeepStrictEqual(read(result), says)) problems.push(`${name} reads something else in the good message`);
    contestant.refuses = [];
    for (const [what, forms] of Object.entries(bad)) {
      if ('error' in (await verdict(forms))) contestant.refuses.push(what);
    }
    for (const what of strict ? Object.keys(bad) : ['tampered']) {
      if (!contestant.refuses.includes(what)) problems.push(`${name} accepts the message: ${what}`);
    }
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

const processorMs = ({ user, system }) => (user + system) / 1000;

/**
 * Validates for so many milliseconds of processor time, so that what else the machine does counts for little.
 *
 * @returns validations a second of it, and how long each took by the clock, in milliseconds.
 */
async function round({ validate, message }, milliseconds) {
  const took = [];
  const before = process.cpuUsage();
  let spent = 0;
  while (spent < milliseconds) {
    const start = performance.now();
    await validate(message);
    took.push(performance.now() - start);
    spent = processorMs(process.cpuUsage(before));
  }
  return { rate: (took.length * 1000) / spent, took };
}

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
const at = (numbers, share) => sorted(numbers)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];

/**
 * @returns for each contestant the median of its rates a second, its `ratio` to the first one's, and the p50 and p99 of what a
 *   validation took by the clock, in milliseconds.
 */
export async function measure(contestants) {
  const measured = contestants.map((contestant) => ({ contestant, rates: [], took: [] }));
  for (const { contestant } of measured) await round(contestant, WARM_UP_MS);
  for (let n = 0; n < ROUNDS; n++) {
    for (const each of measured) {
      const { rate, took } = await round(each.contestant, ROUND_MS);
      each.rates.push(rate);
      each.took.push(...took);
    }
  }
  const [base] = measured;
  return measured.map(({ contestant, rates, took }) => ({
    contestant,
    rate: at(rates, 0.5),
    ratio: at(rates, 0.5) / at(base.rates, 0.5),
    p50: at(took, 0.5),
    p99: at(took, 0.99),
  }));
}

/** @returns the figures as a table in Markdown. @param described what each contestant's form is called, by its name. */
export function table(figures, described) {
  const rows = figures.map(({ contestant: { name, version, form, refuses }, rate, ratio, p50, p99 }) => [
    `${name} ${version}`,
    described[form],
    Math.round(rate).toLocaleString('en'),
    `${ratio.toFixed(1)}×`,
    `${p50.toFixed(2)} / ${p99.toFixed(2)}`,
    refuses.join(', '),
  ]);
  const head = ['', 'signed', 'a second', 'ratio', 'p50 / p99 ms', 'refuses'];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column].length)));
  const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
