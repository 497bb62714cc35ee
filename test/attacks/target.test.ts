import { artifact, fieldsOf, ofClasses, SAML11, type Scene } from './harness';
import type { HttpWorld, StartedLogin } from './harness';

const { formAttack } = ofClasses(28, 37);

// SAML 1.1 has no request, so that every login is one that nobody asked for: TARGET and a cookie make it ours.
const csrf = 'OWASP SAML cheat sheet: login CSRF; SAML 1.1 has no AuthnRequest to be answered';
const reposted = { mitid_reposted: '1' };

/** Brings the end of a login to a browser, by the way of its lane. The artifact is never exchanged: no cookie, no login. */
const bring = (world: HttpWorld, browser: StartedLogin['browser'], login: StartedLogin, target: string | undefined) => {
  const state = target === undefined ? {} : { TARGET: target };
  if (login.scene.lane === 'saml11-artifact') return world.get(browser, { SAMLart: artifact(), ...state });
  const { SAMLResponse = '' } = fieldsOf(login, signed(login.scene));
  return world.post(browser, { SAMLResponse, ...state, ...reposted });
};
const signed = (scene: Scene) => scene.signed();

formAttack({
  name: 'saml11-login-of-the-attacker-in-the-browser-of-the-victim',
  classes: [23, 28, 37],
  code: 'browser_mismatch',
  source: csrf,
  lanes: SAML11,
  async forged(world) {
    const [attacker, victim] = [await world.start(), await world.start()];
    return bring(world, victim.browser, attacker, attacker.relayState);
  },
});

formAttack({
  name: 'saml11-login-with-the-target-of-another-browser',
  classes: [23, 28, 37],
  code: 'browser_mismatch',
  source: csrf,
  lanes: SAML11,
  async forged(world) {
    const [attacker, victim] = [await world.start(), await world.start()];
    return bring(world, victim.browser, victim, attacker.relayState);
  },
});

for (const [name, target] of [
  ['that-nobody-gave-out', 'A'.repeat(43)],
  ['that-is-an-url', 'https://evil.example/'],
  ['that-is-an-url-without-a-scheme', '//evil.example/'],
  ['that-is-a-path', '/admin'],
  ['of-markup', '"><script>alert(1)</script>'],
  ['that-is-a-property-of-objects', '__proto__'],
] as const) {
  formAttack({
    name: `target-${name}`,
    classes: [27, 28, 32, 37],
    code: 'login_unknown',
    source: 'Open redirect, SAML 1.1 bindings 4.1.1: TARGET is a name of ours here, and no place to go',
    lanes: SAML11,
    async forged(world) {
      const login = await world.start();
      return bring(world, login.browser, login, target);
    },
  });
}

formAttack({
  name: 'saml11-login-without-a-target',
  code: 'callback_empty',
  source: csrf,
  lanes: SAML11,
  async forged(world) {
    const login = await world.start();
    return bring(world, login.browser, login, undefined);
  },
});
