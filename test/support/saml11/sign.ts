import { CERTS, type TestCert } from '../certs';
import { signXml, type SignOptions } from '../xmldsig/sign';

export type Signed = 'assertion' | 'response' | 'both';

/** The id attribute of each element that is signed. */
export const ID_ATTRIBUTES = { Assertion: 'AssertionID', Response: 'ResponseID' } as const;

export interface Saml11Signing extends Partial<Omit<SignOptions, 'element' | 'idAttribute' | 'place'>> {
  readonly what?: Signed;
}

/** Signs a response of `saml11Response` where SAML 1.1 puts the Signature: first in a Response, last in an Assertion. */
export function signSaml11(xml: string, { what = 'assertion', ...options }: Saml11Signing = {}): string {
  const signer: TestCert = options.signer ?? CERTS.idp;
  let signed = xml;
  if (what !== 'response') {
    signed = signXml(signed, { ...options, signer, element: 'Assertion', idAttribute: 'AssertionID', place: 'last' });
  }
  if (what !== 'assertion') {
    signed = signXml(signed, { ...options, signer, element: 'Response', idAttribute: 'ResponseID', place: 'first' });
  }
  return signed;
}
