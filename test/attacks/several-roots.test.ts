import { ofClasses, type Scene } from './harness';

const { attack } = ofClasses(5);

const roots = 'CVE-2022-39299 (passport-saml), CVE-2022-39353 (xmldom)';
const twice = (scene: Scene, other: string) => scene.travel(scene.document(scene.signed()) + other);

attack({
  name: 'a-second-root-after-the-message',
  code: 'xml_malformed',
  source: roots,
  forged: (scene) => twice(scene, scene.document(scene.unsigned()).replace(/^<\?xml[^>]*\?>/, '')),
});

attack({
  name: 'a-second-root-before-the-message',
  code: 'xml_malformed',
  source: roots,
  forged: (scene) => scene.travel(scene.unsigned() + scene.document(scene.signed()).replace(/^<\?xml[^>]*\?>/, '')),
});

attack({
  name: 'an-empty-root-after-the-message',
  code: 'xml_malformed',
  source: roots,
  forged: (scene) => twice(scene, '<x/>'),
});

attack({ name: 'text-after-the-message', code: 'xml_malformed', source: roots, forged: (scene) => twice(scene, 'x') });

attack({
  name: 'text-before-the-message',
  code: 'xml_malformed',
  source: roots,
  forged: (scene) => scene.travel(`x${scene.signed()}`),
});
