import { attack, harmless, swap } from './harness';

const source = 'SAML 1.1 core 4.1; node-saml 5.1 accepts Version="9.9"';

for (const version of [
  ['1', '2'],
  ['2', '0'],
  ['0', '1'],
  ['', ''],
  ['1', '01'],
  ['1', '1 '],
] as const) {
  attack({
    name: `version-${version.join('-').replaceAll(' ', 'space') || 'empty'}`,
    code: 'version_unsupported',
    source,
    forged: (scene) => scene.signed({ version }),
  });
}

attack({
  name: 'version-of-the-assertion-alone',
  code: 'version_unsupported',
  source,
  forged(scene) {
    const [before = '', after = ''] = scene.unsigned().split('<saml:Assertion');
    return scene.sign(
      `${before}<saml:Assertion${swap(after, 'MinorVersion="1"', 'MinorVersion="9"')}`,
      scene.signedPart,
    );
  },
});

harmless({
  name: 'version-1-0',
  source: 'SAML 1.1 core 4.1: same namespaces; rules of judgement 3',
  variant: (scene) => scene.signed({ version: ['1', '0'] }),
});
