import { EID } from '../support/saml2';
import { ofClasses, WITH_SIGNICAT, type LaneName, type Scene } from './harness';

const { formAttack, futileAttack } = ofClasses(33);

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

const twice = 'Which of the two is read depends on the reader: SAML 1.1 core 2.4.4, SAML 2.0 core 2.7.3.1';
/** Where each lane says who the person is, or what only one person can be. */
const TELLING: Readonly<Record<LaneName, string>> = {
  'saml11-post': 'MITID_UUID',
  'saml11-artifact': 'MITID_UUID',
  'saml2-post': `${EID}cprUuid`,
  'saml2-encrypted': `${EID}cprUuid`,
  'signicat-nemid': 'pid',
  'signicat-mitid': 'mitidUuid',
};
const OTHER: Readonly<Record<string, string>> = { pid: '9208-2002-2-999999999999' };

formAttack({
  name: 'attribute-that-tells-the-person-said-twice',
  code: 'attribute_conflict',
  source: twice,
  lanes: WITH_SIGNICAT,
  forged: (world) => world.send((scene) => withMore(scene, TELLING[scene.lane])),
});

futileAttack({
  name: 'attribute-that-tells-the-person-in-letters-of-another-case',
  classes: [33, 34],
  source: 'A name has case: read without it, whoever may set an attribute of their own sets the one that counts',
  lanes: WITH_SIGNICAT,
  run: async (world) => {
    const plain = await world.send((scene) => scene.signed());
    const cased = await world.send((scene) => withMore(scene, otherCase(TELLING[scene.lane])));
    expect(person(cased)).toEqual(person(plain));
  },
});

const otherCase = (name: string) => (name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase());

/** The honest message with one attribute more, of somebody else. */
function withMore(scene: Scene, name: string): string {
  const value = OTHER[name.toLowerCase()] ?? '11111111-2222-4333-8444-555555555555';
  const extraAttributes = scene.attribute(name, value).replace(`https://idp.example/${name}`, name);
  return scene.signed({ assertionId: '_more', extraAttributes });
}

/** Who the profile says that it is, without the attributes as they came and the transaction. */
function person(verdict: unknown): unknown {
  const { accepted, said } = verdict as { accepted: boolean; said: Record<string, unknown> };
  expect(accepted).toBe(true);
  expect(JSON.stringify(said['attributes'])).toMatch(/full-?name|common-name|plain-name/i);
  return { ...said, attributes: undefined, transaction: undefined };
}
