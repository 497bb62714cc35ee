import { createHash } from 'node:crypto';
import { ASSERTION_ID, RESPONSE_ID } from '../support/saml11';
import { attack, harmless, swap, swapAll, without, type Scene } from './harness';

const tampering = 'One change of the signed bytes of each kind';
const id = (scene: Scene) => (scene.signedPart === 'Response' ? RESPONSE_ID : ASSERTION_ID);

const changes: readonly (readonly [string, string | RegExp, string])[] = [
  ['a-value', '>private<', '>professional<'],
  ['the-case-of-a-value', '>Ærø<', '>ærø<'],
  ['the-unicode-form-of-a-value', '>Ærø Prøve Åkjær<', '>Ærø Prøve A\u030akjær<'],
  ['a-space-in-a-value', '>Ærø Prøve Åkjær<', '>Ærø  Prøve Åkjær<'],
  ['an-attribute-name', '"FULLNAME"', '"FIRSTNAMES"'],
  ['an-attribute-namespace', 'AttributeNamespace="eident.nets.eu"', 'AttributeNamespace="evil"'],
  ['the-name-identifier', '>5b1a4f5e-0a5c', '>00000000-0a5c'],
  ['the-issuer', /Issuer="[^"]*"/, 'Issuer="https://evil.example"'],
  ['the-audience', /<saml:Audience>[^<]*/, '<saml:Audience>evil'],
  ['the-end-of-validity', /NotOnOrAfter="[^"]*"/, 'NotOnOrAfter="2040-01-01T00:00:00Z"'],
  ['white-space-between-elements', '<saml:AttributeStatement>', ' <saml:AttributeStatement>'],
  ['white-space-in-an-attribute', 'AuthenticationMethod="', 'AuthenticationMethod=" '],
  ['an-attribute-more', '<saml:AttributeStatement>', '<saml:AttributeStatement x="1">'],
  ['an-attribute-less', / NameQualifier="[^"]*"/, ''],
  ['a-nil', 'AttributeName="LOA"', 'AttributeName="LOA" xsi:nil="true"'],
  ['a-language', '<saml:AttributeStatement>', '<saml:AttributeStatement xml:lang="da">'],
  ['an-element-more', '<saml:SubjectLocality', '<saml:x></saml:x><saml:SubjectLocality'],
  ['an-element-less', /<saml:SubjectLocality[^>]*(\/>|><\/saml:SubjectLocality>)/, ''],
];
for (const [name, from, to] of changes) {
  attack({
    name: `tampering-with-${name}`,
    code: 'digest_mismatch',
    source: tampering,
    forged: (scene) => swap(scene.signed(), from, to),
  });
}

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
    const element = /<saml:Attribute AttributeName="LOA".*?<\/saml:Attribute>/.exec(scene.signed())?.[0] ?? '';
    return swap(
      swap(scene.signed(), element, ''),
      '</saml:AttributeStatement>',
      `${element}</saml:AttributeStatement>`,
    );
  },
});

attack({
  name: 'tampering-with-the-id',
  code: 'signature_reference',
  source: tampering,
  forged: (scene) => swap(scene.signed(), `ID="${id(scene)}"`, 'ID="_evil"'),
});

attack({
  name: 'tampering-with-the-id-and-its-reference',
  code: 'digest_mismatch',
  source: tampering,
  forged: (scene) => swap(swap(scene.signed(), `ID="${id(scene)}"`, 'ID="_evil"'), `"#${id(scene)}"`, '"#_evil"'),
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
  forged(scene) {
    const honest = scene.signedByHand();
    const said = { attributes: [['FULLNAME', 'Evil Eva']] as const };
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
  code: 'digest_mismatch',
  source: 'CVE-2025-66475 (xmlseclibs, php-saml): void canonicalization, a digest of the empty string',
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

const outside: readonly (readonly [string, (scene: Scene) => string])[] = [
  ['quotes', (scene) => swap(scene.signed(), ' AttributeName="LOA"', " AttributeName='LOA'")],
  [
    'order-of-xml-attributes',
    (scene) => swap(scene.signed(), 'MajorVersion="1" MinorVersion="1"', 'MinorVersion="1" MajorVersion="1"'),
  ],
  ['empty-elements', (scene) => swap(scene.signed(), '"></saml:SubjectLocality>', '" />')],
  ['space-inside-tags', (scene) => swap(scene.signed(), '</saml:AttributeStatement>', '</saml:AttributeStatement\n>')],
  [
    'line-breaks-between-xml-attributes',
    (scene) => swap(scene.signed(), ' AttributeName="LOA"', '\r\n\tAttributeName="LOA"'),
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
  lanes: ['saml11-artifact'],
  variant: (scene) => swap(scene.signed(), '<samlp:Status>', '\n  <samlp:Status>'),
});

attack({
  name: 'signed-element-emptied',
  code: 'digest_mismatch',
  source: tampering,
  forged: (scene) => without(scene.signed(), 'saml:AttributeStatement'),
});
