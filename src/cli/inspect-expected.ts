import type { KeyObject } from 'node:crypto';
import { readTrustedCertificates, TrustedCertificates } from '../certificates';
import { MitIdError } from '../errors';
import { hasOption, type Allowances, type Broker, type Expected } from '../inspect';
import { readIdpMetadata } from '../metadata';
import { readDecryptionKeys } from '../strategies/saml2/keys';
import { readFileOption } from './file-option';

/** The options of `inspect` that say what to expect, as commander reads them. */
export interface InspectFlags extends Allowances {
  readonly broker?: Broker;
  readonly idpMetadata?: string;
  readonly idpEntityId?: string;
  readonly idpCertificate?: string;
  readonly idpIssuer?: string;
  readonly entityId?: string;
  readonly audience?: string;
  readonly callbackUrl?: string;
  readonly logoutUrl?: string;
  readonly requestId?: string;
  readonly at?: number;
  readonly clockSkew: number;
  readonly decryptionKey?: readonly string[];
  readonly spCertificate?: string;
}

/** Those that stand for an option of the same name, which not every strategy has. */
const ALLOWANCES = [
  'allowMissingInResponseTo',
  'allowMissingAudience',
  'allowMissingConfirmation',
  'allowSignedResponseOnly',
  'allowAssuranceLevel',
  'allowCbc',
  'dangerouslyAllowUnsignedAssertion',
] as const satisfies readonly (keyof InspectFlags)[];

/**
 * What the options say to expect of a message.
 *
 * @param now milliseconds since 1970.
 * @throws Error, or MitIdError `configuration_invalid`, that names the option or the file.
 */
export function expectedOf(flags: InspectFlags, now: number): Expected {
  const { idpMetadata, idpEntityId, idpCertificate, idpIssuer, clockSkew, decryptionKey, spCertificate, ...same } =
    flags;
  const { broker } = flags;
  const foreign = broker && ALLOWANCES.find((name) => flags[name] !== undefined && !hasOption(broker, name));
  if (foreign !== undefined) throw new Error(`--broker ${broker ?? ''} has no option ${foreign}`);
  const provider = providerOf({ idpMetadata, idpEntityId, at: flags.at ?? now });
  const pems =
    idpCertificate === undefined ? provider?.signingCertificates : readText('--idp-certificate', idpCertificate);
  const issuer = idpIssuer ?? provider?.entityId;
  return {
    ...same,
    at: flags.at ?? now,
    clockSkewMs: clockSkew * 1000,
    decryptionKeys: (decryptionKey ?? []).map((file) => keyIn(file)),
    ...(issuer !== undefined && { issuer }),
    ...(pems !== undefined && {
      certificates: certificatesOf(pems, idpCertificate === undefined ? '--idp-metadata' : '--idp-certificate'),
    }),
    ...(spCertificate !== undefined && {
      ownCertificates: certificatesOf(readText('--sp-certificate', spCertificate), '--sp-certificate'),
    }),
  };
}

function providerOf({
  idpMetadata,
  idpEntityId,
  at,
}: {
  idpMetadata: string | undefined;
  idpEntityId: string | undefined;
  at: number;
}) {
  if (idpMetadata === undefined) return undefined;
  const xml = readFileOption('--idp-metadata', idpMetadata);
  return readIdpMetadata(xml, { now: at, ...(idpEntityId !== undefined && { entityId: idpEntityId }) });
}

const readText = (option: string, file: string) => readFileOption(option, file).toString('utf8');

/** One that has expired is kept: the judge says so. */
function certificatesOf(pem: string | readonly string[], option: string): TrustedCertificates {
  const { certificates, problems } = readTrustedCertificates(pem, option);
  if (problems.length > 0) throw new MitIdError('configuration_invalid', { problems });
  return new TrustedCertificates(certificates, option);
}

function keyIn(file: string): KeyObject {
  const { own, problems } = readDecryptionKeys([{ key: readText('--decryption-key', file) }]);
  const [key] = own;
  if (key !== undefined) return key.key;
  throw new Error(`--decryption-key: ${file} ${problems.map(({ problem }) => problem).join('; ')}`);
}
