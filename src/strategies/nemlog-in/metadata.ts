import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import { MitIdError } from '../../errors';
import { NOT_XML, signMetadata, writeServiceProvider } from '../../metadata';
import { attributesToRequest } from '../../profile';
import type { NemLogInConfig } from './config';
import { readMetadataOptions, type ServiceProviderMetadataOptions } from './metadata-options';

const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const TYPE = 'application/samlmetadata+xml';

/** What is decrypted, best first; a broker takes one of each kind (facts/oiosaml.md 1.5). */
const ENCRYPTION_METHODS = [
  'http://www.w3.org/2009/xmlenc11#aes256-gcm',
  'http://www.w3.org/2009/xmlenc11#aes128-gcm',
  'http://www.w3.org/2001/04/xmlenc#aes256-cbc',
  'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
  'http://www.w3.org/2009/xmlenc11#rsa-oaep',
];

/** What the metadata announces of the service itself; the rest stands in the options. */
export interface AnnouncedService {
  readonly entityId: string;
  readonly callbackUrl: string;
  readonly logoutUrl?: string;
  readonly dialect: 'oiosaml-3' | 'oiosaml-2';
  /** PEM. */
  readonly signingCerts: readonly string[];
  /** PEM. */
  readonly encryptionCerts: readonly string[];
  /** Whether AES-CBC is announced. */
  readonly allowCbc: boolean;
}

/**
 * The metadata of a service.
 *
 * @param signer PEM: whose signature goes on it, where it is to be signed.
 * @throws MitIdError `configuration_invalid` for options of the wrong form, or with a character that XML cannot carry.
 */
export function metadataOf(
  { dialect, signingCerts, allowCbc, ...service }: AnnouncedService,
  input: ServiceProviderMetadataOptions,
  signer?: { readonly key: string; readonly cert: string },
): string {
  const read = readMetadataOptions(input);
  const { cpr = false, privileges = false, nextSigningCerts = [] } = read;
  const { serviceName, organization, contacts, validUntil } = read;
  const document = writeServiceProvider(
    {
      ...service,
      serviceName,
      ...(organization && { organization }),
      ...(contacts && { contacts }),
      ...(validUntil && { validUntil }),
      signingCerts: [...signingCerts, ...nextSigningCerts],
      encryptionMethods: ENCRYPTION_METHODS.filter((method) => allowCbc || !method.endsWith('-cbc')),
      nameIdFormat: PERSISTENT,
      requestedAttributes: attributesToRequest(dialect, { cpr, privileges }),
    },
    signer && `_${randomBytes(20).toString('hex')}`,
  );
  if (NOT_XML.test(document)) {
    const where = 'entityId, callbackUrl, logoutUrl or a text of the options';
    throw new MitIdError('configuration_invalid', {
      problems: [`metadata holds a character that XML cannot carry, from ${where}`],
    });
  }
  return `${DECLARATION}${signer === undefined ? document : signMetadata(document, signer)}\n`;
}

/** The service provider's metadata, from what the strategy is configured with and `input`. @throws MitIdError `configuration_invalid` */
export function serviceProviderMetadata(config: NemLogInConfig, input: ServiceProviderMetadataOptions): string {
  const { sign = false } = readMetadataOptions(input);
  const { signing, encryptionCerts, decryptionKeys, allowCbc, dialect, options } = config;
  const problems = [
    ...(signing.cert === undefined ? ['signingCert is missing: the metadata announces it'] : []),
    ...(encryptionCerts.length < decryptionKeys.length
      ? ['decryptionKeys has a key without its cert: the metadata announces it']
      : []),
  ];
  const { cert } = signing;
  if (cert === undefined || problems.length > 0) throw new MitIdError('configuration_invalid', { problems });
  const { entityId, callbackUrl, logoutUrl } = options;
  return metadataOf(
    {
      entityId,
      callbackUrl,
      ...(logoutUrl !== undefined && { logoutUrl }),
      dialect,
      signingCerts: [cert],
      encryptionCerts,
      allowCbc,
    },
    input,
    sign ? { key: signing.key.export({ type: 'pkcs8', format: 'pem' }).toString(), cert } : undefined,
  );
}

/** The handler of a route that answers with it. Made at once, so that what is wrong is known at start. */
export function metadataHandler(config: NemLogInConfig, options: ServiceProviderMetadataOptions): RequestHandler {
  const document = serviceProviderMetadata(config, options);
  return (_req, res) => {
    res.setHeader('Content-Type', TYPE);
    res.end(document);
  };
}
