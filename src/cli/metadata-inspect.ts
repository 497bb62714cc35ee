import { text } from 'node:stream/consumers';
import { Command } from 'commander';
import { readTrusted } from '../certificates';
import { MitIdError } from '../errors';
import { describeMetadata, roleName } from '../metadata';
import type { EntityDescription, KeyDescription, MetadataDescription, RoleDescription } from '../metadata';
import { explain } from './explain';
import { readFileOption } from './file-option';
import { shown } from './shown';

const [ODD, UNREADABLE] = [1, 2];
// What the option `idpMetadata` would have to be instead: here a file was named.
const HOW_TO_CONFIGURE = /; (?:a path is written|write) \{.*$/;

interface InspectOptions {
  readonly signingCert?: string;
  readonly json?: true;
}

/** `mitid-saml metadata inspect`: what a metadata document says, and what is odd about it. */
export function metadataInspectCommand(): Command {
  return new Command('inspect')
    .description('Explain metadata: who, endpoints, keys with the days they have left, and what is odd.')
    .argument('<file>', 'the metadata, or - for standard input')
    .option('--signing-cert <file>', 'PEM: verify the signature with this certificate')
    .option('--json', 'write JSON')
    .addHelpText('after', '\nExit code: 0 nothing is odd, 1 something is, 2 it cannot be read.')
    .action(inspect);
}

async function inspect(file: string, { signingCert, json }: InspectOptions): Promise<void> {
  try {
    const description = shown(await describe(file, signingCert));
    console.log(json === true ? JSON.stringify(description, undefined, 2) : report(description));
    if (description.odd.length > 0) process.exitCode = ODD;
  } catch (error) {
    const name = file === '-' ? 'standard input' : file;
    const problem = explain(error).replaceAll('idpMetadata ', `${name} `).replace(HOW_TO_CONFIGURE, '');
    console.error(shown(`mitid-saml: ${problem}`));
    process.exitCode = UNREADABLE;
  }
}

async function describe(file: string, signingCert: string | undefined): Promise<MetadataDescription> {
  const now = Date.now();
  const xml = file === '-' ? await text(process.stdin) : readFileOption(undefined, file);
  if (signingCert === undefined) return describeMetadata(xml, { now });
  const { certificates, problems } = readTrusted(
    readFileOption('--signing-cert', signingCert).toString('utf8'),
    '--signing-cert',
    now,
  );
  if (problems.length > 0) throw new MitIdError('configuration_invalid', { problems });
  const description = describeMetadata(xml, { now, signedBy: certificates });
  return { ...description, odd: description.odd.map((line) => line.replace('metadataSigningCert', '--signing-cert')) };
}

function report(description: MetadataDescription): string {
  const { entities, notes, odd } = description;
  const lines = [signatureLine(description), ...timeLines(description), ...entities.flatMap(entityLines), '', ...notes];
  const oddLines = odd.length === 0 ? ['Nothing is odd.'] : ['What is odd:', ...odd.map((line) => `  - ${line}`)];
  return [...lines, ...oddLines].join('\n');
}

function signatureLine({ signature }: MetadataDescription): string {
  if (signature === undefined) return 'Not signed.';
  const { algorithm, says, verified } = signature;
  const who = says === undefined ? '' : `; the signature names ${says.subject} (${says.fingerprint256})`;
  const verdict =
    verified === undefined ? 'not verified: --signing-cert does' : verified ? 'verified' : 'NOT by --signing-cert';
  return `Signed with ${algorithm}, ${verdict}${who}.`;
}

function entityLines(entity: EntityDescription): string[] {
  const { entityId, organization, roles } = entity;
  return [
    '',
    entityId || '(no entityID)',
    ...(organization === undefined ? [] : [`  organisation: ${organization}`]),
    ...timeLines(entity).map(indented),
    ...roles.flatMap(roleLines).map(indented),
  ];
}

function roleLines(role: RoleDescription): string[] {
  const { endpoints, keys, nameIdFormats, wantAuthnRequestsSigned } = role;
  const wants = wantAuthnRequestsSigned === true ? ', wants requests signed' : '';
  return [
    `${roleName(role.role)}${wants}`,
    ...[
      ...timeLines(role),
      ...endpoints.map(({ service, binding, location }) => `${service} ${binding}: ${location}`),
      ...keys.flatMap(keyLines),
      ...nameIdFormats.map((format) => `NameIDFormat ${format}`),
    ].map(indented),
  ];
}

function keyLines({ use, certificates }: KeyDescription): string[] {
  return certificates.flatMap(({ subject, fingerprint256, notBefore, notAfter, daysLeft, key, signature }) => [
    `key for ${use}: ${subject}`,
    `  ${key}, certificate signed by ${signature}`,
    `  ${notBefore.slice(0, 10)} to ${notAfter.slice(0, 10)}, ${daysLeft < 0 ? 'expired' : `${daysLeft} days left`}`,
    `  ${fingerprint256}`,
  ]);
}

function timeLines({ validUntil, cacheDuration }: Pick<EntityDescription, 'validUntil' | 'cacheDuration'>): string[] {
  return [
    ...(validUntil === undefined ? [] : [`valid until ${validUntil}`]),
    ...(cacheDuration === undefined ? [] : [`to be asked for again after ${cacheDuration}`]),
  ];
}

const indented = (line: string) => `  ${line}`;
