import type { CertificateReport, NamedHolder } from '../certificates/describe-certificate';

/** What `certs inspect` says of a file. */
export interface FileReport {
  readonly file: string;
  readonly format: string;
  readonly privateKeys: number;
  readonly certificates: readonly CertificateReport[];
  readonly odd: readonly string[];
}

const LABEL = 14;

/** The report as lines for a terminal. */
export function reportText({ file, format, privateKeys, certificates, odd }: FileReport): string {
  const holds = [count(certificates.length, 'certificate'), count(privateKeys, 'private key')];
  return [
    `${file}: ${format}, ${holds.join(', ')}`,
    ...odd.map((line) => `  odd: ${line}`),
    ...certificates.flatMap((certificate) => ['', ...certificateLines(certificate)]),
  ].join('\n');
}

function certificateLines(report: CertificateReport): string[] {
  const { oces, policies, odd } = report;
  const rows: (readonly [string, string | undefined])[] = [
    ['kind', oces === undefined ? otherKind(report) : kindOf(oces, policies)],
    ['name', oces?.commonName],
    ['organisation', oces?.organizationName],
    ['CVR', oces?.cvr],
    ['PID', oces?.pid],
    ['RID', oces?.rid],
    ['UID', oces?.uid],
    ['FID', oces?.fid],
    ['UUID', oces?.uuid],
    ['environment', oces && (oces.environment ?? 'not said')],
    ...policies.map((policy) => ['policy', policyText(policy)] as const),
    ['valid', `${report.notBefore} to ${report.notAfter} (${daysText(report.daysLeft)})`],
    ['key', report.key],
    ['signature', report.signature],
    ['subject', report.subject],
    ['issuer', report.issuer],
    ['serial number', report.serialNumber],
    ['SHA-256', report.fingerprint256],
    ...odd.map((line) => ['odd', line] as const),
  ];
  return rows.flatMap(([label, value]) => (value === undefined ? [] : [`  ${label.padEnd(LABEL)}${value}`]));
}

function kindOf({ generation, kind }: NamedHolder, policies: CertificateReport['policies']) {
  const type = policies.find((policy) => policy.type !== undefined)?.type;
  return [generation.toUpperCase(), kind, type && `(${type})`].filter((part) => part !== undefined).join(' ');
}

function otherKind({ authority }: CertificateReport): string {
  return authority ? 'a certificate authority' : 'no OCES certificate';
}

function policyText({ oid, type, environment }: CertificateReport['policies'][number]): string {
  const said = [type, environment].filter((part) => part !== undefined);
  return said.length === 0 ? oid : `${oid} (${said.join(', ')})`;
}

function daysText(days: number): string {
  return days < 0 ? 'expired' : `${count(days, 'day')} left`;
}

function count(number: number, of: string): string {
  return `${number} ${of}${number === 1 ? '' : 's'}`;
}
