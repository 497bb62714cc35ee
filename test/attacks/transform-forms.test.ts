import { C14N, C14N_11, C14N_COMMENTS, ENVELOPED, EXC_C14N, EXC_C14N_COMMENTS } from '../support/xmldsig/methods';
import { ofClasses, swap } from './harness';

const { attack, harmless } = ofClasses(12);

const allowed = 'SAML 1.1 core 5.4.4: enveloped signature and exclusive canonicalization, nothing else';
const xslt = 'Bradley Hill, Command injection in XML signatures, 2007';
const transform = (algorithm: string, content = '') =>
  `<ds:Transform Algorithm="${algorithm}">${content}</ds:Transform>`;
const transforms = (...list: string[]) => `<ds:Transforms>${list.join('')}</ds:Transforms>`;

const enveloped = transform(ENVELOPED);
const exclusive = transform(EXC_C14N);
const XPATH = 'http://www.w3.org/TR/1999/REC-xpath-19991116';
const XPATH_FILTER = 'http://www.w3.org/2002/06/xmldsig-filter2';
const XSLT = 'http://www.w3.org/TR/1999/REC-xslt-19991116';
const BASE64 = 'http://www.w3.org/2000/09/xmldsig#base64';
const not = transform(XPATH, '<ds:XPath>not(ancestor-or-self::*[local-name()="AttributeStatement"])</ds:XPath>');
const stylesheet = transform(XSLT, '<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"/>');

const lists: readonly (readonly [string, string, string])[] = [
  ['empty', transforms(), allowed],
  ['left-out', '', allowed],
  ['without-enveloped', transforms(exclusive), allowed],
  ['in-the-other-order', transforms(exclusive, enveloped), allowed],
  ['enveloped-twice', transforms(enveloped, enveloped, exclusive), allowed],
  ['exclusive-twice', transforms(enveloped, exclusive, exclusive), allowed],
  ['only-enveloped-twice', transforms(enveloped, enveloped), allowed],
  ['xslt-last', transforms(enveloped, exclusive, stylesheet), xslt],
  ['xslt-for-canonicalization', transforms(enveloped, stylesheet), xslt],
  ['xpath-first', transforms(not, exclusive), allowed],
  ['xpath-between', transforms(enveloped, not, exclusive), allowed],
  ['xpath-for-canonicalization', transforms(enveloped, not), allowed],
  ['xpath-filter', transforms(enveloped, transform(XPATH_FILTER)), allowed],
  ['base64', transforms(enveloped, transform(BASE64)), allowed],
  ['unknown', transforms(enveloped, transform('urn:x')), allowed],
  ['without-algorithm', transforms(enveloped, '<ds:Transform></ds:Transform>'), allowed],
  ['exclusive-with-comments', transforms(enveloped, transform(EXC_C14N_COMMENTS)), allowed],
  ['inclusive-with-comments', transforms(enveloped, transform(C14N_COMMENTS)), allowed],
  ['canonical-xml-1.1', transforms(enveloped, transform(C14N_11)), allowed],
  ['enveloped-with-parameters', transforms(transform(ENVELOPED, '<ds:XPath>/</ds:XPath>'), exclusive), allowed],
  ['with-text', `<ds:Transforms>x${enveloped}${exclusive}</ds:Transforms>`, allowed],
  [
    'in-another-namespace',
    transforms(enveloped, `<x:Transform xmlns:x="urn:x" Algorithm="${EXC_C14N}"></x:Transform>`),
    allowed,
  ],
];
for (const [name, text, source] of lists) {
  attack({
    name: `transforms-${name}`,
    code: 'signature_transform',
    source,
    forged: (scene) => scene.signedByHand({ transforms: text }),
  });
}

// These two are digested as they say, so that nothing but the form is wrong with them.
attack({
  name: 'transforms-inclusive-by-leaving-canonicalization-out',
  code: 'signature_transform',
  source: 'XML Signature 4.4.3.2: without a canonicalization the octets are those of inclusive Canonical XML',
  forged: (scene) => scene.signedByHand({ transforms: transforms(enveloped), canonicalizer: 'inclusive' }),
});
attack({
  name: 'transforms-inclusive-by-name',
  code: 'signature_transform',
  source: allowed,
  forged: (scene) =>
    scene.signedByHand({ transforms: transforms(enveloped, transform(C14N)), canonicalizer: 'inclusive' }),
});

const inclusiveNamespaces: readonly (readonly [string, string])[] = [
  ['in-another-namespace', '<x:InclusiveNamespaces xmlns:x="urn:x" PrefixList="xsd"/>'],
  ['twice', `<ec:InclusiveNamespaces xmlns:ec="${EXC_C14N}" PrefixList="xsd"/>`.repeat(2)],
  ['with-content', `<ec:InclusiveNamespaces xmlns:ec="${EXC_C14N}" PrefixList="xsd">x</ec:InclusiveNamespaces>`],
  ['beside-text', `x<ec:InclusiveNamespaces xmlns:ec="${EXC_C14N}" PrefixList="xsd"/>`],
];
for (const [name, parameter] of inclusiveNamespaces) {
  attack({
    name: `inclusive-namespaces-${name}`,
    code: 'signature_malformed',
    source: 'Exclusive XML Canonicalization 1.0, section 4',
    forged: (scene) =>
      scene.signedByHand({ transforms: transforms(enveloped, transform(EXC_C14N, parameter)), prefixList: 'xsd' }),
  });
}

const prefixLists = ['xsi', 'xsi samlp', 'xsi xsd xs unbound', '#default xsi'];
for (const prefixList of prefixLists) {
  harmless({
    name: `prefix-list-${prefixList.replaceAll(/[^a-z]+/g, '-').replace(/^-/, '')}`,
    source: 'Exclusive XML Canonicalization 1.0, section 4; WS-I and .NET senders write one',
    variant: (scene) => scene.signedByHand({ prefixList }),
  });
}

const prefixes = (count: number) => Array.from({ length: count }, (_, n) => `p${n}`).join(' ');
attack({
  name: 'prefix-list-of-33',
  code: 'signature_malformed',
  source: 'Each prefix is looked up: a bound on what an unverified message can cost',
  twin: (scene) => scene.signedByHand({ prefixList: prefixes(32) }),
  forged: (scene) => scene.signedByHand({ prefixList: prefixes(33) }),
});

attack({
  name: 'prefix-list-changed-after-signing',
  code: 'digest_mismatch',
  source: 'tampering',
  twin: (scene) => scene.signedByHand({ prefixList: scene.names.schemaPrefix }),
  forged: (scene) =>
    swap(scene.signedByHand({ prefixList: scene.names.schemaPrefix }), /PrefixList="\w+"/, 'PrefixList="xsi"'),
});

attack({
  name: 'prefix-of-the-list-bound-to-something-else',
  code: 'digest_mismatch',
  source: 'Exclusive XML Canonicalization 1.0, section 4: what the list names is signed',
  twin: (scene) => scene.signedByHand({ prefixList: scene.names.schemaPrefix }),
  forged: (scene) =>
    swap(
      scene.signedByHand({ prefixList: scene.names.schemaPrefix }),
      'http://www.w3.org/2001/XMLSchema"',
      'urn:evil"',
    ),
});
