import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SERVICE_PROVIDER } from '../../attacks/harness/encrypting';
import { ASSERTION, PROTOCOL } from '../../support/saml11';
import { ASSERTION2, PROTOCOL2 } from '../../support/saml2';
import { pooled, type Ran } from '../shell';
import type { Verdict } from '../verdicts';

// Thousands of messages, one after the other, would be minutes of starting processes: one process takes many files, and goes on
// until the first that it refuses.
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

/** What xmlsec1, over libxml2, says of each. */
export async function verifyAll(checks: readonly Check[]): Promise<readonly Verdict[]> {
  const groups = new Map<string, number[]>();
  checks.forEach(({ certificate, position, inside }, at) => {
    const key = JSON.stringify([certificate, position, inside]);
    groups.set(key, [...(groups.get(key) ?? []), at]);
  });
  const chunks = [...groups.values()].flatMap(chunksOf);
  const verdicts: Verdict[] = [];
  await inFolder((folder) =>
    pooled(folder, chunks, async (run, chunk) => {
      const [first] = chunk;
      const check = checks[first ?? 0];
      if (check === undefined) return;
      const pem = join(folder, `${first ?? 0}.pem`);
      writeFileSync(pem, check.certificate);
      for (const at of chunk) writeFileSync(join(folder, `${at}.xml`), checks[at]?.document ?? '');
      const signature = `${check.inside ? "//*[local-name()='EncryptedAssertion']" : ''}//*[local-name()='Signature']`;
      const options = [...OPTIONS, '--pubkey-cert-pem', pem, '--node-xpath', `(${signature})[${check.position}]`];
      for (let rest = chunk; rest.length > 0;) {
        const found = read(await run('xmlsec1', [...options, ...rest.map((at) => `${at}.xml`)]), rest);
        found.forEach((verdict, n) => (verdicts[rest[n] ?? 0] = verdict));
        rest = rest.slice(found.length);
      }
    }),
  );
  return verdicts;
}

function chunksOf(group: readonly number[]): readonly (readonly number[])[] {
  return Array.from({ length: Math.ceil(group.length / FILES) }, (_, n) => group.slice(n * FILES, (n + 1) * FILES));
}

/** The verdicts up to the first refusal, that one included. */
function read({ ok, stdout, stderr }: Ran, files: readonly number[]): readonly Verdict[] {
  const good = goodOf('verify', ok, stderr, files);
  const blocks = stdout.split('= VERIFICATION CONTEXT\n').slice(1);
  const verdicts = blocks.slice(0, good).map((block): Verdict => {
    const succeeded = block.includes('== Status: succeeded\n');
    return { accepted: succeeded, signed: between(block, 'PreDigest'), signedInfo: between(block, 'PreSigned') };
  });
  if (verdicts.length < good) throw new Error('xmlsec1 printed less than it verified');
  return ok ? verdicts : [...verdicts, { accepted: false, signed: [], signedInfo: [] }];
}

/** How many files were good before one was not. */
function goodOf(command: string, ok: boolean, stderr: string, files: readonly number[]): number {
  const refused = new RegExp(`failed to ${command} file "(\\d+)\\.xml"`).exec(stderr)?.[1];
  const good = ok ? files.length : files.indexOf(Number(refused));
  if (good < 0) throw new Error(`xmlsec1 does not say which file it refuses: ${stderr.slice(-300)}`);
  return good;
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
  await inFolder((folder) => {
    writeFileSync(join(folder, 'key.pem'), SERVICE_PROVIDER.key);
    documents.forEach((document, at) => writeFileSync(join(folder, `${at}.xml`), document));
    const options = ['decrypt', '--privkey-pem', 'key.pem', '--node-xpath', "//*[local-name()='EncryptedData']"];
    // Without a Type the plaintext comes out alone, and nobody can say where it ends.
    const isAlone = (at: number) => documents[at]?.includes('xmlenc#Element') !== true;
    const [alone, others] = [true, false].map((wanted) => [...documents.keys()].filter((at) => isAlone(at) === wanted));
    const chunks = [...(alone ?? []).map((at) => [at]), ...chunksOf(others ?? [])];
    return pooled(folder, chunks, async (run, chunk) => {
      for (let rest = chunk; rest.length > 0;) {
        const found = readDecrypted(await run('xmlsec1', [...options, ...rest.map((at) => `${at}.xml`)]), rest);
        found.forEach((document, n) => (decrypted[rest[n] ?? 0] = document));
        rest = rest.slice(found.length);
      }
    });
  });
  return decrypted;
}

/** The documents up to the first that does not decrypt, that one included. */
function readDecrypted({ ok, stdout, stderr }: Ran, files: readonly number[]): readonly (Buffer | undefined)[] {
  const good = goodOf('decrypt', ok, stderr, files);
  // Each begins with an XML declaration, as nothing else in XML may.
  const written = files.length === 1 || good === 0 ? [stdout].slice(0, good) : stdout.split(/^(?=<\?xml )/m);
  if (written.length !== good) throw new Error('xmlsec1 wrote another number of documents than it decrypted');
  const found = written.map((document) => Buffer.from(document));
  return ok ? found : [...found, undefined];
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mitid-suite-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
