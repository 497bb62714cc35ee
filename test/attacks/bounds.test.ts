import { ARTIFACT, ofClasses, OnTheWire, POSTED, swap, WITH_SIGNICAT, type LaneName, type Scene } from './harness';

const { attack } = ofClasses(19);

const deep = 'GHSA-2v35-w6hq-6mfw (xmldom), CVE-2025-25293 (ruby-saml)';
const wide = 'GHSA-965w-775f-mr7g, GHSA-8344-3jmq-59r6 (xmldom)';
const huge = 'CVE-2025-54572 (ruby-saml): measured before it is decoded';

/** A signed message with something in an attribute value that no one maps. */
const holding = (scene: Scene, xml: string) =>
  scene.signedByHand(
    {},
    {
      extraAttributes: scene.attribute('x', xml),
    },
  );

const isEncrypted = (lane: LaneName) => lane === 'saml2-encrypted';

// Response, Assertion, AttributeStatement, Attribute, AttributeValue; the SOAP Envelope and Body; EncryptedAssertion.
const around = ({ lane }: Scene) => 5 + (lane === 'saml11-artifact' ? 2 : isEncrypted(lane) ? 1 : 0);
const nested = (scene: Scene, depth: number) => {
  const inside = depth - around(scene);
  return holding(scene, '<a>'.repeat(inside) + '</a>'.repeat(inside));
};
attack({
  name: 'depth-of-65',
  code: 'xml_too_deep',
  source: deep,
  twin: (scene) => nested(scene, 64),
  forged: (scene) => nested(scene, 65),
});

attack({
  name: 'a-hundred-thousand-open-tags',
  code: 'xml_too_deep',
  source: deep,
  lanes: ARTIFACT,
  forged: () => new OnTheWire('<a>'.repeat(100_000)),
});

// EncryptedAssertion and what is in it beside the assertion.
const ENCRYPTION = 11;
const counted = (scene: Scene, total: number) => {
  const before = (scene.document(holding(scene, '')).match(/<[A-Za-z]/g) ?? []).length;
  return holding(scene, '<a/>'.repeat(total - before - (isEncrypted(scene.lane) ? ENCRYPTION : 0)));
};
attack({
  name: 'twenty-thousand-and-one-elements',
  code: 'xml_too_many_elements',
  source: deep,
  twin: (scene) => counted(scene, 20_000),
  forged: (scene) => counted(scene, 20_001),
});

const attributes = (scene: Scene, count: number) =>
  holding(scene, `<a${Array.from({ length: count }, (_, n) => ` b${n}=""`).join('')}></a>`);
attack({
  name: 'sixty-five-attributes',
  code: 'xml_too_many_attributes',
  source: wide,
  lanes: WITH_SIGNICAT,
  twin: (scene) => attributes(scene, 64),
  forged: (scene) => attributes(scene, 65),
});

const namespaces = (scene: Scene, count: number) =>
  holding(scene, `<a${Array.from({ length: count }, (_, n) => ` xmlns:b${n}="urn:${n}"`).join('')}></a>`);
attack({
  name: 'seventeen-namespaces',
  code: 'xml_too_many_namespaces',
  source: wide,
  lanes: WITH_SIGNICAT,
  twin: (scene) => namespaces(scene, 16),
  forged: (scene) => namespaces(scene, 17),
});

const sized = (scene: Scene, bytes: number) => {
  const rest = Buffer.byteLength(scene.document(holding(scene, '')));
  return holding(scene, 'a'.repeat(bytes - rest));
};
attack({
  name: 'message-of-256-kib-and-a-byte',
  code: 'message_too_large',
  source: huge,
  // What is encrypted grows by a third, and by a third again.
  lanes: ['saml11-post', 'saml2-post'],
  twin: (scene) => sized(scene, 256 * 1024),
  forged: (scene) => sized(scene, 256 * 1024 + 1),
});

attack({
  name: 'soap-reply-of-1-mib-and-a-byte',
  code: 'message_too_large',
  httpCode: 'soap_too_large',
  source: huge,
  lanes: ARTIFACT,
  twin: (scene) => sized(scene, 1024 * 1024),
  forged: (scene) => sized(scene, 1024 * 1024 + 1),
});

attack({
  name: 'base64-of-ten-megabytes',
  code: 'message_too_large',
  source: huge,
  lanes: POSTED,
  forged: () => new OnTheWire('A'.repeat(10_000_000)),
});

attack({
  name: 'base64-among-ten-megabytes-of-white-space',
  code: 'message_too_large',
  source: huge,
  lanes: POSTED,
  forged: (scene) => new OnTheWire(' '.repeat(10_000_000) + scene.travel(scene.signed()).value.toString()),
});

attack({
  name: 'signature-value-of-4500-bytes',
  code: 'message_too_large',
  source: huge,
  forged: (scene) => swap(scene.signed(), /<ds:SignatureValue>[^<]*/, `<ds:SignatureValue>${'A'.repeat(6_000)}`),
});
