import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { Option } from 'commander';
import { MitIdError } from '../errors';
import { NEMLOGIN_CHOICES, type Checklist, type Dialect, type Simulator } from '../simulator';
import { CheckLog } from '../simulator/check/check-log';
import { checklistReport } from './check-report';
import { readFileOption } from './file-option';

const TO_MEND = 1;

/** What the options of `simulate` say of checking a service provider. */
export interface CheckFlags {
  readonly spMetadata?: string;
  readonly check?: true;
  readonly wait: boolean;
}

/** The options of `simulate` that check a service provider. */
export const CHECK_OPTIONS: readonly Option[] = [
  new Option(
    '--sp-metadata <file>',
    "NemLog-in: your application's metadata, or - for standard input; registers it, unless --sp-entity-id does",
  ),
  new Option(
    '--check',
    'NemLog-in: judge the first AuthnRequest that comes and the metadata, print the checklist, and end',
  ),
  new Option('--no-wait', 'with --check and --sp-metadata: judge the metadata alone, and start nothing'),
];

/** @throws Error when the file cannot be read. */
export async function readSpMetadata(file: string): Promise<string | Uint8Array> {
  return file === '-' ? text(process.stdin) : readFileOption('--sp-metadata', file);
}

/**
 * `--no-wait`: judges metadata without starting anything.
 *
 * @throws Error without `--check` or `--sp-metadata`.
 */
export async function checkMetadataOnly(flags: CheckFlags & { readonly dialect?: Dialect }): Promise<void> {
  const { check, spMetadata, dialect = NEMLOGIN_CHOICES.dialect[0] } = flags;
  if (check !== true || spMetadata === undefined) throw new Error('--no-wait needs --check and --sp-metadata');
  const log = new CheckLog(() => ({ entryPoint: '', dialect, now: Date.now(), registration: () => undefined }));
  tell([log.sawMetadata(await readSpMetadata(spMetadata))]);
}

/** Registers a service provider by its metadata, and judges that; closes the simulator where it cannot go on. */
export async function takeSpMetadata(
  simulator: Simulator,
  xml: string | Uint8Array,
  { check, spEntityId }: CheckFlags & { readonly spEntityId?: string },
): Promise<void> {
  simulator.nemlogin.checkMetadata(xml);
  if (spEntityId !== undefined) return;
  try {
    simulator.nemlogin.registerMetadata(xml);
  } catch (error) {
    // The checklist says what is wrong with it.
    if (check === true && error instanceof MitIdError) return;
    await simulator.close();
    throw error;
  }
}

/** Waits for the first AuthnRequest, or for Ctrl-C; then says what was seen, and ends. */
export async function checkFirstRequest(simulator: Simulator): Promise<void> {
  const { url, nemlogin } = simulator;
  // Listened for before anything is said: whoever reads it may be quick.
  const interrupted = ['SIGINT', 'SIGTERM'].map((signal) => once(process, signal));
  const asked = nemlogin.nextRequest();
  console.log(
    [
      `NemLog-in simulator: ${nemlogin.metadataUrl}`,
      `Requests go to: ${nemlogin.entryPoint}`,
      `Start a login in your application: its AuthnRequest is judged, and that ends this. Ctrl-C says what was seen till then.`,
      `To go on with the login, and to see the checklist at ${url}/simulator/check, leave --check out.`,
      '',
    ].join('\n'),
  );
  await Promise.race([asked, ...interrupted]);
  await simulator.close();
  tell(nemlogin.checklists());
}

function tell(checklists: readonly Checklist[]): void {
  console.log(checklists.length === 0 ? 'Nothing was seen.' : checklists.map(checklistReport).join('\n\n'));
  const isFine = checklists.every(({ findings }) => findings.every(({ verdict }) => verdict !== 'mend'));
  if (checklists.length === 0 || !isFine) process.exitCode = TO_MEND;
}
