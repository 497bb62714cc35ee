// Rows a second of `migrate import`, and the most memory its process has had: `node bench/migration/import.mjs --rows 1000000`.
//
// Each engine in a process of its own. PostgreSQL where BENCH_POSTGRES holds its URL, in a schema that is made and dropped.
import { execFileSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const SCHEMA = 'mitid_saml_bench';
const CPR_SECRET = { id: 'bench', secret: 'a fictitious secret of 32 bytes.' };

/** A line: an account, a name, a PID and a CPR number that nobody has. */
function line(number) {
  const two = (value) => String(value).padStart(2, '0');
  const [day, month, year] = [
    1 + (number % 28),
    1 + (Math.floor(number / 28) % 12),
    58 + (Math.floor(number / 336) % 42),
  ];
  const serial = 5000 + (Math.floor(number / 14_112) % 4000);
  const pid = `9208-2002-2-${String(number).padStart(12, '0')}`;
  return `k-${number};Søren Åge Ærø;${pid};${two(day)}${two(month)}${two(year)}${serial}\r\n`;
}

async function writeFile(path, rows) {
  const out = createWriteStream(path);
  out.write('KundeNr;Navn;PID;CPR\r\n');
  for (let number = 1; number <= rows; number++) if (!out.write(line(number))) await once(out, 'drain');
  out.end();
  await once(out, 'close');
}

async function measure(file, location) {
  const { openStore } = require('../../dist/migration/store.js');
  const { importAccounts } = require('../../dist/migration/import/import-accounts.js');
  const store = await openStore(location, { cprSecrets: [CPR_SECRET] });
  const start = performance.now();
  const { rows } = await importAccounts(store, { file, class: 'citizen' });
  const seconds = (performance.now() - start) / 1000;
  await store.engine.close();
  const memory = process.resourceUsage().maxRSS / 1024;
  console.log(`${Math.round(rows / seconds).toLocaleString('en')} rows a second, ${Math.round(memory)} MiB at most`);
}

async function onSchema(url, statements) {
  const client = new (require('pg').Client)({ connectionString: url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

/** Prints a line for each engine. */
export async function run(rows = 20_000) {
  const folder = mkdtempSync(join(tmpdir(), 'mitid-saml-bench-'));
  const url = process.env.BENCH_POSTGRES;
  const file = join(folder, 'accounts.csv');
  try {
    await writeFile(file, rows);
    console.log(`\nImport of ${rows.toLocaleString('en')} accounts with PID and CPR number\n`);
    const locations = { sqlite: { sqlite: { file: join(folder, 'links.db') } } };
    if (url) {
      await onSchema(url, [`DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE`, `CREATE SCHEMA ${SCHEMA}`]);
      const connectionString = `${url}${url.includes('?') ? '&' : '?'}options=-c%20search_path%3D${SCHEMA}`;
      locations.postgres = { postgres: { connectionString } };
    } else console.log('postgres: left out, BENCH_POSTGRES holds no URL');
    for (const [engine, location] of Object.entries(locations)) {
      const task = JSON.stringify({ file, location });
      const env = { ...process.env, BENCH_TASK: task };
      process.stdout.write(`${engine}: ${execFileSync(process.execPath, [fileURLToPath(import.meta.url)], { env })}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
    if (url) await onSchema(url, [`DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE`]);
  }
}

if (process.env.BENCH_TASK !== undefined) {
  const { file, location } = JSON.parse(process.env.BENCH_TASK);
  await measure(file, location);
} else if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const at = process.argv.indexOf('--rows');
  await run(at < 0 ? undefined : Number(process.argv[at + 1]));
}
