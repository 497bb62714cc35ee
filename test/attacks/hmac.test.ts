import { createPublicKey } from 'node:crypto';
import { CERTS } from '../support/certs';
import { HMAC_SHA1, HMAC_SHA256, RSA_SHA256 } from '../support/xmldsig/methods';
import { ofClasses, WITH_SIGNICAT } from './harness';

const { attack } = ofClasses(14);

const confusion = 'GHSA-c27r-x354-4m68 (xml-crypto), CVE-2018-7644 (SimpleSAMLphp): the public key as the secret';
const publicKey = createPublicKey(CERTS.idp.cert).export({ type: 'spki', format: 'pem' }).toString();

const secrets: readonly (readonly [string, string])[] = [
  ['certificate', CERTS.idp.cert],
  ['public-key', publicKey],
  ['nothing', ''],
];
for (const [name, secret] of secrets) {
  for (const [hash, method] of [
    ['sha1', HMAC_SHA1],
    ['sha256', HMAC_SHA256],
  ] as const) {
    attack({
      name: `hmac-${hash}-with-the-${name}-as-secret`,
      code: 'signature_algorithm',
      source: confusion,
      options: { dangerouslyAllowSha1: true },
      forged: (scene) => scene.signedByHand({ method, secret }),
    });
  }
}

const truncated = (method: string, bits: string) =>
  `<ds:SignatureMethod Algorithm="${method}"><ds:HMACOutputLength>${bits}</ds:HMACOutputLength></ds:SignatureMethod>`;
for (const [name, bits] of [
  ['0', '0'],
  ['1', '1'],
  ['128', '128'],
] as const) {
  attack({
    name: `hmac-truncated-to-${name}-bits`,
    code: 'signature_malformed',
    source: 'CVE-2009-0217: HMAC truncation',
    lanes: WITH_SIGNICAT,
    forged: (scene) =>
      scene.signedByHand({ method: HMAC_SHA256, secret: publicKey, signatureMethod: truncated(HMAC_SHA256, bits) }),
  });
}

attack({
  name: 'rsa-with-an-hmac-output-length',
  code: 'signature_malformed',
  source: 'CVE-2009-0217: HMAC truncation',
  forged: (scene) => scene.signedByHand({ signatureMethod: truncated(RSA_SHA256, '8') }),
});
