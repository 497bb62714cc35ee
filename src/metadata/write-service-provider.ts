import { certificateBlocks } from '../certificates/pem-blocks';
import type { Localized, MetadataContact, MetadataOrganization, ServiceProvider } from './service-provider';
import { attribute, Xml, xml } from './write-xml';

export const METADATA_NAMESPACE = 'urn:oasis:names:tc:SAML:2.0:metadata';
const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const POST = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';
const REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';

/**
 * A service provider's metadata (saml-metadata-2.0-os): one entity, one SPSSODescriptor whose requests are signed and whose
 * assertions must be, one assertion consumer service (facts/oiosaml.md 1.3: NemLog-in permits exactly one).
 *
 * @param id the document's ID, an NCName, where it is going to be signed.
 * @returns the document without an XML declaration.
 */
export function writeServiceProvider(sp: ServiceProvider, id?: string): string {
  return xml`<md:EntityDescriptor xmlns:md="${METADATA_NAMESPACE}" xmlns:ds="${DSIG}"${attribute('ID', id)} entityID="${
    sp.entityId
  }"${attribute('validUntil', sp.validUntil?.toISOString())}>${descriptor(sp)}${
    sp.organization && organization(sp.organization)
  }${(sp.contacts ?? []).map(contact)}</md:EntityDescriptor>`.text;
}

function descriptor(sp: ServiceProvider): Xml {
  const { logoutUrl } = sp;
  const logoutServices =
    logoutUrl === undefined
      ? []
      : [REDIRECT, POST].map(
          (binding) =>
            xml`<md:SingleLogoutService Binding="${binding}" Location="${logoutUrl}"></md:SingleLogoutService>`,
        );
  return xml`<md:SPSSODescriptor protocolSupportEnumeration="${PROTOCOL}" AuthnRequestsSigned="true" WantAssertionsSigned="true">${[
    ...sp.signingCerts.map((pem) => keyDescriptor('signing', pem, [])),
    ...sp.encryptionCerts.map((pem) => keyDescriptor('encryption', pem, sp.encryptionMethods)),
    ...logoutServices,
  ]}<md:NameIDFormat>${
    sp.nameIdFormat
  }</md:NameIDFormat><md:AssertionConsumerService Binding="${POST}" Location="${sp.callbackUrl}" index="0" isDefault="true"></md:AssertionConsumerService>${
    sp.requestedAttributes.length === 0 ? undefined : attributeService(sp)
  }</md:SPSSODescriptor>`;
}

function keyDescriptor(use: 'signing' | 'encryption', pem: string, methods: readonly string[]): Xml {
  const [block = ''] = certificateBlocks(pem);
  const base64 = block.replace(/-----(?:BEGIN|END) CERTIFICATE-----|\s/g, '');
  const lines = (base64.match(/.{1,64}/g) ?? []).join('\n');
  // Line breaks as they are: an escaped one would be part of the base64 for some readers.
  return xml`<md:KeyDescriptor use="${use}"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${new Xml(
    lines,
  )}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>${methods.map(
    (method) => xml`<md:EncryptionMethod Algorithm="${method}"></md:EncryptionMethod>`,
  )}</md:KeyDescriptor>`;
}

function attributeService({ serviceName, requestedAttributes }: ServiceProvider): Xml {
  return xml`<md:AttributeConsumingService index="0" isDefault="true">${localized('ServiceName', serviceName)}${requestedAttributes.map(
    ({ name, nameFormat, friendlyName, isRequired }) =>
      xml`<md:RequestedAttribute Name="${name}" NameFormat="${nameFormat}"${attribute('FriendlyName', friendlyName)}${attribute(
        'isRequired',
        isRequired,
      )}></md:RequestedAttribute>`,
  )}</md:AttributeConsumingService>`;
}

function organization({ name, displayName, url }: MetadataOrganization): Xml {
  return xml`<md:Organization>${localized('OrganizationName', name)}${localized(
    'OrganizationDisplayName',
    displayName,
  )}${localized('OrganizationURL', url)}</md:Organization>`;
}

function contact({ type, company, givenName, surName, emails = [], telephones = [] }: MetadataContact): Xml {
  const line = (local: string, value: string | undefined) =>
    value === undefined ? [] : [xml`<md:${new Xml(local)}>${value}</md:${new Xml(local)}>`];
  return xml`<md:ContactPerson contactType="${type}">${[
    ...line('Company', company),
    ...line('GivenName', givenName),
    ...line('SurName', surName),
    ...emails.flatMap((email) => line('EmailAddress', email.startsWith('mailto:') ? email : `mailto:${email}`)),
    ...telephones.flatMap((telephone) => line('TelephoneNumber', telephone)),
  ]}</md:ContactPerson>`;
}

function localized(local: string, texts: Localized): readonly Xml[] {
  return Object.entries(texts).map(
    ([language, text]) => xml`<md:${new Xml(local)} xml:lang="${language}">${text}</md:${new Xml(local)}>`,
  );
}
