import { inflateRawSync } from 'node:zlib';
import { CERTS, type TestCert } from '../../../support/certs';
import { base64, FACTS2, saml2Response, signSaml2, type Saml2Message, type Saml2Signing } from '../../../support/saml2';
import { encryptAssertion, type AssertionEncryption } from '../../../support/saml2/encrypt';

const SAML2 = 'urn:oasis:names:tc:SAML:2.0';
export const ENTRY_POINT = 'https://login.idp.example/sso';
/** What the strategies of these tests are configured with. */
export const SP = { entityId: FACTS2.audience, signing: CERTS.foreign, decryption: CERTS.idpNext } as const;

/** Where logouts are asked for, and where they are answered. */
export const LOGOUT_ENTRY = 'https://login.idp.example/slo';
export const LOGOUT_ANSWERS = 'https://login.idp.example/slo/answers?of=1';
/** The element of an identity provider that offers single logout. */
export const LOGOUT_SERVICE = `<md:SingleLogoutService Binding="${SAML2}:bindings:HTTP-Redirect" Location="${LOGOUT_ENTRY}" ResponseLocation="${LOGOUT_ANSWERS}"/>`;

/** An identity provider's metadata. @param services XML before its SingleSignOnService. */
export function metadataOf(
  certs: readonly TestCert[] = [CERTS.idp],
  entityId: string = FACTS2.issuer,
  services = '',
): string {
  const keys = certs.map(
    ({ cert }) =>
      `<md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${cert.replace(
        /-----[A-Z ]+-----|\s/g,
        '',
      )}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`,
  );
  return (
    `<md:EntityDescriptor xmlns:md="${SAML2}:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="${entityId}">` +
    `<md:IDPSSODescriptor WantAuthnRequestsSigned="true" protocolSupportEnumeration="${SAML2}:protocol">${keys.join('')}${services}` +
    `<md:SingleSignOnService Binding="${SAML2}:bindings:HTTP-Redirect" Location="${ENTRY_POINT}"/>` +
    `</md:IDPSSODescriptor></md:EntityDescriptor>`
  );
}

/** The AuthnRequest in a URL that a login begins with. */
export function requestIn(url: string): string {
  return inflateRawSync(Buffer.from(new URL(url).searchParams.get('SAMLRequest') ?? '', 'base64')).toString();
}

/** The ID of that request. */
export function requestIdIn(url: string): string {
  return / ID="([^"]+)"/.exec(requestIn(url))?.[1] ?? '';
}

/** How an answer differs from what NemLog-in sends. */
export interface AnswerWith extends Saml2Message {
  readonly sign?: Saml2Signing | false;
  /** False: not encrypted. */
  readonly encrypt?: Partial<AssertionEncryption> | false;
  /** The last word on the document. */
  readonly edit?: (xml: string) => string;
}

/** The form that the identity provider has the browser post, in answer to the request in `url`. */
export function answerTo(
  url: string,
  callbackUrl: string,
  { sign, encrypt, edit = (xml) => xml, ...said }: AnswerWith = {},
): { SAMLResponse: string; RelayState: string } {
  const assertionId = `_${crypto.randomUUID()}`;
  const facts = { destination: callbackUrl, recipient: callbackUrl, inResponseTo: requestIdIn(url), assertionId };
  const plain = saml2Response({ ...facts, ...said });
  return {
    SAMLResponse: base64(edit(finished(plain, said, sign, encrypt))),
    RelayState: new URL(url).searchParams.get('RelayState') ?? '',
  };
}

/** The assertion is signed, then encrypted; what the Response signs is what it then holds. */
function finished(
  plain: string,
  { assertion }: Saml2Message,
  sign: AnswerWith['sign'] = {},
  encrypt: AnswerWith['encrypt'] = {},
): string {
  if (assertion === '') return plain;
  const { what = 'assertion' } = sign === false ? {} : sign;
  const signs = (one: 'assertion' | 'response') => sign !== false && (what === one || what === 'both');
  const signed = signs('assertion') ? signSaml2(plain, { ...sign, what: 'assertion' }) : plain;
  const hidden = encrypt === false ? signed : encryptAssertion(signed, encryptionOf(encrypt));
  return signs('response') ? signSaml2(hidden, { ...sign, what: 'response' }) : hidden;
}

function encryptionOf(encrypt: Partial<AssertionEncryption>): AssertionEncryption {
  return { certificate: SP.decryption.cert, ...encrypt };
}
