import { DS } from '../support/xmldsig/methods';
import { LOGOUT_POST, LOGOUT_REDIRECT, ofClasses, swap, without, type LogoutScene } from './harness';

const { logoutAttack } = ofClasses(1, 30);

const exclusion =
  'SAML 2.0 profiles 4.4.4: both messages are signed; node-saml 5.1 logs out by one that is not (issue 419)';
const bare = ['SAMLRequest', 'SAMLResponse', 'RelayState'] as const;
const signedForm = (scene: LogoutScene) => scene.sign(scene.unsigned());

logoutAttack({
  name: 'logout-without-a-signature',
  code: 'signature_missing',
  source: `${exclusion}; Rocket.Chat takes a LogoutResponse in a form without one`,
  forged: (scene) =>
    scene.binding === 'post' ? scene.form(scene.unsigned()) : scene.redirect(scene.unsigned(), { order: bare }),
});

logoutAttack({
  name: 'logout-whose-query-has-a-signature-algorithm-and-no-signature',
  code: 'signature_missing',
  source: exclusion,
  lanes: LOGOUT_REDIRECT,
  forged: (scene) => scene.redirect(scene.unsigned(), { order: [...bare, 'SigAlg'] }),
});

logoutAttack({
  name: 'logout-whose-query-has-an-empty-signature',
  code: 'signature_missing',
  source: 'CVE-2026-28323 (SolarWinds WHD): what is empty is not verified',
  lanes: LOGOUT_REDIRECT,
  forged: (scene) =>
    scene.redirect(scene.unsigned(), { order: [...bare, 'SigAlg'], query: (query) => `${query}&Signature=` }),
});

logoutAttack({
  name: 'logout-signed-in-the-document-of-a-query',
  code: 'signature_missing',
  source: 'SAML 2.0 bindings 3.4.4.1: by redirect the query is signed, and a Signature in the document is taken out',
  lanes: LOGOUT_REDIRECT,
  forged: (scene) => scene.redirect(signedForm(scene), { order: bare }),
});

logoutAttack({
  name: 'logout-with-a-signature-in-the-document-of-a-signed-query',
  code: 'signature_misplaced',
  source: 'SAML 2.0 bindings 3.4.4.1: it would be one that nobody has looked at',
  lanes: LOGOUT_REDIRECT,
  forged: (scene) => scene.redirect(signedForm(scene)),
});

logoutAttack({
  name: 'logout-whose-form-is-signed-as-a-query',
  classes: [1, 31],
  code: 'signature_missing',
  source: 'SAML 2.0 bindings 3.5.5.2: in a form the message itself is signed',
  lanes: LOGOUT_POST,
  forged(scene) {
    const { query = '' } = scene.redirect(scene.unsigned());
    const { SigAlg = '', Signature = '' } = Object.fromEntries(new URLSearchParams(query));
    return { body: { ...formOf(scene, scene.unsigned()), SigAlg, Signature } };
  },
});

logoutAttack({
  name: 'logout-whose-signature-was-removed',
  code: 'signature_missing',
  source: exclusion,
  lanes: LOGOUT_POST,
  forged: (scene) => scene.form(without(signedForm(scene), 'ds:Signature')),
});

logoutAttack({
  name: 'logout-whose-signature-is-of-another-namespace',
  code: 'signature_missing',
  source: 'PortSwigger, The Fragile Lock (2025-12-10)',
  lanes: LOGOUT_POST,
  forged: (scene) => scene.form(swap(signedForm(scene), `xmlns:ds="${DS}"`, `xmlns:ds="${DS}x"`)),
});

logoutAttack({
  name: 'logout-whose-signature-is-empty',
  code: 'signature_malformed',
  source: exclusion,
  lanes: LOGOUT_POST,
  forged: (scene) =>
    scene.form(
      swap(scene.unsigned(), '</saml:Issuer>', `</saml:Issuer><ds:Signature xmlns:ds="${DS}"></ds:Signature>`),
    ),
});

logoutAttack({
  name: 'logout-whose-signature-value-is-empty',
  code: 'base64_invalid',
  source: 'CVE-2016-9814 (SimpleSAMLphp): an error of the verification taken for a yes',
  lanes: LOGOUT_POST,
  forged: (scene) => scene.form(swap(signedForm(scene), /<ds:SignatureValue>[^<]*</, '<ds:SignatureValue><')),
});

logoutAttack({
  name: 'logout-whose-digest-is-empty',
  code: 'base64_invalid',
  source: 'CVE-2025-66475 (xmlseclibs, void canonicalization)',
  lanes: LOGOUT_POST,
  forged: (scene) => scene.form(swap(signedForm(scene), /<ds:DigestValue>[^<]*</, '<ds:DigestValue><')),
});

function formOf(scene: LogoutScene, document: string): Record<string, string> {
  return { ...(scene.form(document).body as Record<string, string>) };
}
