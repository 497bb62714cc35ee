// Rows a second of `mitid-saml migrate import`, and the most memory its process has had: `node bench/migration/import.mjs --rows 1000000`.
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
const CPR_SECRET = 'a fictitious secret of 32 bytes.';

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

/** Is the command in this process, and says behind its report how much memory that had, in bytes. */
function beCommand(args) {
  process.once('exit', () => console.log(process.resourceUsage().maxRSS * 1024));
  process.argv = [process.execPath, 'mitid-saml', 'migrate', 'import', ...args];
  require('../../dist/cli/index.js');
}

function measure(file, where, env) {
  const args = [file, '--class', 'citizen', '--cpr-secret', 'bench=env:BENCH_CPR_SECRET', ...where];
  const task = { BENCH_TASK: JSON.stringify(args), BENCH_CPR_SECRET: CPR_SECRET, ...env };
  const options = { env: { ...process.env, ...task }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] };
  const report = execFileSync(process.execPath, [fileURLToPath(import.meta.url)], options);
  const [, speed] = / rows, ([\d,]+) a second/.exec(report);
  const bytes = Number(report.trim().split('\n').at(-1));
  return `${speed} rows a second, ${(bytes / 1e6).toFixed(1)} MB at most (${Math.round(bytes / 2 ** 20)} MiB)`;
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
    console.log(`sqlite: ${measure(file, ['--sqlite', join(folder, 'links.db')])}`);
    if (url) {
      await onSchema(url, [`DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE`, `CREATE SCHEMA ${SCHEMA}`]);
      const connectionString = `${url}${url.includes('?') ? '&' : '?'}options=-c%20search_path%3D${SCHEMA}`;
      console.log(`postgres: ${measure(file, ['--postgres', 'env:BENCH_URL'], { BENCH_URL: connectionString })}`);
    } else console.log('postgres: left out, BENCH_POSTGRES holds no URL');
  } finally {
    rmSync(folder, { recursive: true, force: true });
    if (url) await onSchema(url, [`DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE`]);
  }
}

if (process.env.BENCH_TASK !== undefined) {
  beCommand(JSON.parse(process.env.BENCH_TASK));
} else if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const at = process.argv.indexOf('--rows');
  await run(at < 0 ? undefined : Number(process.argv[at + 1]));
}
