import { fieldsOf, NEMID, ofClasses, type StartedLogin } from './harness';

const { formAttack } = ofClasses(28, 37);

// Signicat compares nothing with what was asked, and carries nothing round but the target: an URL of ours with the name of the
// login in it, which comes back in the address, in TARGET and in the signed Recipient.
const lanes = NEMID;
const csrf = 'OWASP SAML cheat sheet: login CSRF; SAML 1.1 has no AuthnRequest to be answered';
const place = 'Open redirect, SAML 1.1 bindings 4.1.1: TARGET is a name of ours here, and no place to go';
const reposted = { mitid_reposted: '1' };
const answerOf = (login: StartedLogin) => fieldsOf(login, login.scene.signed());
const nameOf = ({ relayState }: StartedLogin) => new URL(relayState).searchParams.get('mitid_login') ?? '';
const actionFor = (name: string) => `/login/callback?mitid_login=${encodeURIComponent(name)}`;

formAttack({
  name: 'nemid-login-of-the-attacker-in-the-browser-of-the-victim',
  classes: [23, 28, 37],
  code: 'browser_mismatch',
  source: csrf,
  lanes,
  async forged(world) {
    const [attacker, victim] = [await world.start(), await world.start()];
    return world.answer(attacker, { ...answerOf(attacker), ...reposted }, victim.browser);
  },
});

formAttack({
  name: 'nemid-answer-at-the-target-of-another-login-of-the-browser',
  classes: [23, 24],
  code: 'recipient_mismatch',
  source: 'The Recipient holds the name of the login: an answer is signed for one',
  lanes,
  async forged(world) {
    const first = await world.start();
    const second = await world.start(first.browser);
    const { SAMLResponse = '' } = answerOf(first);
    return world.answer(second, { SAMLResponse });
  },
});

formAttack({
  name: 'nemid-answer-of-another-person-at-the-target-of-the-victim',
  classes: [23, 24, 28],
  code: 'recipient_mismatch',
  source: `${csrf}; what the attacker got for a login of their own`,
  lanes,
  async forged(world) {
    const [attacker, victim] = [await world.start(), await world.start()];
    const { SAMLResponse = '' } = answerOf(attacker);
    return world.answer(victim, { SAMLResponse, ...reposted });
  },
});

for (const [name, code, said] of [
  ['that-nobody-gave-out', 'login_unknown', 'A'.repeat(43)],
  ['that-is-an-url', 'login_unknown', 'https://evil.example/'],
  ['that-is-a-path', 'login_unknown', '/admin'],
  ['of-markup', 'login_unknown', '"><script>alert(1)</script>'],
  ['that-is-a-property-of-objects', 'login_unknown', '__proto__'],
  ['of-nothing', 'login_unknown', ''],
] as const) {
  formAttack({
    name: `nemid-target-with-a-login-${name}`,
    classes: [27, 28, 32, 37],
    code,
    source: place,
    lanes,
    async forged(world) {
      const login = await world.start();
      const { SAMLResponse = '' } = answerOf(login);
      return world.post(login.browser, { SAMLResponse, ...reposted }, actionFor(said));
    },
  });
}

for (const [name, target] of [
  ['another-site', () => 'https://evil.example/'],
  ['another-path', (right: string) => right.replace('/login/callback', '/admin')],
  ['another-host', (right: string) => right.replace('//', '//evil.example@')],
  ['the-target-of-another-login', (right: string) => right.replace(/[^=]*$/, 'A'.repeat(43))],
] as const) {
  formAttack({
    name: `nemid-answer-whose-target-is-${name}`,
    classes: [27, 37],
    code: 'login_unknown',
    source: place,
    lanes,
    async forged(world) {
      const login = await world.start();
      return world.answer(login, { ...answerOf(login), TARGET: target(login.relayState) });
    },
  });
}

formAttack({
  name: 'nemid-answer-to-two-logins',
  classes: [23, 37],
  code: 'parameter_duplicate',
  source: 'Which of the two is taken, and which is judged?',
  lanes,
  async forged(world) {
    const login = await world.start();
    const other = await world.start(login.browser);
    const action = `${login.action}&mitid_login=${nameOf(other)}`;
    return world.post(login.browser, answerOf(login), action);
  },
});

formAttack({
  name: 'nemid-answer-to-no-login',
  classes: [23, 28, 37],
  code: 'callback_empty',
  source: csrf,
  lanes,
  async forged(world) {
    const login = await world.start();
    const { SAMLResponse = '' } = answerOf(login);
    return world.post(login.browser, { SAMLResponse }, '/login/callback');
  },
});

formAttack({
  name: 'nemid-answer-used-again-with-the-cookies-of-before',
  classes: [22, 28, 37],
  code: 'login_unknown',
  source: 'SAML 1.1 bindings 4.1.2.5.1: a login is taken once, and ends the session that it began in',
  lanes,
  async forged(world) {
    const login = await world.start();
    const thief = login.browser.copy();
    const fields = fieldsOf(login, login.scene.signed({ assertionId: '_used-up' }));
    const first = await world.answer(login, fields);
    if (!first.accepted) throw new Error(`the honest login is refused: ${first.code}`);
    return world.answer(login, fields, thief);
  },
});

formAttack({
  name: 'nemid-answer-of-markup-for-our-own-page',
  classes: [32],
  code: 'base64_invalid',
  source: 'Cross-site scripting: the page that posts an answer again writes what a stranger has posted',
  lanes,
  async forged(world) {
    const [attacker, victim] = [await world.start(), await world.start()];
    return world.answer(attacker, { SAMLResponse: '"><script>alert(1)</script>' }, victim.browser);
  },
});
