import { base64, instant } from '../support/saml2';
import { LOGOUT_REQUEST, LOGOUT_RESPONSE, ofClasses, type LogoutScene } from './harness';

const { logoutAttack } = ofClasses(22, 30);

const once = 'SAML 2.0 bindings 3.4.5.2: a captured message, brought again after the person has come back';

// Kept, so that the second message is the first, octet by octet.
const kept = new WeakMap<LogoutScene, ReturnType<LogoutScene['signed']>>();
const captured = (scene: LogoutScene) => {
  const wire = kept.get(scene) ?? scene.signed();
  kept.set(scene, wire);
  return wire;
};

logoutAttack({
  name: 'logout-brought-again',
  code: 'logout_replayed',
  codes: {
    'logout-response-redirect': ['logout_unknown', 'the logout that it was due to is over'],
    'logout-response-post': ['logout_unknown', 'the logout that it was due to is over'],
  },
  source: once,
  afterTwin: true,
  twin: captured,
  forged: captured,
});

logoutAttack({
  name: 'logout-brought-again-under-a-new-signature',
  code: 'logout_replayed',
  source: once,
  lanes: LOGOUT_REQUEST,
  afterTwin: true,
  forged: (scene) => scene.signed({ notOnOrAfter: null }),
});

logoutAttack({
  name: 'logout-brought-again-by-the-other-binding',
  code: 'logout_replayed',
  source: 'An id is used once, whichever way it came',
  lanes: LOGOUT_REQUEST,
  afterTwin: true,
  forged: (scene) =>
    scene.binding === 'post'
      ? scene.redirect(scene.unsigned())
      : { body: { SAMLRequest: base64(scene.sign(scene.unsigned())) } },
});

logoutAttack({
  name: 'logout-id-used-for-another-person',
  code: 'logout_replayed',
  source: 'SAML 2.0 core 1.3.4: an id is one message, whatever that says',
  lanes: LOGOUT_REQUEST,
  afterTwin: true,
  forged: (scene) => scene.signed({ nameId: scene.bystander.nameId, sessionIndexes: [] }),
});

logoutAttack({
  name: 'logout-answered-twice',
  code: 'logout_unknown',
  source: 'A logout has one answer',
  lanes: LOGOUT_RESPONSE,
  afterTwin: true,
  forged: (scene) => scene.signed({ issueInstant: instant(Date.now() - 1_000) }),
});
