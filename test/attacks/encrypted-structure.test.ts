import { ASSERTION2, saml2Assertion } from '../support/saml2';
import { XENC, XENC11 } from '../support/saml2/encryption-methods';
import { DS } from '../support/xmldsig/methods';
import {
  after,
  asPosted,
  before,
  cut,
  ENCRYPTED,
  first,
  last,
  ofClasses,
  PLAIN2,
  sealed,
  sealedText,
  swap,
  without,
  type Scene,
} from './harness';

const { attack, harmless } = ofClasses(21);

const keycloak = 'CVE-2026-2092 (Keycloak): an unsigned encrypted assertion beside the signed one';
const references = 'XML Encryption 3.2 to 3.5: what a reference would fetch is not in the message';
const shape = 'One EncryptedData with one EncryptedKey, inside it or beside it';

attack({
  name: 'plain-assertion-where-an-encrypted-one-is-required',
  code: 'assertion_not_encrypted',
  source: 'OIOSAML 3: the assertion is encrypted; what came in the open, a browser has seen',
  lanes: ENCRYPTED,
  forged: (scene) => asPosted(scene.signed()),
});

attack({
  name: 'plain-assertion-without-a-signature-where-an-encrypted-one-is-required',
  classes: [1, 21],
  code: 'assertion_not_encrypted',
  source: 'OIOSAML 3: the assertion is encrypted',
  lanes: ENCRYPTED,
  forged: (scene) => asPosted(scene.unsigned()),
});

/** The document that travels, with every assertion encrypted. */
const posted = (scene: Scene, xml = scene.signed()) =>
  Buffer.from(scene.travel(xml).value.toString(), 'base64').toString();
const EA = 'saml:EncryptedAssertion';
const evil = (scene: Scene) => scene.assertion({ assertionId: '_evil', fullName: 'Evil Eva' });

const besides: readonly (readonly [string, (xml: string, scene: Scene) => string, string])[] = [
  ['unsigned-encrypted-assertion-before-it', (xml, scene) => before(xml, EA, sealedText(evil(scene))), keycloak],
  ['unsigned-encrypted-assertion-after-it', (xml, scene) => after(xml, EA, sealedText(evil(scene))), keycloak],
  ['the-same-encrypted-assertion-twice', (xml) => after(xml, EA, cut(xml, EA)), keycloak],
  ['plain-assertion-before-it', (xml, scene) => before(xml, EA, evil(scene)), keycloak],
  ['plain-assertion-after-it', (xml, scene) => after(xml, EA, evil(scene)), keycloak],
  [
    'signed-plain-assertion-before-an-evil-encrypted-one',
    (_, scene) => after(scene.signed(), 'saml:Assertion', sealedText(evil(scene))),
    keycloak,
  ],
  ['empty-encrypted-assertion', (xml) => after(xml, EA, `<${EA}></${EA}>`), keycloak],
  [
    'encrypted-assertion-in-extensions',
    (xml, scene) => before(xml, 'samlp:Status', `<samlp:Extensions>${sealedText(evil(scene))}</samlp:Extensions>`),
    'OneUptime #2949',
  ],
  [
    'encrypted-assertion-in-status-detail',
    (xml, scene) => last(xml, 'samlp:Status', `<samlp:StatusDetail>${sealedText(evil(scene))}</samlp:StatusDetail>`),
    'OneUptime #2949',
  ],
  [
    'encrypted-assertion-around-it',
    (xml) => swap(xml, cut(xml, EA), `<${EA}>${cut(xml, EA)}</${EA}>`),
    'Somorovsky et al., On Breaking SAML, XSW4',
  ],
  [
    'encrypted-assertion-of-another-namespace',
    (xml) => after(xml, EA, '<x:EncryptedAssertion xmlns:x="urn:x"/>'),
    'PortSwigger, The Fragile Lock',
  ],
];
for (const [name, forged, source] of besides) {
  attack({
    name: `beside-${name}`,
    code: 'assertion_count',
    source,
    lanes: ENCRYPTED,
    forged: (scene) => asPosted(forged(posted(scene), scene)),
  });
}

for (const [name, forged] of [
  ['extensions', (xml: string) => swap(xml, cut(xml, EA), `<samlp:Extensions>${cut(xml, EA)}</samlp:Extensions>`)],
  ['no-namespace', (xml: string) => xml.replaceAll(EA, 'EncryptedAssertion')],
  [
    'the-namespace-of-saml-1.1',
    (xml: string) =>
      swap(xml, `<${EA} xmlns:saml="${ASSERTION2}"`, `<${EA} xmlns:saml="urn:oasis:names:tc:SAML:1.0:assertion"`),
  ],
] as const) {
  attack({
    name: `encrypted-assertion-in-${name}`,
    code: 'signed_element_misplaced',
    source: 'Somorovsky et al., On Breaking SAML, USENIX Security 2012: the place is part of the meaning',
    lanes: ENCRYPTED,
    forged: (scene) => asPosted(forged(posted(scene))),
  });
}

// Where a plain assertion is enough, too.
for (const [name, put] of [
  ['before', before],
  ['after', after],
] as const) {
  attack({
    name: `evil-encrypted-assertion-${name}-the-signed-plain-one`,
    code: 'assertion_count',
    source: keycloak,
    lanes: PLAIN2,
    forged: (scene) => put(scene.signed(), 'saml:Assertion', sealedText(evil(scene))),
  });
}

const DATA = 'xenc:EncryptedData';
const KEY = 'xenc:EncryptedKey';
const data = (change: (xml: string) => string) => (scene: Scene) => sealed(scene, { encryptedData: change });
const info = (xml: string) => `<ds:KeyInfo xmlns:ds="${DS}">${xml}</ds:KeyInfo>`;
const instead = (xml: string, name: string, by: string) => swap(xml, cut(xml, name), by);

const malformed: readonly (readonly [string, (scene: Scene) => ReturnType<typeof sealed>, string])[] = [
  [
    'cipher-reference-for-the-data',
    data((xml) =>
      swap(
        xml,
        /<xenc:CipherValue>[^<]*<\/xenc:CipherValue>(?=<\/xenc:CipherData><\/xenc:EncryptedData>)/,
        '<xenc:CipherReference URI="https://evil.example/"/>',
      ),
    ),
    references,
  ],
  [
    'cipher-reference-for-the-key',
    (scene) =>
      sealed(scene, {
        encryptedKey: (xml) => instead(xml, 'xenc:CipherValue', '<xenc:CipherReference URI="file:///etc/passwd"/>'),
      }),
    references,
  ],
  [
    'cipher-reference-beside-the-value',
    data((xml) => first(xml, 'xenc:CipherData', '<xenc:CipherReference URI="#x"/>')),
    references,
  ],
  [
    'retrieval-method-for-the-key',
    data((xml) => instead(xml, KEY, '<ds:RetrievalMethod URI="https://evil.example/key"/>')),
    references,
  ],
  ['retrieval-method-beside-the-key', data((xml) => before(xml, KEY, '<ds:RetrievalMethod URI="#key"/>')), references],
  [
    'retrieval-method-inside-the-key',
    (scene) =>
      sealed(scene, {
        encryptedKey: (xml) => after(xml, 'xenc:EncryptionMethod', info('<ds:RetrievalMethod URI="#key"/>')),
      }),
    references,
  ],
  [
    'key-info-reference',
    data((xml) =>
      instead(xml, KEY, '<dsig11:KeyInfoReference xmlns:dsig11="http://www.w3.org/2009/xmldsig11#" URI="#key"/>'),
    ),
    references,
  ],
  ['agreement-method', data((xml) => instead(xml, KEY, `<xenc:AgreementMethod Algorithm="${XENC11}ECDH-ES"/>`)), shape],
  ['derived-key', data((xml) => instead(xml, KEY, `<xenc11:DerivedKey xmlns:xenc11="${XENC11}"/>`)), shape],
  ['no-key', data((xml) => without(xml, 'ds:KeyInfo')), shape],
  ['no-key-in-key-info', data((xml) => without(xml, KEY)), shape],
  ['two-keys-inside', data((xml) => after(xml, KEY, cut(xml, KEY))), shape],
  [
    'a-key-inside-and-one-beside',
    (scene) => sealed(scene, { encryptedAssertion: (xml) => after(xml, DATA, cut(xml, KEY)) }),
    shape,
  ],
  [
    'a-key-hidden-in-the-key-info-of-a-key',
    (scene) => sealed(scene, { encryptedKey: (xml) => after(xml, 'xenc:EncryptionMethod', info(xml)) }),
    shape,
  ],
  [
    'two-data',
    (scene) =>
      sealed(scene, {
        encryptedAssertion: (xml) => after(xml, DATA, swap(cut(xml, DATA), ' Id="_data"', '')),
        encryptedData: (xml) => xml,
      }),
    shape,
  ],
  [
    'data-wrapped-in-data',
    data((xml) =>
      last(xml, DATA, `<xenc:EncryptionProperties>${swap(xml, ' Id="_data"', '')}</xenc:EncryptionProperties>`),
    ),
    'Somorovsky et al., XSW of encrypted data',
  ],
  [
    'data-hidden-in-extensions',
    (scene) => {
      const xml = posted(scene);
      return asPosted(before(xml, 'samlp:Status', `<samlp:Extensions>${cut(xml, DATA)}</samlp:Extensions>`));
    },
    shape,
  ],
  ['no-data', (scene) => sealed(scene, { encryptedAssertion: (xml) => without(xml, DATA) }), shape],
  [
    'data-in-another-namespace',
    (scene) => sealed(scene, { encryptedAssertion: (xml) => xml.replaceAll(XENC, 'urn:x') }),
    'PortSwigger, The Fragile Lock (2025-12-10)',
  ],
  [
    'no-cipher-data',
    data((xml) =>
      swap(
        xml,
        /<xenc:CipherData><xenc:CipherValue>[^<]*<\/xenc:CipherValue><\/xenc:CipherData><\/xenc:EncryptedData>/,
        '</xenc:EncryptedData>',
      ),
    ),
    shape,
  ],
  ['no-encryption-method-of-the-data', data((xml) => without(xml, 'xenc:EncryptionMethod')), shape],
  [
    'no-encryption-method-of-the-key',
    (scene) => sealed(scene, { encryptedKey: (xml) => without(xml, 'xenc:EncryptionMethod') }),
    shape,
  ],
  [
    'type-content',
    data((xml) => swap(xml, `${XENC}Element`, `${XENC}Content`)),
    'XML Encryption 4.4: Content would be a part of an assertion',
  ],
  [
    'type-of-a-compression',
    data((xml) => swap(xml, `${XENC}Element`, 'http://www.w3.org/2009/xmlenc11#EXI')),
    'XML Encryption 1.1 3.1: what is packed can grow without end',
  ],
  [
    'encoding-gzip',
    data((xml) => swap(xml, `<${DATA} `, `<${DATA} Encoding="gzip" `)),
    'XML Encryption 3.1: what is packed can grow without end',
  ],
  ['text-in-the-data', data((xml) => first(xml, DATA, 'x')), shape],
  ['element-in-the-cipher-value', data((xml) => swap(xml, '<xenc:CipherValue>', '<xenc:CipherValue><x/>')), shape],
];
for (const [name, forged, source] of malformed) {
  attack({ name: `encryption-${name}`, code: 'encryption_malformed', source, lanes: ENCRYPTED, forged });
}

for (const [name, junk] of [
  ['junk', '!'],
  ['padding', '='],
  ['nothing', undefined],
] as const) {
  attack({
    name: `cipher-value-with-${name}`,
    code: 'base64_invalid',
    source: 'CVE-2025-29775 (xml-crypto): a decoder that skips what it does not know',
    lanes: ENCRYPTED,
    forged: data((xml) =>
      junk === undefined
        ? swap(xml, /<xenc:CipherValue>[^<]*/, '<xenc:CipherValue>')
        : swap(xml, '<xenc:CipherValue>', `<xenc:CipherValue>${junk}`),
    ),
  });
}

// What is inside, where anybody could have encrypted it.
const plaintexts: readonly (readonly [string, (scene: Scene) => string, string])[] = [
  ['nothing', () => '', shape],
  ['white-space', () => ' \n', shape],
  ['text', () => 'no xml at all', shape],
  ['half-an-assertion', (scene) => cut(scene.signed(), 'saml:Assertion').slice(0, -10), shape],
  ['two-assertions', (scene) => cut(scene.signed(), 'saml:Assertion') + evil(scene), keycloak],
  ['an-evil-assertion-before-the-signed-one', (scene) => evil(scene) + cut(scene.signed(), 'saml:Assertion'), keycloak],
  ['a-whole-response', (scene) => scene.signed(), 'Somorovsky et al., On Breaking SAML, USENIX Security 2012'],
  ['a-signed-name-id', () => `<saml:NameID xmlns:saml="${ASSERTION2}">x</saml:NameID>`, shape],
  [
    'an-encrypted-assertion',
    (scene) => sealedText(cut(scene.signed(), 'saml:Assertion')).replace(' Id="_data"', ''),
    shape,
  ],
  [
    'an-assertion-with-a-doctype',
    (scene) => `<!DOCTYPE x [<!ENTITY e "x">]>${cut(scene.signed(), 'saml:Assertion')}`,
    'CVE-2026-28809 (esaml)',
  ],
  [
    'an-assertion-with-an-external-entity',
    (scene) => `<!DOCTYPE x SYSTEM "file:///etc/passwd">${cut(scene.signed(), 'saml:Assertion')}`,
    'CVE-2026-28809 (esaml)',
  ],
  [
    'an-assertion-after-a-comment',
    (scene) => `<!-- -->${cut(scene.signed(), 'saml:Assertion')}`,
    'No honest message holds one',
  ],
  [
    'an-assertion-of-saml-1.1',
    (scene) => cut(scene.signed(), 'saml:Assertion').replaceAll(ASSERTION2, 'urn:oasis:names:tc:SAML:1.0:assertion'),
    'Cross-protocol',
  ],
  [
    'an-unsigned-assertion',
    (scene) => scene.assertion(),
    'CVE-2026-2092 (Keycloak): that we can decrypt it says nothing of who wrote it',
  ],
  ['an-assertion-with-the-signature-of-another', (scene) => withSignatureOf(scene), 'Somorovsky et al., XSW5'],
  [
    'the-signed-assertion-in-the-advice-of-an-evil-one',
    (scene) =>
      swap(
        evil(scene),
        '<saml:AuthnStatement ',
        `<saml:Advice>${cut(scene.signed(), 'saml:Assertion')}</saml:Advice><saml:AuthnStatement `,
      ),
    'Somorovsky et al., XSW4',
  ],
  [
    'an-encrypted-assertion-in-advice',
    (scene) =>
      cut(
        scene.sign(
          scene.unsigned({
            advice: `<saml:Advice>${sealedText(evil(scene)).replace(' Id="_data"', '')}</saml:Advice>`,
          }),
          'Assertion',
        ),
        'saml:Assertion',
      ),
    keycloak,
  ],
];
for (const [name, plaintext, source] of plaintexts) {
  attack({
    name: `plaintext-of-${name}`,
    code: 'decryption_failed',
    source,
    lanes: ENCRYPTED,
    forged: (scene) => sealed(scene, { plaintext: plaintext(scene) }),
  });
}

attack({
  name: 'encrypted-data-with-the-id-of-the-assertion',
  code: 'decryption_failed',
  source: 'PortSwigger, The Fragile Lock (2025-12-10): attribute pollution',
  lanes: ENCRYPTED,
  forged: (scene) => sealed(scene, { encryptedData: (xml) => swap(xml, '"_data"', `"${scene.ids.Assertion}"`) }),
});

attack({
  name: 'prefix-of-the-list-bound-to-something-else-around-the-ciphertext',
  code: 'decryption_failed',
  source: 'XML Encryption 4.3.3: the plaintext is read with the namespaces in scope, which nobody has signed',
  lanes: ENCRYPTED,
  twin: (scene) => scene.signedByHand({ prefixList: 'samlp' }),
  forged: (scene) =>
    sealed(
      scene,
      { encryptedAssertion: (xml) => swap(xml, `<${EA} `, `<${EA} xmlns:samlp="urn:evil" `) },
      scene.signedByHand({ prefixList: 'samlp' }),
    ),
});

const odd: readonly (readonly [string, Parameters<typeof sealed>[1]])[] = [
  ['base64-in-lines', { encryptedAssertion: (xml) => xml.replaceAll(/[\w+/]{64}/g, '$&\r\n') }],
  [
    'white-space-between-elements',
    { encryptedAssertion: (xml) => xml.replaceAll(/><(?!\/xenc:CipherValue)/g, '>\n  <') },
  ],
  [
    'the-certificate-in-the-key-info-of-the-key',
    {
      encryptedKey: (xml) =>
        after(
          xml,
          'xenc:EncryptionMethod',
          info('<ds:X509Data><ds:X509Certificate>AAAA</ds:X509Certificate></ds:X509Data>'),
        ),
    },
  ],
  ['a-recipient', { encryptedKey: (xml) => swap(xml, `<${KEY} `, `<${KEY} Recipient="https://app.example/saml" `) }],
  ['another-default-namespace', { encryptedAssertion: (xml) => swap(xml, `<${EA} `, `<${EA} xmlns="urn:x" `) }],
  ['no-type', { encryptedData: (xml) => swap(xml, ` Type="${XENC}Element"`, '') }],
];
for (const [name, encryption] of odd) {
  harmless({
    name: `encrypted-with-${name}`,
    source: 'XML Encryption 3 and 5; .NET and OpenSAML write these',
    lanes: ENCRYPTED,
    variant: (scene) => sealed(scene, encryption),
  });
}

/** What nobody signed, with the Signature of what somebody did, and its id. */
function withSignatureOf(scene: Scene): string {
  const signature = cut(scene.signed(), 'ds:Signature');
  const other = saml2Assertion({ now: scene.facts.now, issuer: scene.facts.issuer, nameId: 'evil' });
  return after(other, 'saml:Issuer', signature);
}
