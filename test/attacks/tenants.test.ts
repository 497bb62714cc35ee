import { attributesWith, EID, OIOSAML3_PRIVATE, PERSON_NAME_ID, PERSON_UUID } from '../support/saml2';
import { citizenWith } from '../support/saml11';
import { MITID, NEMID, ofClasses, SAML11, SAML2, swap, WITH_SIGNICAT } from './harness';
import { mitIdPerson, nemIdPerson } from './harness/signicat-people';

const { attack, formAttack, futileAttack, logoutAttack } = ofClasses(34);

// Two names that look alike, or that some comparison takes for one, are two parties; two spellings of one person are one account.
const alike =
  'Unicode TR 36: texts that look or fold alike; a tenant registers such a name, and is taken for its neighbour';

/** Each is equal to the right one for a comparison that folds case, normalizes, trims or ignores. */
const spellings: readonly (readonly [string, (right: string) => string])[] = [
  ['with-a-full-width-letter', (right) => swap(right, 'a', '\uff41')],
  ['with-a-cyrillic-letter', (right) => swap(right, 'e', '\u0435')],
  ['with-a-no-break-space-behind', (right) => `${right}\u00a0`],
  ['with-a-zero-width-space', (right) => `${right}\u200b`],
];
for (const [name, spelt] of spellings) {
  attack({
    name: `issuer-${name}`,
    classes: [24, 34],
    code: 'issuer_mismatch',
    source: alike,
    lanes: WITH_SIGNICAT,
    forged: (scene) => scene.signed({ issuer: spelt(scene.facts.issuer) }),
  });

  attack({
    name: `audience-${name}`,
    classes: [24, 34],
    code: 'audience_mismatch',
    source: alike,
    lanes: WITH_SIGNICAT,
    forged: (scene) => scene.signed({ audiences: [[spelt(scene.facts.audience)]] }),
  });

  logoutAttack({
    name: `logout-issued-by-a-name-${name}`,
    classes: [24, 34],
    code: 'issuer_mismatch',
    source: alike,
    forged: (scene) => scene.signed({ issuer: spelt(scene.issuer) }),
  });
}

const digits = 'Unicode TR 36: a digit of another script is no digit; \\d and Number() differ over them';
const wide = (text: string) => text.replaceAll(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
formAttack({
  name: 'uuid-in-digits-of-another-script',
  code: 'attribute_malformed',
  source: digits,
  lanes: SAML11,
  forged: (world) =>
    world.send((scene) =>
      scene.signed({ assertionId: '_wide', attributes: citizenWith('MITID_UUID', wide(PERSON_UUID)) }),
    ),
});

formAttack({
  name: 'name-id-in-digits-of-another-script',
  code: 'name_id_malformed',
  source: digits,
  lanes: [...SAML2, ...MITID],
  forged: (world) =>
    world.send((scene) => {
      const right = scene.lane === 'signicat-mitid' ? PERSON_UUID : PERSON_NAME_ID;
      return scene.signed({ assertionId: '_wide', nameIdentifier: wide(right) });
    }),
});

formAttack({
  name: 'pid-in-digits-of-another-script',
  code: 'attribute_malformed',
  source: digits,
  lanes: NEMID,
  forged: (world) =>
    world.send((scene) => {
      const said = nemIdPerson().map(([name, value]) => [name, name === 'pid' ? wide(String(value)) : value] as const);
      return scene.signed({ assertionId: '_wide', attributes: said });
    }),
});

futileAttack({
  name: 'account-of-the-same-person-in-upper-case',
  source: 'A second spelling of one id would be a second account, which nobody has locked',
  lanes: [...SAML11, ...SAML2, ...MITID],
  async run(world) {
    const upper = PERSON_UUID.toUpperCase();
    const plain = await world.send((scene) => scene.signed());
    const other = await world.send((scene) =>
      scene.signed({
        assertionId: '_upper',
        saml11: { attributes: citizenWith('MITID_UUID', upper) },
        ...(scene.names.nameIdentifier === 'saml:NameID' && {
          nameIdentifier: scene.lane === 'signicat-mitid' ? upper : PERSON_NAME_ID.replace(PERSON_UUID, upper),
        }),
      }),
    );
    expect(keyOf(other)).toEqual(keyOf(plain));
  },
});

futileAttack({
  name: 'account-of-a-neighbour-by-an-email-address',
  source: 'authentik, Rocket.Chat and others: accounts found by an address that the broker never owned',
  lanes: [...SAML2, ...MITID],
  async run(world) {
    const email = 'director@app.example';
    const plain = await world.send((scene) => scene.signed());
    const other = await world.send((scene) =>
      scene.signed({
        assertionId: '_email',
        attributes:
          scene.lane === 'signicat-mitid'
            ? attributesWith(mitIdPerson(), 'email', email)
            : attributesWith(OIOSAML3_PRIVATE, `${EID}email`, email),
      }),
    );
    expect(keyOf(other)).toEqual(keyOf(plain));
  },
});

function keyOf(verdict: unknown): unknown {
  const { accepted, said } = verdict as { accepted: boolean; said: Record<string, unknown> };
  expect(accepted).toBe(true);
  expect(said['key']).toMatchObject({ id: expect.any(String) as string });
  return said['key'];
}
