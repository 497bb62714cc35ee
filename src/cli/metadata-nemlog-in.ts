import { rmSync, writeFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { MitIdError } from '../errors';
import { metadataOf } from '../strategies/nemlog-in/metadata';
import type { ServiceProviderMetadataOptions } from '../strategies/nemlog-in/metadata-options';
import { certificateProblem, privateKeyProblem } from '../strategies/pem';
import { urlProblem } from '../strategies/urls';
import { readFileOption } from './file-option';

type Texts = Record<string, string>;
type Contact = NonNullable<ServiceProviderMetadataOptions['contacts']>[number];

interface NemLogInMetadataFlags {
  readonly entityId: string;
  readonly callback: string;
  readonly logout?: string;
  readonly dialect: 'oiosaml-3' | 'oiosaml-2';
  readonly signingCert: readonly string[];
  readonly encryptionCert: readonly string[];
  readonly serviceName: Texts;
  readonly organizationName?: Texts;
  readonly organizationUrl?: Texts;
  readonly contact?: readonly Contact[];
  readonly cpr?: boolean;
  readonly privileges?: boolean;
  readonly cbc: boolean;
  readonly validUntil?: Date;
  readonly signingKey?: string;
  readonly out?: string;
  readonly force: boolean;
}

/** `mitid-saml metadata nemlog-in`: a service's metadata from its certificates alone; a key only where it is to be signed. */
export function nemLogInMetadataCommand(): Command {
  return new Command('nemlog-in')
    .description("Write your service's metadata for NemLog-in.")
    .requiredOption('--entity-id <uri>', 'the entityID of your IT system')
    .requiredOption('--callback <url>', 'where NemLog-in posts its answers')
    .option('--logout <url>', 'your single logout service: the option logoutUrl of the strategy')
    .requiredOption(
      '--signing-cert <file...>',
      'PEM: what requests are signed with; during a rollover the next one too',
    )
    .requiredOption('--encryption-cert <file...>', 'PEM: what assertions are encrypted for')
    .requiredOption('--service-name <language=text...>', 'the name that people see, such as da=Selvbetjening', texts)
    .option('--organization-name <language=text...>', 'the name of your organisation', texts)
    .option('--organization-url <language=url...>', 'its address on the web', texts)
    .option('--contact <type:email...>', 'whom the broker can reach, such as technical:drift@app.example', contacts)
    .addOption(new Option('--dialect <dialect>').choices(['oiosaml-3', 'oiosaml-2']).default('oiosaml-3'))
    .option('--cpr', 'ask for the CPR number too: public authorities only')
    .option('--privileges', 'ask for privileges too: public authorities only')
    .option('--no-cbc', 'announce no AES-CBC, as with allowCbc: false')
    .option('--valid-until <date>', 'when it ends, such as 2031-01-31', date)
    .option('--signing-key <file>', 'PEM: sign the metadata with this key; it is not written anywhere')
    .option('--out <file>', 'write it there instead of to standard output')
    .option('--force', 'overwrite that file', false)
    .action(write);
}

function write(flags: NemLogInMetadataFlags): void {
  const { entityId, callback, logout, dialect, serviceName, contact, cpr, privileges, validUntil, out } = flags;
  const signingCerts = flags.signingCert.map((file) => certificateFile('--signing-cert', file));
  const organization = organizationOf(flags);
  for (const [flag, url] of Object.entries({ '--callback': callback, '--logout': logout })) {
    const problem = url === undefined ? undefined : urlProblem(url);
    if (problem !== undefined) throw new Error(`${flag} ${problem}`);
  }
  const metadata = metadataOf(
    {
      entityId,
      callbackUrl: callback,
      ...(logout !== undefined && { logoutUrl: logout }),
      dialect,
      signingCerts,
      encryptionCerts: flags.encryptionCert.map((file) => certificateFile('--encryption-cert', file)),
      allowCbc: flags.cbc,
    },
    {
      serviceName,
      ...(organization && { organization }),
      ...(contact && { contacts: contact }),
      ...(cpr && { cpr }),
      ...(privileges && { privileges }),
      ...(validUntil && { validUntil }),
    },
    signerOf(flags.signingKey, signingCerts),
  );
  if (out === undefined) process.stdout.write(metadata);
  else {
    writeOwn(out, metadata, flags.force);
    console.log(`Wrote ${out}. See it with: mitid-saml metadata inspect ${out}`);
  }
}

/** A file of its own: a link that stands there is not followed, and with `force` it is the link that goes. */
function writeOwn(file: string, content: string, force: boolean): void {
  try {
    if (force) rmSync(file, { force: true });
    writeFileSync(file, content, { flag: 'wx' });
  } catch (error) {
    const { code = 'unwritable' } = error as NodeJS.ErrnoException;
    throw new Error(
      code === 'EEXIST' ? `--out: ${file} is there; --force overwrites` : `--out: ${file} cannot be written (${code})`,
    );
  }
}

function organizationOf({ organizationName: name, organizationUrl: url }: NemLogInMetadataFlags) {
  if (name === undefined && url === undefined) return undefined;
  if (name !== undefined && url !== undefined) return { name, displayName: name, url };
  throw new Error('--organization-name and --organization-url go together');
}

function signerOf(file: string | undefined, [cert]: readonly string[]) {
  if (file === undefined || cert === undefined) return undefined;
  const key = readFileOption('--signing-key', file).toString('utf8');
  const problem = privateKeyProblem(key);
  if (problem !== undefined) throw new Error(`--signing-key ${file} ${problem}`);
  return { key, cert };
}

function certificateFile(option: string, file: string): string {
  const pem = readFileOption(option, file).toString('utf8');
  const problem = certificateProblem([pem]);
  if (problem !== undefined) {
    throw new MitIdError('configuration_invalid', { problems: [`the certificate file ${file} ${problem}`] });
  }
  return pem;
}

function texts(value: string, before: Texts = {}): Texts {
  const [, language, text] = /^([A-Za-z-]+)=(.+)$/s.exec(value) ?? [];
  if (language === undefined || text === undefined) throw new InvalidArgumentError('Write it as language=text.');
  return { ...before, [language]: text };
}

function contacts(value: string, before: readonly Contact[] = []): readonly Contact[] {
  const [, type, email] = /^(\w+):(.+)$/.exec(value) ?? [];
  if (type === undefined || email === undefined) throw new InvalidArgumentError('Write it as type:email.');
  return [...before, { type: type as Contact['type'], emails: [email] }];
}

function date(value: string): Date {
  const time = /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time)) throw new InvalidArgumentError('Write it as YYYY-MM-DD.');
  return new Date(time);
}
