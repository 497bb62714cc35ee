import { trimXml, type XmlElement } from '../../trust';
import { BINDINGS, isSafeLocation } from '../locations';
import { PROTOCOL } from '../idp-metadata';
import { METADATA_NAMESPACE } from '../write-service-provider';
import { certificatesIn, oddCertificate } from './certificate';
import type { EndpointDescription, KeyDescription, RoleDescription } from './description';
import { oddIdentityProvider } from './identity-provider';
import { describeTimes } from './times';

const NAME_ID_FORMATS = 'urn:oasis:names:tc:SAML:';
const KNOWN_FORMATS: ReadonlySet<string> = new Set([
  ...['unspecified', 'emailAddress', 'X509SubjectName', 'WindowsDomainQualifiedName'].map(
    (name) => `${NAME_ID_FORMATS}1.1:nameid-format:${name}`,
  ),
  ...['persistent', 'transient', 'entity', 'kerberos', 'encrypted'].map(
    (name) => `${NAME_ID_FORMATS}2.0:nameid-format:${name}`,
  ),
]);

/**
 * What an entity says of itself in one role (SAML 2.0 metadata 2.4).
 *
 * @param now milliseconds since 1970.
 * @param say is told what is odd.
 */
export function describeRole(role: XmlElement, now: number, say: (odd: string) => void): RoleDescription {
  const wants = role.attribute('WantAuthnRequestsSigned');
  const description: RoleDescription = {
    role: role.local,
    protocols: trimXml(role.attribute('protocolSupportEnumeration') ?? '').split(/[ \t\r\n]+/),
    ...describeTimes(role, now, say),
    ...(wants !== undefined && { wantAuthnRequestsSigned: ['true', '1'].includes(trimXml(wants)) }),
    endpoints: endpointsOf(role, say),
    keys: keysOf(role, now, say),
    nameIdFormats: role.all(METADATA_NAMESPACE, 'NameIDFormat').map(({ text }) => trimXml(text ?? '')),
  };
  if (!description.protocols.includes(PROTOCOL)) say('is not for SAML 2.0');
  for (const format of description.nameIdFormats) {
    if (!KNOWN_FORMATS.has(format)) say(`has a NameIDFormat that SAML does not know: ${format.slice(0, 200)}`);
  }
  if (role.local === 'IDPSSODescriptor') oddIdentityProvider(description, say);
  return description;
}

function endpointsOf(role: XmlElement, say: (odd: string) => void): readonly EndpointDescription[] {
  return role.elements.flatMap((element) => {
    const [binding, location] = [element.attribute('Binding'), element.attribute('Location')];
    if (element.uri !== METADATA_NAMESPACE || binding === undefined || location === undefined) return [];
    const endpoint = {
      service: element.local,
      binding: binding.replace(BINDINGS, '').slice(0, 200),
      location: trimXml(location),
    };
    if (!isSafeLocation(endpoint.location)) {
      say(`has a ${endpoint.service} for ${endpoint.binding} whose Location is no https: URL`);
    }
    return endpoint;
  });
}

function keysOf(role: XmlElement, now: number, say: (odd: string) => void): readonly KeyDescription[] {
  return role.all(METADATA_NAMESPACE, 'KeyDescriptor').map((descriptor, index) => {
    const use = useOf(descriptor.attribute('use'));
    if (use === 'unknown') say(`has a use, of KeyDescriptor[${index}], that is neither signing nor encryption`);
    const certificates = certificatesIn(descriptor, now, (problem) =>
      say(`has a KeyDescriptor[${index}] that ${problem}`),
    );
    for (const certificate of certificates) {
      const name = `a certificate for ${use}, ${certificate.fingerprint256.slice(0, 11)}…,`;
      for (const phrase of oddCertificate(certificate)) say(`has ${name} that ${phrase}`);
    }
    return { use, certificates };
  });
}

function useOf(said: string | undefined): KeyDescription['use'] {
  if (said === undefined) return 'signing and encryption';
  return said === 'signing' || said === 'encryption' ? said : 'unknown';
}
