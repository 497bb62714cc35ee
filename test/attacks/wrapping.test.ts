import { SOAP } from '../support/saml11';
import { SIGNATURE_HERE } from '../support/xmldsig/hand-signature';
import { ARTIFACT, before, cut, last, ofClasses, SAML2, swap, WITH_SIGNICAT, without, type Scene } from './harness';

const { attack } = ofClasses(2);

// The numbers are those of SAML Raider, which took them from the paper.
const paper = 'Somorovsky et al., On Breaking SAML, USENIX Security 2012';

const others = { responseId: '_evil-response', assertionId: '_evil', fullName: 'Evil Eva' };
/** What the attacker wants believed: other ids, another person, and no signature. */
const evilResponse = (scene: Scene) => scene.unsigned(others);
const evilAssertion = (scene: Scene) => scene.assertion(others);

/** The Response signed, as far as the lane takes that: SAML 2.0 wants the Assertion signed besides. */
const response = (scene: Scene) =>
  scene.signedOn(scene.signedPart === 'Assertion' && isSaml2(scene) ? 'both' : 'Response');
const isSaml2 = ({ lane }: Scene) => SAML2.includes(lane);
const assertion = (scene: Scene) => scene.signedOn('Assertion');
// Where the lane wants a signed Response, the Assertion in it is signed besides.
const honest = (scene: Scene) => (scene.signedPart === 'Response' ? scene.signedOn('both') : assertion(scene));

attack({
  name: 'wrapping-01-response-inside-its-signature',
  code: 'assertion_count',
  source: `${paper}, XSW1; CVE-2025-47949 (samlify)`,
  twin: response,
  forged(scene) {
    const signed = response(scene);
    const signature = last(cut(signed, 'ds:Signature'), 'ds:Signature', without(signed, 'ds:Signature'));
    return before(evilResponse(scene), 'samlp:Status', signature);
  },
});

attack({
  name: 'wrapping-02-response-beside-its-signature',
  code: 'assertion_count',
  source: `${paper}, XSW2; CVE-2024-45409 (ruby-saml)`,
  twin: response,
  forged(scene) {
    const signed = response(scene);
    return before(evilResponse(scene), 'samlp:Status', without(signed, 'ds:Signature') + cut(signed, 'ds:Signature'));
  },
});

attack({
  name: 'wrapping-03-evil-assertion-before-the-signed-one',
  code: 'assertion_count',
  source: `${paper}, XSW3; CVE-2016-5697 (ruby-saml)`,
  twin: honest,
  forged: (scene) => before(assertion(scene), 'saml:Assertion', evilAssertion(scene)),
});

attack({
  name: 'wrapping-04-signed-assertion-inside-the-evil-one',
  code: 'assertion_count',
  source: `${paper}, XSW4; CVE-2020-5407 (Spring Security)`,
  twin: honest,
  forged(scene) {
    const original = cut(assertion(scene), 'saml:Assertion');
    return swap(assertion(scene), original, last(evilAssertion(scene), 'saml:Assertion', original));
  },
});

attack({
  name: 'wrapping-05-signature-on-the-evil-assertion-original-at-the-end',
  code: 'assertion_count',
  source: `${paper}, XSW5; CVE-2024-6800 (GitHub Enterprise Server)`,
  twin: honest,
  forged(scene) {
    const original = cut(assertion(scene), 'saml:Assertion');
    const signature = cut(original, 'ds:Signature');
    const carrier = last(evilAssertion(scene), 'saml:Assertion', signature);
    return swap(assertion(scene), original, carrier + without(original, 'ds:Signature'));
  },
});

attack({
  name: 'wrapping-06-original-inside-the-signature-of-the-evil-assertion',
  code: 'assertion_count',
  source: `${paper}, XSW6; CVE-2026-47201 (authentik)`,
  twin: honest,
  forged(scene) {
    const original = cut(assertion(scene), 'saml:Assertion');
    const signature = last(cut(original, 'ds:Signature'), 'ds:Signature', without(original, 'ds:Signature'));
    return swap(assertion(scene), original, last(evilAssertion(scene), 'saml:Assertion', signature));
  },
});

attack({
  name: 'wrapping-07-evil-assertion-in-extensions',
  code: 'assertion_count',
  source: `${paper}, XSW7; OneUptime #2949`,
  twin: honest,
  forged(scene) {
    return before(assertion(scene), 'saml:Assertion', `<samlp:Extensions>${evilAssertion(scene)}</samlp:Extensions>`);
  },
});

attack({
  name: 'wrapping-08-original-in-an-object-of-the-evil-signature',
  code: 'assertion_count',
  source: `${paper}, XSW8; CVE-2025-54419 (node-saml)`,
  twin: honest,
  forged(scene) {
    const original = cut(assertion(scene), 'saml:Assertion');
    const object = `<ds:Object>${without(original, 'ds:Signature')}</ds:Object>`;
    const signature = last(cut(original, 'ds:Signature'), 'ds:Signature', object);
    return swap(assertion(scene), original, last(evilAssertion(scene), 'saml:Assertion', signature));
  },
});

attack({
  name: 'wrapping-09-original-in-the-advice-of-the-evil-assertion',
  code: 'assertion_count',
  source: `${paper}; SAML 1.1 core 2.3.2.2 allows assertions in Advice`,
  twin: honest,
  forged(scene) {
    const original = cut(assertion(scene), 'saml:Assertion');
    const advice = `<saml:Advice>${original}</saml:Advice>`;
    return swap(assertion(scene), original, before(evilAssertion(scene), scene.names.authenticationStatement, advice));
  },
});

attack({
  name: 'wrapping-10-original-in-an-attribute-value-of-the-evil-assertion',
  code: 'assertion_count',
  source: `${paper}; CVE-2026-58066 (Rocket.Chat)`,
  twin: honest,
  forged(scene) {
    const original = cut(assertion(scene), 'saml:Assertion');
    const attribute = scene.attribute('x', original);
    return swap(assertion(scene), original, last(evilAssertion(scene), 'saml:AttributeStatement', attribute));
  },
});

attack({
  name: 'wrapping-original-response-in-status-detail',
  code: 'assertion_count',
  source: paper,
  twin: response,
  forged(scene) {
    const signed = response(scene);
    return last(evilResponse(scene), 'samlp:Status', `<samlp:StatusDetail>${signed}</samlp:StatusDetail>`);
  },
});

attack({
  name: 'wrapping-signed-response-in-the-soap-header',
  code: 'assertion_count',
  source: 'McIntosh and Austel, XML signature element wrapping attacks, 2005',
  lanes: ARTIFACT,
  forged: (scene) =>
    scene.travel(
      swap(
        scene.document(evilResponse(scene)),
        '<soapenv:Body>',
        `<soapenv:Header>${scene.signed()}</soapenv:Header><soapenv:Body>`,
      ),
    ),
});

attack({
  name: 'wrapping-signed-response-beside-the-evil-one-in-the-soap-body',
  code: 'message_unexpected',
  source: 'SOAP 1.1 in SAML 1.1 bindings 3.1.3: one element in the Body',
  lanes: ARTIFACT,
  forged: (scene) => scene.travel(scene.document(evilResponse(scene) + scene.signed())),
});

attack({
  name: 'wrapping-second-soap-body',
  code: 'message_unexpected',
  source: 'McIntosh and Austel, XML signature element wrapping attacks, 2005',
  lanes: ARTIFACT,
  forged: (scene) =>
    scene.travel(
      swap(
        scene.document(evilResponse(scene)),
        '</soapenv:Body>',
        `</soapenv:Body><soapenv:Body>${scene.signed()}</soapenv:Body>`,
      ),
    ),
});

attack({
  name: 'wrapping-envelope-inside-an-envelope',
  code: 'message_unexpected',
  source: 'McIntosh and Austel, XML signature element wrapping attacks, 2005',
  lanes: ARTIFACT,
  forged: (scene) =>
    scene.travel(
      `<e:Envelope xmlns:e="${SOAP}"><e:Body>${scene.document(scene.signed()).replace(/^<\?xml.*?\?>/, '')}</e:Body></e:Envelope>`,
    ),
});

// Something else that the broker signed with the same key: its metadata, a logout, a receipt.
const otherDocument = (scene: Scene) =>
  scene.signHere(
    `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" ID="_metadata" entityID="${scene.facts.issuer}">` +
      `${SIGNATURE_HERE}</md:EntityDescriptor>`,
    { id: '_metadata' },
  );

attack({
  name: 'wrapping-signature-of-another-document',
  code: 'signature_reference',
  source: 'GHSA-63ch-w8pw-4mf2 (samlify): what was signed for one purpose is used for another',
  lanes: WITH_SIGNICAT,
  forged(scene) {
    const other = otherDocument(scene);
    const carried = last(scene.unsigned(), scene.signedElement, cut(other, 'ds:Signature'));
    return before(
      carried,
      scene.names.authenticationStatement,
      `<saml:Advice>${without(other, 'ds:Signature')}</saml:Advice>`,
    );
  },
});

attack({
  name: 'wrapping-signed-document-whole-in-advice',
  code: 'signature_misplaced',
  source: 'GHSA-63ch-w8pw-4mf2 (samlify): what was signed for one purpose is used for another',
  forged: (scene) =>
    before(scene.unsigned(), scene.names.authenticationStatement, `<saml:Advice>${otherDocument(scene)}</saml:Advice>`),
});

attack({
  name: 'wrapping-signed-assertion-in-another-protocol-message',
  classes: [3],
  code: 'message_unexpected',
  source: 'GHSA-63ch-w8pw-4mf2 (samlify): a captured assertion inside a forged request',
  lanes: WITH_SIGNICAT,
  twin: honest,
  forged(scene) {
    const signed = swap(honest(scene), '<samlp:Response ', '<samlp:Request ');
    return swap(signed, '</samlp:Response>', '</samlp:Request>');
  },
});

attack({
  name: 'wrapping-signed-assertion-out-of-place',
  code: 'signed_element_misplaced',
  source: `${paper}: the place is part of the meaning`,
  forged(scene) {
    const signed = scene.signed();
    const original = cut(signed, 'saml:Assertion');
    return swap(signed, original, `<samlp:Extensions>${original}</samlp:Extensions>`);
  },
});
