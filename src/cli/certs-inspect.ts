import { stat } from 'node:fs/promises';
import { Command } from 'commander';
import { describeCertificate } from '../certificates/describe-certificate';
import { openCertificateFile, type OpenedFile } from './certs-open';
import { passphraseOf, withPassphrase, type PassphraseOptions } from './certs-passphrase';
import { reportText, type FileReport } from './certs-report';
import { readFileOption, unreadableFile } from './file-option';
import { shown } from './shown';

interface InspectOptions extends PassphraseOptions {
  readonly json: boolean;
}

const MAX_BYTES = 1024 * 1024;
const READABLE_BY_OTHERS = 0o077;

/** `mitid-saml certs inspect`: what a certificate file holds, and what is odd about it. */
export function inspectCommand(): Command {
  const command = new Command('inspect')
    .description('Explain a certificate file: whom it names, how long it is valid, and what is odd.')
    .argument('<file>', 'PEM, DER or PKCS#12')
    .option('--json', 'as JSON', false);
  return withPassphrase(command, 'a PKCS#12 file').action(inspect);
}

async function inspect(file: string, options: InspectOptions): Promise<void> {
  const { size, mode } = await stat(file).catch((error: unknown) => {
    throw unreadableFile(file, error);
  });
  if (size > MAX_BYTES) throw new Error(`${file} is ${size} bytes: no certificate file`);
  const opened = openCertificateFile(readFileOption(undefined, file), passphraseOf(options));
  const report = shown(reportOf(file, opened, (mode & READABLE_BY_OTHERS) !== 0));
  console.log(options.json ? JSON.stringify(report, undefined, 2) : reportText(report));
}

function reportOf(file: string, { format, certificates, keys }: OpenedFile, readableByOthers: boolean): FileReport {
  const now = Date.now();
  const unmatched = keys.filter(
    ({ key }) => key !== undefined && !certificates.some((one) => one.checkPrivateKey(key)),
  );
  const odd = [
    certificates.length === 0 && 'holds no certificate',
    unmatched.length > 0 && 'holds a private key without its certificate',
    keys.length > 0 &&
      readableByOthers &&
      format !== 'PKCS#12' &&
      'holds a private key that others may read (chmod 600)',
  ];
  return {
    file,
    format,
    privateKeys: keys.length,
    certificates: certificates.map((certificate) => describeCertificate(certificate, now)),
    odd: odd.filter((line) => line !== false),
  };
}
