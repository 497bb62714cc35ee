import { readTrustedCertificates, TrustedCertificates } from '../../../src/certificates';
import { judgeSaml2Response, type Saml2Expectations } from '../../../src/protocols/saml2';
import { MemoryStateStore } from '../../../src/state';
import { CERTS } from '../../support/certs';
import { base64, FACTS2, saml2Response, signSaml2, type Saml2Message, type Saml2Signing } from '../../support/saml2';

/** Noon of a day in the past: the clock of these tests is an argument, never the machine's. */
export const NOW = Date.parse('2026-03-04T12:00:00Z');
export const MINUTE = 60_000;
export const SKEW = 30_000;

export function trusted(...pems: string[]): TrustedCertificates {
  return new TrustedCertificates(readTrustedCertificates(pems, 'idpCert').certificates);
}

/** What a strategy would expect of the messages below; each call with a store of its own. */
export function expectations(changes: Partial<Saml2Expectations> = {}): Saml2Expectations {
  const { issuer, audience, recipient, requestId: inResponseTo } = FACTS2;
  return {
    ...{ issuer, audience, recipient, inResponseTo },
    certificates: trusted(CERTS.idp.cert),
    requireEncryptedAssertion: false,
    requireSignedAssertion: true,
    clockSkewMs: SKEW,
    now: () => NOW,
    store: new MemoryStateStore(),
    ...changes,
  };
}

/** Judges a response that says this: the Assertion is signed. */
export async function judge(
  says: Saml2Message = {},
  changes: Partial<Saml2Expectations> = {},
  signing: Saml2Signing = {},
) {
  return judgeXml(signSaml2(saml2Response({ now: NOW, ...says }), signing), changes);
}

/** Judges a response as it stands. */
export async function judgeXml(xml: string, changes: Partial<Saml2Expectations> = {}) {
  return judgeSaml2Response(base64(xml), expectations(changes));
}
