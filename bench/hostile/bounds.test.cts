import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CERTS } from '../../test/support/certs';
import { KINDS } from './kinds.cjs';
import { OTHERS, type Job } from './others.cjs';
import { FACTS, messageOf, tooMuchOf, WAYS } from './ways.cjs';

// What a stranger, or a broker who is none, can make us do with one message: the largest of each kind that the bounds let in.
// The gate is what is done, which no other process changes: octets read, nodes, canonical characters, operations with a key.
// Milliseconds and memory are printed. With BENCH_ROUNDS, as in CI, each is judged twice, its memory is not measured, and two ways
// are left out that read what two others read.
const SHORT = process.env['BENCH_ROUNDS'] !== undefined;
/** Only those whose way and kind it fits. */
const ONLY = new RegExp(process.env['BENCH_HOSTILE'] ?? '');
const TARGET = { ms: 50, mib: 50 };
/** Two certificates to verify with, and two keys to decrypt with, as during a rollover. */
const [CERTIFICATES, DECRYPTION_KEYS] = [
  [CERTS.idp.cert, CERTS.idpNext.cert],
  [CERTS.tlsOtherLocalhost.key, CERTS.tlsClient.key],
];

interface Measured {
  readonly code: string;
  readonly ms: number;
  readonly read: number;
  readonly nodes: number;
  readonly canonical: number;
  readonly inflated: number;
  readonly publicKey: number;
  readonly privateKey: number;
}
type Row = Job & Measured & { readonly mib?: number };

const LEFT_OUT = SHORT ? ['SAML 2.0', 'logout by POST'] : [];
const wanted = (way: string, kind: string) => ONLY.test(`${way}: ${kind}`);
const cases = WAYS.filter(({ name }) => !LEFT_OUT.includes(name)).flatMap((way) =>
  KINDS.filter(({ name }) => wanted(way.name, name)).map((kind) => ({ way, kind })),
);
const LIMITS = /^(?:message_too_large|xml_too_\w+)$/;

const folder = mkdtempSync(join(tmpdir(), 'mitid-hostile-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** @param memory of a process that judges nothing else, in the place of its time. */
function run(jobs: readonly Job[], runs: number, memory = false): unknown {
  const file = join(folder, 'jobs.json');
  const given = { certs: CERTIFICATES, keys: DECRYPTION_KEYS, facts: FACTS, jobs, runs };
  writeFileSync(file, JSON.stringify(given));
  const args = [join(__dirname, 'measure.cjs'), file, ...(memory ? ['memory'] : [])];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 26 }));
}

test('a little more of each kind is refused by a bound', () => {
  const jobs = cases.map(({ way, kind }) => ({
    way: way.name,
    kind: kind.name,
    judge: way.judge,
    text: tooMuchOf(way, kind),
  }));
  const codes = (run(jobs, 0) as Measured[]).map(({ code }, at) => ({ ...cases[at], code }));
  expect(
    codes.filter(({ code }) => !LIMITS.test(code)).map(({ way, kind, code }) => [way?.name, kind?.name, code]),
  ).toEqual([]);
});

describe('the largest of each kind', () => {
  let rows: readonly Row[] = [];
  beforeAll(() => {
    const largest = cases.map(({ way, kind }) => ({
      way: way.name,
      kind: kind.name,
      judge: way.judge,
      text: messageOf(way, kind),
    }));
    const jobs = [...largest, ...OTHERS.filter(({ way, kind }) => wanted(way, kind))];
    const measured = run(jobs, SHORT ? 1 : 5) as Measured[];
    rows = jobs.map((job, at) => ({
      ...job,
      ...(measured[at] as Measured),
      ...(!SHORT && { mib: run([job], 0, true) as number }),
    }));
  });

  afterAll(() => process.stdout.write(`${report(rows)}\n`));

  test('is read to its end, and then refused', () => {
    const inTime = rows.slice(0, cases.length);
    // The bound of the canonical text is met after reading.
    const cut = inTime.filter(
      ({ code, nodes }) => code !== 'signature_invalid' && (code !== 'message_too_large' || nodes === 0),
    );
    expect(cut.map(({ way, kind, code }) => [way, kind, code])).toEqual([]);
  });

  test.each([
    ['octets read', 'read', 1024 * 1024 + 200],
    ['elements, attributes and declarations', 'nodes', 25_000],
    ['canonical characters', 'canonical', 2 * 1024 * 1024 + 2_000],
    ['octets inflated', 'inflated', 256 * 1024],
    ['operations with a public key', 'publicKey', CERTIFICATES.length],
    ['operations with a private key', 'privateKey', DECRYPTION_KEYS.length],
  ] as const)('%s are bounded', (_, count, most) => {
    expect(rows.filter((row) => row[count] > most).map(({ way, kind, [count]: got }) => [way, kind, got])).toEqual([]);
    // Somebody comes near it, or it would bound nothing.
    if (ONLY.source === '(?:)') expect(Math.max(...rows.map((row) => row[count]))).toBeGreaterThan(most / 2);
  });
});

function report(rows: readonly Row[]): string {
  const lines = rows.map(({ way, kind, text, code, ms, mib, nodes, canonical }) =>
    [
      way.padEnd(24),
      kind.padEnd(58),
      `${Math.round(text.length / 1000)} kB`.padStart(8),
      code.padEnd(26),
      `${ms.toFixed(1)} ms`.padStart(9),
      ...(mib === undefined ? [] : [`${mib.toFixed(0)} MB`.padStart(7)]),
      `${nodes} nodes, ${Math.round(canonical / 1000)} k canonical`,
    ].join(' '),
  );
  const over = rows.filter(({ ms, mib = 0 }) => ms > TARGET.ms || mib > TARGET.mib);
  const said = over.length === 0 ? 'Reached' : `NOT REACHED by ${over.length}`;
  return `\nThe worst message of each kind, processor time:\n\n${lines.join('\n')}\n\n${said}: ${TARGET.ms} ms and ${TARGET.mib} MB are the target.`;
}
