import { DS } from '../support/xmldsig/methods';
import { ofClasses, swap, WITH_SIGNICAT } from './harness';

const { attack, harmless } = ofClasses(7);

const forms = 'OpenSAML SAMLSignatureProfileValidator: one reference, by #id, to the parent';
const injection = 'XPath injection through the id, where it is looked up with an expression';

const uris: readonly (readonly [string, (id: string) => string | null, string])[] = [
  ['empty', () => '', 'CVE-2026-33487 (goxmldsig); an empty URI is the whole document, whatever is around'],
  ['left-out', () => null, 'XML Signature 4.4.3.1: the application is to know what is meant'],
  ['only-a-hash', () => '#', forms],
  ['without-a-hash', (name) => name, forms],
  ['with-a-space', (name) => `#${name} `, forms],
  ['xpointer-id', (name) => `#xpointer(id('${name}'))`, 'XML Signature 4.4.3.3'],
  ['xpointer-root', () => '#xpointer(/)', 'XML Signature 4.4.3.3'],
  ['with-quotes', (name) => `#${name}' or '1'='1`, injection],
  ['with-brackets', (name) => `#${name}']/../*[local-name()='Status`, injection],
  [
    'of-another-host',
    (name) => `https://evil.example/message.xml#${name}`,
    'XML Signature 4.4.3.2: external references',
  ],
  ['of-a-file', () => 'file:///etc/passwd', 'XML Signature 4.4.3.2: external references'],
  ['of-an-attachment', (name) => `cid:${name}`, 'SOAP with Attachments profile'],
  ['percent-encoded', (name) => `#${name.replace('2', '%32').replace('_', '%5F')}`, forms],
  ['of-nothing', () => '#_nothing', forms],
];
for (const [name, uri, source] of uris) {
  attack({
    name: `reference-${name}`,
    code: 'signature_reference',
    source,
    forged: (scene) => scene.signedByHand({ uri: uri(scene.signedId) }),
  });
}

attack({
  name: 'reference-of-the-other-signed-part',
  code: 'signature_reference',
  source: `${forms}; CVE-2024-45409 (ruby-saml)`,
  forged: (scene) =>
    scene.signedByHand({ id: scene.signedPart === 'Response' ? scene.ids.Assertion : scene.ids.Response }),
});

attack({
  name: 'reference-uri-in-another-namespace',
  code: 'signature_reference',
  source: forms,
  forged: (scene) => scene.signedByHand({ reference: (usual) => swap(usual, ' URI=', ' ds:URI=') }),
});

attack({
  name: 'no-reference',
  code: 'signature_reference',
  source: `${forms}; a signature over nothing is valid`,
  forged: (scene) => scene.signedByHand({ reference: () => '' }),
});

attack({
  name: 'two-references-the-second-to-the-status',
  code: 'signature_reference',
  source: 'CVE-2026-33487 (goxmldsig)',
  forged: (scene) => scene.signedByHand({ reference: (usual) => usual + swap(usual, /URI="[^"]*"/, 'URI="#_other"') }),
});

attack({
  name: 'the-same-reference-twice',
  code: 'signature_reference',
  source: forms,
  lanes: WITH_SIGNICAT,
  forged: (scene) => scene.signedByHand({ reference: (usual) => usual + usual }),
});

attack({
  name: 'reference-through-a-manifest',
  code: 'signature_malformed',
  source: 'XML Signature 2.3: the references of a Manifest need not be checked',
  lanes: WITH_SIGNICAT,
  forged: (scene) =>
    scene.signedByHand({
      signature: (usual) => {
        const reference = /<ds:Reference.*<\/ds:Reference>/.exec(usual)?.[0] ?? '';
        const type = `Type="${DS}Manifest" URI="#_manifest"`;
        const object = `<ds:Object><ds:Manifest Id="_manifest">${reference}</ds:Manifest></ds:Object></ds:Signature>`;
        return swap(swap(usual, /URI="[^"]*"/, type), '</ds:Signature>', object);
      },
    }),
});

attack({
  name: 'reference-in-another-namespace',
  code: 'signature_malformed',
  source: 'PortSwigger, The Fragile Lock (2025-12-10)',
  forged: (scene) =>
    scene.signedByHand({
      reference: (usual) =>
        swap(usual, '<ds:Reference ', '<x:Reference xmlns:x="urn:x" ').replace('</ds:Reference>', '</x:Reference>'),
    }),
});

attack({
  name: 'reference-without-a-digest-method',
  code: 'signature_malformed',
  source: 'XML Signature 4.4.3',
  forged: (scene) =>
    scene.signedByHand({ reference: (usual) => swap(usual, /<ds:DigestMethod.*<\/ds:DigestMethod>/, '') }),
});

harmless({
  name: 'reference-with-id-and-type',
  source: 'XML Signature 4.4.3: both are optional and say nothing that is trusted',
  variant: (scene) =>
    scene.signedByHand({
      reference: (usual) => swap(usual, '<ds:Reference ', '<ds:Reference Id="_reference" Type="urn:x" '),
    }),
});
