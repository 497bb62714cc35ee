import { Command, Option } from 'commander';
import { DEFAULT_CALLBACK_URL, startSimulator, type Simulator } from '../simulator';
import { portOption } from './port-option';
import {
  CHECK_OPTIONS,
  checkFirstRequest,
  checkMetadataOnly,
  readSpMetadata,
  takeSpMetadata,
  type CheckFlags,
} from './simulate-check';
import { NEMLOGIN_OPTIONS, nemloginLines, nemloginOptionsOf, type NemLogInFlags } from './simulate-nemlogin';
import { SIGNICAT_OPTIONS, signicatLines, signicatOptionsOf, type SignicatFlags } from './simulate-signicat';
import {
  keepUuidMatchCa,
  UUID_MATCH_OPTIONS,
  uuidMatchLines,
  uuidMatchOptionsOf,
  type UuidMatchFlags,
} from './simulate-uuid-match';
import { keptSigningKey } from './signing-key-file';
import { urlOption } from './url-option';

interface SimulateOptions extends NemLogInFlags, UuidMatchFlags, SignicatFlags, CheckFlags {
  readonly port: number;
  readonly callback: string;
  readonly merchantId: string;
  readonly merchantPassword: string;
  readonly profile: 'artifact' | 'post';
  readonly signs?: 'assertion' | 'response' | 'both' | 'none';
  readonly keyFile?: string;
}

/** `mitid-saml simulate`: a broker on this machine, until Ctrl-C. */
export function simulateCommand(): Command {
  const command = new Command('simulate')
    .description(
      'Run simulated brokers on this machine: E-Ident, NemLog-in and Signicat. They authenticate nobody: for development and tests only.',
    )
    .addOption(
      new Option('--port <number>', 'TCP port on loopback').env('SIMULATOR_PORT').default(7000).argParser(portOption),
    )
    .option('--callback <url>', "your application's callback URL", urlOption, DEFAULT_CALLBACK_URL)
    .option('--merchant-id <id>', 'the merchant id your application uses', '7000001')
    .option('--merchant-password <password>', 'its password', 'simulator-only-password')
    .addOption(
      new Option('--profile <profile>', 'how the assertion travels').choices(['artifact', 'post']).default('artifact'),
    )
    .addOption(
      new Option('--signs <element>', 'what is signed (default: what the profile needs)').choices([
        'assertion',
        'response',
        'both',
        'none',
      ]),
    )
    .option(
      '--key-file <file>',
      'keep the signing key in this PEM file, so that idpCert stays the same; made if missing',
    );
  for (const option of [...NEMLOGIN_OPTIONS, ...UUID_MATCH_OPTIONS, ...CHECK_OPTIONS, ...SIGNICAT_OPTIONS]) {
    command.addOption(option);
  }
  return command
    .addHelpText('after', '\nExit code with --check: 0 every must that was seen is met, 1 something is to be mended.')
    .action(simulate);
}

async function simulate(options: SimulateOptions): Promise<void> {
  if (!options.wait) return checkMetadataOnly(options);
  const { spMetadata, check } = options;
  const metadata = spMetadata === undefined ? undefined : await readSpMetadata(spMetadata);
  const simulator = await start(options);
  await keepUuidMatchCa(simulator, options);
  if (metadata !== undefined) await takeSpMetadata(simulator, metadata, options);
  if (check === true) return checkFirstRequest(simulator);
  console.log(introduction(simulator, options));
  // Once: a second Ctrl-C ends the process at once, as everywhere.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close());
}

async function start(options: SimulateOptions): Promise<Simulator> {
  const { port, callback, merchantId, merchantPassword, profile, signs, keyFile } = options;
  const uuidMatch = uuidMatchOptionsOf(options);
  return startSimulator({
    port,
    merchants: [
      { merchantId, merchantPassword, callbackUrl: callback, profile, ...(signs === undefined ? {} : { signs }) },
    ],
    nemlogin: nemloginOptionsOf(options),
    signicat: signicatOptionsOf(options),
    ...(uuidMatch === undefined ? {} : { uuidMatch }),
    ...(keyFile === undefined ? {} : { signingKey: await keptSigningKey(keyFile) }),
    onNotice: (notice) => console.log(notice),
  });
}

function introduction(simulator: Simulator, options: SimulateOptions): string {
  const { url, eident, nemlogin, signicat, personas } = simulator;
  const settings = Object.entries({ ...eident, callbackUrl: options.callback }).map(([name, value]) =>
    value.includes('\n') ? `  ${name}: \`${value.trim()}\`,` : `  ${name}: '${value}',`,
  );
  return [
    `E-Ident simulator: ${url}`,
    '',
    'Paste into new EIdentStrategy({ … }), beside eids:',
    ...settings,
    '',
    ...nemloginLines(nemlogin),
    ...uuidMatchLines(simulator.uuidMatch, options),
    `Who is registered, and how it encrypts: ${url}/simulator/nemlogin`,
    '',
    ...signicatLines(signicat),
    `How to connect to it: ${url}/simulator/signicat`,
    '',
    `Start a login in your application, and click one of ${personas.length} people, such as Anna Sørensen.`,
    `People, faults and what went over the wire: ${url}/`,
    'Every person is fictitious, and nobody is authenticated. Ctrl-C stops.',
  ].join('\n');
}
