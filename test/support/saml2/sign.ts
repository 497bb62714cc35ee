import { CERTS, type TestCert } from '../certs';
import { signXml, type SignOptions } from '../xmldsig/sign';

export type Signed2 = 'assertion' | 'response' | 'both';

export interface Saml2Signing extends Partial<Omit<SignOptions, 'element' | 'idAttribute' | 'place'>> {
  readonly what?: Signed2;
}

/**
 * Signs a response of `saml2Response`, each Signature after its Issuer; where there is no Issuer, first. The assertion
 * is signed before the Response, as a broker does.
 */
export function signSaml2(xml: string, { what = 'assertion', ...options }: Saml2Signing = {}): string {
  const signer: TestCert = options.signer ?? CERTS.idp;
  const sign = (text: string, element: 'Assertion' | 'Response') =>
    signXml(text, { ...options, signer, element, idAttribute: 'ID', place: placeIn(text, element) });
  const signed = what === 'response' ? xml : sign(xml, 'Assertion');
  return what === 'assertion' ? signed : sign(signed, 'Response');
}

function placeIn(xml: string, element: string): SignOptions['place'] {
  return new RegExp(`<(?:\\w+:)?${element}\\b[^>]*>\\s*<(?:\\w+:)?Issuer\\b`).test(xml) ? 'after-issuer' : 'first';
}
