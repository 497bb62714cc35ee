const XMLENC = 'http://www.w3.org/2001/04/xmlenc#';
const XMLENC11 = 'http://www.w3.org/2009/xmlenc11#';

/** Data encryption: which of them NemLog-in uses is not known (facts/oiosaml.md 1.5). */
export const DATA_ENCRYPTION = {
  'aes256-gcm': `${XMLENC11}aes256-gcm`,
  'aes128-gcm': `${XMLENC11}aes128-gcm`,
  'aes256-cbc': `${XMLENC}aes256-cbc`,
  'aes128-cbc': `${XMLENC}aes128-cbc`,
} as const;
export type DataEncryption = keyof typeof DATA_ENCRYPTION;

const HASHES = ['sha1', 'sha256', 'sha384', 'sha512'] as const;
type Hash = (typeof HASHES)[number];

/**
 * `rsa-oaep-mgf1p` masks with SHA-1 always, and its digest is SHA-1 unless a third part says otherwise; of `rsa-oaep`
 * (XML Encryption 1.1) both are named: first the digest, then what masks. The product takes a SHA-384 digest with its own mask
 * only, so others are not here.
 */
export type KeyEncryption =
  | 'rsa-oaep-mgf1p'
  | `rsa-oaep-mgf1p-${'sha256' | 'sha512'}`
  | Exclude<`rsa-oaep-${Hash}-mgf1${Hash}`, `rsa-oaep-sha384-mgf1${Exclude<Hash, 'sha384'>}`>;

/** How a session key is wrapped. */
export interface KeyWrapping {
  readonly uri: string;
  readonly digest?: Hash;
  /** Written for `xmlenc11#rsa-oaep` only. */
  readonly mask?: Hash;
}

const MGF1P = `${XMLENC}rsa-oaep-mgf1p`;
const OAEP = `${XMLENC11}rsa-oaep`;

const WRAPPINGS = new Map<string, KeyWrapping>([
  ['rsa-oaep-mgf1p', { uri: MGF1P, digest: 'sha1' }],
  ...(['sha256', 'sha512'] as const).map((digest) => [`rsa-oaep-mgf1p-${digest}`, { uri: MGF1P, digest }] as const),
  ...HASHES.flatMap((digest) =>
    HASHES.filter((mask) => digest !== 'sha384' || mask === 'sha384').map(
      (mask) => [`rsa-oaep-${digest}-mgf1${mask}`, { uri: OAEP, digest, mask }] as const,
    ),
  ),
]);

export const DATA_ENCRYPTIONS = Object.keys(DATA_ENCRYPTION) as DataEncryption[];
export const KEY_ENCRYPTIONS = [...WRAPPINGS.keys()] as readonly KeyEncryption[];

/** What a name of a key encryption stands for. */
export function keyWrapping(name: KeyEncryption): KeyWrapping {
  return WRAPPINGS.get(name) ?? { uri: MGF1P, digest: 'sha1' };
}

/** Broken by design, and refused by every sound receiver: for faults only. */
export const RSA_1_5: KeyWrapping = { uri: `${XMLENC}rsa-1_5` };
export const TRIPLE_DES = `${XMLENC}tripledes-cbc`;
