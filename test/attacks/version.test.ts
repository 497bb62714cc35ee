import { ofClasses, SAML11, SAML2, swap, WITH_SIGNICAT, within } from './harness';

const { attack, harmless } = ofClasses(24);

const source = 'SAML 1.1 core 4.1, SAML 2.0 core 4.1; node-saml 5.1 accepts Version="9.9"';

for (const [name, version, lanes] of [
  ['1-2', '1.2'],
  ['9-9', '9.9'],
  ['0-1', '0.1'],
  ['empty', ''],
  ['2-0', '2.0', SAML11],
  ['with-a-zero-more', '1.01', SAML11],
  ['with-a-space', '1.1 ', SAML11],
  ['1-1', '1.1', SAML2],
  ['2-1', '2.1', SAML2],
  ['2', '2', SAML2],
  ['2-00', '2.00', SAML2],
  ['2-0-with-a-space', '2.0 ', SAML2],
] as const) {
  attack({
    name: `version-${name}`,
    code: 'version_unsupported',
    source,
    ...(lanes && { lanes }),
    forged: (scene) => scene.signed({ version }),
  });
}

attack({
  name: 'version-of-the-assertion-alone',
  code: 'version_unsupported',
  source,
  lanes: WITH_SIGNICAT,
  forged(scene) {
    const edited = within(scene.unsigned(), 'saml:Assertion', (xml) => swap(xml, /Version="[12]/, 'Version="9'));
    return scene.sign(edited, scene.signedPart);
  },
});

attack({
  name: 'version-left-out',
  code: 'version_unsupported',
  source,
  forged: (scene) => scene.sign(scene.unsigned().replaceAll(/ (Major|Minor)?Version="[^"]*"/g, ''), scene.signedPart),
});

harmless({
  name: 'version-1-0',
  source: 'SAML 1.1 core 4.1: the namespaces are the same',
  lanes: SAML11,
  variant: (scene) => scene.signed({ version: '1.0' }),
});
