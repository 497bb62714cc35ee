import { CERTS } from '../support/certs';
import { keyInfo } from '../support/xmldsig/hand-signature';
import { LOGOUT_POST, LOGOUT_REQUEST, LOGOUT_RESPONSE, ofClasses } from './harness';
import { SERVICE_PROVIDER } from './harness/encrypting';

const { logoutAttack, logoutHarmless } = ofClasses(17, 29);

const foreign = 'SAML 2.0 profiles 4.4.4: the key is one of the metadata; KeyInfo is whatever the sender writes';

logoutAttack({
  name: 'logout-signed-by-a-stranger',
  code: 'signature_invalid',
  source: foreign,
  forged: (scene) => scene.signed({}, { signer: CERTS.foreign }),
});

logoutAttack({
  name: 'logout-signed-by-a-stranger-under-the-name-of-the-identity-provider',
  code: 'signature_invalid',
  source: 'SAML Raider: a certificate cloned, but for its key',
  forged: (scene) => scene.signed({}, { signer: CERTS.foreignSameName }),
});

logoutAttack({
  name: 'logout-signed-with-our-own-key',
  code: 'signature_invalid',
  source: 'Reflection: whatever we sign ourselves is no word of the identity provider',
  forged: (scene) => scene.signed({}, { signer: SERVICE_PROVIDER }),
});

logoutAttack({
  name: 'logout-of-a-person-by-the-service-provider-of-an-attacker',
  code: 'signature_invalid',
  source: 'A NameID is known to every service provider that the person has been at, and is no secret',
  lanes: LOGOUT_REQUEST,
  forged: (scene) => scene.signed({ issuer: 'https://evil-sp.example', sessionIndexes: [] }, { signer: CERTS.foreign }),
});

logoutAttack({
  name: 'logout-with-our-own-request-sent-back',
  classes: [3, 17],
  code: 'signature_invalid',
  source: 'Reflection: our LogoutRequest, as it went out, brought to where those of the identity provider arrive',
  lanes: LOGOUT_RESPONSE,
  forged: (scene) => ({ query: scene.ownRequest.slice(scene.ownRequest.indexOf('?') + 1) }),
});

logoutAttack({
  name: 'logout-signed-by-a-stranger-with-the-certificate-of-the-identity-provider-in-keyinfo',
  classes: [16],
  code: 'signature_invalid',
  source: foreign,
  lanes: LOGOUT_POST,
  forged: (scene) => scene.form(scene.sign(scene.unsigned(), { signer: CERTS.foreign, keyInfo: keyInfo(CERTS.idp) })),
});

logoutHarmless({
  name: 'logout-signed-with-the-next-key',
  source: 'A rollover: two keys are in the metadata',
  options: { idpCert: [CERTS.idp.cert, CERTS.idpNext.cert] },
  variant: (scene) => scene.signed({}, { signer: CERTS.idpNext }),
});
