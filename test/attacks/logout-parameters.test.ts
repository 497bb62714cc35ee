import { LOGOUT_POST, LOGOUT_REDIRECT, ofClasses } from './harness';

const { logoutAttack } = ofClasses(31);

// Of two values a framework takes the first, the last, or both with a comma between; what is verified may be the other one.
const source = 'CVE-2025-31335 (Shibboleth), SAML 2.0 bindings 3.4.4.1: what is verified is not what is read';

const repeated = ['message', 'RelayState', 'SigAlg', 'Signature', 'SAMLEncoding'] as const;
for (const which of repeated) {
  logoutAttack({
    name: `logout-with-two-of-${which}`,
    code: 'parameter_duplicate',
    source,
    lanes: LOGOUT_REDIRECT,
    forged(scene) {
      const name = which === 'message' ? scene.parameter : which;
      const twice = which === 'SAMLEncoding' ? '&SAMLEncoding=&SAMLEncoding=' : `&${name}=x`;
      return scene.redirect(scene.unsigned(), { query: (query) => query + twice });
    },
  });
}

logoutAttack({
  name: 'logout-with-the-forged-one-of-two-messages-first',
  code: 'parameter_duplicate',
  source,
  lanes: LOGOUT_REDIRECT,
  forged(scene) {
    const forged = scene.redirect(scene.unsigned({ nameId: scene.bystander.nameId, sessionIndexes: [] }));
    const [message = ''] = (forged.query ?? '').split('&');
    return scene.redirect(scene.unsigned(), { query: (query) => `${message}&${query}` });
  },
});

logoutAttack({
  name: 'logout-with-two-of-a-parameter-one-under-an-escaped-name',
  code: 'parameter_duplicate',
  source,
  lanes: LOGOUT_REDIRECT,
  forged: (scene) => scene.redirect(scene.unsigned(), { query: (query) => `${query}&Relay%53tate=x` }),
});

for (const which of ['message', 'RelayState'] as const) {
  logoutAttack({
    name: `logout-in-a-form-with-two-of-${which}`,
    code: 'parameter_duplicate',
    source,
    lanes: LOGOUT_POST,
    forged(scene) {
      const name = which === 'message' ? scene.parameter : which;
      const form = new URLSearchParams(scene.signed().body);
      form.append(name, 'x');
      return { body: form.toString() };
    },
  });
}

logoutAttack({
  name: 'logout-in-a-form-as-a-list',
  code: 'callback_empty',
  source: 'A field has one value, under its own name',
  lanes: LOGOUT_POST,
  forged(scene) {
    const form = new URLSearchParams(scene.signed().body);
    form.append(`${scene.parameter}[]`, form.get(scene.parameter) ?? '');
    form.delete(scene.parameter);
    return { body: form.toString() };
  },
});
