import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import fc from 'fast-check';
import type { MitIdError } from '../../src/errors';
import {
  fromSession,
  profileFromEIdent,
  profileFromOioSaml,
  toSession,
  type Profile,
  type SessionKey,
  type SessionProfile,
} from '../../src/profile';
import { errorOf } from '../support/codes';
import { fictitiousCpr } from '../support/cpr';
import { cprForms, findCpr } from '../support/cpr-watch/forms';
import { dump } from '../support/dump';
import { CPR, login } from '../support/eident-logins';
import { oioLogin } from '../support/oiosaml-logins';

type Sealed = Extract<SessionProfile, { version: 2 }>;

const FORMS = cprForms(CPR.replace('-', ''));
const newKey = (id: string): SessionKey => ({ id, secret: randomBytes(32) });
const [OLD, NEW] = [newKey('2026-10'), newKey('2026-11')];
const profile = profileFromEIdent(login('private'));
const digitsOf = ({ person }: Profile) => person.cpr?.reveal();

/** What a session store gives back. */
function stored(of: Profile, key = NEW): Sealed {
  const value = JSON.parse(JSON.stringify(toSession(of, { key }))) as SessionProfile;
  if (value.version === 2) return value;
  throw new Error('expected a stored CPR number');
}

const refusal = (value: unknown, keys: readonly SessionKey[] = [NEW]): MitIdError =>
  errorOf(() => fromSession(value, { keys }));

test('with a key the profile comes back whole, and frozen', () => {
  const back = fromSession(stored(profile), { keys: [NEW] });
  expect(back).toEqual(profile);
  expect(digitsOf(back)).toBe(digitsOf(profile));
  expect(Object.isFrozen(back.person)).toBe(true);
  expect(toSession(back)).toEqual(toSession(profile));
});

test('without a key nothing is stored of it, as ever', () => {
  const value = toSession(profile);
  expect(value.version).toBe(1);
  expect(value).not.toHaveProperty('cpr');
});

test('a profile without a CPR number is stored as without a key', () => {
  const company = profileFromEIdent(login('nemIdCompany'));
  expect(toSession(company, { key: NEW })).toEqual(toSession(company));
});

test('who reads without keys gets the profile without the number', () => {
  const back = fromSession(stored(profile));
  expect(back.person).not.toHaveProperty('cpr');
  expect(back).toEqual(fromSession(toSession(profile)));
});

test('what was stored before there were keys is read with them', () => {
  expect(fromSession(toSession(profile), { keys: [NEW] })).toEqual(fromSession(toSession(profile)));
});

test('a secret may be bytes, or base64 of either kind', () => {
  const bytes = randomBytes(32);
  const spelled = [bytes, new Uint8Array(bytes), bytes.toString('base64'), bytes.toString('base64url')];
  for (const secret of spelled) {
    const value = stored(profile, { id: 'one', secret });
    for (const other of spelled)
      expect(digitsOf(fromSession(value, { keys: [{ id: 'one', secret: other }] }))).toBe(digitsOf(profile));
  }
});

test('two writes have nothing in common but the key’s id', () => {
  const [one, two] = [stored(profile).cpr, stored(profile).cpr];
  expect(one.key).toBe(two.key);
  expect(one.iv).not.toBe(two.iv);
  expect(one.sealed.slice(0, 8)).not.toBe(two.sealed.slice(0, 8));
});

test('no digit of it is stored, and each number is as long', () => {
  fc.assert(
    fc.property(fictitiousCpr, (digits) => {
      const value = stored(profileFromEIdent(login('private', { DK_SSN: digits, DOB: undefined })));
      expect(findCpr(JSON.stringify(value), cprForms(digits))).toBeUndefined();
      expect([value.cpr.iv.length, value.cpr.sealed.length]).toEqual([16, 35]);
      expect(digitsOf(fromSession(value, { keys: [NEW] }))).toBe(digits);
    }),
    { numRuns: 20 },
  );
});

describe('rotation', () => {
  test('reads with the old key what it wrote, and with the new one what that wrote', () => {
    for (const key of [OLD, NEW]) {
      expect(digitsOf(fromSession(stored(profile, key), { keys: [NEW, OLD] }))).toBe(digitsOf(profile));
    }
  });

  test('refuses a key that is no longer there', () => {
    const { code, detail } = refusal(stored(profile, OLD));
    expect([code, detail.option, detail.got]).toEqual([
      'session_invalid',
      'keys',
      'encrypted with a key of another id',
    ]);
  });

  test('refuses another secret under the same id', () => {
    expect(refusal(stored(profile), [newKey(NEW.id)]).code).toBe('session_invalid');
  });

  test('a key of another id does not read, though the secret is the same', () => {
    const value = stored(profile);
    const renamed = { ...value, cpr: { ...value.cpr, key: 'renamed' } };
    expect(refusal(renamed, [{ ...NEW, id: 'renamed' }]).code).toBe('session_invalid');
  });
});

describe('a number is of the profile that it was stored with', () => {
  const other = 'b0b1b2b3-0000-4000-8000-00000000000f';

  test.each<[string, Profile]>([
    ['another id', profileFromEIdent(login('private', { MITID_UUID: other }))],
    ['another namespace and issuer', profileFromOioSaml(oioLogin('person'))],
    ['another kind', profileFromEIdent(login('professional'))],
  ])('and not of one with %s', (_, thief) => {
    const moved = { ...stored(profile), profile: toSession(thief).profile };
    expect(fromSession(moved).key).toEqual(thief.key);
    const { code, detail } = refusal(moved);
    expect([code, detail.got, detail.option]).toEqual(['session_invalid', 'not decrypted', 'keys']);
  });

  test('and not of the same number at another issuer', () => {
    const value = stored(profile);
    const issuer = 'https://other.example';
    const { key, transaction } = value.profile;
    const moved = {
      ...value,
      profile: { ...value.profile, key: { ...key, issuer }, transaction: { ...transaction, issuer } },
    };
    expect(fromSession(moved).key.issuer).toBe(issuer);
    expect(refusal(moved).code).toBe('session_invalid');
  });

  test('whatever else about the profile is changed', () => {
    const value = stored(profile);
    const renamed = { ...value, profile: { ...value.profile, displayName: 'Another' } };
    expect(digitsOf(fromSession(renamed, { keys: [NEW] }))).toBe(digitsOf(profile));
  });
});

describe('a byte that was changed is session_invalid', () => {
  const value = stored(profile);
  const flipped = (text: string, at: number): string => {
    const bytes = Buffer.from(text, 'base64url');
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return bytes.toString('base64url');
  };
  const SEALED_BYTES = 26;
  const IV_BYTES = 12;

  test('of the digits and the tag, each', () => {
    for (let at = 0; at < SEALED_BYTES; at++) {
      const changed = { ...value, cpr: { ...value.cpr, sealed: flipped(value.cpr.sealed, at) } };
      expect([at, refusal(changed).code]).toEqual([at, 'session_invalid']);
    }
  });

  test('of the IV, each', () => {
    for (let at = 0; at < IV_BYTES; at++) {
      const changed = { ...value, cpr: { ...value.cpr, iv: flipped(value.cpr.iv, at) } };
      expect([at, refusal(changed).code]).toEqual([at, 'session_invalid']);
    }
  });

  test.each<[string, Record<string, unknown>]>([
    ['a tag cut short', { sealed: value.cpr.sealed.slice(0, -8) }],
    ['more', { sealed: `${value.cpr.sealed}AAAA` }],
    ['nothing sealed', { sealed: '' }],
    ['another spelling of the same bytes', { sealed: `${value.cpr.sealed}=` }],
    ['an IV of another length', { iv: Buffer.alloc(16).toString('base64url') }],
    ['no IV', { iv: undefined }],
    ['no key', { key: '' }],
    ['the number itself', { sealed: CPR }],
    ['an unknown member', { more: 1 }],
  ])('%s, with keys and without', (_, members) => {
    const changed = { ...value, cpr: { ...value.cpr, ...members } };
    expect(refusal(changed).code).toBe('session_invalid');
    expect(errorOf(() => fromSession(changed)).code).toBe('session_invalid');
  });

  test('and a version 1 that has one', () => {
    expect(refusal({ ...value, version: 1 }).code).toBe('session_invalid');
  });
});

describe('a key that cannot be used is configuration_invalid, by name', () => {
  const secret = randomBytes(32);

  test.each<[string, unknown, string]>([
    ['none', null, 'key.id must be'],
    ['a text', 'secret', 'key.secret must be 32 random bytes'],
    ['no id', { secret }, 'key.id must be'],
    ['an empty id', { id: '', secret }, 'key.id must be'],
    ['an id with a space', { id: 'a b', secret }, 'key.id must be'],
    ['an id that is a CPR number', { id: '010190-5123', secret }, 'key.id must be'],
    ['no secret', { id: 'a' }, 'key.secret must be 32 random bytes'],
    ['16 bytes', { id: 'a', secret: secret.subarray(16) }, 'key.secret is 16 bytes long'],
    ['33 bytes', { id: 'a', secret: Buffer.alloc(33, 1) }, 'key.secret is 33 bytes long'],
    ['a passphrase', { id: 'a', secret: 'correct horse battery staple' }, 'key.secret must be 32 random bytes'],
    ['32 characters', { id: 'a', secret: 'x'.repeat(32) }, 'key.secret must be 32 random bytes'],
    ['hex', { id: 'a', secret: secret.toString('hex') }, 'key.secret must be 32 random bytes'],
    ['base64 with a line end', { id: 'a', secret: `${secret.toString('base64')}\n` }, 'key.secret must be 32 random'],
  ])('%s', (_, key, problem) => {
    const written = errorOf(() => toSession(profile, { key: key as SessionKey }));
    expect([written.code, written.detail.problems?.join()]).toEqual([
      'configuration_invalid',
      expect.stringContaining(problem),
    ]);
    const read = refusal(toSession(profile), [NEW, key as SessionKey]);
    expect([read.code, read.detail.problems?.join()]).toEqual([
      'configuration_invalid',
      expect.stringContaining(problem.replace('key', 'keys[1]')),
    ]);
  });

  test('also where there is no CPR number to encrypt', () => {
    const company = profileFromEIdent(login('nemIdCompany'));
    expect(errorOf(() => toSession(company, { key: { id: 'a', secret: 'x' } })).code).toBe('configuration_invalid');
  });

  test.each<[string, unknown, string]>([
    ['no array', NEW, 'keys must be an array'],
    ['none', [], 'keys must be an array'],
    ['two of one id', [NEW, OLD, newKey(NEW.id)], 'keys[2].id is that of another key'],
  ])('keys: %s', (_, keys, problem) => {
    const { code, detail } = refusal(stored(profile), keys as SessionKey[]);
    expect([code, detail.problems?.join()]).toEqual(['configuration_invalid', expect.stringContaining(problem)]);
  });
});

test('no error shows a digit, or anything of a secret', () => {
  const value = stored(profile);
  const secret = Buffer.from('s3cret-s3cret-s3cret-s3cret-s3cr');
  const errors = [
    refusal({ ...value, cpr: { ...value.cpr, sealed: CPR } }),
    refusal({ ...value, cpr: { ...value.cpr, key: CPR } }),
    refusal(value, [{ id: NEW.id, secret }]),
    refusal(value, [OLD]),
    errorOf(() => toSession(profile, { key: { id: CPR, secret: CPR } })),
    errorOf(() => toSession(profile, { key: { id: 'a', secret: secret.toString('hex') } })),
  ];
  for (const error of errors) {
    expect(findCpr(dump(error), FORMS)).toBeUndefined();
    expect(dump(error)).not.toMatch(/s3cret|73336372/);
  }
  expect(inspect(errors)).toContain('session_invalid');
});
