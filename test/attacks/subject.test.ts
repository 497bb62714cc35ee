import { last, NEMID, ofClasses, SAML11, swap, WITH_SIGNICAT, type Scene } from './harness';

const { attack, harmless } = ofClasses(24, 38);

const source = 'SAML 1.1 core 2.4: all statements are about one subject; CVE-2017-11427 for reading half a name';
const resigned = (change: (xml: string, scene: Scene) => string) => (scene: Scene) =>
  scene.sign(change(scene.unsigned(), scene), scene.signedPart);
const identifier = '<saml:NameIdentifier>someone-else</saml:NameIdentifier>';

attack({
  name: 'attributes-about-another-subject',
  code: 'name_identifier_conflict',
  source,
  lanes: [...SAML11, ...NEMID],
  forged: (scene) => scene.signed({ saml11: { attributeNameIdentifier: 'someone-else' } }),
});

attack({
  name: 'two-name-identifiers',
  code: 'name_identifier_conflict',
  source,
  lanes: SAML11,
  forged: resigned((xml) => swap(xml, '<saml:Subject>', `<saml:Subject>${identifier}`)),
});

attack({
  name: 'name-qualifier-of-another-broker-in-one-statement',
  code: 'name_identifier_conflict',
  source,
  lanes: SAML11,
  forged: resigned((xml) => swap(xml, /NameQualifier="[^"]*"/, 'NameQualifier="https://evil.example"')),
});

attack({
  name: 'format-of-another-kind-in-one-statement',
  code: 'name_identifier_conflict',
  source,
  lanes: SAML11,
  forged: resigned((xml) => swap(xml, 'nameid-format:unspecified', 'nameid-format:emailAddress')),
});

attack({
  name: 'element-inside-the-name-identifier',
  code: 'message_unexpected',
  source,
  forged: resigned((xml, scene) => last(xml, scene.names.nameIdentifier, '<x></x>')),
});

attack({
  name: 'two-subjects-in-a-statement',
  code: 'message_unexpected',
  source,
  forged: resigned((xml) => swap(xml, '<saml:Subject>', `<saml:Subject>${identifier}</saml:Subject><saml:Subject>`)),
});

attack({
  name: 'no-subject-in-a-statement',
  code: 'message_unexpected',
  source,
  lanes: SAML11,
  forged: resigned((xml) => swap(xml, /<saml:Subject>.*?<\/saml:Subject>/, '')),
});

attack({
  name: 'no-authentication-statement',
  code: 'authentication_statement_missing',
  source: 'SAML 1.1 bindings 4.1.2.4, SAML 2.0 profiles 4.1.4.2: at least one; node-saml 5.1 asks for none',
  lanes: WITH_SIGNICAT,
  forged: (scene) => scene.signed({ authenticationStatement: false }),
});

attack({
  name: 'statement-that-nobody-knows',
  code: 'message_unexpected',
  source: 'SAML 1.1 core 2.3.2: an extension that is not understood may change what is said',
  forged: resigned((xml) =>
    swap(xml, '</saml:Assertion>', '<x:Statement xmlns:x="urn:x"></x:Statement></saml:Assertion>'),
  ),
});

harmless({
  name: 'name-identifier-with-white-space-around',
  source: 'Space, tab, CR and LF are trimmed, and nothing else',
  variant: resigned((xml) =>
    xml.replaceAll(
      /(<saml:Name(?:Identifier|ID)\b[^>]*>)([^<]*)/g,
      (_, tag: string, text: string) => `${tag}\n  ${text}\t`,
    ),
  ),
});
