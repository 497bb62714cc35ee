import { ASSERTION, PROTOCOL } from '../support/saml11';
import { attack, harmless, swap, swapAll, type Scene } from './harness';

const fragile = 'PortSwigger, The Fragile Lock (2025-12-10): namespace confusion';
const SAML2_ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion';

const resigned = (change: (xml: string) => string) => (scene: Scene) =>
  scene.sign(change(scene.unsigned()), scene.signedPart);

attack({
  name: 'response-in-another-namespace',
  code: 'message_unexpected',
  source: fragile,
  forged: resigned((xml) => swap(xml, `xmlns:samlp="${PROTOCOL}"`, 'xmlns:samlp="urn:x"')),
});

attack({
  name: 'response-alone-in-another-namespace',
  code: 'message_unexpected',
  source: fragile,
  forged: resigned((xml) =>
    swap(swap(xml, '<samlp:Response ', '<x:Response xmlns:x="urn:x" '), '</samlp:Response>', '</x:Response>'),
  ),
});

attack({
  name: 'response-in-no-namespace',
  code: 'message_unexpected',
  source: fragile,
  forged: resigned((xml) => swapAll(swapAll(xml, '<samlp:', '<'), '</samlp:', '</')),
});

attack({
  name: 'response-in-the-assertion-namespace',
  code: 'message_unexpected',
  source: fragile,
  forged: resigned((xml) => swap(xml, `xmlns:samlp="${PROTOCOL}"`, `xmlns:samlp="${ASSERTION}"`)),
});

attack({
  name: 'saml-2.0-response',
  code: 'message_unexpected',
  source: 'Cross-protocol: a message of one version at the endpoint of another',
  forged: resigned((xml) =>
    swap(xml, `xmlns:samlp="${PROTOCOL}"`, 'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"'),
  ),
});

attack({
  name: 'saml-2.0-assertion-in-the-response',
  code: 'signed_element_misplaced',
  source: 'Cross-protocol: a message of one version at the endpoint of another',
  forged: resigned((xml) => swapAll(xml, ASSERTION, SAML2_ASSERTION)),
});

attack({
  name: 'assertion-in-no-namespace',
  code: 'signed_element_misplaced',
  source: fragile,
  forged: resigned((xml) => swapAll(swapAll(xml, '<saml:', '<'), '</saml:', '</')),
});

attack({
  name: 'assertion-namespace-with-a-slash',
  code: 'signed_element_misplaced',
  source: fragile,
  forged: resigned((xml) => swapAll(xml, ASSERTION, `${ASSERTION}/`)),
});

attack({
  name: 'prefix-bound-to-something-else-below',
  code: 'conditions_missing',
  source: fragile,
  forged: resigned((xml) => swap(xml, '<saml:Conditions ', '<saml:Conditions xmlns:saml="urn:x" ')),
});

attack({
  name: 'issuer-in-a-namespace',
  code: 'issuer_mismatch',
  source: fragile,
  forged: resigned((xml) => swap(xml, ' Issuer=', ' saml:Issuer=')),
});

attack({
  name: 'conditions-in-another-namespace',
  code: 'conditions_missing',
  source: fragile,
  forged: resigned((xml) =>
    swap(swap(xml, '<saml:Conditions ', '<x:Conditions xmlns:x="urn:x" '), '</saml:Conditions>', '</x:Conditions>'),
  ),
});

attack({
  name: 'status-in-another-namespace',
  code: 'message_unexpected',
  source: fragile,
  forged: resigned((xml) => swap(xml, '<samlp:Status>', '<samlp:Status xmlns:samlp="urn:x">')),
});

attack({
  name: 'prefix-renamed-after-signing',
  code: 'digest_mismatch',
  source: 'Exclusive XML Canonicalization 1.0: prefixes are signed',
  forged: (scene) =>
    swap(
      swap(scene.signed(), '<saml:Conditions ', '<s:Conditions xmlns:s="urn:oasis:names:tc:SAML:1.0:assertion" '),
      '</saml:Conditions>',
      '</s:Conditions>',
    ),
});

attack({
  name: 'namespace-changed-after-signing',
  code: 'digest_mismatch',
  source: fragile,
  forged: (scene) => swap(scene.signed(), '<saml:SubjectLocality ', '<saml:SubjectLocality xmlns:saml="urn:x" '),
});

harmless({
  name: 'other-prefixes',
  source: 'Namespaces in XML 1.0: a prefix is no name',
  variant: resigned((xml) =>
    swapAll(
      swapAll(swapAll(swapAll(xml, 'samlp:', 'p:'), 'xmlns:samlp', 'xmlns:p'), 'saml:', 'a:'),
      'xmlns:saml',
      'xmlns:a',
    ),
  ),
});

harmless({
  name: 'default-namespaces',
  source: '.NET writes them',
  variant: resigned((xml) => {
    const unprefixed = swapAll(swapAll(swapAll(xml, '<saml:', '<'), '</saml:', '</'), 'xmlns:saml=', 'xmlns=');
    const [start = '', ...rest] = unprefixed.split('<Assertion');
    return swap(start, `xmlns="${ASSERTION}" `, '') + ['', ...rest].join('<Assertion');
  }),
});

harmless({
  name: 'unused-namespaces-declared',
  source: 'Exclusive XML Canonicalization 1.0: what is not used is not signed; relays add declarations',
  variant: (scene) => swap(scene.signed(), '<saml:Conditions ', '<saml:Conditions xmlns:unused="urn:x" '),
});

harmless({
  name: 'schema-type-of-another-prefix',
  source: 'xsi:type is never interpreted',
  variant: resigned((xml) => swapAll(xml, 'xsi:type="xsd:string"', 'xsi:type="nothing:at-all"')),
});
