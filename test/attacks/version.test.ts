import { attack, harmless, swap } from './harness';

const source = 'SAML 1.1 core 4.1; node-saml 5.1 accepts Version="9.9"';

for (const [name, version] of [
  ['1-2', ['1', '2']],
  ['2-0', ['2', '0']],
  ['0-1', ['0', '1']],
  ['empty', ['', '']],
  ['with-a-zero-more', ['1', '01']],
  ['with-a-space', ['1', '1 ']],
] as const) {
  attack({
    name: `version-${name}`,
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
  source: 'SAML 1.1 core 4.1: the namespaces are the same',
  variant: (scene) => scene.signed({ version: ['1', '0'] }),
});
