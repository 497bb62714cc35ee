import { fieldsOf, MITID, ofClasses, SAML2, type Scene } from './harness';

const { formAttack } = ofClasses(23, 28);

const csrf =
  'OWASP SAML cheat sheet: login CSRF; SAML 2.0 bindings 3.5.3: RelayState names our state, for this browser';
// Our own page posts an answer once more where no cookie came with it; an attacker says at once that it has.
const reposted = { mitid_reposted: '1' };
const signed = (scene: Scene) => scene.signed();

formAttack({
  name: 'login-of-the-attacker-in-the-browser-of-the-victim',
  code: 'browser_mismatch',
  source: csrf,
  lanes: [...SAML2, ...MITID],
  async forged(world) {
    const [attacker, victim] = [await world.start(), await world.start()];
    return world.post(victim.browser, { ...fieldsOf(attacker, signed(attacker.scene)), ...reposted });
  },
});

formAttack({
  name: 'answer-with-the-relay-state-of-another-browser',
  code: 'browser_mismatch',
  source: csrf,
  lanes: [...SAML2, ...MITID],
  async forged(world) {
    const [attacker, victim] = [await world.start(), await world.start()];
    const { RelayState = '' } = fieldsOf(attacker, '');
    return world.post(victim.browser, { ...fieldsOf(victim, signed(victim.scene)), RelayState, ...reposted });
  },
});

formAttack({
  name: 'answer-used-again-with-the-cookies-of-before',
  classes: [22, 23, 28],
  code: 'login_unknown',
  source: 'SAML 2.0 profiles 4.1.4.5: a login is taken once, and ends the session that it began in',
  lanes: [...SAML2, ...MITID],
  async forged(world) {
    const login = await world.start();
    const thief = login.browser.copy();
    const fields = fieldsOf(login, login.scene.signed({ assertionId: '_used-up' }));
    const first = await world.post(login.browser, fields);
    if (!first.accepted) throw new Error(`the honest login is refused: ${first.code}`);
    return world.post(thief, fields);
  },
});

for (const [name, relayState] of [
  ['that-nobody-gave-out', 'A'.repeat(43)],
  ['that-is-an-url', 'https://evil.example/'],
  ['that-is-a-path', '/admin'],
  ['of-markup', '"><script>alert(1)</script>'],
  ['of-81-bytes', 'A'.repeat(81)],
  ['that-is-a-property-of-objects', '__proto__'],
] as const) {
  formAttack({
    name: `relay-state-${name}`,
    classes: [27, 28, 32],
    code: 'login_unknown',
    source: 'OWASP SAML cheat sheet: RelayState is a name of ours, and no place to go',
    lanes: [...SAML2, ...MITID],
    async forged(world) {
      const login = await world.start();
      const fields = fieldsOf(login, signed(login.scene));
      return world.post(login.browser, { ...fields, RelayState: relayState, ...reposted });
    },
  });
}

formAttack({
  name: 'answer-that-nobody-asked-for',
  classes: [23, 28],
  code: 'callback_empty',
  source: 'SAML 2.0 profiles 4.1.5: unsolicited responses; ory/polis #4077',
  lanes: [...SAML2, ...MITID],
  async forged(world) {
    const login = await world.start();
    const { SAMLResponse = '' } = fieldsOf(login, login.scene.signed({ inResponseTo: null }));
    return world.post(login.browser, { SAMLResponse });
  },
});

formAttack({
  name: 'answer-that-answers-no-request-in-a-login-under-way',
  code: 'in_response_to_missing',
  source: 'SAML 2.0 profiles 4.1.5: unsolicited responses; ory/polis #4077',
  lanes: [...SAML2, ...MITID],
  async forged(world) {
    const login = await world.start();
    return world.post(login.browser, fieldsOf(login, login.scene.signed({ inResponseTo: null })));
  },
});

formAttack({
  name: 'answer-of-markup-for-our-own-page',
  classes: [32],
  code: 'base64_invalid',
  source: 'Cross-site scripting: the page that posts an answer again writes what a stranger has posted',
  lanes: [...SAML2, ...MITID],
  async forged(world) {
    const [attacker, victim] = [await world.start(), await world.start()];
    const SAMLResponse = '"><script>alert(1)</script>';
    return world.post(victim.browser, { SAMLResponse, RelayState: attacker.relayState });
  },
});
