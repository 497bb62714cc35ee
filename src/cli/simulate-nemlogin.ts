import { Option } from 'commander';
import {
  NEMLOGIN_CHOICES,
  type DataEncryption,
  type Dialect,
  type KeyEncryption,
  type NemLogInOptions,
  type ServiceProvider,
  type Simulator,
} from '../simulator';
import { readCertificateOption } from './file-option';
import { urlOption } from './url-option';

/** What the options of `simulate` say of NemLog-in. */
export interface NemLogInFlags {
  readonly spEntityId?: string;
  readonly spCallback?: string;
  readonly spSigningCert?: string;
  readonly spEncryptionCert?: string;
  readonly spLogout?: string;
  /** False by `--no-sp-cpr`. */
  readonly spCpr: boolean;
  readonly dialect?: Dialect;
  readonly dataEncryption?: DataEncryption;
  readonly keyEncryption?: KeyEncryption;
}

/** The options of `simulate` for NemLog-in: one service provider, and how it is answered. */
export const NEMLOGIN_OPTIONS: readonly Option[] = [
  new Option('--sp-entity-id <id>', 'NemLog-in: the entityID of your application'),
  new Option('--sp-callback <url>', 'NemLog-in: where answers are posted').argParser(urlOption),
  new Option('--sp-signing-cert <file>', 'NemLog-in: PEM of the certificate your requests are signed with'),
  new Option('--sp-encryption-cert <file>', 'NemLog-in: PEM of the certificate that assertions are encrypted for'),
  new Option('--sp-logout <url>', 'NemLog-in: your single logout service, told of logouts by HTTP-Redirect').argParser(
    urlOption,
  ),
  new Option('--no-sp-cpr', 'NemLog-in: your application is a private company, which is told no CPR numbers'),
  new Option('--dialect <dialect>', 'NemLog-in: how people are described').choices([...NEMLOGIN_CHOICES.dialect]),
  new Option('--data-encryption <algorithm>', 'NemLog-in: how assertions are encrypted').choices([
    ...NEMLOGIN_CHOICES.dataEncryption,
  ]),
  new Option('--key-encryption <algorithm>', 'NemLog-in: how the key of an assertion is encrypted').choices([
    ...NEMLOGIN_CHOICES.keyEncryption,
  ]),
];

/**
 * The options of `startSimulator` for NemLog-in.
 *
 * @throws Error when a file cannot be read, or when only a part of a service provider is named.
 */
export function nemloginOptionsOf(flags: NemLogInFlags): NemLogInOptions {
  const { dialect, dataEncryption, keyEncryption } = flags;
  const serviceProvider = serviceProviderOf(flags);
  return {
    ...(serviceProvider === undefined ? {} : { serviceProviders: [serviceProvider] }),
    ...(dialect === undefined ? {} : { dialect }),
    ...(dataEncryption === undefined ? {} : { dataEncryption }),
    ...(keyEncryption === undefined ? {} : { keyEncryption }),
  };
}

function serviceProviderOf(flags: NemLogInFlags): ServiceProvider | undefined {
  const { spEntityId, spCallback, spSigningCert, spEncryptionCert, spLogout, spCpr } = flags;
  const given = [spEntityId, spCallback, spSigningCert, spEncryptionCert, spLogout];
  if (spCpr && given.every((flag) => flag === undefined)) return undefined;
  if (spEntityId === undefined || spCallback === undefined || spSigningCert === undefined) {
    throw new Error('a service provider needs --sp-entity-id, --sp-callback and --sp-signing-cert together');
  }
  return {
    entityId: spEntityId,
    callbackUrl: spCallback,
    signingCert: readCertificateOption('--sp-signing-cert', spSigningCert),
    ...(spEncryptionCert === undefined
      ? {}
      : { encryptionCert: readCertificateOption('--sp-encryption-cert', spEncryptionCert) }),
    ...(spLogout === undefined ? {} : { logoutUrl: spLogout }),
    ...(spCpr ? {} : { cpr: false }),
  };
}

/** What to paste into an application that logs in here, and what would be missing then. */
export function nemloginLines({ metadataUrl, serviceProviders }: Simulator['nemlogin']): string[] {
  const lines = [`NemLog-in simulator: ${metadataUrl}`, ''];
  if (serviceProviders.length === 0) {
    lines.push(
      'No service provider is registered: give --sp-entity-id, --sp-callback, --sp-signing-cert and --sp-encryption-cert,',
      'or --sp-metadata. Then paste into new NemLogInStrategy({ … }), beside your keys:',
    );
  } else lines.push('Paste into new NemLogInStrategy({ … }), beside your keys:');
  lines.push(`  idpMetadata: { url: '${metadataUrl}', dangerouslyTrustMetadataOverTls: true },`);
  for (const { entityId, callbackUrl, encryptionCert } of serviceProviders) {
    lines.push(`  entityId: '${entityId}',`, `  callbackUrl: '${callbackUrl}',`);
    if (encryptionCert !== undefined) continue;
    lines.push(
      `NemLog-in: assertions for ${entityId} are not encrypted, which NemLogInStrategy refuses; give --sp-encryption-cert.`,
    );
  }
  return lines;
}
