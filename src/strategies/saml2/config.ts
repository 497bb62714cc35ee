import type { KeyObject } from 'node:crypto';
import type { EditAuthnRequest } from '../../protocols/saml2';
import type { CommonConfig, CommonOptions } from '../common-options';
import { oneLine, standardErrorLogger, type Logger } from '../logger';
import { ownMembers } from '../own';
import type { Problem } from '../problems';
import { readIdentityProvider, type IdentityProviderSource } from './identity-provider';
import { readDecryptionKeys, readSigningKey, type OwnKey } from './keys';
import type { Saml2Options } from './options';

/** What is read once and not kept, such as keys, and what is the application's own: every other option is data. */
export const NOT_DATA = [
  'idpMetadata',
  'signingKey',
  'signingCert',
  'pkcs12',
  'decryptionKeys',
  'stateStore',
  'logger',
  'auditLog',
  'editAuthnRequest',
] as const satisfies readonly (keyof Saml2Options | keyof CommonOptions)[];
export type NotData = (typeof NOT_DATA)[number];

/** What the options of a SAML 2.0 strategy name, read. */
export interface Saml2Parts {
  readonly provider: IdentityProviderSource;
  readonly signing: OwnKey;
  /** None where assertions are not encrypted. */
  readonly decryptionKeys: readonly KeyObject[];
  /** PEM: their certificates, as far as they were given, for the metadata. */
  readonly encryptionCerts: readonly string[];
}

/** Options that have been judged, with their defaults, as far as every SAML 2.0 strategy has them. */
export interface Saml2Config extends CommonConfig, Saml2Parts {
  /** Copies of their own that nobody can change: the options that are data, without the keys and what else was read. */
  readonly options: Pick<
    CommonOptions & Saml2Options,
    'entityId' | 'callbackUrl' | 'maxAuthenticationAgeMs' | 'dangerouslyAllowSha1'
  >;
  readonly requireEncryptedAssertion: boolean;
  /** Refuse an assertion that is signed by nothing but the signature of the Response around it. */
  readonly requireSignedAssertion: boolean;
  /** Accept AES-CBC. */
  readonly allowCbc: boolean;
  readonly cancelStatuses: readonly string[];
  readonly editAuthnRequest?: EditAuthnRequest;
}

export const DEFAULT_CANCEL_STATUSES: readonly string[] = ['AuthnFailed'];

/**
 * Reads the keys and the metadata that the options name.
 *
 * @param options those that are right by themselves.
 * @param name Passport name of the strategy, for what is logged.
 * @returns the parts, where all are there; the problems of our keys, and one line for each problem of the metadata.
 */
export function readParts(
  options: Partial<Saml2Options> & { readonly logger?: Logger },
  name: string,
): { parts?: Saml2Parts; keyProblems: readonly Problem[]; metadataProblems: readonly string[] } {
  const signing = readSigningKey(options);
  const decryption = readDecryptionKeys(options.decryptionKeys);
  const { provider, problems: metadataProblems } = readProvider(options, name);
  const keyProblems = [...signing.problems, ...decryption.problems];
  if (provider === undefined || signing.own === undefined) return { keyProblems, metadataProblems };
  return {
    parts: {
      provider,
      signing: signing.own,
      decryptionKeys: decryption.own.map(({ key }) => key),
      encryptionCerts: decryption.own.flatMap(({ cert }) => cert ?? []),
    },
    keyProblems,
    metadataProblems,
  };
}

function readProvider(
  { idpMetadata, idpEntityId, logger = standardErrorLogger }: Partial<Saml2Options> & { readonly logger?: Logger },
  name: string,
): ReturnType<typeof readIdentityProvider> {
  if (idpMetadata === undefined) return { problems: [] };
  return readIdentityProvider(idpMetadata, {
    ...(idpEntityId !== undefined && { entityId: idpEntityId }),
    now: () => Date.now(),
    warn: (line) => logger.warn(oneLine(line), { strategy: name }),
  });
}

/** The options that weaken security and are on. */
export function dangersOf(
  options: Pick<Partial<CommonOptions & Saml2Options>, 'dangerouslyAllowSha1' | 'idpMetadata'>,
): readonly string[] {
  const source = ownMembers(options.idpMetadata);
  const overTls = typeof source === 'object' && 'url' in source && source.dangerouslyTrustMetadataOverTls === true;
  return [
    ...(options.dangerouslyAllowSha1 === true ? ['dangerouslyAllowSha1'] : []),
    ...(overTls ? ['idpMetadata.dangerouslyTrustMetadataOverTls'] : []),
  ];
}
