import { createHash } from 'node:crypto';
import { cut, last, ofClasses, SAML2, swap, swapAll, WITH_SIGNICAT, within, without, type Scene } from './harness';

const { attack, harmless } = ofClasses(13);

const tampering = 'One change of the signed bytes of each kind';
const changes: readonly (readonly [string, string | RegExp | ((scene: Scene) => string), string])[] = [
  ['a-value', 'Åkjær<', 'Evil<'],
  ['the-case-of-a-value', '>Ærø Prøve Åkjær<', '>ærø Prøve Åkjær<'],
  ['the-unicode-form-of-a-value', '>Ærø Prøve Åkjær<', '>Ærø Prøve A\u030akjær<'],
  ['a-space-in-a-value', '>Ærø Prøve Åkjær<', '>Ærø  Prøve Åkjær<'],
  ['an-attribute-name', (scene) => ` ${scene.names.attributeName}="`, '$&x'],
  ['an-attribute-namespace', (scene) => ` ${scene.names.attributeNamespace}="`, '$&x'],
  ['the-name-identifier', '5b1a4f5e-0a5c', '00000000-0a5c'],
  ['the-audience', /<saml:Audience>[^<]*/, '<saml:Audience>evil'],
  ['the-end-of-validity', /NotOnOrAfter="[^"]*"/, 'NotOnOrAfter="2040-01-01T00:00:00Z"'],
  ['white-space-between-elements', '<saml:AttributeStatement>', ' <saml:AttributeStatement>'],
  ['white-space-in-an-attribute', 'Address="', 'Address=" '],
  ['an-attribute-more', '<saml:AttributeStatement>', '<saml:AttributeStatement x="1">'],
  ['an-attribute-less', / Format="[^"]*"/, ''],
  ['a-nil', '<saml:Attribute ', '<saml:Attribute xsi:nil="true" '],
  ['a-language', '<saml:AttributeStatement>', '<saml:AttributeStatement xml:lang="da">'],
  ['an-element-more', '<saml:SubjectLocality', '<saml:x></saml:x><saml:SubjectLocality'],
  ['an-element-less', /<saml:SubjectLocality[^>]*(\/>|><\/saml:SubjectLocality>)/, ''],
];
for (const [name, from, to] of changes) {
  attack({
    name: `tampering-with-${name}`,
    code: 'digest_mismatch',
    source: tampering,
    forged(scene) {
      const found = typeof from === 'function' ? from(scene) : from;
      return swap(scene.signed(), found, typeof from === 'function' ? to.replace('$&', found.toString()) : to);
    },
  });
}

attack({
  name: 'tampering-with-the-issuer',
  code: 'digest_mismatch',
  source: tampering,
  forged: (scene) =>
    within(scene.signed(), 'saml:Assertion', (xml) => swap(xml, scene.facts.issuer, 'https://evil.example')),
});

attack({
  name: 'tampering-with-an-element-name',
  code: 'digest_mismatch',
  source: tampering,
  forged: (scene) => swapAll(scene.signed(), 'saml:SubjectLocality', 'saml:SubjectLocalitx'),
});

attack({
  name: 'tampering-with-the-order-of-attributes',
  code: 'digest_mismatch',
  source: tampering,
  forged(scene) {
    const element = cut(scene.signed(), 'saml:Attribute');
    return last(swap(scene.signed(), element, ''), 'saml:AttributeStatement', element);
  },
});

attack({
  name: 'tampering-with-the-id',
  code: 'signature_reference',
  source: tampering,
  forged: (scene) => swap(scene.signed(), `ID="${scene.signedId}"`, 'ID="_evil"'),
});

attack({
  name: 'tampering-with-the-id-and-its-reference',
  code: 'digest_mismatch',
  source: tampering,
  forged: (scene) =>
    swap(swap(scene.signed(), `ID="${scene.signedId}"`, 'ID="_evil"'), `"#${scene.signedId}"`, '"#_evil"'),
});

attack({
  name: 'tampering-with-the-digest',
  code: 'digest_mismatch',
  source: tampering,
  forged: (scene) => swap(scene.signed(), /<ds:DigestValue>[^<]*/, `<ds:DigestValue>${'A'.repeat(43)}=`),
});

attack({
  name: 'tampering-with-a-value-and-its-digest',
  code: 'signature_invalid',
  source: 'The digest is right for what is there, but nobody signed it',
  lanes: WITH_SIGNICAT,
  forged(scene) {
    const honest = scene.signedByHand();
    const said = { fullName: 'Evil Eva' };
    const digest = /<ds:DigestValue>([^<]*)/.exec(scene.signedByHand({}, said))?.[1] ?? '';
    const signature = swap(
      /<ds:Signature .*<\/ds:Signature>/.exec(honest)?.[0] ?? '',
      /<ds:DigestValue>[^<]*/,
      `<ds:DigestValue>${digest}`,
    );
    return swap(scene.signedByHand({}, said), /<ds:Signature .*<\/ds:Signature>/, signature);
  },
});

attack({
  name: 'tampering-with-the-signature-value',
  code: 'signature_invalid',
  source: tampering,
  forged: (scene) => swap(scene.signed(), /<ds:SignatureValue>..../, '<ds:SignatureValue>AAAA'),
});

attack({
  name: 'tampering-with-the-signature-method',
  code: 'signature_invalid',
  source: tampering,
  forged: (scene) => swap(scene.signed(), 'xmldsig-more#rsa-sha256', 'xmldsig-more#rsa-sha512'),
});

attack({
  name: 'tampering-with-white-space-in-signed-info',
  code: 'signature_invalid',
  source: tampering,
  forged: (scene) => swap(scene.signed(), '<ds:SignedInfo>', '<ds:SignedInfo>\n'),
});

attack({
  name: 'digest-of-nothing',
  classes: [9, 13],
  code: 'digest_mismatch',
  source: 'CVE-2025-66475 (xmlseclibs, php-saml): void canonicalization, a digest of the empty string',
  lanes: WITH_SIGNICAT,
  forged: (scene) =>
    scene.signedByHand({
      reference: (usual) => swap(usual, '%DIGEST%', createHash('sha256').update('').digest('base64')),
    }),
});

attack({
  name: 'signature-of-another-message',
  code: 'digest_mismatch',
  source: tampering,
  forged(scene) {
    const signature = /<ds:Signature .*<\/ds:Signature>/;
    const other = scene.signed({ nameIdentifier: 'someone-else' });
    return swap(scene.signed(), signature, signature.exec(other)?.[0] ?? '');
  },
});

/** The first attribute's name as it is written. */
const name = (scene: Scene) => new RegExp(` ${scene.names.attributeName}="[^"]*"`).exec(scene.signed())?.[0] ?? '';
const outside: readonly (readonly [string, (scene: Scene) => string])[] = [
  ['quotes', (scene) => swap(scene.signed(), name(scene), name(scene).replaceAll('"', "'"))],
  [
    'order-of-xml-attributes',
    (scene) => within(scene.signed(), 'saml:Attribute', (xml) => xml.replace(/( \w+="[^"]*")( \w+="[^"]*")/, '$2$1')),
  ],
  ['empty-elements', (scene) => swap(scene.signed(), '"></saml:SubjectLocality>', '" />')],
  ['space-inside-tags', (scene) => swap(scene.signed(), '</saml:AttributeStatement>', '</saml:AttributeStatement\n>')],
  [
    'line-breaks-between-xml-attributes',
    (scene) => swap(scene.signed(), name(scene), name(scene).replace(' ', '\r\n\t')),
  ],
];
for (const [name, variant] of outside) {
  harmless({
    name: `other-${name}`,
    source: 'Canonical XML 1.0 1.1: what canonicalization evens out',
    variant,
  });
}

harmless({
  name: 'response-white-space-outside-the-signature',
  source: 'Indentation by a gateway',
  lanes: ['saml11-artifact', ...SAML2],
  variant: (scene) => swap(scene.signed(), '<samlp:Status>', '\n  <samlp:Status>'),
});

attack({
  name: 'signed-element-emptied',
  classes: [9, 13],
  code: 'digest_mismatch',
  source: tampering,
  forged: (scene) => without(scene.signed(), 'saml:AttributeStatement'),
});
