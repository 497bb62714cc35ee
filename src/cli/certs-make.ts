import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { readOcesCertificate, writePkcs12 } from '../certificates';
import {
  makeTestAuthority,
  readTestAuthority,
  writeTestAuthority,
  type KeyAndCertificate,
  type TestAuthority,
} from '../certificates/test-authority';
import { makeTestLeaf, TEST_KINDS, testOrganization, type TestKind } from '../certificates/test-leaf';
import { passphraseOf, withPassphrase, type PassphraseOptions } from './certs-passphrase';
import { readFileOption } from './file-option';

interface MakeOptions extends PassphraseOptions {
  readonly out: string;
  readonly kind: readonly TestKind[];
  readonly ca?: string;
  readonly force: boolean;
}

interface Made {
  readonly name: string;
  /** What it is, for whoever typed the command. */
  readonly about: string;
  readonly files: ReadonlyMap<string, string | Buffer>;
}

const AUTHORITY = 'oces-ca';
const KEY = '.key.pem';
const CERTIFICATE = '.crt.pem';
const PKCS12 = '.p12';

/** `mitid-saml certs make`: a test authority, and a certificate of every kind. */
export function makeCommand(): Command {
  const command = new Command('make')
    .description('Make a test CA and OCES-shaped certificates of fictitious holders. Nobody trusts them: tests only.')
    .option('--out <folder>', 'where the files go', 'certs')
    .addOption(new Option('--kind <kind...>', 'which kinds').choices(TEST_KINDS).default(TEST_KINDS, 'all'))
    .option('--ca <name>', `sign with the CA of <name>${KEY} and <name>${CERTIFICATE} instead of a new one`)
    .option('--force', 'overwrite files', false);
  return withPassphrase(command, `the PKCS#12 files (${PKCS12}); without one, none are made`).action(make);
}

async function make(options: MakeOptions): Promise<void> {
  const { out, kind, ca, force } = options;
  const passphrase = passphraseOf(options);
  const extensions = [KEY, CERTIFICATE, ...(passphrase === undefined ? [] : [PKCS12])];
  const kinds = [...new Set(kind)];
  const names = [
    ...(ca === undefined ? [`${AUTHORITY}${KEY}`, `${AUTHORITY}${CERTIFICATE}`] : []),
    ...kinds.flatMap((one) => extensions.map((extension) => one + extension)),
  ];
  // Before any key is made: that takes seconds.
  if (!force) await refuseExisting(out, names);
  const authority = ca === undefined ? await makeTestAuthority(new Date()) : keptAuthority(ca);
  const made = [
    ...(ca === undefined ? [authorityFiles(authority)] : []),
    ...(await leaves(kinds, authority, passphrase)),
  ];
  await mkdir(out, { recursive: true });
  for (const { files } of made) for (const [name, content] of files) await writeOwn(join(out, name), content, force);
  console.log(introduction(out, made, passphrase !== undefined));
}

function keptAuthority(name: string): TestAuthority {
  const [key, certificate] = [KEY, CERTIFICATE].map((end) => readFileOption('--ca', `${name}${end}`).toString('utf8'));
  try {
    return readTestAuthority({ key: key ?? '', certificate: certificate ?? '' });
  } catch (error) {
    throw new Error(`--ca ${name} ${error instanceof Error ? error.message : ''}`);
  }
}

function authorityFiles(authority: TestAuthority): Made {
  return { name: AUTHORITY, about: 'the test CA', files: pemFiles(AUTHORITY, writeTestAuthority(authority)) };
}

async function leaves(
  kinds: readonly TestKind[],
  authority: TestAuthority,
  passphrase: string | undefined,
): Promise<readonly Made[]> {
  const organization = testOrganization();
  const made: Made[] = [];
  for (const name of kinds) {
    const leaf = await makeTestLeaf(name, organization, authority, new Date());
    const files = pemFiles(name, leaf);
    if (passphrase !== undefined) {
      const content = { ...leaf, chain: authority.x509, friendlyName: `TEST ONLY ${name}` };
      files.set(name + PKCS12, writePkcs12(content, passphrase));
    }
    const { id, kind, cvr } = readOcesCertificate(leaf.certificate);
    const company = cvr === undefined || id.includes(cvr) ? '' : `, CVR ${cvr}`;
    made.push({ name, about: `${kind} ${id}${company}`, files });
  }
  return made;
}

function pemFiles(name: string, { key, certificate }: KeyAndCertificate): Map<string, string | Buffer> {
  return new Map([
    [name + KEY, key],
    [name + CERTIFICATE, certificate],
  ]);
}

async function refuseExisting(folder: string, names: readonly string[]): Promise<void> {
  const there = await Promise.all(
    names.map((name) =>
      access(join(folder, name)).then(
        () => [name],
        () => [],
      ),
    ),
  );
  const existing = there.flat();
  if (existing.length > 0) throw new Error(`${folder} has ${existing.join(', ')}; --force overwrites`);
}

/** For its owner only; a file that is there is replaced as a whole, so that it keeps no wider mode. */
async function writeOwn(file: string, content: string | Buffer, force: boolean): Promise<void> {
  if (force) await rm(file, { force: true });
  await writeFile(file, content, { mode: 0o600, flag: 'wx' });
}

function introduction(folder: string, made: readonly Made[], withPkcs12: boolean): string {
  const width = Math.max(...made.map(({ name }) => name.length));
  return [
    `Made in ${folder}: of each the key (${KEY}) and the certificate (${CERTIFICATE})${withPkcs12 ? `, and both as ${PKCS12}` : ''}.`,
    '',
    ...made.map(({ name, about }) => `  ${name.padEnd(width)}  ${about}`),
    '',
    'TEST ONLY. Every holder is fictitious, and nobody trusts this CA who is not told to.',
  ].join('\n');
}
