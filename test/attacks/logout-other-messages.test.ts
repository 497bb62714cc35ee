import { base64, FACTS2, logoutRequest, logoutResponse, saml2Response, signSaml2 } from '../support/saml2';
import { LOGOUT_POST, LOGOUT_REDIRECT, ofClasses, swap, swapAll, type LogoutScene } from './harness';

const { logoutAttack } = ofClasses(3, 30);

const kinds = 'SAML 2.0 profiles 4.4.4: a message is what its root says, not what its parameter says';

/** What the identity provider may well have signed, and is of the other kind. */
const otherKind = ({ kind, logoutUrl: destination, named: { nameId } }: LogoutScene) =>
  kind === 'LogoutRequest'
    ? logoutResponse({ destination, issuer: FACTS2.issuer })
    : logoutRequest({ destination, issuer: FACTS2.issuer, nameId, sessionIndexes: [] });

logoutAttack({
  name: 'logout-of-the-other-kind',
  code: 'message_unexpected',
  source: `${kinds}: a LogoutRequest where a LogoutResponse is due, and the other way round`,
  forged: (scene) => scene.send(otherKind(scene)),
});

logoutAttack({
  name: 'logout-that-is-a-login',
  code: 'message_unexpected',
  source: kinds,
  lanes: LOGOUT_POST,
  forged: (scene) => scene.form(signSaml2(saml2Response({ destination: scene.logoutUrl }), { what: 'response' })),
});

for (const other of ['AuthnRequest', 'ManageNameIDRequest', 'ArtifactResponse', 'logoutrequest']) {
  logoutAttack({
    name: `logout-that-is-a-${other}`,
    code: 'message_unexpected',
    source: kinds,
    forged: (scene) => scene.send(swapAll(scene.unsigned(), `samlp:${scene.kind}`, `samlp:${other}`)),
  });
}

logoutAttack({
  name: 'logout-of-another-namespace',
  code: 'message_unexpected',
  source: 'Names compare by namespace: SAML 1.1 has no logout',
  forged: (scene) =>
    scene.send(swap(scene.unsigned(), 'urn:oasis:names:tc:SAML:2.0:protocol', 'urn:oasis:names:tc:SAML:1.0:protocol')),
});

const versions: readonly (readonly [string, string | null])[] = [
  ['1.1', '1.1'],
  ['9.9', '9.9'],
  ['none', null],
];
for (const [name, version] of versions) {
  logoutAttack({
    name: `logout-of-version-${name}`,
    code: 'version_unsupported',
    source: 'SAML 2.0 core 3.2.1; node-saml 5.1 does not look',
    forged: (scene) => scene.signed({ version }),
  });
}

logoutAttack({
  name: 'logout-beside-a-message-of-the-other-kind',
  code: 'message_unexpected',
  source: 'Two messages in one: which of them would be judged?',
  forged: (scene) => beside(scene, other(scene), base64(otherKind(scene))),
});

logoutAttack({
  name: 'logout-beside-an-artifact',
  code: 'message_unexpected',
  source: 'SAML 2.0 bindings 3.6: it would have us ask somebody for a message',
  forged: (scene) => beside(scene, 'SAMLart', 'AAQAAMFbLinlXaCM'),
});

logoutAttack({
  name: 'logout-in-the-query-of-a-post',
  code: 'message_unexpected',
  source: 'HTTP-Redirect is GET alone; a form beside it says something else',
  lanes: LOGOUT_REDIRECT,
  forged: (scene) => ({ ...scene.signed(), body: {} }),
});

logoutAttack({
  name: 'logout-in-a-form-and-in-the-query',
  code: 'message_unexpected',
  source: 'Two messages in one: which of them would be judged?',
  lanes: LOGOUT_POST,
  forged: (scene) => ({ ...scene.signed(), ...scene.redirect(scene.unsigned()) }),
});

logoutAttack({
  name: 'logout-in-a-form-of-another-name',
  code: 'callback_empty',
  source: 'A message has the name that the bindings give it',
  lanes: LOGOUT_POST,
  forged: (scene) => ({ body: { [scene.parameter.toLowerCase()]: base64(scene.sign(scene.unsigned())) } }),
});

const other = ({ parameter }: LogoutScene) => (parameter === 'SAMLRequest' ? 'SAMLResponse' : 'SAMLRequest');

function beside(scene: LogoutScene, name: string, value: string) {
  const { query, body } = scene.signed();
  if (query !== undefined) return { query: `${query}&${name}=${encodeURIComponent(value)}` };
  return { body: { ...(body as Record<string, string>), [name]: value } };
}
