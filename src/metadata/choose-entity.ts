import type { XmlElement } from '../trust';
import { metadataRefused } from './open-metadata';
import { METADATA_NAMESPACE } from './write-service-provider';

const MAX_LISTED = 10;

/**
 * The identity provider that is meant: the one named, or the only one there is.
 *
 * @param entityId option `idpEntityId`; compared as it stands, to the last slash (facts/oiosaml.md 1.8).
 * @throws MitIdError `configuration_invalid`, listing what can be named
 */
export function chooseEntity(entities: readonly XmlElement[], entityId: string | undefined): XmlElement {
  const providers = entities.filter((entity) => has(entity, 'IDPSSODescriptor'));
  if (entityId !== undefined) return named(entities, providers, entityId);
  const [provider, ...more] = providers;
  if (provider === undefined) throw metadataRefused([`idpMetadata ${absence(entities)}`]);
  if (more.length === 0) return provider;
  throw metadataRefused([
    `idpMetadata holds ${providers.length} identity providers; name one with idpEntityId: ${idsOf(providers)}`,
  ]);
}

function named(entities: readonly XmlElement[], providers: readonly XmlElement[], entityId: string): XmlElement {
  const [entity, ...more] = entities.filter((one) => one.attribute('entityID') === entityId);
  if (entity === undefined) {
    const held = providers.length === 0 ? absence(entities) : `holds ${idsOf(providers)}`;
    throw metadataRefused([`idpEntityId names an entity that is not there: idpMetadata ${held}`]);
  }
  if (more.length > 0) throw metadataRefused(['idpMetadata describes the entity of idpEntityId more than once']);
  if (!providers.includes(entity)) throw metadataRefused([`idpEntityId names an entity that ${absence([entity])}`]);
  return entity;
}

function absence(entities: readonly XmlElement[]): string {
  const services = entities.filter((entity) => has(entity, 'SPSSODescriptor'));
  return services.length > 0
    ? `describes a service provider (${idsOf(services)}), perhaps your own; the identity provider’s is needed`
    : 'holds no identity provider (IDPSSODescriptor)';
}

function has(entity: XmlElement, role: string): boolean {
  return entity.all(METADATA_NAMESPACE, role).length > 0;
}

function idsOf(entities: readonly XmlElement[]): string {
  const ids = entities.slice(0, MAX_LISTED).map((entity) => (entity.attribute('entityID') ?? '').slice(0, 200));
  return ids.join(', ') + (entities.length > MAX_LISTED ? ', …' : '');
}
