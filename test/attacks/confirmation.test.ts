import { ARTIFACT_01, BEARER } from '../support/saml11';
import { ARTIFACT, attack, harmless, POST, swap, type Scene } from './harness';

const source = 'SAML 1.1 bindings 4.1: bearer for POST, artifact for an artifact; node-saml issue 435';
const HOLDER = 'urn:oasis:names:tc:SAML:1.0:cm:holder-of-key';

for (const [name, method] of [
  ['holder-of-key', HOLDER],
  ['sender-vouches', 'urn:oasis:names:tc:SAML:1.0:cm:sender-vouches'],
  ['bearer-of-saml-2.0', 'urn:oasis:names:tc:SAML:2.0:cm:bearer'],
  ['bearer-in-upper-case', BEARER.toUpperCase()],
  ['empty', ''],
] as const) {
  attack({
    name: `confirmation-${name}`,
    code: 'confirmation_method',
    source,
    forged: (scene) => scene.signed({ confirmationMethods: [method] }),
  });
}

attack({
  name: 'confirmation-artifact-in-a-post',
  code: 'confirmation_method',
  source,
  lanes: POST,
  forged: (scene) => scene.signed({ confirmationMethods: [ARTIFACT_01] }),
});

attack({
  name: 'no-confirmation',
  code: 'confirmation_missing',
  source,
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
  forged: (scene) => scene.sign(otherStatement(scene), scene.signedPart),
});

harmless({
  name: 'no-confirmation-where-it-may-miss',
  source: 'allowMissingConfirmation',
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
  variant: (scene) => scene.signed({ confirmationMethods: [HOLDER, BEARER] }),
});
