import { open } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { BROKERS, inspect, MAX_INPUT_BYTES, type Inspection } from '../inspect';
import { explain } from './explain';
import { sentenceOn } from './errors-page';
import { unreadableFile } from './file-option';
import { expectedOf, type InspectFlags } from './inspect-expected';
import { inspectReport } from './inspect-report';
import { shown } from './shown';
import { urlOption } from './url-option';

const [FAILS, UNREADABLE] = [1, 2];

interface InspectOptions extends InspectFlags {
  readonly json?: true;
}

const EXPECTATIONS: readonly Option[] = [
  new Option('--broker <broker>', 'whose strategy judges it (default: eident for SAML 1.1, nemlog-in for 2.0)').choices(
    BROKERS,
  ),
  new Option('--idp-metadata <file>', "the broker's metadata: its entityID and certificates"),
  new Option('--idp-entity-id <id>', 'which entity of that metadata it is'),
  new Option('--idp-certificate <file>', 'PEM: the certificates that the broker signs with'),
  new Option('--idp-issuer <id>', "the broker's Issuer, where no metadata says it"),
  new Option('--entity-id <id>', "your service's entityID"),
  new Option('--audience <uri>', 'the Audience that must name you, where it is not the entityID'),
  new Option('--callback-url <url>', 'where answers to a login are posted').argParser(urlOption),
  new Option('--logout-url <url>', 'where logout messages come').argParser(urlOption),
  new Option('--request-id <id>', 'the id of the request that is answered'),
  new Option('--at <time>', 'judge as of this moment, in ISO 8601 with a zone (default: now)').argParser(timeOption),
  new Option('--clock-skew <seconds>', "how much the broker's clock may differ").default(60).argParser(secondsOption),
  new Option(
    '--decryption-key <file>',
    'PEM: your private key that assertions are encrypted for; again for another',
  ).argParser((file, before?: readonly string[]) => [...(before ?? []), file]),
  new Option('--sp-certificate <file>', 'PEM: the certificates that your own requests are signed with'),
];

const ALLOWANCES: readonly Option[] = [
  new Option('--allow-missing-in-response-to', 'as allowMissingInResponseTo of E-Ident'),
  new Option('--allow-missing-audience', 'as allowMissingAudience of E-Ident'),
  new Option('--allow-missing-confirmation', 'as allowMissingConfirmation of E-Ident'),
  new Option('--allow-signed-response-only', "as allowSignedResponseOnly of Signicat's MitID"),
  new Option('--allow-assurance-level', 'as allowAssuranceLevel of NemLog-in'),
  new Option('--allow-cbc', 'as allowCbc: true'),
  new Option('--no-allow-cbc', 'as allowCbc: false'),
  new Option('--no-require-encrypted-assertion', 'as requireEncryptedAssertion: false').default(undefined),
  new Option('--dangerously-allow-sha1', 'as dangerouslyAllowSha1'),
  new Option('--dangerously-allow-unsigned-assertion', 'as dangerouslyAllowUnsignedAssertion of E-Ident'),
];

/** `mitid-saml inspect`: what a message says, and which check it fails. */
export function inspectCommand(): Command {
  const command = new Command('inspect')
    .description('Explain a message: what it says, which check it fails, and which option decides that check.')
    .argument(
      '<file>',
      'XML, base64, a URL, a form or its page, an artifact or a SOAP answer; - for standard input. Nothing of it is kept.',
    )
    .option('--json', 'write JSON');
  for (const option of [...EXPECTATIONS, ...ALLOWANCES]) command.addOption(option);
  return command
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : UNREADABLE))
    .addHelpText(
      'after',
      '\nExit code: 0 it passes what was checked, 1 it fails a check, 2 it cannot be read, or the command is mistaken.',
    )
    .action(inspectFile);
}

async function inspectFile(file: string, { json, ...flags }: InspectOptions): Promise<void> {
  try {
    const bytes = await bytesOf(file);
    if (bytes.length === 0) throw new Error(`${file === '-' ? 'standard input' : file} is empty`);
    const inspection = shown(await inspect(bytes, expectedOf(flags, Date.now())));
    console.log(json === true ? JSON.stringify(withSentences(inspection), undefined, 2) : inspectReport(inspection));
    if (inspection.refused !== undefined) process.exitCode = UNREADABLE;
    else if (failsACheck(inspection)) process.exitCode = FAILS;
  } catch (error) {
    console.error(shown(`mitid-saml: ${explain(error)}`));
    process.exitCode = UNREADABLE;
  }
}

/** A request of one's own is judged by nobody here; a certificate that was given for it is a check of its signature. */
function failsACheck({ judgement, signatures }: Inspection): boolean {
  return judgement === undefined ? signatures.some(({ verified }) => verified === false) : !judgement.passes;
}

/** One byte more than is read tells that there are too many. */
async function bytesOf(file: string): Promise<Buffer> {
  if (file === '-') return firstBytes(process.stdin);
  const unreadable = (error: unknown) => {
    throw unreadableFile(file, error);
  };
  const handle = await open(file).catch(unreadable);
  try {
    return await firstBytes(handle.createReadStream({ end: MAX_INPUT_BYTES, autoClose: false })).catch(unreadable);
  } finally {
    await handle.close();
  }
}

async function firstBytes(stream: AsyncIterable<Buffer | string>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    length += bytes.length;
    if (length > MAX_INPUT_BYTES) break;
  }
  return Buffer.concat(chunks);
}

function withSentences({ judgement, refused, ...rest }: Inspection): object {
  const explained = <T extends { code: Parameters<typeof sentenceOn>[0] }>(failure: T) => ({
    ...failure,
    means: sentenceOn(failure.code),
  });
  return {
    ...rest,
    ...(judgement && { judgement: { ...judgement, failures: judgement.failures.map(explained) } }),
    ...(refused && { refused: explained(refused) }),
  };
}

function timeOption(text: string): number {
  const time = /(?:Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(time)) throw new InvalidArgumentError('Expected a time such as 2026-03-04T12:00:00Z.');
  return time;
}

function secondsOption(text: string): number {
  const seconds = Number(text);
  if (!/^\d{1,3}$/.test(text) || seconds > 300) throw new InvalidArgumentError('Expected 0 to 300 seconds.');
  return seconds;
}
