import { fieldsOf, MITID, ofClasses, SAML2 } from './harness';

const { attack, formAttack } = ofClasses(23);

const source =
  'SAML 2.0 profiles 4.1.4.2 and 4.1.4.3: our request, on both levels; node-saml 5.1 asks for neither by default';
const other = '_00000000000000000000000000000000';

const levels: readonly (readonly [string, (inResponseTo: string | null) => object])[] = [
  ['response', (inResponseTo) => ({ responseInResponseTo: inResponseTo })],
  ['confirmation', (inResponseTo) => ({ confirmations: [{ inResponseTo }] })],
];
for (const [level, saml2] of levels) {
  for (const [name, inResponseTo] of [
    ['another-request', other],
    ['nothing', ''],
  ] as const) {
    attack({
      name: `${level}-in-response-to-${name}`,
      code: 'in_response_to_mismatch',
      source,
      lanes: SAML2,
      forged: (scene) => scene.signed({ saml2: saml2(inResponseTo) }),
    });
  }

  attack({
    name: `${level}-in-response-to-left-out`,
    code: 'in_response_to_missing',
    source,
    lanes: SAML2,
    forged: (scene) => scene.signed({ saml2: saml2(null) }),
  });
}

attack({
  name: 'response-in-response-to-the-id-in-lower-and-upper-case',
  code: 'in_response_to_mismatch',
  source: 'XML Schema part 2: an NCName has case',
  lanes: SAML2,
  forged: (scene) => scene.signed({ saml2: { responseInResponseTo: (scene.facts.requestId ?? '').toUpperCase() } }),
});

attack({
  name: 'stolen-assertion-in-a-response-of-this-login',
  code: 'in_response_to_mismatch',
  source: 'The Response is not signed: what it says of our request anybody can write; node-saml reads it unsigned',
  lanes: [...SAML2, ...MITID],
  forged: (scene) => scene.signed({ saml2: { confirmations: [{ inResponseTo: other }] } }),
});

formAttack({
  name: 'answer-to-another-login-of-the-same-browser',
  code: 'in_response_to_mismatch',
  source,
  lanes: [...SAML2, ...MITID],
  async forged(world) {
    const first = await world.start();
    const second = await world.start(first.browser);
    const { SAMLResponse = '' } = fieldsOf(first, first.scene.signed());
    return world.post(second.browser, { ...fieldsOf(second, second.scene.signed()), SAMLResponse });
  },
});

formAttack({
  name: 'answer-to-the-login-of-another-browser',
  code: 'in_response_to_mismatch',
  source: 'An assertion that was captured on its way is no login here',
  lanes: [...SAML2, ...MITID],
  async forged(world) {
    const [victim, attacker] = [await world.start(), await world.start()];
    const { SAMLResponse = '' } = fieldsOf(victim, victim.scene.signed());
    return world.post(attacker.browser, { ...fieldsOf(attacker, attacker.scene.signed()), SAMLResponse });
  },
});
