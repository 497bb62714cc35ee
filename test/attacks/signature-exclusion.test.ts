import { CERTS } from '../support/certs';
import { DS } from '../support/xmldsig/methods';
import { SIGNATURE_HERE } from '../support/xmldsig/hand-signature';
import {
  after,
  ARTIFACT,
  cut,
  first,
  last,
  NEMID,
  ofClasses,
  POST,
  SAML2,
  swap,
  WITH_SIGNICAT,
  without,
  type Scene,
} from './harness';

const { attack } = ofClasses(1);

const exclusion = 'CVE-2012-5353 (OpenAthens), CVE-2026-28323 (SolarWinds WHD)';

attack({
  name: 'signature-never-made',
  code: 'signature_missing',
  source: exclusion,
  forged: (scene) => scene.unsigned(),
});

attack({
  name: 'signature-removed',
  code: 'signature_missing',
  source: exclusion,
  lanes: WITH_SIGNICAT,
  forged: (scene) => without(scene.signed(), 'ds:Signature'),
});

attack({
  name: 'signature-empty',
  code: 'signature_malformed',
  source: exclusion,
  forged: (scene) => last(scene.unsigned(), 'saml:Assertion', `<ds:Signature xmlns:ds="${DS}"></ds:Signature>`),
});

attack({
  name: 'signature-in-another-namespace',
  code: 'signature_missing',
  source: 'PortSwigger, The Fragile Lock (2025-12-10)',
  forged: (scene) => swap(scene.signed(), `xmlns:ds="${DS}"`, `xmlns:ds="${DS}x"`),
});

attack({
  name: 'signature-value-empty',
  code: 'base64_invalid',
  source: 'CVE-2016-9955 (SimpleSAMLphp, SAML 1 validator)',
  forged: (scene) => swap(scene.signed(), /<ds:SignatureValue>[^<]*</, '<ds:SignatureValue><'),
});

attack({
  name: 'digest-value-empty',
  code: 'base64_invalid',
  source: 'CVE-2025-66475 (xmlseclibs, void canonicalization)',
  forged: (scene) => swap(scene.signed(), /<ds:DigestValue>[^<]*</, '<ds:DigestValue><'),
});

attack({
  name: 'only-the-assertion-signed-in-a-post',
  classes: [1, 36],
  code: 'signature_missing',
  source: 'SAML 1.1 bindings 4.1.2: a POST response is signed; Recipient and Status are outside the assertion',
  lanes: [...POST, ...NEMID],
  forged: (scene) => scene.signedOn('Assertion'),
});

attack({
  name: 'only-the-response-signed-around-an-assertion',
  code: 'signature_missing',
  source: 'OIOSAML 3: the assertion itself is signed, so that it is proof wherever it is kept',
  lanes: SAML2,
  twin: (scene) => scene.signedOn('both'),
  forged: (scene) => scene.signedOn('Response'),
});

attack({
  name: 'signature-moved-into-status',
  code: 'signature_misplaced',
  source: 'XML Signature wrapping, USENIX Security 2012',
  forged: (scene) => last(without(scene.signed(), 'ds:Signature'), 'samlp:Status', cut(scene.signed(), 'ds:Signature')),
});

attack({
  name: 'signature-of-a-statement-only',
  code: 'signature_misplaced',
  source: 'XML Signature wrapping, USENIX Security 2012',
  forged: (scene) =>
    last(without(scene.signed(), 'ds:Signature'), 'saml:AttributeStatement', cut(scene.signed(), 'ds:Signature')),
});

const secondSignature = (scene: Scene) => {
  const signed = scene.signed();
  const placed = first(signed, scene.signedElement, SIGNATURE_HERE);
  return scene.signHere(placed);
};

attack({
  name: 'second-signature-covered-by-the-first',
  code: 'signature_malformed',
  source: 'SAML 1.1 core 5.4: one ds:Signature an element',
  forged: secondSignature,
});

attack({
  name: 'signature-written-twice',
  code: 'digest_mismatch',
  source: 'SAML 1.1 core 5.4: one ds:Signature an element',
  forged: (scene) => after(scene.signed(), 'ds:Signature', cut(scene.signed(), 'ds:Signature')),
});

attack({
  name: 'response-signature-bad-assertion-signature-good',
  code: 'digest_mismatch',
  source: 'samlify 2.13 accepts either one of two signatures',
  twin: (scene) => scene.signedOn('both'),
  forged: (scene) => swap(scene.signedOn('both'), '<samlp:Response ', '<samlp:Response Consent="urn:x" '),
});

attack({
  name: 'assertion-signature-bad-response-signature-good',
  code: 'signature_invalid',
  codes: { 'saml2-encrypted': ['decryption_failed', 'the bad one is inside the ciphertext that the good one covers'] },
  source: 'samlify 2.13 accepts either one of two signatures',
  twin: (scene) => scene.signedOn('both'),
  forged: (scene) => scene.sign(scene.signedOn('Assertion', {}, { signer: CERTS.foreign }), 'Response'),
});

attack({
  name: 'bad-signature-where-none-is-needed',
  code: 'digest_mismatch',
  source: 'A signature that is present and bad is never treated as absent',
  lanes: ARTIFACT,
  options: { dangerouslyAllowUnsignedAssertion: true },
  twin: (scene) => scene.unsigned(),
  forged: (scene) => swap(scene.signed(), 'Åkjær<', 'Evil<'),
});
