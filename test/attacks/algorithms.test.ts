import { sign } from 'node:crypto';
import { CERTS } from '../support/certs';
import * as m from '../support/xmldsig/methods';
import { ofClasses, swap, WITH_SIGNICAT } from './harness';

const { attack, harmless } = ofClasses(15);

const list = 'The methods are a list; what is not on it is refused';
const mismatch = 'Algorithm confusion: the method must fit the key that is trusted';

const refused: readonly (readonly [string, string])[] = [
  ['rsa-md5', m.RSA_MD5],
  ['rsa-ripemd160', 'http://www.w3.org/2001/04/xmldsig-more#rsa-ripemd160'],
  ['rsa-sha224', 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha224'],
  ['eddsa', 'http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519'],
  ['pss-with-parameters', 'http://www.w3.org/2007/05/xmldsig-more#rsa-pss'],
  ['pss-sha1', 'http://www.w3.org/2007/05/xmldsig-more#sha1-rsa-MGF1'],
  ['none', 'none'],
  ['empty', ''],
  ['node-name', 'RSA-SHA256'],
  ['upper-case', m.RSA_SHA256.toUpperCase()],
  ['padded', ` ${m.RSA_SHA256}`],
  ['property-of-objects', '__proto__'],
];
for (const [name, method] of refused) {
  attack({
    name: `signature-method-${name}`,
    code: 'signature_algorithm',
    source: list,
    forged: (scene) => scene.signedByHand({ method }),
  });
}

attack({
  name: 'signature-method-dsa',
  code: 'signature_algorithm',
  source: 'FIPS 186-5 drops DSA',
  lanes: WITH_SIGNICAT,
  forged: (scene) => scene.signedByHand({ method: m.DSA_SHA256, signer: CERTS.dsa }),
});

attack({
  name: 'signature-method-without-algorithm',
  code: 'signature_algorithm',
  source: list,
  forged: (scene) => scene.signedByHand({ signatureMethod: '<ds:SignatureMethod></ds:SignatureMethod>' }),
});

attack({
  name: 'ecdsa-method-where-an-rsa-key-is-trusted',
  classes: [14, 15],
  code: 'signature_algorithm',
  source: mismatch,
  forged: (scene) => scene.signedByHand({ method: m.ECDSA_SHA256, signer: CERTS.ec256 }),
});

attack({
  name: 'rsa-method-where-an-ec-key-is-trusted',
  classes: [14, 15],
  code: 'signature_algorithm',
  source: mismatch,
  options: { idpCert: CERTS.ec256.cert },
  twin: (scene) => scene.signedByHand({ method: m.ECDSA_SHA256, signer: CERTS.ec256 }),
  forged: (scene) => scene.signedByHand({ method: m.RSA_SHA256, signer: CERTS.idp }),
});

const wrongHash: readonly (readonly [string, string])[] = [
  ['sha512-said-sha256-done', m.RSA_SHA512],
  ['pss-said-pkcs1-done', m.PSS_SHA256],
];
for (const [name, said] of wrongHash) {
  attack({
    name: `signature-method-${name}`,
    classes: [13, 15],
    code: 'signature_invalid',
    source: mismatch,
    forged: (scene) =>
      scene.signedByHand({
        signatureMethod: `<ds:SignatureMethod Algorithm="${said}"></ds:SignatureMethod>`,
        method: m.RSA_SHA256,
      }),
  });
}

for (const [name, digestMethod] of [
  ['md5', m.MD5],
  ['sha224', 'http://www.w3.org/2001/04/xmldsig-more#sha224'],
  ['ripemd160', 'http://www.w3.org/2001/04/xmlenc#ripemd160'],
  ['unknown', 'urn:x'],
  ['node-name', 'sha256'],
  ['empty', ''],
] as const) {
  attack({
    name: `digest-method-${name}`,
    code: 'digest_algorithm',
    source: list,
    forged: (scene) => scene.signedByHand({ digestMethod }),
  });
}

attack({
  name: 'digest-method-sha512-said-sha256-done',
  classes: [13, 15],
  code: 'digest_mismatch',
  source: mismatch,
  forged: (scene) => scene.signedByHand({ reference: (usual) => swap(usual, `"${m.SHA256}"`, `"${m.SHA512}"`) }),
});

attack({
  name: 'digest-cut-short',
  classes: [13],
  code: 'digest_mismatch',
  source: 'SimpleSAMLphp 201809-01, CVE-2019-3465 (xmlseclibs): a comparison that is too loose',
  lanes: WITH_SIGNICAT,
  forged: (scene) => scene.signedByHand({ reference: (usual) => swap(usual, '%DIGEST%', 'AAAA') }),
});

const ec = { idpCert: CERTS.ec256.cert };
const ecTwin = { method: m.ECDSA_SHA256, signer: CERTS.ec256 };
const values: readonly (readonly [string, Buffer])[] = [
  ['zero', Buffer.alloc(64)],
  ['short', Buffer.alloc(63, 1)],
  ['one-byte', Buffer.alloc(1)],
  ['der', sign('sha256', Buffer.from('x'), CERTS.ec256.key)],
];
for (const [name, value] of values) {
  attack({
    name: `ecdsa-value-${name}`,
    classes: [13],
    code: 'signature_invalid',
    source: 'CVE-2022-21449 (Java, Psychic Signatures)',
    options: ec,
    twin: (scene) => scene.signedByHand(ecTwin),
    forged: (scene) =>
      swap(scene.signedByHand(ecTwin), /<ds:SignatureValue>[^<]*/, `<ds:SignatureValue>${value.toString('base64')}`),
  });
}

const rsaValues: readonly (readonly [string, Buffer])[] = [
  ['zero', Buffer.alloc(256)],
  ['one', Buffer.concat([Buffer.alloc(255), Buffer.from([1])])],
  ['all-ones', Buffer.alloc(256, 255)],
  ['short', Buffer.alloc(255, 1)],
  ['long', Buffer.alloc(257, 1)],
];
for (const [name, value] of rsaValues) {
  attack({
    name: `rsa-value-${name}`,
    classes: [13],
    code: 'signature_invalid',
    source: 'CVE-2016-9955 (SimpleSAMLphp): an error of the verifier taken for a yes',
    lanes: WITH_SIGNICAT,
    forged: (scene) =>
      swap(scene.signed(), /<ds:SignatureValue>[^<]*/, `<ds:SignatureValue>${value.toString('base64')}`),
  });
}

for (const [name, signatureAlgorithm, signer] of [
  ['rsa-sha384', m.RSA_SHA384, CERTS.idp],
  ['rsa-sha512', m.RSA_SHA512, CERTS.idp],
  ['pss-sha256', m.PSS_SHA256, CERTS.idp],
  ['pss-sha384', m.PSS_SHA384, CERTS.idp],
  ['pss-sha512', m.PSS_SHA512, CERTS.idp],
  ['ecdsa-sha256', m.ECDSA_SHA256, CERTS.ec256],
  ['ecdsa-sha384', m.ECDSA_SHA384, CERTS.ec384],
  ['ecdsa-sha512', m.ECDSA_SHA512, CERTS.ec521],
] as const) {
  harmless({
    name: `signature-method-${name}`,
    source: 'The methods that are on the list',
    options: { idpCert: [CERTS.idp.cert, signer.cert] },
    variant: (scene) => scene.signed({}, { signatureAlgorithm, signer }),
  });
}

for (const [name, digestMethod] of [
  ['sha384', m.SHA384],
  ['sha512', m.SHA512],
] as const) {
  harmless({
    name: `digest-method-${name}`,
    source: 'The digests that are on the list',
    variant: (scene) => scene.signedByHand({ digestMethod }),
  });
}
