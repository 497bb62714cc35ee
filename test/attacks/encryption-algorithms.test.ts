import * as e from '../support/saml2/encryption-methods';
import { SHA1, SHA256, SHA384, SHA512 } from '../support/xmldsig/methods';
import { ENCRYPTED, ofClasses, sealed, swap } from './harness';

const { attack, harmless } = ofClasses(21);

const list = 'The algorithms are a list; xml-encryption alone would take RSA 1.5 and 3DES together with CBC';
const bleichenbacher = 'Jager, Schinzel and Somorovsky, Bleichenbacher’s attack strikes again, ESORICS 2012';
const oaep = 'XML Encryption 1.1 5.5.2: what is not known must not become SHA-1 in silence, as xml-encryption has it';

const data: readonly (readonly [string, string])[] = [
  ['3des', e.TRIPLE_DES],
  ['aes-192-cbc', e.AES192_CBC],
  ['aes-192-gcm', e.AES192_GCM],
  ['unknown', 'urn:x'],
  ['empty', ''],
  ['node-name', 'aes-256-gcm'],
  ['upper-case', e.AES256_GCM.toUpperCase()],
  ['padded', ` ${e.AES256_GCM}`],
  ['property-of-objects', '__proto__'],
  ['key-method', e.OAEP_MGF1P],
];
for (const [name, method] of data) {
  attack({
    name: `data-encryption-${name}`,
    code: 'encryption_algorithm',
    source: list,
    lanes: ENCRYPTED,
    forged: (scene) =>
      sealed(scene, {
        ...(Object.hasOwn(e.CIPHERS, method) && { data: method }),
        encryptedData: (usual) => usual.replace(`"${e.AES256_GCM}"`, `"${method}"`),
      }),
  });
}

const key: readonly (readonly [string, string, string])[] = [
  ['rsa-1.5', e.RSA_15, bleichenbacher],
  ['aes-key-wrap', `${e.XENC}kw-aes256`, list],
  ['3des-key-wrap', `${e.XENC}kw-tripledes`, list],
  ['diffie-hellman', `${e.XENC}dh`, list],
  ['unknown', 'urn:x', list],
  ['empty', '', list],
  ['data-method', e.AES256_GCM, list],
];
for (const [name, method, source] of key) {
  attack({
    name: `key-encryption-${name}`,
    code: 'encryption_algorithm',
    source,
    lanes: ENCRYPTED,
    forged: (scene) => sealed(scene, { key: method }),
  });
}

attack({
  name: 'key-encryption-rsa-1.5-said-to-be-oaep',
  code: 'decryption_failed',
  source: bleichenbacher,
  lanes: ENCRYPTED,
  forged: (scene) => sealed(scene, { key: e.RSA_15, encryptedKey: (usual) => swap(usual, e.RSA_15, e.OAEP_MGF1P) }),
});

for (const [name, digest] of [
  ['md5', 'http://www.w3.org/2001/04/xmldsig-more#md5'],
  ['sha224', e.SHA224],
  ['sha256-under-a-name-nobody-gave', e.WRONG_SHA256],
  ['unknown', 'urn:x'],
  ['empty', ''],
] as const) {
  attack({
    name: `key-digest-${name}`,
    code: 'encryption_algorithm',
    source: oaep,
    lanes: ENCRYPTED,
    forged: (scene) => sealed(scene, { digest }),
  });
}

for (const [name, mgf] of [
  ['sha224', e.MGF1_SHA224],
  ['unknown', 'urn:x'],
  ['empty', ''],
] as const) {
  attack({
    name: `key-mask-${name}`,
    code: 'encryption_algorithm',
    source: oaep,
    lanes: ENCRYPTED,
    forged: (scene) => sealed(scene, { key: e.OAEP_11, mgf }),
  });
}

attack({
  name: 'key-mask-where-the-method-fixes-it',
  code: 'encryption_algorithm',
  source: 'XML Encryption 1.1 5.5.2: rsa-oaep-mgf1p has no MGF',
  lanes: ENCRYPTED,
  forged: (scene) => sealed(scene, { key: e.OAEP_MGF1P, mgf: e.MGF1_SHA256 }),
});

attack({
  name: 'key-with-a-label',
  code: 'encryption_algorithm',
  source: 'XML Encryption 1.1 5.5.2: OAEPparams; a parameter that is not understood is not ignored',
  lanes: ENCRYPTED,
  forged: (scene) => sealed(scene, { label: Buffer.from('label') }),
});

attack({
  name: 'key-size-that-is-not-the-method-s',
  code: 'encryption_algorithm',
  source: 'XML Encryption 5.2: KeySize',
  lanes: ENCRYPTED,
  forged: (scene) =>
    sealed(scene, {
      encryptedData: (usual) =>
        swap(usual, '</xenc:EncryptionMethod>', '<xenc:KeySize>128</xenc:KeySize></xenc:EncryptionMethod>'),
    }),
});

attack({
  name: 'key-digest-twice',
  code: 'encryption_algorithm',
  source: oaep,
  lanes: ENCRYPTED,
  forged: (scene) =>
    sealed(scene, { encryptedKey: (usual) => swap(usual, /<ds:DigestMethod .*<\/ds:DigestMethod>/, twice(usual)) }),
});

function twice(xml: string): string {
  return (/<ds:DigestMethod .*<\/ds:DigestMethod>/.exec(xml)?.[0] ?? '').repeat(2);
}

const combinations: readonly (readonly [string, Parameters<typeof sealed>[1]])[] = [
  ['aes-128-gcm', { data: e.AES128_GCM }],
  ['aes-256-cbc', { data: e.AES256_CBC }],
  ['aes-128-cbc', { data: e.AES128_CBC }],
  ['oaep-mgf1p-sha256', { digest: SHA256 }],
  ['oaep-mgf1p-without-a-digest', { digest: null }],
  ['oaep-1.1-sha256', { key: e.OAEP_11, digest: SHA256, mgf: e.MGF1_SHA256 }],
  ['oaep-1.1-sha1', { key: e.OAEP_11, digest: SHA1, mgf: e.MGF1_SHA1 }],
  ['oaep-1.1-sha384', { key: e.OAEP_11, digest: SHA384, mgf: e.MGF1_SHA384 }],
  ['oaep-1.1-sha512-with-sha256', { key: e.OAEP_11, digest: SHA512, mgf: e.MGF1_SHA256 }],
  ['key-beside-the-data', { keyPlace: 'beside' }],
];
for (const [name, encryption] of combinations) {
  harmless({
    name: `encrypted-with-${name}`,
    source: 'What NemLog-in and the implementations around it are seen to send',
    lanes: ENCRYPTED,
    variant: (scene) => sealed(scene, encryption),
  });
}
