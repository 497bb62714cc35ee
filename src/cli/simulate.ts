import { Command, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_CALLBACK_URL, startSimulator, type Simulator } from '../simulator';
import { keptSigningKey } from './signing-key-file';

interface SimulateOptions {
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
  return new Command('simulate')
    .description(
      'Run a simulated E-Ident broker on this machine. It authenticates nobody: for development and tests only.',
    )
    .addOption(
      new Option('--port <number>', 'TCP port on loopback').env('SIMULATOR_PORT').default(7000).argParser(portOf),
    )
    .option('--callback <url>', "your application's callback URL", DEFAULT_CALLBACK_URL)
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
    )
    .action(simulate);
}

async function simulate(options: SimulateOptions): Promise<void> {
  const { port, callback, merchantId, merchantPassword, profile, signs, keyFile } = options;
  const simulator = await startSimulator({
    port,
    merchants: [
      { merchantId, merchantPassword, callbackUrl: callback, profile, ...(signs === undefined ? {} : { signs }) },
    ],
    ...(keyFile === undefined ? {} : { signingKey: await keptSigningKey(keyFile) }),
  });
  console.log(introduction(simulator, callback));
  // Once: a second Ctrl-C ends the process at once, as everywhere.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close());
}

function introduction({ url, eident, personas }: Simulator, callbackUrl: string): string {
  const settings = Object.entries({ ...eident, callbackUrl }).map(([name, value]) =>
    value.includes('\n') ? `  ${name}: \`${value.trim()}\`,` : `  ${name}: '${value}',`,
  );
  return [
    `E-Ident simulator: ${url}`,
    '',
    'Paste into new EIdentStrategy({ … }), beside eids:',
    ...settings,
    '',
    `Start a login in your application, and click one of ${personas.length} people, such as Anna Sørensen.`,
    `People, faults and what went over the wire: ${url}/`,
    'Every person is fictitious, and nobody is authenticated. Ctrl-C stops.',
  ].join('\n');
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
}
