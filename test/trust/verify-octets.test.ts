import { constants, sign } from 'node:crypto';
import { readTrustedCertificates } from '../../src/certificates';
import { signatureAlgorithm, verifyOctets } from '../../src/trust/verify-octets';
import { CERTS } from '../support/certs';
import { codeOf, errorOf } from '../support/codes';
import { PSS_SHA256, RSA_SHA256 } from '../support/xmldsig/methods';

const OCTETS = Buffer.from('what was signed');
const { certificates } = readTrustedCertificates(CERTS.idp.cert, 'metadataSigningCert');

function verify(value: Buffer, method = RSA_SHA256, trusted = certificates) {
  const options = { certificates: trusted };
  return verifyOctets([OCTETS], { value, method, algorithm: signatureAlgorithm(method, 'x', options) }, 'x', options);
}

// RFC 6931 section 2.3.10: the salt is as long as the digest, and of no other length.
test.each([
  [32, 'verified'],
  [0, 'signature_invalid'],
  [20, 'signature_invalid'],
  [33, 'signature_invalid'],
  [222, 'signature_invalid'],
])('an RSASSA-PSS signature by SHA-256 with a salt of %d bytes: %s', (saltLength, outcome) => {
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  const value = sign('sha256', OCTETS, { key: CERTS.idp.key, padding, saltLength });
  const verdict = () => verify(value, PSS_SHA256);
  expect(outcome === 'verified' ? verdict().method === PSS_SHA256 && outcome : codeOf(verdict)).toBe(outcome);
});

test('the error names the option that the certificates came from', () => {
  const error = errorOf(() => verify(Buffer.alloc(256)));
  expect([error.code, error.detail.option]).toEqual(['signature_invalid', 'metadataSigningCert']);
});

test('without a certificate no method fits', () => {
  const error = errorOf(() => verify(Buffer.alloc(256), RSA_SHA256, []));
  expect([error.code, error.detail.option]).toEqual(['signature_algorithm', 'idpCert']);
});
