import { STATUS2 } from '../support/saml2';
import { ofClasses, PLAIN2, SAML2 } from './harness';

const { attack } = ofClasses(25);

const source = 'SAML 2.0 core 3.2.2.2; node-saml 5.1 accepts Requester with an assertion';
const success = `${STATUS2}Success`;

const refused: readonly (readonly [string, readonly string[]])[] = [
  ['requester', [`${STATUS2}Requester`]],
  ['responder', [`${STATUS2}Responder`]],
  ['version-mismatch', [`${STATUS2}VersionMismatch`]],
  ['success-below-requester', [`${STATUS2}Requester`, success]],
  ['requester-below-success', [success, `${STATUS2}Requester`]],
  ['partial-logout-below-success', [success, `${STATUS2}PartialLogout`]],
  ['success-twice', [success, success]],
  ['not-success', [`${STATUS2}NotSuccess`]],
  ['that-ends-in-success', ['urn:x:Success']],
  ['that-begins-like-success', [`${success}ful`]],
  ['of-lower-case', [`${STATUS2}success`]],
  ['success-of-saml-1.1', ['samlp:Success']],
  ['success-alone', ['Success']],
  ['list', [`${success} ${STATUS2}Requester`]],
];
for (const [name, statusCodes] of refused) {
  attack({
    name: `status-code-${name}`,
    code: 'status_not_success',
    source,
    lanes: SAML2,
    forged: (scene) => scene.signed({ saml2: { statusCodes } }),
  });
}

attack({
  name: 'status-code-authn-failed-with-an-assertion',
  code: 'status_not_success',
  httpCode: 'user_cancelled',
  source,
  lanes: SAML2,
  forged: (scene) => scene.signed({ saml2: { statusCodes: [`${STATUS2}Responder`, `${STATUS2}AuthnFailed`] } }),
});

attack({
  name: 'status-that-is-not-for-this-login',
  code: 'in_response_to_mismatch',
  source: 'A stranger would cancel logins that are not his: whose answer it is is judged first',
  lanes: SAML2,
  forged: (scene) =>
    scene.signed({ inResponseTo: '_other', saml2: { statusCodes: [`${STATUS2}Responder`, `${STATUS2}AuthnFailed`] } }),
});

attack({
  name: 'success-without-an-assertion',
  code: 'assertion_count',
  source: 'SAML 2.0 profiles 4.1.4.2: success comes with an assertion',
  lanes: PLAIN2,
  forged: (scene) => scene.unsigned({ assertion: '' }),
});
