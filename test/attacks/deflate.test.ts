import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { ofClasses, SAML2, type Scene } from './harness';

const { attack } = ofClasses(19);

const source =
  'SAML 2.0 bindings 3.4.4.1: only the redirect binding deflates; 272 kB made node-saml 5.1 inflate 200 MB';
const encodings: readonly (readonly [string, (document: Buffer) => Buffer])[] = [
  ['deflated', (document) => deflateRawSync(document)],
  ['deflated-with-zlib', (document) => deflateSync(document, { level: 9 })],
  ['gzipped', (document) => gzipSync(document)],
];
for (const [name, encode] of encodings) {
  attack({
    name: `message-${name}`,
    code: 'message_encoding',
    source,
    lanes: SAML2,
    forged: (scene: Scene) => scene.travel(encode(Buffer.from(scene.signed()))),
  });
}

attack({
  name: 'deflate-bomb',
  code: 'message_encoding',
  source,
  lanes: SAML2,
  forged: (scene) => scene.travel(deflateRawSync(Buffer.alloc(10_000_000, 'a'), { level: 9 })),
});
