import { CERTS } from '../support/certs';
import * as m from '../support/xmldsig/methods';
import { first, last, LOGOUT_POST, LOGOUT_REDIRECT, ofClasses, swap, type LogoutScene } from './harness';

const { logoutAttack } = ofClasses(6);

// A form is signed as a login is, and so is attacked as one: one of each kind, since the verifier is the same.
const lanes = LOGOUT_POST;
const storm = 'CVE-2025-29774, CVE-2025-29775 (xml-crypto, SAMLStorm)';
const signed = (scene: LogoutScene) => scene.sign(scene.unsigned());
const evilSignedInfo = (xml: string) =>
  swap(/<ds:SignedInfo>.*<\/ds:SignedInfo>/.exec(xml)?.[0] ?? '', /<ds:DigestValue>[^<]*/, '<ds:DigestValue>AAAA');

logoutAttack({
  name: 'logout-with-several-signed-infos',
  code: 'signature_malformed',
  source: storm,
  lanes,
  forged: (scene) => scene.form(first(signed(scene), 'ds:Signature', evilSignedInfo(signed(scene)))),
});

logoutAttack({
  name: 'logout-with-a-signed-info-inside-an-object',
  code: 'signature_malformed',
  source: storm,
  lanes,
  forged: (scene) =>
    scene.form(last(signed(scene), 'ds:Signature', `<ds:Object>${evilSignedInfo(signed(scene))}</ds:Object>`)),
});

logoutAttack({
  name: 'logout-with-a-comment-in-the-digest-value',
  classes: [6, 11],
  code: 'xml_comment',
  source: storm,
  lanes,
  forged: (scene) => scene.form(swap(signed(scene), '<ds:DigestValue>', '<ds:DigestValue><!--x-->')),
});

logoutAttack({
  name: 'logout-with-a-reference-of-no-uri',
  classes: [7],
  code: 'signature_reference',
  source: 'SAML 2.0 core 5.4.2: the Reference names the root',
  lanes,
  forged: (scene) => scene.form(scene.sign(scene.unsigned(), { uri: null })),
});

const transform = (algorithm: string, content = '') =>
  `<ds:Transform Algorithm="${algorithm}">${content}</ds:Transform>`;
const transforms: readonly (readonly [string, string])[] = [
  [
    'xslt',
    transform(m.ENVELOPED) +
      transform('http://www.w3.org/TR/1999/REC-xslt-19991116', '<x:x xmlns:x="urn:x"></x:x>') +
      transform(m.EXC_C14N),
  ],
  [
    'xpath',
    transform('http://www.w3.org/TR/1999/REC-xpath-19991116', '<ds:XPath>false()</ds:XPath>') + transform(m.EXC_C14N),
  ],
  ['base64', transform(m.ENVELOPED) + transform('http://www.w3.org/2000/09/xmldsig#base64')],
];
for (const [name, list] of transforms) {
  logoutAttack({
    name: `logout-whose-transform-is-${name}`,
    classes: [12],
    code: 'signature_transform',
    source: 'SAML 2.0 core 5.4.4: enveloped-signature and exclusive canonicalization, and no other',
    lanes,
    forged: (scene) =>
      scene.form(scene.sign(scene.unsigned(), { transforms: `<ds:Transforms>${list}</ds:Transforms>` })),
  });
}

// The digests of octets that are not there, as a failed canonicalization leaves them.
for (const [name, text] of [
  ['nothing', ''],
  ['the-word-undefined', 'undefined'],
] as const) {
  logoutAttack({
    name: `logout-whose-digest-is-of-${name}`,
    classes: [9],
    code: 'digest_mismatch',
    source: 'CVE-2025-66475 (php-saml, xmlseclibs 3.1.3): a canonicalization that fails leaves nothing to digest',
    lanes,
    forged: (scene) =>
      scene.form(
        scene.sign(scene.unsigned(), { reference: (usual) => swap(usual, '%DIGEST%', m.digestOf(m.SHA256, text)) }),
      ),
  });
}

logoutAttack({
  name: 'logout-with-a-namespace-name-that-is-relative',
  classes: [9, 10],
  code: 'xml_malformed',
  source: 'Canonical XML 1.0 1.3: a relative namespace name makes canonicalization fail; CVE-2025-66475 (php-saml)',
  forged: (scene) =>
    (scene.binding === 'post' ? scene.form : scene.redirect)(
      scene.unsigned({ extra: '<samlp:Extensions xmlns:x="../x"></samlp:Extensions>' }),
    ),
  lanes,
});

const values: readonly (readonly [string, Buffer])[] = [
  ['of-zeros', Buffer.alloc(256)],
  ['of-ones', Buffer.alloc(256, 255)],
  ['that-is-one', Buffer.concat([Buffer.alloc(255), Buffer.from([1])])],
  ['cut-short', Buffer.alloc(255, 1)],
];
for (const [name, value] of values) {
  logoutAttack({
    name: `logout-with-a-signature-value-${name}`,
    classes: [13],
    code: 'signature_invalid',
    source: 'CVE-2016-9814, CVE-2016-9955 (SimpleSAMLphp): an error of the verifier taken for a yes',
    forged(scene) {
      const base64 = value.toString('base64');
      if (scene.binding === 'post') {
        return scene.form(swap(signed(scene), /<ds:SignatureValue>[^<]*/, `<ds:SignatureValue>${base64}`));
      }
      const query = (text: string) => swap(text, /(?<=&Signature=)[^&]*/, encodeURIComponent(base64));
      return scene.redirect(scene.unsigned(), { query });
    },
  });
}

logoutAttack({
  name: 'logout-whose-query-is-signed-with-a-value-of-junk',
  classes: [13, 20, 31],
  code: 'base64_invalid',
  source: 'Lax base64 drops what it does not know; here nothing is dropped',
  lanes: LOGOUT_REDIRECT,
  forged: (scene) =>
    scene.redirect(scene.unsigned(), { query: (text) => swap(text, /(?<=&Signature=)[^&]*/, '%21%21%21%21') }),
});

for (const [name, signer] of [
  ['expired', CERTS.expired],
  ['not-valid-yet', CERTS.notYetValid],
] as const) {
  logoutAttack({
    name: `logout-signed-with-a-trusted-certificate-that-is-${name}`,
    classes: [17],
    code: 'signature_invalid',
    source: 'A certificate is judged at use, not only at start',
    options: { idpCert: [CERTS.idp.cert, signer.cert] },
    forged: (scene) => scene.signed({}, { signer }),
  });
}
