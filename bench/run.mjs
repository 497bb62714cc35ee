// Validations a second of one response of 8 kB, ours and our peers': `npm run bench`. SAML 1.1, SAML 2.0 signed, SAML 2.0 encrypted.
//
// BENCH_ROUNDS (7) and BENCH_ROUND_MS (600) choose how long it takes.
import { cpus } from 'node:os';
import { measure, prove, ROUND_MS, ROUNDS, table } from './measure.mjs';
import { run as importRows } from './migration/import.mjs';
import { suite as saml11 } from './saml11/suite.mjs';
import { suites as saml2 } from './saml2/suite.mjs';

console.log(
  `Node ${process.version}, ${cpus()[0]?.model ?? 'an unknown processor'}, ${ROUNDS} rounds of ${ROUND_MS} ms of processor time each`,
);
// Made one after the other, and not before: a message expires.
for (const make of [saml11, ...saml2]) {
  const { title, target, described, contestants, ...messages } = make();
  await prove(contestants, messages);
  const figures = await measure(contestants);
  const size = (form) => `${(Buffer.byteLength(messages.good[form]) / 1000).toFixed(1)} kB`;
  const sizes = Object.entries(described).map(([form, called]) => `${called} ${size(form)}`);
  console.log(`\n${title}: ${sizes.join('; ')}\n\n${table(figures, described)}`);
  const [base] = contestants;
  const reached = Math.min(...figures.filter(({ contestant }) => contestant.strict).map(({ ratio }) => ratio));
  console.log(
    `\n${reached >= target ? 'Reached' : 'NOT REACHED'}: ${reached.toFixed(1)} times ${base.name}, ${target} times is the target.`,
  );
}
await importRows();
