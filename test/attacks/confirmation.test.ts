import { ARTIFACT_01, BEARER } from '../support/saml11';
import { ARTIFACT, NEMID, ofClasses, POST, SAML11, swap, WITH_SIGNICAT, type Scene } from './harness';

const { attack, harmless } = ofClasses(24, 38);

const source = 'SAML 1.1 bindings 4.1: bearer for POST, artifact for an artifact; node-saml issue 435';
const HOLDER = 'urn:oasis:names:tc:SAML:1.0:cm:holder-of-key';
const VERSIONS = ['urn:oasis:names:tc:SAML:1.0:cm:', 'urn:oasis:names:tc:SAML:2.0:cm:'];

for (const [name, method] of [
  ['holder-of-key', (prefix: string) => `${prefix}holder-of-key`],
  ['sender-vouches', (prefix: string) => `${prefix}sender-vouches`],
  ['bearer-of-the-other-version', (prefix: string) => `${VERSIONS.find((other) => other !== prefix) ?? ''}bearer`],
  ['bearer-in-upper-case', (prefix: string) => `${prefix}bearer`.toUpperCase()],
  ['bearer-with-more', (prefix: string) => `${prefix}bearer-or-not`],
  ['empty', () => ''],
] as const) {
  attack({
    name: `confirmation-${name}`,
    code: 'confirmation_method',
    source,
    forged: (scene) => scene.signed({ confirmationMethods: [method(scene.names.confirmation)] }),
  });
}

attack({
  name: 'confirmation-artifact-in-a-post',
  classes: [36, 38],
  code: 'confirmation_method',
  source,
  lanes: [...POST, ...NEMID],
  forged: (scene) => scene.signed({ confirmationMethods: [ARTIFACT_01] }),
});

attack({
  name: 'no-confirmation',
  code: 'confirmation_missing',
  source,
  lanes: WITH_SIGNICAT,
  forged: (scene) => scene.signed({ confirmationMethods: [] }),
});

const otherStatement = (scene: Scene) => {
  const [before = '', after = ''] = scene.unsigned().split('<saml:AttributeStatement>');
  const method = /<saml:ConfirmationMethod>[^<]*/;
  return `${before}<saml:AttributeStatement>${swap(after, method, `<saml:ConfirmationMethod>${HOLDER}`)}`;
};
attack({
  name: 'confirmation-of-the-attributes-by-another-method',
  code: 'confirmation_method',
  source,
  lanes: SAML11,
  forged: (scene) => scene.sign(otherStatement(scene), scene.signedPart),
});

harmless({
  name: 'no-confirmation-where-it-may-miss',
  source: 'allowMissingConfirmation',
  lanes: SAML11,
  options: { allowMissingConfirmation: true },
  variant: (scene) => scene.signed({ confirmationMethods: [] }),
});

harmless({
  name: 'confirmation-bearer-for-an-artifact',
  source: 'SAML 1.1 bindings 4.1.1: some brokers write bearer for both profiles',
  lanes: ARTIFACT,
  variant: (scene) => scene.signed({ confirmationMethods: [BEARER] }),
});

harmless({
  name: 'confirmation-one-of-several-methods',
  source: 'SAML 1.1 core 2.4.2.3: any of the methods',
  lanes: SAML11,
  variant: (scene) => scene.signed({ confirmationMethods: [HOLDER, BEARER] }),
});
