import { Command, Option } from 'commander';
import { urlProblem } from '../strategies/urls';

interface EIdentSheetFlags {
  readonly callback: string;
  readonly environment: 'test' | 'production';
  readonly eids: readonly string[];
  readonly cpr?: boolean;
  readonly pid?: boolean;
}

/** facts/eident.md, "The flow". */
const HOSTS = { test: 'www.ident-preprod1.nets.eu', production: 'www.e-ident.nets.eu' } as const;
const EIDS = ['mitid', 'mitid:mitid_erhverv'];

/** `mitid-saml metadata eident`: E-Ident has no metadata, so this is the sheet to fill its form from, and to ask by. */
export function eidentSheetCommand(): Command {
  return new Command('eident')
    .description('Write what to register with E-Ident, and what to ask it for. It has no metadata.')
    .requiredOption('--callback <url>', "your application's callback URL")
    .addOption(new Option('--environment <environment>').choices(['test', 'production'] as const).default('test'))
    .option('--eids <eid...>', 'the eIDs that you will use', EIDS)
    .option('--cpr', 'you will ask for CPR numbers (returnSsn)')
    .option('--pid', 'you will ask for NemID PIDs (returnNemidPid)')
    .action(write);
}

function write({ callback, environment, eids, cpr = false, pid = false }: EIdentSheetFlags): void {
  const problem = urlProblem(callback);
  if (problem !== undefined) throw new Error(`--callback ${problem}`);
  const host = HOSTS[environment];
  const yes = (wanted: boolean) => (wanted ? 'yes' : 'no');
  console.log(
    sheet([
      [
        `Tell E-Ident (${environment})`,
        [
          ['artifact resolver URL', callback],
          ['status URL (errors and cancels)', callback],
          ['SAML profile', 'Browser/Artifact; SAML 1.1'],
          ['eIDs', eids.join(', ')],
          ['CPR number (returnssn)', yes(cpr)],
          ['NemID PID (return_nemid_pid)', yes(pid)],
        ],
      ],
      [
        'Ask E-Ident for',
        [
          ['merchantId, merchantPassword', 'the merchant id (mid) and its password'],
          ['idpIssuer', 'the Issuer of its assertions'],
          ['idpCert', 'the certificate it signs assertions with, and the next one when it changes'],
          ['', 'whether it signs the assertion, the response, or neither (docs/eident.md)'],
          ['audience', 'the audience that its assertions name, if it is not the merchant id'],
          ['artifactSourceId', 'the SourceID of its artifacts, if you want it compared'],
        ],
      ],
      [
        'Options that follow',
        [
          ['entryPoint', `https://${host}/its/index.html`],
          ['assertionUrl', `https://${host}/saml1resp/getassertion`],
          ['logoutUrl', `https://${host}/gls/logout.html`],
          ['callbackUrl', callback],
        ],
      ],
    ]),
  );
}

type Section = readonly [heading: string, rows: readonly (readonly [name: string, value: string])[]];

function sheet(sections: readonly Section[]): string {
  const width = Math.max(...sections.flatMap(([, rows]) => rows.map(([name]) => name.length)));
  return sections
    .map(([heading, rows]) => [heading, ...rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`)].join('\n'))
    .join('\n\n');
}
