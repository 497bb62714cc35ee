import { spawnSync } from 'node:child_process';
import { createHash, createPublicKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SignatureProof } from '../../src/assertion';
import { readTrustedCertificates } from '../../src/certificates';
import { SAML2_NAMES } from '../../src/protocols/saml2/names';
import { BROWSER_MESSAGE, openMessage, verifyMessage, verifyRedirectSignature } from '../../src/trust';
import { CERTS, type TestCert } from '../support/certs';
import { logoutRequest, redirectQuery, saml2Response, signSaml2, type Saml2Signing } from '../support/saml2';
import { RSA_SHA256, RSA_SHA512, SHA256, SHA512 } from '../support/xmldsig/methods';

const TRUSTED = readTrustedCertificates([CERTS.idpNext.cert, CERTS.idp.cert], 'idpCert');

function proofsOf(signing: Saml2Signing) {
  const xml = signSaml2(saml2Response(), signing);
  const message = openMessage(Buffer.from(xml), SAML2_NAMES, BROWSER_MESSAGE, false);
  return { xml, proofs: verifyMessage(message, TRUSTED).signatures };
}

/** Whether openssl finds that the certificate's key has signed the digest, which is all that the proof has of the message. */
function opensslVerifies({ signatureValue, signedDigest }: SignatureProof, { cert }: TestCert, hash: string): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'mitid-proof-'));
  try {
    const file = (name: string, content: string | Buffer) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const { status } = spawnSync('openssl', [
      ...['pkeyutl', '-verify', '-pubin', '-pkeyopt', `digest:${hash}`],
      ...['-inkey', file('key.pem', createPublicKey(cert).export({ type: 'spki', format: 'pem' }))],
      ...['-sigfile', file('signature', Buffer.from(signatureValue, 'base64'))],
      ...['-in', file('digest', Buffer.from(signedDigest, 'base64'))],
    ]);
    return status === 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('what is kept of a signature', () => {
  test.each([
    ['sha256', RSA_SHA256, SHA256],
    ['sha512', RSA_SHA512, SHA512],
  ])('of an assertion proves to openssl that the broker signed, by %s', (hash, method, digestAlgorithm) => {
    const { xml, proofs } = proofsOf({ signatureAlgorithm: method, digestAlgorithm });
    const [proof] = proofs;
    expect(proofs).toHaveLength(1);
    expect(proof).toMatchObject({
      certificate: new X509Certificate(CERTS.idp.cert).fingerprint256,
      method,
      signedDigest: expect.any(String) as string,
    });
    expect(opensslVerifies(proof!, CERTS.idp, hash)).toBe(true);
    expect(opensslVerifies(proof!, CERTS.idpNext, hash)).toBe(false);
    const another = createHash(hash).update('another message').digest('base64');
    expect(opensslVerifies({ ...proof!, signedDigest: another }, CERTS.idp, hash)).toBe(false);
    // By these two it is found again in the message.
    const inMessage = (name: string) => new RegExp(`${name}>([^<]+)<`).exec(xml)?.[1]?.replace(/\s/g, '');
    expect(proof).toMatchObject({
      signatureValue: inMessage('SignatureValue'),
      digestValue: inMessage('DigestValue'),
    });
  });

  test('names the certificate that verified, of several', () => {
    const certificate = new X509Certificate(CERTS.idpNext.cert).fingerprint256;
    expect(proofsOf({ signer: CERTS.idpNext }).proofs).toMatchObject([{ certificate }]);
  });

  test('is there for each signature, that of the Response first', () => {
    const { xml, proofs } = proofsOf({ what: 'both' });
    const values = [...xml.matchAll(/DigestValue>([^<]+)</g)].map(([, value]) => value);
    expect(proofs.map(({ digestValue }) => digestValue)).toEqual(values);
  });

  test('of a query has no DigestValue, and proves the same', () => {
    const rawQuery = redirectQuery(logoutRequest(), { relayState: 'state' });
    const { signature } = verifyRedirectSignature(rawQuery, 'SAMLRequest', TRUSTED);
    expect(signature).not.toHaveProperty('digestValue');
    expect(signature.signatureValue).toBe(new URLSearchParams(rawQuery).get('Signature'));
    expect(opensslVerifies(signature, CERTS.idp, 'sha256')).toBe(true);
    expect(opensslVerifies(signature, CERTS.idpNext, 'sha256')).toBe(false);
  });

  test('cannot be changed', () => {
    const { proofs } = proofsOf({});
    expect([proofs, ...proofs].every((part) => Object.isFrozen(part))).toBe(true);
  });
});
