import fc from 'fast-check';
import { fromSession, profileFromEIdent, profileFromOioSaml, toSession, type Profile } from '../../src/profile';
import { fictitiousCpr } from '../support/cpr';
import { cprForms, findCpr } from '../support/cpr-watch/forms';
import { errorOf } from '../support/codes';
import { CPR, login, LOGINS } from '../support/eident-logins';
import { oces3 } from '../support/oces';
import { OIO_LOGINS, oioLogin, type OioLogin } from '../support/oiosaml-logins';

const KINDS = Object.keys(LOGINS) as (keyof typeof LOGINS)[];
const overJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
/** A profile's own members, without the CPR: what a session is to give back. */
const withoutCpr = (profile: Profile) => ({
  ...profile,
  person: Object.fromEntries(Object.entries(profile.person).filter(([member]) => member !== 'cpr')),
});

test.each(KINDS)('a %s profile comes back from JSON, without its CPR', (kind) => {
  const profile = profileFromEIdent(login(kind));
  const back = fromSession(overJson(toSession(profile)));
  expect(back).toEqual(withoutCpr(profile));
  expect(back.person).not.toHaveProperty('cpr');
  expect(back.attributes).toBeInstanceOf(Map);
  expect(back.transaction.issuedAt).toBeInstanceOf(Date);
  expect(overJson(toSession(back))).toEqual(overJson(toSession(profile)));
});

test.each(Object.keys(OIO_LOGINS) as OioLogin[])('an OIOSAML %s profile comes back from JSON', (kind) => {
  const profile = profileFromOioSaml(oioLogin(kind));
  const back = fromSession(overJson(toSession(profile)));
  expect(back).toEqual(withoutCpr(profile));
  expect(back.person).not.toHaveProperty('cpr');
});

test('a profile with an OCES3 certificate comes back', () => {
  const CERTIFICATE = oces3('E', '3a905527-0060-4948-8854-01f938664cac', 'Bjørn', '90000001', 'Prøve A/S').base64;
  const profile = profileFromEIdent(login('nemIdCompany', { CERTIFICATE }));
  expect(fromSession(overJson(toSession(profile)))).toEqual(profile);
});

test('what toSession gives is JSON already, and its own', () => {
  const profile = profileFromEIdent(login('nemIdPerson'));
  const stored = toSession(profile);
  expect(overJson(stored)).toEqual(stored);
  stored.profile.emails.push({ value: 'x' });
  stored.profile.attributes.length = 0;
  expect(profile.emails).toEqual([]);
  expect(profile.attributes.size).toBeGreaterThan(0);
});

test('what comes back cannot be changed', () => {
  const back = fromSession(overJson(toSession(profileFromEIdent(login('professional')))));
  expect(Object.isFrozen(back) && Object.isFrozen(back.person) && Object.isFrozen(back.key)).toBe(true);
  expect(() => (back.attributes as Map<string, unknown>).clear()).toThrow(TypeError);
  expect(() => back.transaction.expiresAt.setTime(0)).toThrow(TypeError);
});

test('no digit of a CPR is stored, in the texts of the transaction neither', () => {
  fc.assert(
    fc.property(fictitiousCpr, (cpr) => {
      const profile = profileFromEIdent(
        login('private', {
          DK_SSN: cpr,
          DOB: undefined,
          ssn: cpr,
          REFERENCE_TEXT: `for ${cpr}`,
          TRANSACTION_TEXT: `<p>${cpr.slice(0, 6)}-${cpr.slice(6)}</p>`,
          ADDITIONAL_INFO: cpr,
        }),
      );
      const stored = JSON.stringify(toSession(profile));
      expect(findCpr(stored, cprForms(cpr))).toBeUndefined();
      expect(fromSession(JSON.parse(stored)).transaction.transactionText).toEqual({
        type: 'text',
        sha256: LOGINS.private.TRANSACTION_TEXT_SHA256,
      });
    }),
    { numRuns: 20 },
  );
});

describe('anything else is session_invalid', () => {
  type Json = Record<string, unknown>;
  const stored = (kind: keyof typeof LOGINS) =>
    overJson(toSession(profileFromEIdent(login(kind)))) as { profile: Json };
  /** The stored profile with one member, by its path, replaced; undefined takes it out. */
  const changed = (kind: keyof typeof LOGINS, path: string, value: unknown) => {
    const root = stored(kind);
    const members = ['profile', ...path.split('.')];
    const last = members.pop() ?? '';
    const holder = members.reduce<Json>((at, member) => at[member] as Json, root);
    if (value === undefined) Reflect.deleteProperty(holder, last);
    else Object.assign(holder, { [last]: value });
    return root;
  };

  test.each<[string, unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['a text', '{}'],
    ['an empty record', {}],
    ['an array', []],
    ['a bare profile', stored('private').profile],
    ['another version', { ...stored('private'), version: 3 }],
    ['version 2 without its CPR number', { ...stored('private'), version: 2 }],
    ['an unknown member', { ...stored('private'), more: 1 }],
  ])('%s', (_, value) => {
    expect(errorOf(() => fromSession(value)).code).toBe('session_invalid');
  });

  test.each<[keyof typeof LOGINS, string, unknown]>([
    ['private', 'person.cpr', CPR],
    ['private', 'unknown', 1],
    ['private', 'identityType', 'professional'],
    ['private', 'identityType', 'company'],
    ['private', 'provider', 'mitid-erhverv'],
    ['private', 'id', ''],
    ['private', 'id', 'another'],
    ['private', 'key.id', 'another'],
    ['private', 'key.issuer', ''],
    ['private', 'key.namespace', 'mitid'],
    ['private', 'key', undefined],
    ['private', 'displayName', ''],
    ['private', 'assurance.loa', 'highest'],
    ['private', 'authenticators', 'password'],
    ['private', 'person.dateOfBirth', '1990-02-30'],
    ['private', 'person.dateOfBirth', '01.01.1990'],
    ['private', 'authorizedToRepresent', ['1']],
    ['private', 'transaction.issuedAt', '2026-02-30T00:00:00.000Z'],
    ['private', 'transaction.expiresAt', 'soon'],
    ['private', 'transaction.expiresAt', 1_795_000_000_000],
    ['private', 'transaction.trust', 'none'],
    ['private', 'transaction.issuer', undefined],
    ['private', 'attributes', {}],
    ['private', 'attributes', [['x', 'y']]],
    ['private', 'nemid.pid', '9208'],
    ['professional', 'organization', undefined],
    ['professional', 'organization.cvr', '9'],
    ['professional', 'organization.professionalUuid', 'x'],
    ['professional', 'person.age', -1],
    ['professional', 'person.cprUuid', CPR],
    ['nemIdPerson', 'nemid.certificate.notAfter', 'x'],
    ['nemIdPerson', 'nemid.certificate.kind', 'robot'],
    ['nemIdCompany', 'provider', 'mitid'],
    ['private', 'key.issuer', 'https://other.example'],
    ['private', 'transaction.issuer', 'https://other.example'],
    ['private', 'key.namespace', 'nemlogin-professional'],
    ['private', 'key.namespace', 'cvr-rid'],
    ['private', 'key.namespace', 'oces-person'],
    ['professional', 'key.namespace', 'mitid-uuid'],
    ['nemIdPerson', 'key.namespace', 'oces-person'],
    ['nemIdPerson', 'provider', 'mitid'],
    ['nemIdEmployee', 'key.namespace', 'cvr-uid'],
    ['nemIdCompany', 'key.namespace', 'cvr-fid'],
    ['nemIdFunction', 'key.namespace', 'cvr-uid'],
    ['private', 'attributes', [['X', ['010190-5123']]]],
    ['private', 'attributes', [['X 0101905123', ['y']]]],
    ['private', 'attributes', [['X', ['010190.5123']]]],
    ['private', 'attributes', [['X', ['cpr0101905123']]]],
    ['private', 'transaction.referenceText', 'for 0101905123'],
    ['private', 'transaction.additionalInfo', '0101905123'],
    ['private', 'transaction.transactionText', { text: '010190 5123', type: 'text' }],
  ])('a %s profile whose %s is changed', (kind, path, value) => {
    expect(fromSession(stored(kind)).identityType).toBe(stored(kind).profile['identityType']);
    expect(errorOf(() => fromSession(changed(kind, path, value))).code).toBe('session_invalid');
  });

  test.each<[keyof typeof LOGINS, string]>([
    ['private', '0101998888'],
    ['private', 'B0B1B2B3-0000-4000-8000-000000000001'],
    ['professional', 'CVR:90000001-RID:1'],
    ['nemIdPerson', 'PID:9208-2002-2-000000000001'],
    ['nemIdPerson', '9208-2002-2-1'],
    ['nemIdEmployee', 'CVR:90000001-UID:1'],
    ['nemIdCompany', 'CVR:90000001-RID:1'],
    ['nemIdFunction', 'b0b1b2b3-0000-4000-8000-000000000001'],
  ])('a %s profile with the id of another kind, %s', (kind, id) => {
    const root = stored(kind);
    const { key } = root.profile as { key: Json };
    Object.assign(root.profile, { id });
    Object.assign(key, { id });
    expect(errorOf(() => fromSession(root)).detail.problems).toContain('profile.key.id: custom');
  });

  test('and a prototype', () => {
    const text = JSON.stringify(stored('private')).replace('"profile":{', '"profile":{"__proto__":{"admin":true},');
    expect(errorOf(() => fromSession(JSON.parse(text))).code).toBe('session_invalid');
  });

  test('and the error names the place, not what stood there', () => {
    const error = errorOf(() => fromSession(changed('professional', 'person.cprUuid', CPR)));
    expect(error.detail.problems).toEqual(['profile.person.cprUuid: custom']);
    expect(findCpr(error.explain(), cprForms(CPR))).toBeUndefined();
  });

  test('whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(errorOf(() => fromSession(value)).code).toBe('session_invalid');
      }),
    );
  });
});
