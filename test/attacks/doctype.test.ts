import { ofClasses, prolog, swap } from './harness';

const { attack } = ofClasses(18);

const xxe = 'CVE-2026-28809 (esaml), CVE-2021-27736 (FusionAuth)';

const doctypes: readonly (readonly [string, string, string])[] = [
  ['bare', '<!DOCTYPE x>', 'xmldom 0.8 and 0.9 let a DOCTYPE without entities pass in silence'],
  ['internal-entity', '<!DOCTYPE x [<!ENTITY e "evil">]>', xxe],
  ['external-entity', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', xxe],
  ['parameter-entity', '<!DOCTYPE x [<!ENTITY % e SYSTEM "https://evil.example/x.dtd"> %e;]>', xxe],
  ['external-subset', '<!DOCTYPE x SYSTEM "https://evil.example/x.dtd">', xxe],
  ['public-identifier', '<!DOCTYPE x PUBLIC "-//X//DTD X//EN" "https://evil.example/x.dtd">', xxe],
  [
    'billion-laughs',
    `<!DOCTYPE x [<!ENTITY a0 "ha">${Array.from({ length: 9 }, (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`).join('')}]>`,
    'CVE-2003-1564 (libxml2)',
  ],
  ['quadratic-blowup', `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(50_000)}">]>`, 'CVE-2013-0338 (libxml2)'],
  ['default-attributes', '<!DOCTYPE x [<!ATTLIST saml:Assertion Issuer CDATA "evil">]>', 'XML 1.0 3.3.2'],
  ['id-attributes', '<!DOCTYPE x [<!ATTLIST samlp:Status x ID #IMPLIED>]>', 'PortSwigger, The Fragile Lock'],
];
for (const [name, doctype, source] of doctypes) {
  attack({
    name: `doctype-${name}`,
    code: 'xml_doctype',
    source,
    forged: (scene) => scene.travel(prolog(scene.document(scene.signed()), doctype)),
  });
}

attack({
  name: 'doctype-with-its-entity-in-use',
  code: 'xml_doctype',
  source: 'CVE-2025-23369 (GitHub Enterprise Server): entities that two parsers read differently',
  forged: (scene) =>
    scene.travel(prolog(swap(scene.document(scene.signed()), 'Åkjær<', '&e;<'), '<!DOCTYPE x [<!ENTITY e "Åkjær">]>')),
});

attack({
  name: 'doctype-inside-the-message',
  code: 'xml_malformed',
  source: 'XML 1.0 2.8',
  forged: (scene) => swap(scene.signed(), '<samlp:Status>', '<!DOCTYPE x><samlp:Status>'),
});

attack({
  name: 'doctype-after-the-message',
  code: 'xml_malformed',
  source: 'XML 1.0 2.8',
  forged: (scene) => scene.travel(`${scene.document(scene.signed())}<!DOCTYPE x>`),
});

attack({
  name: 'entity-that-nobody-declared',
  code: 'xml_malformed',
  source: 'XML 1.0 4.1',
  forged: (scene) => swap(scene.signed(), 'Åkjær<', 'Åkjær&e;<'),
});

attack({
  name: 'entity-of-html',
  code: 'xml_malformed',
  source: 'XML 1.0 4.6: five entities are predefined',
  forged: (scene) => swap(scene.signed(), '>Ærø Prøve Åkjær<', '>&AElig;rø Prøve Åkjær<'),
});
