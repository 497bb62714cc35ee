import { ARTIFACT, artifact, ofClasses, SOURCE_ID } from './harness';

const { formAttack } = ofClasses(36);

const lanes = ARTIFACT;
const form = 'SAML 1.1 bindings 4.1.1.6: TypeCode 0001, a SourceID and a handle of 20 octets each, in base64';
const sources =
  'SAML 1.1 bindings 4.1.1.8: an artifact of one broker is not asked of another; CVE-2026-49283 (SimpleSAMLphp)';
const bytes = (text: string) => Buffer.from(text, 'base64');

const malformed: readonly (readonly [string, () => string])[] = [
  ['of-type-2', () => Buffer.concat([Buffer.from([0, 2]), bytes(artifact()).subarray(2)]).toString('base64')],
  ['of-saml-2', () => Buffer.concat([Buffer.from([0, 4, 0, 0]), bytes(artifact()).subarray(2)]).toString('base64')],
  ['cut-short', () => bytes(artifact()).subarray(0, 41).toString('base64')],
  ['that-is-too-long', () => Buffer.concat([bytes(artifact()), Buffer.from('x')]).toString('base64')],
  ['of-markup', () => '</samlp:AssertionArtifact><x>'],
  ['with-markup-behind-it', () => `${artifact()}<x/>`],
  ['with-a-null-behind-it', () => `${artifact()}\0`],
  ['in-url-safe-base64', () => Buffer.concat([Buffer.from([0, 1]), Buffer.alloc(40, 0xfb)]).toString('base64url')],
];
for (const [name, make] of malformed) {
  formAttack({
    name: `artifact-${name}`,
    code: 'artifact_malformed',
    source: `${form}; it is written into our request`,
    lanes,
    async forged(world) {
      const { browser, relayState } = await world.start();
      return world.get(browser, { SAMLart: make(), TARGET: relayState });
    },
  });
}

for (const [name, query] of [
  ['artifact', (state: string) => `SAMLart=${encodeURIComponent(artifact())}&${state}`],
  ['target', (state: string) => `TARGET=x&${state}`],
] as const) {
  formAttack({
    name: `artifact-flow-with-two-of-${name}`,
    code: 'parameter_duplicate',
    source: 'Which of the two is judged, and which is used?',
    lanes,
    async forged(world) {
      const { browser, relayState } = await world.start();
      const state = new URLSearchParams({ SAMLart: artifact(), TARGET: relayState }).toString();
      return world.get(browser, query(state));
    },
  });
}

formAttack({
  name: 'artifact-of-another-broker',
  classes: [29, 36],
  code: 'artifact_source',
  source: sources,
  lanes,
  options: { artifactSourceId: SOURCE_ID },
  async forged(world) {
    const { browser, relayState } = await world.start();
    return world.get(browser, { SAMLart: artifact('a5'.repeat(20)), TARGET: relayState });
  },
});
