import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SERVICE_PROVIDER } from '../../attacks/harness/encrypting';
import { ASSERTION, PROTOCOL } from '../../support/saml11';
import { ASSERTION2, PROTOCOL2 } from '../../support/saml2';
import type { Verdict } from '../verdicts';

// Thousands of messages, one after the other, would be minutes of starting processes: one process verifies many files, and
// goes on until the first that it refuses.
const AT_ONCE = 2;
const FILES = 50;

const IDS = [
  ...['AssertionID', 'ID'].map((name) => [name, ASSERTION, 'Assertion']),
  ...['ResponseID', 'ID'].map((name) => [name, PROTOCOL, 'Response']),
  ['ID', ASSERTION2, 'Assertion'],
  ...['Response', 'LogoutRequest', 'LogoutResponse'].map((local) => ['ID', PROTOCOL2, local]),
].flatMap(([name = '', namespace = '', local = '']) => [`--id-attr:${name}`, `${namespace}:${local}`]);

const OPTIONS = [
  ...['verify', '--enabled-key-data', 'key-name', '--enabled-reference-uris', 'empty,same-doc'],
  ...IDS,
  ...['--store-references', '--store-signatures', '--print-debug'],
];

/** One signature of a document. */
export interface Check {
  readonly document: Buffer;
  /** PEM. */
  readonly certificate: string;
  /** Which of its Signature elements, from 1; of an encrypted one, those that stood in the ciphertext. */
  readonly position: number;
  readonly inside: boolean;
}

interface Ran {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** What xmlsec1, over libxml2, says of each. */
export async function verifyAll(checks: readonly Check[]): Promise<readonly Verdict[]> {
  const groups = new Map<string, number[]>();
  checks.forEach(({ certificate, position, inside }, at) => {
    const key = JSON.stringify([certificate, position, inside]);
    groups.set(key, [...(groups.get(key) ?? []), at]);
  });
  const chunks = [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / FILES) }, (_, n) => group.slice(n * FILES, (n + 1) * FILES)),
  );
  const verdicts: Verdict[] = [];
  await inFolder((folder) =>
    pooled(chunks, async (chunk) => {
      const [first] = chunk;
      const check = checks[first ?? 0];
      if (check === undefined) return;
      const pem = join(folder, `${first ?? 0}.pem`);
      writeFileSync(pem, check.certificate);
      for (const at of chunk) writeFileSync(join(folder, `${at}.xml`), checks[at]?.document ?? '');
      const signature = `${check.inside ? "//*[local-name()='EncryptedAssertion']" : ''}//*[local-name()='Signature']`;
      const options = [...OPTIONS, '--pubkey-cert-pem', pem, '--node-xpath', `(${signature})[${check.position}]`];
      for (let rest = chunk; rest.length > 0;) {
        const found = read(await run(folder, [...options, ...rest.map((at) => `${at}.xml`)]), rest);
        found.forEach((verdict, n) => (verdicts[rest[n] ?? 0] = verdict));
        rest = rest.slice(found.length);
      }
    }),
  );
  return verdicts;
}

/** The verdicts up to the first refusal, that one included. */
function read({ ok, stdout, stderr }: Ran, files: readonly number[]): readonly Verdict[] {
  const refused = /failed to verify file "(\d+)\.xml"/.exec(stderr)?.[1];
  const good = ok ? files.length : files.indexOf(Number(refused));
  if (good < 0) throw new Error(`xmlsec1 does not say which file it refuses: ${stderr.slice(-300)}`);
  const blocks = stdout.split('= VERIFICATION CONTEXT\n').slice(1);
  const verdicts = blocks.slice(0, good).map((block): Verdict => {
    const succeeded = block.includes('== Status: succeeded\n');
    return { accepted: succeeded, signed: between(block, 'PreDigest'), signedInfo: between(block, 'PreSigned') };
  });
  if (verdicts.length < good) throw new Error('xmlsec1 printed less than it verified');
  return ok ? verdicts : [...verdicts, { accepted: false, signed: [], signedInfo: [] }];
}

function between(output: string, name: string): string[] {
  return output
    .split(`== ${name} data - start buffer:\n`)
    .slice(1)
    .map((text) => text.slice(0, text.indexOf(`\n== ${name} data - end buffer`)));
}

/** The documents with what was encrypted in the place of its EncryptedData; undefined where xmlsec1 cannot. */
export async function decryptAll(documents: readonly Buffer[]): Promise<readonly (Buffer | undefined)[]> {
  const decrypted: (Buffer | undefined)[] = [];
  await inFolder(async (folder) => {
    writeFileSync(join(folder, 'key.pem'), SERVICE_PROVIDER.key);
    await pooled([...documents.keys()], async (at) => {
      writeFileSync(join(folder, `${at}.xml`), documents[at] ?? '');
      const node = ['--node-xpath', "//*[local-name()='EncryptedData']"];
      const { ok, stdout } = await run(folder, ['decrypt', '--privkey-pem', 'key.pem', ...node, `${at}.xml`]);
      decrypted[at] = ok ? Buffer.from(stdout) : undefined;
    });
  });
  return decrypted;
}

function run(folder: string, args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    execFile('xmlsec1', args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      resolve({ ok: error === null, stdout, stderr });
    });
  });
}

async function pooled<T>(jobs: readonly T[], work: (job: T) => Promise<void>): Promise<void> {
  const left = [...jobs].reverse();
  const worker = async () => {
    for (let job = left.pop(); job !== undefined; job = left.pop()) await work(job);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mitid-suite-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
