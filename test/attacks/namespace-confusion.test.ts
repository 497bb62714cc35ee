import { ASSERTION, PROTOCOL } from '../support/saml11';
import { ASSERTION2, PROTOCOL2 } from '../support/saml2';
import { ofClasses, SAML11, SAML2, swap, swapAll, within, type Scene } from './harness';

const { attack, harmless } = ofClasses(8, 10);

const fragile = 'PortSwigger, The Fragile Lock (2025-12-10): namespace confusion';
const versions = 'Cross-protocol: a message of one version at the endpoint of another';

const resigned = (change: (xml: string, scene: Scene) => string) => (scene: Scene) =>
  scene.sign(change(scene.unsigned(), scene), scene.signedPart);
const resignedAssertion = (change: (assertion: string, scene: Scene) => string) =>
  resigned((xml, scene) => within(xml, 'saml:Assertion', (assertion) => change(assertion, scene)));

attack({
  name: 'response-in-another-namespace',
  code: 'message_unexpected',
  source: fragile,
  forged: resigned((xml) => swap(xml, /xmlns:samlp="[^"]*"/, 'xmlns:samlp="urn:x"')),
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
  forged: resigned((xml, { names }) => swap(xml, names.protocolNamespace, names.assertionNamespace)),
});

attack({
  name: 'saml-2.0-response',
  code: 'message_unexpected',
  source: versions,
  lanes: SAML11,
  forged: resigned((xml) => swap(xml, PROTOCOL, PROTOCOL2)),
});

attack({
  name: 'saml-1.1-response',
  code: 'message_unexpected',
  source: versions,
  lanes: SAML2,
  forged: resigned((xml) => swap(xml, PROTOCOL2, PROTOCOL)),
});

attack({
  name: 'saml-2.0-assertion-in-the-response',
  code: 'signed_element_misplaced',
  source: versions,
  lanes: SAML11,
  forged: resigned((xml) => swapAll(xml, ASSERTION, ASSERTION2)),
});

attack({
  name: 'saml-1.1-assertion-in-the-response',
  code: 'signed_element_misplaced',
  source: versions,
  lanes: SAML2,
  forged: resignedAssertion((xml) => swapAll(xml, ASSERTION2, ASSERTION)),
});

attack({
  name: 'assertion-in-no-namespace',
  code: 'signed_element_misplaced',
  source: fragile,
  forged: resignedAssertion((xml) => swapAll(swapAll(xml, '<saml:', '<'), '</saml:', '</')),
});

attack({
  name: 'assertion-namespace-with-a-slash',
  code: 'signed_element_misplaced',
  source: fragile,
  forged: resignedAssertion((xml, { names }) => swapAll(xml, names.assertionNamespace, `${names.assertionNamespace}/`)),
});

// SAML 2.0 tells the children of an Assertion apart before it reads them.
const closed = ['message_unexpected', 'what else an Assertion may hold is a closed list there'] as const;
const strangers = { 'saml2-post': closed, 'saml2-encrypted': closed };

attack({
  name: 'prefix-bound-to-something-else-below',
  code: 'conditions_missing',
  codes: strangers,
  source: fragile,
  forged: resigned((xml) => swap(xml, '<saml:Conditions ', '<saml:Conditions xmlns:saml="urn:x" ')),
});

attack({
  name: 'issuer-in-a-namespace',
  code: 'issuer_mismatch',
  source: fragile,
  lanes: SAML11,
  forged: resigned((xml) => swap(xml, ' Issuer=', ' saml:Issuer=')),
});

attack({
  name: 'conditions-in-another-namespace',
  code: 'conditions_missing',
  codes: strangers,
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
      swap(scene.signed(), '<saml:Conditions ', `<s:Conditions xmlns:s="${scene.names.assertionNamespace}" `),
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
  variant: resignedAssertion((xml) =>
    swapAll(swapAll(swapAll(xml, '<saml:', '<'), '</saml:', '</'), 'xmlns:saml=', 'xmlns='),
  ),
});

harmless({
  name: 'unused-namespaces-declared',
  source: 'Exclusive XML Canonicalization 1.0: what is not used is not signed; relays add declarations',
  variant: (scene) => swap(scene.signed(), '<saml:Conditions ', '<saml:Conditions xmlns:unused="urn:x" '),
});

harmless({
  name: 'schema-type-of-another-prefix',
  source: 'xsi:type is never interpreted',
  variant: resigned((xml, { names }) => swapAll(xml, `"${names.schemaPrefix}:string"`, '"nothing:at-all"')),
});
