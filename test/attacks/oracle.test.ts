import { createPublicKey, randomBytes } from 'node:crypto';
import { CERTS } from '../support/certs';
import { AES256_CBC } from '../support/saml2/encryption-methods';
import { HMAC_SHA256 } from '../support/xmldsig/methods';
import {
  asPosted,
  ENCRYPTED,
  first,
  MITID,
  ofClasses,
  prolog,
  sealed,
  sealedText,
  swap,
  type HttpWorld,
  type Message,
  type Scene,
} from './harness';

const { formAttack } = ofClasses(21);

// An answer that tells one failure from another is asked again and again, and in the end has said the plaintext.
const source =
  'Jager and Somorovsky, CCS 2011 (CBC); Bleichenbacher, CRYPTO 1998 (RSA 1.5): one answer to whatever is wrong inside';

const cbc = (cipher: (octets: Buffer) => Buffer) => (scene: Scene) => sealed(scene, { data: AES256_CBC, cipher });
const holding = (text: string) => (scene: Scene) =>
  asPosted(swap(scene.unsigned({}), /<saml:Assertion.*<\/saml:Assertion>/s, sealedText(text)));
const flipped = (at: number) => (octets: Buffer) => {
  const changed = Buffer.from(octets);
  const index = at < 0 ? changed.length + at : at;
  changed[index] = (changed[index] ?? 0) ^ 1;
  return changed;
};
const publicKey = createPublicKey(CERTS.idp.cert).export({ type: 'spki', format: 'pem' }).toString();

/** What may be wrong, from the key to the signature and to whose login it is. */
const FAILURES: Readonly<Record<string, (scene: Scene) => Message>> = {
  'a key for somebody else': (scene) => sealed(scene, { certificate: CERTS.foreign.cert }),
  'a tag that does not fit': (scene) => sealed(scene, { cipher: flipped(-1) }),
  'a first block that is changed': cbc(flipped(20)),
  'a padding that is wrong': cbc(flipped(-17)),
  'octets at random': cbc(() => randomBytes(4096)),
  'no text': holding(''),
  'no XML': holding('x'),
  'no assertion': holding('<x></x>'),
  'a DOCTYPE': (scene) => holding(`<!DOCTYPE x>${scene.assertion()}`)(scene),
  'no signature': (scene) => scene.unsigned(),
  'a signature of somebody else': (scene) => scene.signed({}, { signer: CERTS.foreign }),
  'a signature by the public key': (scene) => scene.signedByHand({ method: HMAC_SHA256, secret: publicKey }),
  'a digest of another text': (scene) => swap(scene.signed(), 'Åkjær<', 'Evil<'),
  'an id that is there twice': (scene) => first(scene.signed(), 'saml:Assertion', `<x ID="${scene.ids.Response}"></x>`),
  'another recipient': (scene) => scene.signed({ recipient: 'https://evil.example/' }),
  'an answer to another request': (scene) => scene.signed({ saml2: { confirmations: [{ inResponseTo: '_another' }] } }),
};

formAttack({
  name: 'whatever-is-wrong-inside-a-ciphertext-asked-about-one-by-one',
  code: 'decryption_failed',
  source,
  lanes: [...ENCRYPTED, ...MITID],
  async forged(world) {
    const answers = new Map<string, string>();
    for (const [what, message] of Object.entries(FAILURES)) answers.set(what, await answerTo(world, message));
    const [usual] = answers.values();
    expect([...answers].filter(([, answer]) => answer !== usual)).toEqual([]);
    expect(answers.size).toBe(Object.keys(FAILURES).length);
    // The page of a stranger, who has no login here, is told as little.
    return world.send((scene) => prolog(scene.unsigned(), ''));
  },
});

/** All that a stranger sees of an answer: status, headers and body, without the time and the name of the login. */
async function answerTo(world: HttpWorld, message: (scene: Scene) => Message): Promise<string> {
  const { status, body, headers } = await world.bring(await world.start(), message);
  const { date, etag, 'set-cookie': cookies = [], ...others } = headers;
  expect([date, etag]).toEqual([expect.any(String), expect.any(String)]);
  const names = cookies.map((cookie) => cookie.replace(/mitid-login-[\w-]+/, 'mitid-login'));
  return JSON.stringify({ status, body, etag, others, names });
}
