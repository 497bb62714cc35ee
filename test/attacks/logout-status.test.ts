import { STATUS2 } from '../support/saml2';
import { LOGOUT_RESPONSE, ofClasses } from './harness';

const { logoutAttack } = ofClasses(25);

const lanes = LOGOUT_RESPONSE;
const source = 'SAML 2.0 core 3.7.3.2: what is not Success left a session behind';

const failures: readonly (readonly [string, readonly string[]])[] = [
  ['that-failed', [`${STATUS2}Responder`]],
  ['that-was-denied', [`${STATUS2}Requester`, `${STATUS2}RequestDenied`]],
  ['with-success-below-a-failure', [`${STATUS2}Responder`, `${STATUS2}Success`]],
  ['with-a-status-that-ends-like-success', ['urn:x:NotSuccess']],
  ['with-a-status-of-saml-1', ['samlp:Success']],
  [
    'with-a-partial-logout-below-a-denial',
    [`${STATUS2}Responder`, `${STATUS2}RequestDenied`, `${STATUS2}PartialLogout`],
  ],
];
for (const [name, statusCodes] of failures) {
  logoutAttack({
    name: `logout-answer-${name}`,
    code: 'logout_not_success',
    goesOn: true,
    source,
    lanes,
    forged: (scene) => scene.signed({ statusCodes }),
  });
}

logoutAttack({
  name: 'logout-answer-without-a-status',
  code: 'message_unexpected',
  source,
  lanes,
  forged: (scene) => scene.signed({ status: '' }),
});
