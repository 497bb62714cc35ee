import { inspect } from 'node:util';
import { runInNewContext } from 'node:vm';
import { VerifiedClaims } from '../../src/claims';
import { errorOf } from '../support/codes';
import { cprForms, findCpr } from '../support/cpr-watch/forms';
import { CPR } from '../support/eident-logins';
import { OIDC_ISSUER, SUBJECT, TOKEN, TOKEN_ID } from '../support/claims-logins';

const vouch = (idToken: object, userInfo?: object): VerifiedClaims =>
  VerifiedClaims.fromVerifiedIdToken(idToken as Record<string, unknown>, userInfo as Record<string, unknown>);
const contentOf = (idToken: object, userInfo?: object) => VerifiedClaims.contentOf(vouch(idToken, userInfo));
const saysOf = (idToken: object, userInfo?: object) =>
  Object.fromEntries(contentOf(idToken, userInfo).claims.map(({ name, values }) => [name, values]));
const refusal = (idToken: object, userInfo?: object) => {
  const { code, detail } = errorOf(() => vouch(idToken, userInfo));
  return { code, where: detail.where };
};
/** A token with a member that a literal could not have. */
const parsed = (json: string): object => ({ ...TOKEN, ...(JSON.parse(json) as object) });

test('an ID token says who it is of, from whom, and when', () => {
  expect(contentOf({ ...TOKEN, jti: TOKEN_ID, loa: 'low' })).toEqual({
    issuer: OIDC_ISSUER,
    subject: SUBJECT,
    tokenId: TOKEN_ID,
    issuedAt: new Date('2026-11-22T10:00:00Z'),
    expiresAt: new Date('2026-11-22T10:15:00Z'),
    claims: [
      { name: 'sub', values: [SUBJECT], hasObjects: false },
      { name: 'loa', values: ['low'], hasObjects: false },
    ],
  });
  expect(contentOf({ ...TOKEN, iat: TOKEN.iat + 0.5 }).issuedAt).toEqual(new Date('2026-11-22T10:00:00.500Z'));
  expect(contentOf(TOKEN)).not.toHaveProperty('tokenId');
});

test('what a token says of itself is no claim of the person', () => {
  const ofTheToken = {
    jti: TOKEN_ID,
    azp: 'client',
    nbf: 1,
    sid: 's',
    at_hash: 'a',
    c_hash: 'c',
    s_hash: 's',
    auth_time: 1,
  };
  expect(saysOf({ ...TOKEN, ...ofTheToken })).toEqual({ sub: [SUBJECT] });
  expect(saysOf(TOKEN, { sub: SUBJECT, iss: OIDC_ISSUER, iat: 5, exp: 1, aud: [], auth_time: '1' })).toEqual({
    sub: [SUBJECT],
  });
});

describe('the values of a claim', () => {
  test.each<[string, unknown, readonly unknown[], boolean]>([
    ['a text', 'x', ['x'], false],
    ['a number', 36, [36], false],
    ['a truth value', false, [false], false],
    ['null', null, [], false],
    ['a list', ['a', 1, true, null], ['a', 1, true], false],
    ['an empty list', [], [], false],
    ['an object', { a: 'x' }, [], true],
    ['a list of objects', ['a', { b: 1 }], ['a'], true],
    ['a list in a list', ['a', ['b']], ['a'], true],
  ])('%s', (_, value, values, hasObjects) => {
    expect(contentOf({ ...TOKEN, claim: value }).claims).toContainEqual({ name: 'claim', values, hasObjects });
  });

  test('are not those of what was given, when that changes', () => {
    const list = ['a'];
    const claims = vouch({ ...TOKEN, list });
    list.push('b');
    expect(VerifiedClaims.contentOf(claims).claims).toContainEqual({ name: 'list', values: ['a'], hasObjects: false });
  });

  test('may come from an object of another realm, or of none', () => {
    const foreign = runInNewContext(`({ list: ['a'], more: {} })`) as object;
    expect(saysOf({ ...TOKEN, ...foreign, inner: foreign })).toMatchObject({ list: ['a'] });
    expect(saysOf(Object.assign(Object.create(null) as object, TOKEN, { a: 'x' }))).toMatchObject({ a: ['x'] });
  });
});

describe('userinfo', () => {
  test('adds its claims, and what both say is said once', () => {
    const token = { ...TOKEN, loa: 'low', amr: ['a', 'b'], age: 36 };
    expect(saysOf(token, { sub: SUBJECT, loa: 'low', amr: ['b', 'c'], age: '36', name: 'x' })).toEqual({
      sub: [SUBJECT],
      loa: ['low'],
      amr: ['a', 'b', 'c'],
      age: [36],
      name: ['x'],
    });
  });

  test('that differs leaves both values to whoever reads them', () => {
    expect(saysOf({ ...TOKEN, loa: 'low' }, { sub: SUBJECT, loa: 'high' })).toMatchObject({ loa: ['low', 'high'] });
    const { claims } = contentOf({ ...TOKEN, a: {} }, { sub: SUBJECT, a: 'x' });
    expect(claims).toContainEqual({ name: 'a', values: ['x'], hasObjects: true });
  });

  test.each<[string, object, string, string]>([
    ['of another subject', { sub: 'another' }, 'name_identifier_conflict', 'userInfo.sub'],
    ['of another case', { sub: SUBJECT.toUpperCase() }, 'name_identifier_conflict', 'userInfo.sub'],
    ['of nobody', {}, 'attribute_missing', 'sub'],
    ['of a list of subjects', { sub: [SUBJECT] }, 'attribute_malformed', 'sub'],
    ['of a list of issuers', { sub: SUBJECT, iss: [OIDC_ISSUER] }, 'attribute_malformed', 'iss'],
    ['of another issuer', { sub: SUBJECT, iss: `${OIDC_ISSUER}/` }, 'issuer_mismatch', 'userInfo.iss'],
  ])('%s is refused', (_, userInfo, code, where) => {
    expect(refusal(TOKEN, userInfo)).toEqual({ code, where });
  });
});

describe('without which there is no login', () => {
  test.each(['iss', 'sub', 'iat', 'exp'])('%s missing', (name) => {
    expect(refusal(Object.fromEntries(Object.entries(TOKEN).filter(([member]) => member !== name)))).toEqual({
      code: 'attribute_missing',
      where: name,
    });
  });

  test.each<[string, readonly unknown[]]>([
    [
      'iss',
      ['', 5, null, {}, [], ['a', 'b'], [OIDC_ISSUER], [OIDC_ISSUER, null], 'https://a b', 'x'.repeat(1025), 'a\u0000'],
    ],
    ['sub', ['', 5, null, {}, ['a', 'b'], [SUBJECT], [SUBJECT, null], 'a b', 'æ', 'x'.repeat(256), 'a\n']],
    ['jti', ['', 5, null, {}, [TOKEN_ID], 'a b', 'x'.repeat(256), CPR, `id-${CPR}`]],
    ['iat', ['1', [TOKEN.iat], 0, -1, null, true, {}, Date.now(), 1e20]],
    ['exp', ['1', [TOKEN.exp], 0, Date.now(), TOKEN.iat, TOKEN.iat - 1]],
  ])('%s malformed', (name, values) => {
    for (const value of values) {
      expect(refusal({ ...TOKEN, [name]: value })).toEqual({ code: 'attribute_malformed', where: name });
    }
  });
});

describe('what is not JSON is the application’s mistake', () => {
  class Claims {
    readonly loa = 'high';
  }
  const accessor = Object.defineProperty({ ...TOKEN }, 'loa', { enumerable: true, get: () => 'high' });

  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'idToken'],
    ['null', null, 'idToken'],
    ['the token itself', 'eyJhbGciOiJub25lIn0.e30.', 'idToken'],
    ['a list', [TOKEN], 'idToken'],
    ['an instance', new Claims(), 'idToken'],
    ['a Map', new Map(Object.entries(TOKEN)), 'idToken'],
    ['an accessor', accessor, 'idToken'],
    ['a symbol', { ...TOKEN, [Symbol('x')]: 1 }, 'idToken'],
    ['undefined', { ...TOKEN, a: undefined }, 'idToken.a'],
    ['a function', { ...TOKEN, a: () => 1 }, 'idToken.a'],
    ['a Date', { ...TOKEN, a: [new Date()] }, 'idToken.a'],
    ['a bigint', { ...TOKEN, a: { b: 1n } }, 'idToken.a'],
    ['NaN', { ...TOKEN, a: NaN }, 'idToken.a'],
    ['Infinity', { ...TOKEN, a: [Infinity] }, 'idToken.a'],
    ['an instance within', { ...TOKEN, a: new Claims() }, 'idToken.a'],
  ])('%s', (_, idToken, where) => {
    expect(refusal(idToken as object)).toEqual({ code: 'parameter_invalid', where });
  });

  test('in userinfo too', () => {
    expect(refusal(TOKEN, { sub: SUBJECT, a: undefined })).toEqual({ code: 'parameter_invalid', where: 'userInfo.a' });
    expect(refusal(TOKEN, [] as object)).toEqual({ code: 'parameter_invalid', where: 'userInfo' });
  });
});

describe('a name that reaches a prototype is refused', () => {
  test.each([
    ['{ "a": { "__proto__": { "isAdmin": true } } }', 'idToken.a'],
    ['{ "a": [{ "constructor": 1 }] }', 'idToken.a'],
    ['{ "constructor": { "prototype": {} } }', 'idToken'],
    ['{ "prototype": 1 }', 'idToken'],
  ])('%s', (json, where) => {
    expect(refusal(parsed(json))).toEqual({ code: 'message_unexpected', where });
  });

  test('at the top, where a spread would lose it', () => {
    const json = JSON.stringify(TOKEN).replace('{', '{"__proto__":{"isAdmin":true},');
    expect(refusal(JSON.parse(json) as object)).toEqual({ code: 'message_unexpected', where: 'idToken' });
  });
});

describe('claims are bounded', () => {
  const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));
  const circle: unknown[] = [];
  circle.push(circle);

  test.each<[string, object]>([
    ['a long text', { a: 'x'.repeat(256 * 1024) }],
    ['long names', { a: { ['x'.repeat(256 * 1024)]: 1 } }],
    ['many values', { a: Array.from({ length: 20_000 }, () => 1) }],
    ['many names', Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`c${index}`, null]))],
    ['deep values', { a: nested(65) }],
    ['a circle', { a: circle }],
  ])('%s', (_, claims) => {
    expect(refusal({ ...TOKEN, ...claims }).code).toBe('message_too_large');
  });

  test('and nearly as much is read', () => {
    expect(saysOf({ ...TOKEN, a: 'x'.repeat(250_000) })['a']).toHaveLength(1);
    expect(saysOf({ ...TOKEN, a: Array.from({ length: 19_900 }, () => 1) })['a']).toHaveLength(19_900);
    expect(saysOf({ ...TOKEN, a: nested(64) })).toHaveProperty('a');
  });
});

describe('the brand', () => {
  test('is not to be forged', () => {
    const content = contentOf(TOKEN);
    const forged = [
      { ...content },
      { content },
      Object.create(VerifiedClaims.prototype) as object,
      TOKEN,
      null,
      undefined,
      'x',
    ];
    for (const one of forged) {
      expect(() => VerifiedClaims.contentOf(one as unknown as VerifiedClaims)).toThrow(TypeError);
    }
  });

  test('come of no constructor, which JavaScript can call', () => {
    const content = contentOf(TOKEN);
    const Constructor = VerifiedClaims as unknown as new (...content: unknown[]) => object;
    for (const given of [[], [content], [undefined, content], [Symbol('vouched for'), content]]) {
      expect(() => new Constructor(...given)).toThrow(TypeError);
    }
  });

  test('cannot be changed, and shows nothing of what it holds', () => {
    const claims = vouch({ ...TOKEN, dk_ssn: CPR, secret: 'a secret' });
    expect(Object.isFrozen(claims)).toBe(true);
    const dumps = `${JSON.stringify(claims)} ${inspect(claims, { showHidden: true, depth: Infinity })}`;
    expect(findCpr(dumps, cprForms(CPR))).toBeUndefined();
    expect(dumps).not.toContain('a secret');
  });
});

test('no error tells a CPR, wherever it stands', () => {
  const forms = cprForms(CPR);
  const number = Number(`1${CPR.slice(1)}`);
  const tokens = [
    { ...TOKEN, [CPR]: undefined },
    { ...TOKEN, [CPR]: { constructor: 1 } },
    { ...TOKEN, sub: `${CPR} ` },
    { ...TOKEN, iss: `${CPR} ` },
    { ...TOKEN, jti: CPR },
    { ...TOKEN, iat: CPR },
    { ...TOKEN, exp: number },
  ];
  for (const token of tokens) {
    const error = errorOf(() => vouch(token));
    expect(findCpr(`${error.explain()} ${String(error.stack)} ${String(error.cause)}`, forms)).toBeUndefined();
  }
});
