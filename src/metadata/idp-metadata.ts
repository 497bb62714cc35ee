import type { TrustedCertificates } from '../certificates';
import { trimXml, type XmlElement } from '../trust';
import { chooseEntity } from './choose-entity';
import { bindingsOf, locationOf } from './locations';
import { metadataRefused, openMetadata } from './open-metadata';
import { signingCertificates } from './signing-certificates';
import { validityOf, type Validity } from './validity';
import { requireSigned } from './verify-metadata';
import { METADATA_NAMESPACE } from './write-service-provider';

export const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';

/** What an identity provider says of itself. */
export interface IdpMetadata extends Validity {
  readonly entityId: string;
  /** SingleSignOnService, HTTP-Redirect: https, or http on loopback. */
  readonly singleSignOnRedirect: string;
  /** Where LogoutRequests go; `…Response` where LogoutResponses go to another place. */
  readonly singleLogout?: {
    readonly redirect?: string;
    readonly redirectResponse?: string;
    readonly post?: string;
    readonly postResponse?: string;
  };
  /** PEM; during a rollover two. */
  readonly signingCertificates: readonly string[];
  readonly wantAuthnRequestsSigned: boolean;
  readonly nameIdFormats: readonly string[];
}

export interface ReadIdpMetadataOptions {
  /** Option `idpEntityId`; may be left out where there is one identity provider. */
  readonly entityId?: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** What the document must be signed by; without it no signature is verified. */
  readonly signedBy?: TrustedCertificates;
}

/**
 * Reads an identity provider's metadata (saml-metadata-2.0-os): an EntityDescriptor, or EntitiesDescriptors nested as deep
 * as they like. Without `signedBy` it is configuration that the application vouches for.
 *
 * @param xml the document; as bytes in UTF-8.
 * @throws MitIdError `configuration_invalid`, with a problem a line that begins with `idpMetadata` or `idpEntityId`: no
 *   metadata, not signed as it must be, no such identity provider, no SAML 2.0, no HTTP-Redirect, no signing certificate,
 *   expired.
 */
export function readIdpMetadata(
  xml: string | Uint8Array,
  { entityId, now, signedBy }: ReadIdpMetadataOptions,
): IdpMetadata {
  const { root, entities } = openMetadata(xml);
  if (signedBy !== undefined) requireSigned(root, signedBy, now);
  const entity = chooseEntity(entities, entityId);
  const role = saml2Role(entity);
  const problems: string[] = [];
  const id = entity.attribute('entityID') ?? '';
  if (id === '') problems.push('idpMetadata has an EntityDescriptor without entityID');
  const singleSignOnRedirect = locationOf(role, 'SingleSignOnService', 'HTTP-Redirect', problems);
  if (singleSignOnRedirect === undefined) {
    const others = bindingsOf(role, 'SingleSignOnService');
    problems.push(`idpMetadata has no SingleSignOnService for HTTP-Redirect; it has: ${others || 'none'}`);
  }
  const metadata = {
    entityId: id,
    singleSignOnRedirect: singleSignOnRedirect ?? '',
    ...singleLogoutOf(role, problems),
    signingCertificates: signingCertificates(role, problems),
    ...validityOf(role, now, problems),
    wantAuthnRequestsSigned: ['true', '1'].includes(trimXml(role.attribute('WantAuthnRequestsSigned') ?? '')),
    nameIdFormats: role.all(METADATA_NAMESPACE, 'NameIDFormat').map(({ text }) => trimXml(text ?? '')),
  };
  if (problems.length > 0) throw metadataRefused(problems);
  return metadata;
}

/** The IDPSSODescriptor for SAML 2.0: an entity may have others, for older protocols (SAML 2.0 metadata 2.4.1). */
function saml2Role(entity: XmlElement): XmlElement {
  const roles = entity.all(METADATA_NAMESPACE, 'IDPSSODescriptor');
  const [role, ...more] = roles.filter((one) => protocolsOf(one).includes(PROTOCOL));
  if (role !== undefined && more.length === 0) return role;
  const got = roles.flatMap(protocolsOf).join(' ').slice(0, 200);
  throw metadataRefused([
    role === undefined
      ? `idpMetadata describes an identity provider without SAML 2.0; its protocolSupportEnumeration is: ${got}`
      : 'idpMetadata has more than one IDPSSODescriptor for SAML 2.0 in one entity',
  ]);
}

function protocolsOf(role: XmlElement): readonly string[] {
  return (role.attribute('protocolSupportEnumeration') ?? '').split(/[ \t\r\n]+/);
}

function singleLogoutOf(role: XmlElement, problems: string[]): Pick<IdpMetadata, 'singleLogout'> {
  const of = (binding: 'HTTP-Redirect' | 'HTTP-POST') =>
    (['Location', 'ResponseLocation'] as const).map((attribute) =>
      locationOf(role, 'SingleLogoutService', binding, problems, attribute),
    );
  const [redirect, redirectResponse] = of('HTTP-Redirect');
  const [post, postResponse] = of('HTTP-POST');
  if (redirect === undefined && post === undefined) return {};
  return {
    singleLogout: {
      ...(redirect !== undefined && { redirect }),
      ...(redirectResponse !== undefined && { redirectResponse }),
      ...(post !== undefined && { post }),
      ...(postResponse !== undefined && { postResponse }),
    },
  };
}
