import { ofClasses, WITH_SIGNICAT } from './harness';

const { futileAttack } = ofClasses(33);

const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'id', 'key', 'nameID'];
const evil = '{"id":"evil"}';

futileAttack({
  name: 'attributes-with-the-names-of-members',
  source: 'GHSA-776f-qx25-q3cc (xml2js); node-saml 5.1 takes an attribute called nameID for the person',
  lanes: WITH_SIGNICAT,
  run: async (world) => {
    const plain = await world.send((scene) => scene.signed());
    const named = await world.send((scene) =>
      scene.signed({
        assertionId: '_named',
        saml11: { extraAttributes: NAMES.map((name) => scene.attribute(name, evil)).join('') },
        saml2: {
          extraAttributes: NAMES.map((name) =>
            scene.attribute(name, evil).replace(`https://idp.example/${name}`, name),
          ).join(''),
        },
      }),
    );
    expect(person(named)).toEqual(person(plain));
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>)['evil']).toBeUndefined();
  },
});

/** Who the profile says that it is, without the attributes as they came and the transaction. */
function person(verdict: unknown): unknown {
  const { accepted, said } = verdict as { accepted: boolean; said: Record<string, unknown> };
  expect(accepted).toBe(true);
  expect(JSON.stringify(said['attributes'])).toMatch(/full-?name|common-name|plain-name/i);
  return { ...said, attributes: undefined, transaction: undefined };
}
