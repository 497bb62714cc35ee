import { ASSERTION2, PROTOCOL2 } from '../support/saml2';
import { SIGNATURE_HERE } from '../support/xmldsig/hand-signature';
import { cut, ofClasses, SAML2, swap, type Scene } from './harness';

const { attack } = ofClasses(3);

const purpose = 'GHSA-63ch-w8pw-4mf2 (samlify): what was signed for one purpose is used for another';

/** Another message of the protocol that the same identity provider signs with the same key. */
function message(scene: Scene, name: string, content: string): string {
  const { recipient, issuer, requestId = '' } = scene.facts;
  return scene.signHere(
    `<samlp:${name} xmlns:samlp="${PROTOCOL2}" xmlns:saml="${ASSERTION2}" ID="_other" Version="2.0"` +
      ` IssueInstant="${new Date(scene.facts.now).toISOString()}" Destination="${recipient}" InResponseTo="${requestId}">` +
      `<saml:Issuer>${issuer}</saml:Issuer>${SIGNATURE_HERE}${content}</samlp:${name}>`,
    { id: '_other' },
  );
}

const status = (scene: Scene) => cut(scene.unsigned(), 'samlp:Status');
const nameId = (scene: Scene) => cut(scene.unsigned(), 'saml:NameID');
const messages: readonly (readonly [string, (scene: Scene) => string])[] = [
  ['a-logout-response', (scene) => message(scene, 'LogoutResponse', status(scene))],
  [
    'a-logout-response-with-an-assertion',
    (scene) => message(scene, 'LogoutResponse', status(scene) + scene.assertion()),
  ],
  ['a-logout-request', (scene) => message(scene, 'LogoutRequest', nameId(scene))],
  ['an-authn-request', (scene) => message(scene, 'AuthnRequest', '')],
  ['an-artifact-response', (scene) => message(scene, 'ArtifactResponse', status(scene) + scene.unsigned())],
  ['a-manage-name-id-response', (scene) => message(scene, 'ManageNameIDResponse', status(scene))],
  ['a-name-id-mapping-response', (scene) => message(scene, 'NameIDMappingResponse', status(scene) + nameId(scene))],
];
for (const [name, forged] of messages) {
  attack({ name: `signed-message-that-is-${name}`, code: 'message_unexpected', source: purpose, lanes: SAML2, forged });
}

attack({
  name: 'signed-assertion-alone',
  code: 'message_unexpected',
  source: 'SAML 2.0 bindings 3.5.4: the form holds a Response',
  lanes: SAML2,
  forged: (scene) => cut(scene.signed(), 'saml:Assertion'),
});

attack({
  name: 'signed-response-inside-an-artifact-response',
  code: 'message_unexpected',
  source: 'SAML 2.0 bindings 3.6: an answer of the back channel at the front door',
  lanes: SAML2,
  forged: (scene) => message(scene, 'ArtifactResponse', status(scene) + scene.signed()),
});

attack({
  name: 'signature-of-a-logout-response-on-the-response',
  code: 'signature_reference',
  source: purpose,
  lanes: SAML2,
  forged(scene) {
    const signature = cut(message(scene, 'LogoutResponse', status(scene)), 'ds:Signature');
    return swap(scene.signed(), '<samlp:Status>', `${signature}<samlp:Status>`);
  },
});
