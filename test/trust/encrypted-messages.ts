import { createPrivateKey } from 'node:crypto';
import { readTrustedCertificates } from '../../src/certificates';
import { SAML2_NAMES } from '../../src/protocols/saml2/names';
import {
  BROWSER_MESSAGE,
  openMessage,
  verifyMessage,
  type DecryptionOptions,
  type OpenedMessage,
  type VerifiedMessage,
} from '../../src/trust';
import { CERTS, type TestCert } from '../support/certs';
import { saml2Response, signSaml2 } from '../support/saml2';
import { encryptAssertion, type AssertionEncryption } from '../support/saml2/encrypt';

/** Test certificates of TLS stand for those that a service provider is encrypted for: this one is ours. */
export const OURS = CERTS.tlsClient;
/** Ours after the next rollover, of another size. */
export const NEXT = CERTS.idpNext;
export const NOT_OURS = CERTS.tlsLocalhost;

export const keysOf = (...certs: TestCert[]) => certs.map(({ key }) => createPrivateKey(key));
export const OPTIONS: DecryptionOptions = { keys: keysOf(OURS), allowCbc: true };
export const { certificates } = readTrustedCertificates(CERTS.idp.cert, 'idpMetadata');

/** A response whose assertion is signed by the IdP. */
export const SIGNED = signSaml2(saml2Response());

export function assertionOf(xml: string): string {
  return /<saml:Assertion.*<\/saml:Assertion>/s.exec(xml)?.[0] ?? '';
}

/** The response with its assertion encrypted for us. */
export function encrypt(options: Partial<AssertionEncryption> = {}, xml = SIGNED): string {
  return encryptAssertion(xml, { certificate: OURS.cert, ...options });
}

export function open(xml: string): OpenedMessage {
  return openMessage(Buffer.from(xml), SAML2_NAMES, BROWSER_MESSAGE, false);
}

export function verify(xml: string, decryption = OPTIONS): VerifiedMessage {
  return verifyMessage(open(xml), { certificates }, decryption);
}
