import type { TrustedCertificates } from '../../certificates';
import type { XmlElement } from '../../trust';
import { openMetadata } from '../open-metadata';
import { METADATA_NAMESPACE } from '../write-service-provider';
import type { EntityDescription, MetadataDescription } from './description';
import { describeRole } from './role';
import { describeSignature } from './signature';
import { describeTimes } from './times';

/** The roles of SAML 2.0 metadata that people name; others are called by their element. */
const ROLE_NAMES: Readonly<Record<string, string>> = {
  IDPSSODescriptor: 'identity provider',
  SPSSODescriptor: 'service provider',
  AttributeAuthorityDescriptor: 'attribute authority',
};

/** A role as a person reads it. */
export function roleName(role: string): string {
  return ROLE_NAMES[role] ?? role;
}

/**
 * Describes a metadata document, and says what is odd about it, without refusing what a strategy would.
 *
 * @param xml the document; as bytes in UTF-8.
 * @param options.now milliseconds since 1970.
 * @param options.signedBy what its signature is verified with, where that is wanted.
 * @throws MitIdError `configuration_invalid` for what is no metadata at all.
 */
export function describeMetadata(
  xml: string | Uint8Array,
  { now, signedBy }: { readonly now: number; readonly signedBy?: TrustedCertificates },
): MetadataDescription {
  const { root, entities } = openMetadata(xml);
  const odd: string[] = [];
  const about = (subject: string) => (phrase: string) => void odd.push(`${subject} ${phrase}`);
  const signature = describeSignature(root, signedBy, now, about('the document'));
  const notes = judgeWhole(entities, about('the document'));
  const inner = new Set(entities.flatMap(groupsAround).filter((group) => group !== root));
  for (const group of inner) describeTimes(group, now, about('a group'));
  const described = entities.map((entity) => describeEntity(entity, now, about));
  return {
    root: root.local as MetadataDescription['root'],
    ...(signature !== undefined && { signature }),
    ...(root.local === 'EntitiesDescriptor' && describeTimes(root, now, about('the group'))),
    entities: described,
    notes,
    odd,
  };
}

/** @returns what is to be noted and is not odd. */
function judgeWhole(entities: readonly XmlElement[], say: (odd: string) => void): readonly string[] {
  const providers = entities.filter((entity) => entity.all(METADATA_NAMESPACE, 'IDPSSODescriptor').length > 0);
  const services = entities.filter((entity) => entity.all(METADATA_NAMESPACE, 'SPSSODescriptor').length > 0);
  if (providers.length > 1) say(`describes ${providers.length} identity providers: name one with idpEntityId`);
  if (providers.length > 0) return [];
  if (services.length > 0)
    return ["This is a service provider's metadata: for the broker to read, not for idpMetadata."];
  say('describes no identity provider');
  return [];
}

function describeEntity(
  entity: XmlElement,
  now: number,
  about: (subject: string) => (phrase: string) => void,
): EntityDescription {
  const entityId = entity.attribute('entityID') ?? '';
  const say = about(entityId === '' ? 'an entity' : entityId);
  if (entityId === '') say('has no entityID');
  const roles = entity.elements.filter(({ uri, local }) => uri === METADATA_NAMESPACE && /Descriptor$/.test(local));
  const saml2 = roles.filter((role) => role.local === 'IDPSSODescriptor');
  if (saml2.length > 1) say(`describes itself as an identity provider ${saml2.length} times`);
  const organization = organizationOf(entity);
  return {
    entityId,
    ...(organization !== undefined && { organization }),
    ...describeTimes(entity, now, say),
    roles: roles.map((role) => describeRole(role, now, about(`${entityId || 'an entity'}, ${roleName(role.local)},`))),
  };
}

function organizationOf(entity: XmlElement): string | undefined {
  const [organization] = entity.all(METADATA_NAMESPACE, 'Organization');
  const [name] = ['OrganizationDisplayName', 'OrganizationName'].flatMap(
    (local) => organization?.all(METADATA_NAMESPACE, local) ?? [],
  );
  return name?.text;
}

function groupsAround(entity: XmlElement): XmlElement[] {
  const groups: XmlElement[] = [];
  for (let at = entity.parent; at !== undefined; at = at.parent) groups.push(at);
  return groups;
}
