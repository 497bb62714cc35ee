// Validations a second of one SAML 1.1 response of 8 kB, ours and our peers': `npm run bench`.
//
// Interleaved rounds in one process, processor time, the median of the rounds. Before anything is measured, each has to accept the good
// message and to refuse one with a changed letter. BENCH_ROUNDS (7) and BENCH_ROUND_MS (600) choose how long it takes.
import { cpus } from 'node:os';
import { contestants } from './contestants.mjs';
import { key, messages, tampered } from './message.mjs';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7);
const ROUND_MS = Number(process.env.BENCH_ROUND_MS ?? 600);
const WARM_UP_MS = 1_000;
const TARGET = 30;

const good = messages();
const bad = {
  tampered: tampered(good),
  'foreign key': messages({ signer: key('foreign') }),
  expired: messages({ now: Date.now() - 60 * 60_000 }),
};

const problems = [];
for (const contestant of contestants) {
  contestant.message = contestant.prepare(good[contestant.form]);
  const accepts = async (xml) => {
    try {
      await contestant.validate(contestant.prepare(xml));
      return true;
    } catch {
      return false;
    }
  };
  contestant.refuses = [];
  for (const [what, forms] of Object.entries(bad)) {
    if (!(await accepts(forms[contestant.form]))) contestant.refuses.push(what);
  }
  if (!(await accepts(good[contestant.form]))) problems.push(`${contestant.name} refuses the good message`);
  const required = contestant.strict ? Object.keys(bad) : ['tampered'];
  for (const what of required) {
    if (!contestant.refuses.includes(what)) problems.push(`${contestant.name} accepts the message: ${what}`);
  }
}
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
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

for (const contestant of contestants) {
  contestant.rates = [];
  contestant.took = [];
  await round(contestant, WARM_UP_MS);
}
for (let at = 0; at < ROUNDS; at++) {
  for (const contestant of contestants) {
    const { rate, took } = await round(contestant, ROUND_MS);
    contestant.rates.push(rate);
    contestant.took.push(...took);
  }
}

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
const at = (numbers, share) => sorted(numbers)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];
const median = (numbers) => at(numbers, 0.5);
const [base] = contestants;
const ratio = (contestant) => median(contestant.rates) / median(base.rates);

const size = (form) => `${(Buffer.byteLength(good[form]) / 1000).toFixed(1)} kB`;
console.log(
  `Node ${process.version}, ${cpus()[0]?.model ?? 'an unknown processor'}, ${ROUNDS} rounds of ${ROUND_MS} ms of processor time each`,
);
console.log(
  `SAML 1.1, 14 attributes, RSA-2048 / SHA-256: Response ${size('response')}, Assertion alone ${size('assertion')}, ` +
    `Assertion in SOAP ${size('soap')}\n`,
);
const rows = contestants.map((contestant) => [
  `${contestant.name} ${contestant.version}`,
  contestant.form === 'soap' ? 'Assertion, in SOAP' : contestant.form === 'response' ? 'Response' : 'Assertion, alone',
  Math.round(median(contestant.rates)).toLocaleString('en'),
  `${ratio(contestant).toFixed(1)}×`,
  `${at(contestant.took, 0.5).toFixed(2)} / ${at(contestant.took, 0.99).toFixed(2)}`,
  contestant.refuses.join(', '),
]);
const head = ['', 'signed', 'a second', 'ratio', 'p50 / p99 ms', 'refuses'];
const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column].length)));
const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
console.log([line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n'));

const reached = Math.min(...contestants.filter(({ strict }) => strict).map(ratio));
console.log(
  `\n${reached >= TARGET ? 'Reached' : 'NOT REACHED'}: ${reached.toFixed(1)} times ${base.name}, ${TARGET} times is the target.`,
);
