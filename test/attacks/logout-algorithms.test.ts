import { createPublicKey } from 'node:crypto';
import { CERTS } from '../support/certs';
import * as m from '../support/xmldsig/methods';
import { LOGOUT_POST, LOGOUT_REDIRECT, ofClasses, swap } from './harness';

const { logoutAttack, logoutHarmless } = ofClasses(15);

const list = 'SAML 2.0 bindings 3.4.4.1: SigAlg names the method, and the methods are a list';
const confusion = 'GHSA-c27r-x354-4m68 (xml-crypto), CVE-2018-7644 (SimpleSAMLphp): the public key as a secret';

const weak: readonly (readonly [string, string, 'signature_sha1' | 'signature_algorithm'])[] = [
  ['rsa-sha1', m.RSA_SHA1, 'signature_sha1'],
  ['rsa-md5', m.RSA_MD5, 'signature_algorithm'],
];
for (const [name, method, code] of weak) {
  logoutAttack({
    name: `logout-signed-with-${name}`,
    code,
    source: `${list}; node-saml 5.1 takes any hash that OpenSSL knows`,
    forged: (scene) => scene.signed({}, { method }),
  });
}

logoutAttack({
  name: 'logout-with-a-sha1-digest',
  code: 'signature_sha1',
  source: 'SHA-1 is broken for collisions, in a digest too',
  lanes: LOGOUT_POST,
  forged: (scene) => scene.form(scene.sign(scene.unsigned(), { digestMethod: m.SHA1 })),
});

const publicKey = createPublicKey(CERTS.idp.cert).export({ type: 'spki', format: 'pem' }).toString();
const secrets: readonly (readonly [string, string])[] = [
  ['certificate', CERTS.idp.cert],
  ['public-key', publicKey],
];
for (const [name, secret] of secrets) {
  logoutAttack({
    name: `logout-with-an-hmac-of-the-${name}`,
    classes: [14],
    code: 'signature_algorithm',
    source: confusion,
    forged: (scene) => scene.signed({}, { method: m.HMAC_SHA256, secret }),
  });
}

logoutAttack({
  name: 'logout-signed-with-dsa',
  code: 'signature_algorithm',
  source: list,
  forged: (scene) => scene.signed({}, { method: m.DSA_SHA256, signer: CERTS.dsa }),
});

logoutAttack({
  name: 'logout-signed-with-an-elliptic-curve-under-an-rsa-certificate',
  classes: [14, 15],
  code: 'signature_algorithm',
  source: 'The type of the key is that of the method',
  forged: (scene) => scene.signed({}, { method: m.ECDSA_SHA256, signer: CERTS.ec256 }),
});

const escaped = encodeURIComponent;
logoutAttack({
  name: 'logout-whose-sigalg-was-changed-to-sha1',
  classes: [15, 31],
  code: 'signature_sha1',
  source: list,
  lanes: LOGOUT_REDIRECT,
  forged: (scene) =>
    scene.redirect(scene.unsigned(), { query: (query) => swap(query, escaped(m.RSA_SHA256), escaped(m.RSA_SHA1)) }),
});

logoutAttack({
  name: 'logout-whose-sigalg-was-changed-to-another-on-the-list',
  classes: [15, 31],
  code: 'signature_invalid',
  source: list,
  lanes: LOGOUT_REDIRECT,
  forged: (scene) =>
    scene.redirect(scene.unsigned(), { query: (query) => swap(query, escaped(m.RSA_SHA256), escaped(m.RSA_SHA512)) }),
});

logoutAttack({
  name: 'logout-whose-sigalg-is-covered-and-not-what-was-done',
  classes: [13, 15, 31],
  code: 'signature_invalid',
  source: list,
  lanes: LOGOUT_REDIRECT,
  forged(scene) {
    const other = (text: string) => swap(text, escaped(m.RSA_SHA256), escaped(m.RSA_SHA512));
    return scene.redirect(scene.unsigned(), { octets: other, query: other });
  },
});

const noMethods: readonly (readonly [string, string])[] = [
  ['empty', ''],
  ['the-name-of-a-hash', 'RSA-SHA256'],
  ['in-upper-case', escaped(m.RSA_SHA256.toUpperCase())],
  ['with-a-space', `${escaped(m.RSA_SHA256)}%20`],
];
for (const [name, value] of noMethods) {
  logoutAttack({
    name: `logout-whose-sigalg-is-${name}`,
    classes: [15, 31],
    code: 'signature_algorithm',
    source: `${list}; node-saml 5.1 asks OpenSSL for a hash of that name`,
    lanes: LOGOUT_REDIRECT,
    forged(scene) {
      const other = (text: string) => swap(text, escaped(m.RSA_SHA256), value);
      return scene.redirect(scene.unsigned(), { octets: other, query: other });
    },
  });
}

logoutAttack({
  name: 'logout-without-a-sigalg',
  classes: [15, 31],
  code: 'signature_algorithm',
  source: `${list}; a default would be a guess`,
  lanes: LOGOUT_REDIRECT,
  forged: (scene) =>
    scene.redirect(scene.unsigned(), {
      octets: (usual) => swap(usual, /&SigAlg=.*$/, ''),
      order: ['SAMLRequest', 'SAMLResponse', 'RelayState', 'Signature'],
    }),
});

for (const [name, method] of [
  ['rsa-sha512', m.RSA_SHA512],
  ['rsa-pss', m.PSS_SHA256],
] as const) {
  logoutHarmless({
    name: `logout-signed-well-with-${name}`,
    source: 'On the list',
    variant: (scene) => scene.signed({}, { method }),
  });
}
