import { Option } from 'commander';
import {
  DEFAULT_SIGNICAT_SERVICE,
  type SignicatOptions,
  type SignicatServiceProvider,
  type Simulator,
} from '../simulator';
import { readCertificateOption } from './file-option';
import { urlOption } from './url-option';

/** What the options of `simulate` say of Signicat. */
export interface SignicatFlags {
  readonly signicatEntityId?: string;
  readonly signicatCallback?: string;
  readonly signicatSigningCert?: string;
  readonly signicatEncryptionCert?: string;
  readonly nemidService: string;
  readonly nemidCallback: string;
  readonly nemidAudience?: string;
}

/** The options of `simulate` for Signicat: one application with MitID, one service with NemID. */
export const SIGNICAT_OPTIONS: readonly Option[] = [
  new Option('--signicat-entity-id <id>', 'Signicat with MitID: the entityID of your application'),
  new Option('--signicat-callback <url>', 'Signicat with MitID: where answers are posted').argParser(urlOption),
  new Option(
    '--signicat-signing-cert <file>',
    'Signicat with MitID: PEM of the certificate your requests are signed with',
  ),
  new Option(
    '--signicat-encryption-cert <file>',
    'Signicat with MitID: PEM of the certificate that assertions are encrypted for',
  ),
  new Option('--nemid-service <name>', 'Signicat with NemID: the service of your authentication URL').default(
    DEFAULT_SIGNICAT_SERVICE.service,
  ),
  new Option('--nemid-callback <url>', 'Signicat with NemID: what the target of a login begins with')
    .argParser(urlOption)
    .default(DEFAULT_SIGNICAT_SERVICE.callbackUrl),
  new Option('--nemid-audience <uri>', 'Signicat with NemID: the Audience of assertions'),
];

/**
 * The options of `startSimulator` for Signicat.
 *
 * @throws Error when a file cannot be read, or when only a part of an application is named.
 */
export function signicatOptionsOf(flags: SignicatFlags): SignicatOptions {
  const { nemidService, nemidCallback, nemidAudience } = flags;
  const serviceProvider = serviceProviderOf(flags);
  return {
    ...(serviceProvider === undefined ? {} : { serviceProviders: [serviceProvider] }),
    services: [
      {
        service: nemidService,
        callbackUrl: nemidCallback,
        ...(nemidAudience === undefined ? {} : { audience: nemidAudience }),
      },
    ],
  };
}

function serviceProviderOf(flags: SignicatFlags): SignicatServiceProvider | undefined {
  const { signicatEntityId, signicatCallback, signicatSigningCert, signicatEncryptionCert } = flags;
  const given = [signicatEntityId, signicatCallback, signicatSigningCert, signicatEncryptionCert];
  if (given.every((flag) => flag === undefined)) return undefined;
  if (signicatEntityId === undefined || signicatCallback === undefined) {
    throw new Error('an application at Signicat needs --signicat-entity-id and --signicat-callback together');
  }
  return {
    entityId: signicatEntityId,
    callbackUrl: signicatCallback,
    ...(signicatSigningCert === undefined
      ? {}
      : { signingCert: readCertificateOption('--signicat-signing-cert', signicatSigningCert) }),
    ...(signicatEncryptionCert === undefined
      ? {}
      : { encryptionCert: readCertificateOption('--signicat-encryption-cert', signicatEncryptionCert) }),
  };
}

/** What to paste into an application that logs in here, and what would be missing then. */
export function signicatLines({ metadataUrl, nemid, serviceProviders, services }: Simulator['signicat']): string[] {
  const lines = [`Signicat simulator: ${metadataUrl} (MitID), ${nemid.authenticationUrl} (NemID)`, ''];
  if (serviceProviders.length === 0) {
    lines.push('Nobody is registered for MitID: give --signicat-entity-id and --signicat-callback. Then');
  }
  lines.push(
    "Paste into new SignicatStrategy({ … }), with method: 'mitid', beside your keys:",
    `  idpMetadata: { url: '${metadataUrl}', dangerouslyTrustMetadataOverTls: true },`,
  );
  for (const { entityId, callbackUrl, encryptionCert } of serviceProviders) {
    lines.push(`  entityId: '${entityId}',`, `  callbackUrl: '${callbackUrl}',`);
    if (encryptionCert !== undefined) continue;
    lines.push(
      `Signicat: assertions for ${entityId} are not encrypted, which SignicatStrategy refuses; give --signicat-encryption-cert.`,
    );
  }
  lines.push("Or, with method: 'nemid', beside the idpCert above:");
  for (const { callbackUrl } of services) lines.push(`  callbackUrl: '${callbackUrl}',`);
  const { authenticationUrl, idpIssuer, audience } = nemid;
  for (const [name, value] of Object.entries({ authenticationUrl, idpIssuer, audience })) {
    lines.push(`  ${name}: '${value}',`);
  }
  return lines;
}
