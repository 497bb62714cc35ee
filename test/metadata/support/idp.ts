import { writeServiceProvider } from '../../../src/metadata/write-service-provider';
import { CERTS } from '../../support/certs';

export const MD = 'urn:oasis:names:tc:SAML:2.0:metadata';
const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
export const SAML2 = 'urn:oasis:names:tc:SAML:2.0:protocol';
export const SAML11 = 'urn:oasis:names:tc:SAML:1.1:protocol';
const BINDING = 'urn:oasis:names:tc:SAML:2.0:bindings:';
export const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
export const TRANSIENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient';
export const ID = 'https://saml.idp.example';
export const SSO = 'https://login.idp.example/idp/saml/3.0/';

export const base64Of = (pem: string) => pem.replace(/-----.*-----|\s/g, '');
const certificate = (content: string) => `<ds:X509Certificate>${content}</ds:X509Certificate>`;
export const keyDescriptor = (use: string, ...contents: string[]) =>
  `<md:KeyDescriptor${use && ` use="${use}"`}><ds:KeyInfo><ds:X509Data>${contents.map(certificate).join('')}</ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;
export const service = (name: string, binding: string, location: string) =>
  `<md:${name} Binding="${BINDING}${binding}" Location="${location}"/>`;

/** What an identity provider says of itself. */
export interface Said {
  readonly entityId?: string;
  readonly keys?: string;
  readonly logout?: string;
  readonly signOn?: string;
  /** Attributes of EntityDescriptor and of IDPSSODescriptor. */
  readonly entity?: string;
  readonly role?: string;
  readonly protocols?: string;
}

/** An identity provider as NemLog-in describes itself (facts/oiosaml.md 1.8), by other names. */
export const idp = ({
  entityId = ID,
  keys = keyDescriptor('signing', base64Of(CERTS.idp.cert)),
  logout = '',
  signOn = service('SingleSignOnService', 'HTTP-Redirect', SSO),
  entity = '',
  role = 'WantAuthnRequestsSigned="true"',
  protocols = SAML2,
}: Said = {}) =>
  `<md:EntityDescriptor xmlns:md="${MD}" xmlns:ds="${DSIG}" entityID="${entityId}" ${entity}><md:IDPSSODescriptor protocolSupportEnumeration="${protocols}" ${role}>${keys}${logout}<md:NameIDFormat>${TRANSIENT}</md:NameIDFormat><md:NameIDFormat>\n ${PERSISTENT}\n</md:NameIDFormat>${signOn}</md:IDPSSODescriptor></md:EntityDescriptor>`;
export const group = (attributes: string, ...members: string[]) =>
  `<md:EntitiesDescriptor xmlns:md="${MD}" ${attributes}>${members.join('\n')}</md:EntitiesDescriptor>`;
export const sp = (entityId = 'https://app.example') =>
  writeServiceProvider({
    entityId,
    callbackUrl: 'https://app.example/acs',
    signingCerts: [CERTS.idp.cert],
    encryptionCerts: [],
    encryptionMethods: [],
    nameIdFormat: PERSISTENT,
    serviceName: { da: 'Fjordbo' },
    requestedAttributes: [],
  });
