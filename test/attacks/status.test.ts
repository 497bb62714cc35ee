import { ofClasses, SAML11, WITH_SIGNICAT } from './harness';

const { attack, harmless } = ofClasses(25);

const spoof = 'SAML 1.1 core 3.4.3.1: a QName; a test of the suffix takes x:NotSuccess for a success';
const code = (value: string, inside = '', declared = '') =>
  `<samlp:StatusCode${declared} Value="${value}">${inside}</samlp:StatusCode>`;

const refused: readonly (readonly [string, string])[] = [
  ['requester', code('samlp:Requester')],
  ['not-success', code('samlp:NotSuccess')],
  ['success-of-another-namespace', code('x:Success', '', ' xmlns:x="urn:x"')],
  ['success-of-the-assertion-namespace', code('saml:Success')],
  [
    'success-with-the-prefix-bound-elsewhere',
    '<p:StatusCode xmlns:p="urn:oasis:names:tc:SAML:1.0:protocol" xmlns:samlp="urn:x" Value="samlp:Success"></p:StatusCode>',
  ],
  ['success-without-a-prefix', code('Success')],
  ['success-with-a-second-code', code('samlp:Success', code('samlp:RequestDenied'))],
  ['lower-case', code('samlp:success')],
];
for (const [name, status] of refused) {
  attack({
    name: `status-${name}`,
    code: 'status_not_success',
    source: spoof,
    lanes: SAML11,
    forged: (scene) => scene.signed({ status }),
  });
}

const malformed: readonly (readonly [string, (success: string) => string])[] = [
  ['without-a-code', () => ''],
  ['with-two-codes', (success) => code(success) + code(success)],
  ['with-an-empty-value', () => code('')],
  ['without-a-value', () => '<samlp:StatusCode></samlp:StatusCode>'],
  ['with-the-code-in-a-namespace', (success) => `<x:StatusCode xmlns:x="urn:x" Value="${success}"></x:StatusCode>`],
];
for (const [name, status] of malformed) {
  attack({
    name: `status-${name}`,
    code: 'message_unexpected',
    source: 'SAML 1.1 core 3.4.3, SAML 2.0 core 3.2.2: one StatusCode with a Value',
    forged: (scene) => scene.signed({ status: status(scene.names.success) }),
  });
}

const noQName: readonly (readonly [string, string])[] = [
  ['with-a-prefix-nobody-declared', code('nobody:Success')],
  ['with-a-uri', code('urn:oasis:names:tc:SAML:1.0:protocol:Success')],
  ['with-the-uri-of-saml-2.0', code('urn:oasis:names:tc:SAML:2.0:status:Success')],
  ['with-a-list', code('samlp:Success samlp:Requester')],
];
for (const [name, status] of noQName) {
  attack({
    name: `status-${name}`,
    code: 'message_unexpected',
    source: spoof,
    lanes: SAML11,
    forged: (scene) => scene.signed({ status }),
  });
}

attack({
  name: 'two-statuses',
  code: 'message_unexpected',
  source: 'SAML 1.1 core 3.4.2, SAML 2.0 core 3.2.2',
  lanes: WITH_SIGNICAT,
  forged: (scene) =>
    scene.signed({ status: `${code(scene.names.success)}</samlp:Status><samlp:Status>${code(scene.names.success)}` }),
});

attack({
  name: 'no-status',
  code: 'message_unexpected',
  source: 'SAML 1.1 core 3.4.2, SAML 2.0 core 3.2.2',
  lanes: WITH_SIGNICAT,
  forged: (scene) => scene.sign(scene.unsigned().replace(/<samlp:Status>.*<\/samlp:Status>/, ''), scene.signedPart),
});

harmless({
  name: 'status-with-white-space',
  source: 'XML Schema part 2: a QName and an anyURI are collapsed',
  variant: (scene) => scene.signed({ status: code(` ${scene.names.success} `) }),
});

harmless({
  name: 'status-with-another-prefix',
  source: 'XML Schema part 2: a QName is resolved',
  lanes: SAML11,
  variant: (scene) =>
    scene.signed({ status: code('other:Success', '', ' xmlns:other="urn:oasis:names:tc:SAML:1.0:protocol"') }),
});
