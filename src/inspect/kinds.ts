import { SOAP_NAMESPACE, type XmlElement } from '../trust';

export const PROTOCOL1 = 'urn:oasis:names:tc:SAML:1.0:protocol';
export const PROTOCOL2 = 'urn:oasis:names:tc:SAML:2.0:protocol';
export const ASSERTION1 = 'urn:oasis:names:tc:SAML:1.0:assertion';
export const ASSERTION2 = 'urn:oasis:names:tc:SAML:2.0:assertion';

/** What a document is, by its root, or by what a SOAP envelope holds. */
export interface Kind {
  readonly what: string;
  /** Who would judge it; undefined for what is only described. */
  readonly judge?: 'response2' | 'response1' | 'logout-request' | 'logout-response';
}

/** A kind, or what is none. */
type KindOf = Kind & { readonly known: boolean };

const KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  [`{${PROTOCOL2}}Response`, { what: 'SAML 2.0 Response: the answer to a login', judge: 'response2' }],
  [`{${PROTOCOL1}}Response`, { what: 'SAML 1.1 Response: the answer to a login', judge: 'response1' }],
  [`{${PROTOCOL2}}AuthnRequest`, { what: 'SAML 2.0 AuthnRequest: a service asks for a login' }],
  [`{${PROTOCOL2}}LogoutRequest`, { what: 'SAML 2.0 LogoutRequest', judge: 'logout-request' }],
  [
    `{${PROTOCOL2}}LogoutResponse`,
    { what: 'SAML 2.0 LogoutResponse: the answer to a logout', judge: 'logout-response' },
  ],
  [`{${PROTOCOL2}}ArtifactResponse`, { what: 'SAML 2.0 ArtifactResponse, which no strategy of this package takes' }],
  [`{${PROTOCOL2}}ArtifactResolve`, { what: 'SAML 2.0 ArtifactResolve, which no strategy of this package sends' }],
  [`{${PROTOCOL1}}Request`, { what: 'SAML 1.1 Request: a service exchanges an artifact' }],
  // The judge says that it is no Response: nothing else of an Assertion alone could be believed.
  [`{${ASSERTION2}}Assertion`, { what: 'SAML 2.0 Assertion without a Response around it', judge: 'response2' }],
  [`{${ASSERTION1}}Assertion`, { what: 'SAML 1.1 Assertion without a Response around it', judge: 'response1' }],
  [`{${SOAP_NAMESPACE}}Fault`, { what: 'SOAP 1.1 Fault', judge: 'response1' }],
]);

/** The message in a document: what a SOAP envelope holds, else the root. */
export function messageIn(root: XmlElement): { message: XmlElement; soap: boolean } {
  if (!root.is(SOAP_NAMESPACE, 'Envelope')) return { message: root, soap: false };
  const [content] = root.all(SOAP_NAMESPACE, 'Body').flatMap((body) => body.elements);
  return { message: content ?? root, soap: true };
}

export function kindOf({ uri, local }: XmlElement): KindOf {
  const kind = KINDS.get(`{${uri}}${local}`);
  if (kind !== undefined) return { ...kind, known: true };
  const metadata = uri === 'urn:oasis:names:tc:SAML:2.0:metadata';
  return { what: metadata ? 'metadata: `mitid-saml metadata inspect` reads it' : 'no SAML message', known: false };
}
