import type { X509Certificate } from 'node:crypto';
import { MitIdError } from '../../errors';
import { openMetadata } from '../../metadata/open-metadata';
import { issuesOther, readCertificate } from '../../metadata/signing-certificates';
import { DSIG_NAMESPACE, trimXml, type XmlElement } from '../../trust';
import { BINDING, METADATA, SAMLP } from '../brokers/saml2/names';
import type { ServiceProvider } from '../service-providers';

/** The keys that a service provider announces for one use. */
export interface AnnouncedKeys {
  readonly certificates: readonly X509Certificate[];
  /** How many X509Certificate elements cannot be read. */
  readonly unreadable: number;
}

/** An AssertionConsumerService, SingleLogoutService or the like. */
export interface Endpoint {
  readonly binding: string;
  readonly location: string;
  readonly index?: string | undefined;
}

/** Metadata that describes a service provider; whatever else may be wrong with it. */
export interface ReadableMetadata {
  readonly root: XmlElement;
  readonly entity: XmlElement;
  /** The SPSSODescriptor, for SAML 2.0 where there are several. */
  readonly role: XmlElement;
  /** How many entities and roles it could have been. */
  readonly serviceProviders: number;
  readonly signing: AnnouncedKeys;
  readonly encryption: AnnouncedKeys;
  /** AssertionConsumerServices: where answers may go. */
  readonly callbacks: readonly Endpoint[];
  readonly logouts: readonly Endpoint[];
}

/** Metadata as it was given: what there is to judge, or why there is nothing. */
export type MetadataEvidence = ReadableMetadata | { readonly problem: string };

/** Reads what there is to read of a service provider's metadata. */
export function readMetadata(xml: string | Uint8Array): MetadataEvidence {
  try {
    const { root, entities } = openMetadata(xml);
    const roles = entities.flatMap((entity) => entity.all(METADATA, 'SPSSODescriptor'));
    const role = roles.find(isSaml2) ?? roles[0];
    const entity = role?.parent;
    if (role === undefined || entity === undefined) return { problem: 'has no SPSSODescriptor' };
    return {
      root,
      entity,
      role,
      serviceProviders: roles.length,
      signing: keysOf(role, 'signing'),
      encryption: keysOf(role, 'encryption'),
      callbacks: endpointsOf(role, 'AssertionConsumerService'),
      logouts: endpointsOf(role, 'SingleLogoutService'),
    };
  } catch (error) {
    if (!(error instanceof MitIdError)) throw error;
    return { problem: (error.detail.problems ?? [error.code]).join('; ').replaceAll('idpMetadata ', '') };
  }
}

/** Whether a role speaks SAML 2.0. */
export function isSaml2(role: XmlElement): boolean {
  return (role.attribute('protocolSupportEnumeration') ?? '').split(/[ \t\r\n]+/).includes(SAMLP);
}

/** Whom it describes; empty where it does not say. */
export function entityIdOf(metadata: MetadataEvidence | undefined): string {
  return metadata === undefined || 'problem' in metadata ? '' : (metadata.entity.attribute('entityID') ?? '');
}

/**
 * What a service provider is registered as, by its metadata: the first of what it announces of each.
 *
 * @throws MitIdError `configuration_invalid` for what is no metadata of a service provider.
 */
export function registrationOf(xml: string | Uint8Array): ServiceProvider {
  const metadata = readMetadata(xml);
  if ('problem' in metadata) {
    throw new MitIdError('configuration_invalid', { problems: [`the metadata ${metadata.problem}`] });
  }
  const { signing, encryption, callbacks, logouts } = metadata;
  const logout = logouts.find(({ binding }) => binding === BINDING.redirect) ?? logouts[0];
  const encryptionCert = encryption.certificates[0]?.toString();
  return {
    entityId: entityIdOf(metadata),
    callbackUrl: callbacks[0]?.location ?? '',
    signingCert: signing.certificates[0]?.toString() ?? '',
    ...(encryptionCert === undefined ? {} : { encryptionCert }),
    ...(logout === undefined
      ? {}
      : { logoutUrl: logout.location, logoutBinding: logout.binding === BINDING.post ? 'post' : 'redirect' }),
  };
}

function endpointsOf(role: XmlElement, service: string): Endpoint[] {
  return role.all(METADATA, service).map((element) => ({
    binding: element.attribute('Binding') ?? '',
    location: trimXml(element.attribute('Location') ?? ''),
    index: element.attribute('index'),
  }));
}

// One without a use is for both (SAML 2.0 metadata 2.4.1.1).
function keysOf(role: XmlElement, use: 'signing' | 'encryption'): AnnouncedKeys {
  const descriptors = role
    .all(METADATA, 'KeyDescriptor')
    .filter((descriptor) => (descriptor.attribute('use') ?? use) === use);
  const read = descriptors.flatMap(certificatesIn);
  const certificates = read.filter((one) => one !== undefined);
  return { certificates, unreadable: read.length - certificates.length };
}

/** The certificates of the KeyInfo in an element, without those that issue another of them; undefined for what is none. */
export function certificatesIn(parent: XmlElement): (X509Certificate | undefined)[] {
  const chains = parent
    .all(DSIG_NAMESPACE, 'KeyInfo')
    .flatMap((info) => info.all(DSIG_NAMESPACE, 'X509Data'))
    .map((data) => data.all(DSIG_NAMESPACE, 'X509Certificate').map(({ text }) => readCertificate(text ?? '')));
  return chains.flatMap((chain) => {
    const readable = chain.filter((one) => one !== undefined);
    return chain.filter((one) => one === undefined || !issuesOther(one, readable));
  });
}
