import type { XmlElement } from '../../trust';
import { METADATA } from '../brokers/saml2/names';

/** What the schema says of one element, as far as service providers use it (saml-schema-metadata-2.0.xsd). */
interface Shape {
  /** Its children, in the order that they must have; `|` between those that share a place. */
  readonly children?: readonly string[];
  /** Children and attributes that it must have. */
  readonly needs?: readonly string[];
}

const ROLES =
  'IDPSSODescriptor|SPSSODescriptor|AuthnAuthorityDescriptor|AttributeAuthorityDescriptor|PDPDescriptor|RoleDescriptor';
const AROUND_ROLE = ['Signature', 'Extensions', 'KeyDescriptor', 'Organization', 'ContactPerson'];
const ENDPOINT = ['@Binding', '@Location'];

const SHAPES: Readonly<Record<string, Shape>> = {
  EntityDescriptor: {
    children: ['Signature', 'Extensions', ROLES, 'Organization', 'ContactPerson', 'AdditionalMetadataLocation'],
  },
  SPSSODescriptor: {
    children: [
      ...AROUND_ROLE,
      'ArtifactResolutionService',
      'SingleLogoutService',
      'ManageNameIDService',
      'NameIDFormat',
      'AssertionConsumerService',
      'AttributeConsumingService',
    ],
  },
  KeyDescriptor: { children: ['KeyInfo', 'EncryptionMethod'], needs: ['KeyInfo'] },
  EncryptionMethod: { needs: ['@Algorithm'] },
  SingleLogoutService: { needs: ENDPOINT },
  AssertionConsumerService: { needs: [...ENDPOINT, '@index'] },
  AttributeConsumingService: {
    children: ['ServiceName', 'ServiceDescription', 'RequestedAttribute'],
    needs: ['ServiceName', 'RequestedAttribute', '@index'],
  },
  RequestedAttribute: { needs: ['@Name'] },
  Organization: {
    children: ['Extensions', 'OrganizationName', 'OrganizationDisplayName', 'OrganizationURL'],
    needs: ['OrganizationName', 'OrganizationDisplayName', 'OrganizationURL'],
  },
  ContactPerson: {
    children: ['Extensions', 'Company', 'GivenName', 'SurName', 'EmailAddress', 'TelephoneNumber'],
    needs: ['@contactType'],
  },
};

/** What the schema would not take in an entity, one line each; what the schema alone can tell is not all of it. */
export function structureProblems(element: XmlElement): string[] {
  const shape = element.uri === METADATA ? SHAPES[element.local] : undefined;
  if (shape === undefined) return [];
  const { children, needs = [] } = shape;
  const missing = needs.filter((need) => !has(element, need)).map((need) => `${element.local} has no ${need}`);
  return [
    ...missing,
    ...(children === undefined ? [] : misplaced(element, children)),
    ...element.elements.flatMap(structureProblems),
  ];
}

function has(element: XmlElement, need: string): boolean {
  if (need.startsWith('@')) return element.attribute(need.slice(1)) !== undefined;
  return element.elements.some(({ local }) => local === need);
}

function misplaced(parent: XmlElement, order: readonly string[]): string[] {
  const problems: string[] = [];
  let reached = 0;
  for (const { local } of parent.elements) {
    const place = order.findIndex((names) => names.split('|').includes(local));
    if (place === -1) problems.push(`${parent.local} has a ${local.slice(0, 40)}, which has no place there`);
    else if (place < reached)
      problems.push(`${local} stands after ${order[reached]?.split('|')[0] ?? ''} in ${parent.local}`);
    reached = Math.max(reached, place);
  }
  return problems;
}
