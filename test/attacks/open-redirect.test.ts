import { fieldsOf, LOGOUT_REQUEST, ofClasses, WITH_SIGNICAT } from './harness';

const { formAttack, futileAttack, logoutFutile } = ofClasses(27);

// An application that leads people back to where they came from hands on what stands in a URL, and anybody writes URLs.
const owasp = 'OWASP: unvalidated redirects; a login page is where people look for the right address';

const places: readonly (readonly [string, string])[] = [
  ['an-url', 'https://evil.example/'],
  ['an-url-without-a-scheme', '//evil.example/'],
  ['an-url-with-a-backslash', '/\\evil.example/'],
  ['an-url-with-a-tab', '/\t/evil.example/'],
  ['an-url-behind-a-dot', '/.//evil.example/'],
  ['a-script', 'javascript:alert(1)'],
  ['two-headers', '/\r\nSet-Cookie: x=1'],
];
for (const [name, to] of places) {
  formAttack({
    name: `return-path-that-is-${name}`,
    code: 'parameter_invalid',
    source: owasp,
    lanes: WITH_SIGNICAT,
    async forged(world) {
      const { browser } = await world.start();
      return world.visit(browser, `/login/next?to=${encodeURIComponent(to)}`);
    },
  });
}

futileAttack({
  name: 'return-path-in-the-answer',
  source: `${owasp}; where a login leads is said when it starts, and kept by us`,
  lanes: WITH_SIGNICAT,
  async run(world) {
    const evil = 'https://evil.example/';
    const login = await world.start(undefined, '/login/next?to=/account');
    const { scene, browser, action } = login;
    const more = { returnTo: evil, to: evil, next: evil, RETURNURL: evil };
    const answered =
      scene.lane === 'saml11-artifact'
        ? await world.end(login, (own) => own.signed())
        : await world.post(
            browser,
            { ...fieldsOf(login, scene.signed()), ...more },
            `${action}${action.includes('?') ? '&' : '?'}${new URLSearchParams(more).toString()}`,
          );
    expect(answered).toMatchObject({ accepted: true, returnTo: '/account' });
  },
});

for (const [name, relayState, classes] of [
  ['an-url', 'https://evil.example/', [27]],
  ['a-path', '/admin', [27]],
  ['more-parameters', 'x&SAMLResponse=evil&Signature=evil#evil', [27, 31, 32]],
  ['markup', '"><script>alert(1)</script>', [32]],
  ['two-headers', 'x\r\nLocation: https://evil.example/', [27, 32]],
] as const) {
  logoutFutile({
    name: `logout-with-a-relay-state-of-${name}`,
    classes,
    source: 'SAML 2.0 bindings 3.4.3: it goes back to the identity provider as it came, and nowhere else',
    lanes: LOGOUT_REQUEST,
    variant(scene) {
      if (scene.binding === 'redirect') return scene.redirect(scene.unsigned(), { relayState });
      const fields = scene.signed().body as Readonly<Record<string, string>>;
      return { body: { ...fields, RelayState: relayState } };
    },
  });
}

logoutFutile({
  name: 'logout-with-markup-in-its-id',
  classes: [32],
  source: 'Our answer says the ID in its InResponseTo; who has a key to sign with is still no author of ours',
  // In a form the Reference would have to name it, and names an NCName only.
  lanes: LOGOUT_REQUEST.filter((lane) => lane.endsWith('-redirect')),
  variant: (scene) => scene.signed({ id: '_"><evil/>' }),
});
