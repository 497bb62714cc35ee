import { randomBytes } from 'node:crypto';
import { CERTS } from '../support/certs';
import { AES256_CBC, AES256_GCM } from '../support/saml2/encryption-methods';
import { asPosted, cut, ENCRYPTED, MITID, ofClasses, sealed, swap, type Scene } from './harness';

const { attack } = ofClasses(21);

const oracle = 'Jager and Somorovsky, How to break XML encryption, CCS 2011: one answer, whatever the padding is';
const tag = 'CVE-2026-32600 (xml-security, xmlseclibs): a GCM tag that is cut short';
const flip = (at: number) => (octets: Buffer) => {
  const changed = Buffer.from(octets);
  const index = at < 0 ? changed.length + at : at;
  changed[index] = (changed[index] ?? 0) ^ 1;
  return changed;
};
const replaceLast = (octet: number) => Buffer.from([...Array.from({ length: 15 }, () => 7), octet]);

const cbc = (scene: Scene) => sealed(scene, { data: AES256_CBC });
// A whole block of padding, so that the length is right whatever the block says.
const blockOf = (scene: Scene, padding: Buffer) => {
  const assertion = Buffer.byteLength(cut(scene.signed(), 'saml:Assertion'));
  const filled = ' '.repeat((16 - (assertion % 16)) % 16);
  return sealed(scene, { data: AES256_CBC, plaintext: cut(scene.signed(), 'saml:Assertion') + filled, padding });
};
const paddings: readonly (readonly [string, (scene: Scene) => ReturnType<typeof sealed>])[] = [
  ['padding-of-0', (scene) => blockOf(scene, replaceLast(0))],
  ['padding-of-17', (scene) => blockOf(scene, replaceLast(17))],
  ['padding-of-255', (scene) => blockOf(scene, replaceLast(255))],
  ['padding-of-15-where-16-is-right', (scene) => blockOf(scene, replaceLast(15))],
  ['padding-of-1-where-16-is-right', (scene) => blockOf(scene, replaceLast(1))],
  ['iv-changed', (scene) => sealed(scene, { data: AES256_CBC, cipher: flip(0) })],
  ['iv-changed-at-its-end', (scene) => sealed(scene, { data: AES256_CBC, cipher: flip(15) })],
  ['first-block-changed', (scene) => sealed(scene, { data: AES256_CBC, cipher: flip(16) })],
  ['last-block-changed', (scene) => sealed(scene, { data: AES256_CBC, cipher: flip(-1) })],
  ['block-before-the-last-changed', (scene) => sealed(scene, { data: AES256_CBC, cipher: flip(-17) })],
  ['last-block-left-out', (scene) => sealed(scene, { data: AES256_CBC, cipher: (octets) => octets.subarray(0, -16) })],
  ['two-blocks-only', (scene) => sealed(scene, { data: AES256_CBC, cipher: (octets) => octets.subarray(0, 32) })],
  ['blocks-swapped', (scene) => sealed(scene, { data: AES256_CBC, cipher: swapBlocks })],
  ['random', (scene) => sealed(scene, { data: AES256_CBC, cipher: ({ length }) => randomBytes(length) })],
  ['gcm-said-to-be-cbc', (scene) => renamed(scene, AES256_GCM, AES256_CBC)],
];
for (const [name, forged] of paddings) {
  attack({
    name: `cbc-${name}`,
    code: 'decryption_failed',
    source: oracle,
    lanes: [...ENCRYPTED, ...MITID],
    twin: cbc,
    forged,
  });
}

function swapBlocks(octets: Buffer): Buffer {
  const blocks = [0, 32, 16].map((at) => octets.subarray(at, at + 16));
  return Buffer.concat([...blocks, octets.subarray(48)]);
}

/** Encrypted by one algorithm, and said to be by another; cut to whole blocks, so that CBC would begin with it. */
function renamed(scene: Scene, done: string, said: string) {
  const whole = (octets: Buffer) => octets.subarray(0, octets.length - (octets.length % 16));
  return sealed(scene, { data: done, cipher: whole, encryptedData: (usual) => swap(usual, done, said) });
}

for (const [name, cipher] of [
  ['of-no-blocks', () => Buffer.alloc(16)],
  ['of-half-a-block', (octets: Buffer) => octets.subarray(0, -8)],
] as const) {
  attack({
    name: `cbc-${name}`,
    code: 'encryption_malformed',
    source: `${oracle}; that much is seen without a key`,
    lanes: ENCRYPTED,
    twin: cbc,
    forged: (scene) => sealed(scene, { data: AES256_CBC, cipher }),
  });
}

const gcm: readonly (readonly [string, (octets: Buffer) => Buffer, string])[] = [
  ['tag-of-4-bytes', (octets) => octets.subarray(0, -12), tag],
  ['tag-of-12-bytes', (octets) => octets.subarray(0, -4), tag],
  ['tag-of-15-bytes', (octets) => octets.subarray(0, -1), tag],
  ['tag-of-no-bytes', (octets) => octets.subarray(0, -16), tag],
  ['tag-of-17-bytes', (octets) => Buffer.concat([octets, Buffer.alloc(1)]), tag],
  ['tag-changed', flip(-1), tag],
  ['iv-changed', flip(0), tag],
  ['text-changed', flip(40), tag],
  ['random', ({ length }) => randomBytes(length), tag],
];
for (const [name, cipher, source] of gcm) {
  attack({
    name: `gcm-${name}`,
    code: 'decryption_failed',
    source,
    lanes: [...ENCRYPTED, ...MITID],
    forged: (scene) => sealed(scene, { cipher }),
  });
}

attack({
  name: 'gcm-said-where-cbc-was-done',
  code: 'decryption_failed',
  source: oracle,
  lanes: ENCRYPTED,
  forged: (scene) => renamed(scene, AES256_CBC, AES256_GCM),
});

for (const bytes of [0, 27]) {
  attack({
    name: `gcm-of-${bytes}-bytes`,
    code: bytes === 0 ? 'base64_invalid' : 'encryption_malformed',
    source: `${tag}; that much is seen without a key`,
    lanes: ENCRYPTED,
    forged: (scene) => sealed(scene, { cipher: (octets) => octets.subarray(0, bytes) }),
  });
}

const bleichenbacher = 'Manger, A chosen ciphertext attack on RSA OAEP, 2001: one answer, whatever the key block is';
const keys: readonly (readonly [string, (scene: Scene) => ReturnType<typeof sealed>])[] = [
  ['changed', (scene) => sealed(scene, { wrapped: flip(-1) })],
  ['changed-at-its-beginning', (scene) => sealed(scene, { wrapped: flip(0) })],
  ['random', (scene) => sealed(scene, { wrapped: ({ length }) => randomBytes(length) })],
  ['of-zeros', (scene) => sealed(scene, { wrapped: ({ length }) => Buffer.alloc(length) })],
  ['of-ones', (scene) => sealed(scene, { wrapped: ({ length }) => Buffer.alloc(length, 255) })],
  ['short', (scene) => sealed(scene, { wrapped: (octets) => octets.subarray(1) })],
  ['long', (scene) => sealed(scene, { wrapped: (octets) => Buffer.concat([octets, Buffer.alloc(1)]) })],
  ['one-byte', (scene) => sealed(scene, { wrapped: () => Buffer.alloc(1) })],
  ['for-another-recipient', (scene) => sealed(scene, { certificate: CERTS.foreign.cert })],
  ['of-another-message', (scene) => sealed(scene, { encryptedKey: () => keyOf(scene) })],
  ['of-half-the-size', (scene) => withKeyOf(scene, 16)],
  ['of-no-bytes', (scene) => withKeyOf(scene, 0)],
  ['of-a-byte-more', (scene) => withKeyOf(scene, 33)],
];
for (const [name, forged] of keys) {
  attack({
    name: `session-key-${name}`,
    code: 'decryption_failed',
    source: bleichenbacher,
    lanes: [...ENCRYPTED, ...MITID],
    forged,
  });
}

/** The EncryptedKey of another message to the same recipient. */
function keyOf(scene: Scene): string {
  let key = '';
  sealed(scene, { encryptedKey: (usual) => (key = usual) });
  return key;
}

/** A key of another size is wrapped; the text is encrypted with one that fits. */
function withKeyOf(scene: Scene, bytes: number) {
  let other = '';
  try {
    sealed(scene, { sessionKey: randomBytes(bytes), encryptedKey: (usual) => (other = usual) });
  } catch {
    // No cipher takes such a key; it was wrapped before.
  }
  return sealed(scene, { encryptedKey: () => other });
}

attack({
  name: 'ciphertext-of-another-assertion-under-the-signature-of-the-response',
  code: 'digest_mismatch',
  source: 'A Response that signs a ciphertext signs that one; nothing is decrypted before',
  lanes: ENCRYPTED,
  twin: (scene) => scene.signedOn('both'),
  forged(scene) {
    const evil = scene.travel(scene.signed({ fullName: 'Evil Eva' })).value.toString();
    const other = cut(Buffer.from(evil, 'base64').toString(), 'saml:EncryptedAssertion');
    return asPosted(swap(scene.signedOn('both'), /<saml:EncryptedAssertion .*<\/saml:EncryptedAssertion>/, other));
  },
});
