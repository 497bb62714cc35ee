import { CprHasher } from '../../src/migration/cpr-hash';
import { ANNA, BENT, cpr, NEXT_SECRET, SECRET } from './support/people';

/** `printf 'cpr:0101905123' | openssl dgst -sha256 -hmac 'a fictitious secret of 32 bytes.'` */
const OF_OPENSSL = 'ec695493cfe3b56456f98379448d69966189cfc0dbf7a0b8376769ed9dccb710';
/** The same of `kept:CVR:90000001-RID:0101905123`. */
const KEPT_OF_OPENSSL = 'd67580b9b2fc1735f1b01f920d13f03c6400230807187f23f78317823e1e54bb';
/** The same of `cpr:0101905123`, under `another fictitious secret, longer`. */
const NEXT_OF_OPENSSL = 'bfde41c296fd91b5357fd751cf7ba5e62d71b1020c9c9927f05ad5cdde458847';

test('a CPR number is stored as the HMAC-SHA-256 that OpenSSL computes, its secret named before it', () => {
  expect(new CprHasher([SECRET]).hashes(cpr(ANNA))).toEqual([`k1:${OF_OPENSSL}`]);
  expect(new CprHasher([SECRET]).hashes(cpr('010190-5123'))).toEqual([`k1:${OF_OPENSSL}`]);
});

test('so is a RID that could be a CPR number; one that could not is kept as it is', () => {
  const hasher = new CprHasher([SECRET]);
  expect(hasher.kept(`CVR:90000001-RID:${ANNA}`)).toEqual([`hmac:k1:${KEPT_OF_OPENSSL}`]);
  expect(hasher.kept('CVR:90000001-RID:1234')).toEqual(['CVR:90000001-RID:1234']);
});

test('another secret gives another hash, whatever it is called', () => {
  const renamed = { ...NEXT_SECRET, id: SECRET.id };
  expect(new CprHasher([renamed]).hashes(cpr(ANNA))).toEqual([`k1:${NEXT_OF_OPENSSL}`]);
  expect(new CprHasher([NEXT_SECRET, SECRET]).hashes(cpr(ANNA))).toEqual([`k2:${NEXT_OF_OPENSSL}`, `k1:${OF_OPENSSL}`]);
});

test('another number gives another hash, and a secret in bytes the same as in text', () => {
  const inBytes = { ...SECRET, secret: Buffer.from(SECRET.secret) };
  expect(new CprHasher([inBytes]).hashes(cpr(ANNA))).toEqual([`k1:${OF_OPENSSL}`]);
  expect(new CprHasher([SECRET]).hashes(cpr(BENT))[0]).not.toContain(OF_OPENSSL);
});
