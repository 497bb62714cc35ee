import type { Request } from 'express';
import { NemLogInStrategy } from '../../../src/strategies/nemlog-in';
import { CERTS } from '../../support/certs';
import {
  attributesWith,
  BASIC_FORMAT,
  CORE,
  EID,
  FACTS2,
  instant,
  NSIS,
  OIOSAML2_CITIZEN,
  OIOSAML2_EMPLOYEE,
  OIOSAML3_PRIVATE,
  OIOSAML3_PROFESSIONAL,
  PERSON_NAME_ID,
  PERSON_UUID,
  PROFESSIONAL_NAME_ID,
  PROFESSIONAL_UUID,
  SESSION_INDEX2,
} from '../../support/saml2';
import { AES256_CBC, OAEP_MGF1P } from '../../support/saml2/encryption-methods';
import { Visitor } from '../eident/support/visitor';
import { answerTo, ENTRY_POINT, metadataOf, requestIn, type AnswerWith } from './support/idp';
import { LoginApp } from './support/login-app';

const app = LoginApp.use();
const PROFESSIONAL: AnswerWith = { nameId: PROFESSIONAL_NAME_ID, attributes: OIOSAML3_PROFESSIONAL };

describe('a login', () => {
  test('of a citizen', async () => {
    app.answer = undefined;
    const visitor = new Visitor();
    expect(await app.login(visitor)).toMatchObject({
      status: 200,
      outcome: 'in',
      user: { id: PERSON_UUID, provider: 'mitid' },
    });
    expect(app.profiles[0]).toMatchObject({
      key: { issuer: FACTS2.issuer, namespace: 'nemlogin-person', id: PERSON_UUID },
      identityType: 'private',
      assurance: { loa: 'substantial' },
      transaction: { trust: 'signature' },
    });
    expect((await app.me(visitor)).user).toEqual({ id: PERSON_UUID, provider: 'mitid' });
  });

  test('of a professional', async () => {
    const visitor = new Visitor();
    expect(await app.login(visitor, PROFESSIONAL)).toMatchObject({ outcome: 'in' });
    expect(app.profiles[0]).toMatchObject({
      key: { namespace: 'nemlogin-professional', id: PROFESSIONAL_UUID },
      provider: 'mitid-erhverv',
      organization: { cvr: '98765432' },
    });
    expect((await app.me(visitor)).user).toEqual({ id: PROFESSIONAL_UUID, provider: 'mitid-erhverv' });
  });

  test.each([
    ['private', OIOSAML2_CITIZEN, 'pid'],
    ['professional', OIOSAML2_EMPLOYEE, 'cvr-rid'],
  ])('of a NemID over OIOSAML 2: %s', async (identityType, attributes, namespace) => {
    app.configure({ dialect: 'oiosaml-2' });
    const said = { attributes, attributeFormat: BASIC_FORMAT, nameId: 'a name of no form' };
    expect(await app.login(new Visitor(), said)).toMatchObject({ outcome: 'in' });
    expect(app.profiles[0]).toMatchObject({ provider: 'nemid', identityType, key: { namespace }, assurance: {} });
  });

  test('over OIOSAML 2 may be held to its AssuranceLevel', async () => {
    const policy = { minimumLoa: 'substantial' } as const;
    app.configure({ dialect: 'oiosaml-2', allowAssuranceLevel: true, policy });
    const said = { attributes: OIOSAML2_CITIZEN, attributeFormat: BASIC_FORMAT, nameId: 'a name of no form' };
    expect(await app.login(new Visitor(), said)).toMatchObject({ outcome: 'in' });
    expect(app.profiles[0]?.assurance).toEqual({ loa: 'substantial' });
  });

  test.each<[string, AnswerWith]>([
    ['signed twice', { sign: { what: 'both' } }],
    ['encrypted with AES-CBC and OAEP of old', { encrypt: { data: AES256_CBC, key: OAEP_MGF1P, digest: null } }],
    ['whose encrypted key stands beside the data', { encrypt: { keyPlace: 'beside' } }],
    ['with an old authentication', { authnInstant: instant(Date.now() - 8 * 3_600_000) }],
  ])('%s', async (_name, said) => {
    expect(await app.login(new Visitor(), said)).toMatchObject({ outcome: 'in' });
  });

  test('during a rollover: either decryption key, and either certificate of the broker', async () => {
    app.configure({
      decryptionKeys: [{ key: CERTS.idp.key }, { key: CERTS.idpNext.key }],
      idpMetadata: metadataOf([CERTS.idp, CERTS.foreign]),
    });
    for (const said of [
      {},
      { encrypt: { certificate: CERTS.idp.cert } },
      { sign: { signer: CERTS.foreign } },
    ] satisfies AnswerWith[]) {
      expect(await app.login(new Visitor(), said)).toMatchObject({ outcome: 'in' });
    }
  });

  test('without encryption, where it is not required', async () => {
    app.configure({ requireEncryptedAssertion: false, decryptionKeys: undefined as never });
    expect(await app.login(new Visitor(), { encrypt: false })).toMatchObject({ outcome: 'in' });
    app.configure({ requireEncryptedAssertion: false });
    expect(await app.login(new Visitor(), { encrypt: false })).toMatchObject({ outcome: 'in' });
    expect(await app.login(new Visitor())).toMatchObject({ outcome: 'in' });
  });

  test('with an AssuranceLevel where no NSIS level is said, where that is allowed', async () => {
    const levels = ['loa', 'ial', 'aal'].reduce(
      (attributes, level) => attributesWith(attributes, `${NSIS}${level}`, undefined),
      OIOSAML3_PRIVATE,
    );
    const attributes = attributesWith(levels, 'dk:gov:saml:attribute:AssuranceLevel', '3');
    expect(await app.login(new Visitor(), { attributes })).toMatchObject({ code: 'loa_too_low' });
    app.configure({ allowAssuranceLevel: true });
    expect(await app.login(new Visitor(), { attributes })).toMatchObject({ outcome: 'in' });
  });

  test('anew, where that was asked for', async () => {
    app.call = { forceAuthn: true };
    expect(await app.login(new Visitor(), { authnInstant: instant(Date.now()) })).toMatchObject({ outcome: 'in' });
  });

  test('an account is keyed on the identity provider’s own entity', async () => {
    app.configure({ idpMetadata: metadataOf([CERTS.idp], 'https://other.idp.example') });
    expect(await app.login(new Visitor(), { issuer: 'https://other.idp.example' })).toMatchObject({ outcome: 'in' });
    expect(app.profiles[0]?.key.issuer).toBe('https://other.idp.example');
  });
});

describe('the start of a login', () => {
  test('is a redirect that no cache keeps, with the cookie of this login', async () => {
    const start = await app.begin(new Visitor());
    expect(start.status).toBe(302);
    expect(start.headers.get('cache-control')).toBe('no-store');
    expect(start.location).toMatch(
      new RegExp(`^${ENTRY_POINT}\\?SAMLRequest=.*&RelayState=[\\w-]{43}&SigAlg=.*&Signature=`),
    );
    expect(start.setCookies.filter((line) => line.startsWith('mitid-login-'))).toEqual([
      expect.stringMatching(/^mitid-login-[\w-]{22}=[\w-]{43}; Path=\/; Max-Age=900; HttpOnly; SameSite=Lax$/),
    ]);
  });

  test('by POST is a 303, so that the browser does not post on to the broker', async () => {
    expect((await new Visitor().post(`${app.url}/login`, { csrf: 'x' })).status).toBe(303);
  });

  test('off loopback the cookie is Secure and __Host-, and Lax all the same', async () => {
    app.configure({ callbackUrl: 'https://app.example/callback' });
    const { setCookies } = await app.begin(new Visitor());
    expect(setCookies.find((line) => line.includes('mitid-login-'))).toMatch(
      /^__Host-mitid-login-[\w-]{22}=.*; HttpOnly; SameSite=Lax; Secure$/,
    );
  });

  test('has a request of its own each time', async () => {
    const ids = [];
    for (let count = 0; count < 3; count += 1) {
      ids.push(/ ID="(_[0-9a-f]{40})"/.exec(requestIn((await app.begin(new Visitor())).location))?.[1]);
    }
    expect(new Set(ids).size).toBe(3);
    expect(ids).not.toContain(undefined);
  });

  const LOA = 'https://data.gov.dk/concept/core/nsis/loa/';
  const refsOf = (xml: string) =>
    [...xml.matchAll(/<[\w:]*AuthnContextClassRef\b[^>]*>([^<]+)</g)].map(([, ref]) => ref);

  test.each([
    [{}, {}, [`${LOA}Substantial`]],
    [{}, { loa: 'high' }, [`${LOA}High`]],
    [{ loa: 'high' }, {}, [`${LOA}High`]],
    [{ loa: 'high' }, { loa: 'low' }, [`${LOA}Low`]],
    [{}, { identityTypes: ['private'] }, [`${LOA}Substantial`, 'https://data.gov.dk/eid/Person']],
    [{ identityTypes: ['private'] }, { identityTypes: ['professional', 'private'] }, [`${LOA}Substantial`]],
    [{ dialect: 'oiosaml-2' }, {}, []],
  ] as const)('with the options %j and the call %j asks for %j', async (options, call, refs) => {
    app.configure(options);
    app.call = call;
    expect(refsOf(requestIn((await app.begin(new Visitor())).location))).toEqual(refs);
  });

  test('asks for what the call says', async () => {
    const returnUrl = 'https://app.example/back';
    const requestWith = async (call: typeof app.call) => {
      app.call = call;
      return requestIn((await app.begin(new Visitor())).location);
    };
    expect(await requestWith({ forceAuthn: true })).toContain(' ForceAuthn="true"');
    expect(await requestWith({ isPassive: true })).toContain(' IsPassive="true"');
    expect(await requestWith({ appSwitch: { platform: 'iOS', returnUrl } })).toMatch(
      /AppSwitch.*iOS.*app\.example\/back/,
    );
    expect(await requestWith({})).not.toMatch(/ForceAuthn|IsPassive|AppSwitch/);
  });

  test('editAuthnRequest has the last word on the request', async () => {
    app.configure({
      editAuthnRequest: (xml) =>
        Promise.resolve(xml.replace(/ ProviderName="[^"]*"| Version=/, ' ProviderName="Borger &amp; co" Version=')),
    });
    expect(requestIn((await app.begin(new Visitor())).location)).toContain('ProviderName="Borger &amp; co"');
    expect(await app.login(new Visitor())).toMatchObject({ outcome: 'in' });
  });

  test('editAuthnRequest that fails is an error, and no redirect', async () => {
    app.configure({
      editAuthnRequest: () => {
        throw new Error('a bug');
      },
    });
    const start = await app.begin(new Visitor());
    expect(start.status).toBe(500);
    expect(JSON.parse(start.text)).toMatchObject({ outcome: 'error', code: 'parameter_invalid' });
  });
});

describe('the end of a login', () => {
  test('gives the browser a new session, which has nothing of the old one', async () => {
    const visitor = new Visitor();
    await visitor.visit(`${app.url}/cart/full`);
    const before = await app.me(visitor);
    expect(before).toMatchObject({ user: null, cart: 'full' });
    await app.login(visitor);
    const after = await app.me(visitor);
    expect(after.user).not.toBeNull();
    expect(after.cart).toBeNull();
    expect(after.sessionId).not.toBe(before.sessionId);
  });

  test('takes the cookie of the login, and gives that of the LoginRecord', async () => {
    const visitor = new Visitor();
    const { answer } = await app.login(visitor);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect([...visitor.cookies.keys()].sort()).toEqual(['connect.sid', 'mitid-session']);
    const { record } = await app.me(visitor);
    expect(record).toMatchObject({
      strategy: 'nemlog-in',
      issuer: FACTS2.issuer,
      key: { namespace: 'nemlogin-person' },
      identityType: 'private',
      nameId: PERSON_NAME_ID,
      nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      sessionIndex: SESSION_INDEX2,
      assertedAt: expect.any(Number) as number,
    });
    expect(record?.expiresAt).toBe((record?.createdAt ?? 0) + 8 * 3_600_000);
  });

  test('keeps no session index that is a CPR number', async () => {
    const visitor = new Visitor();
    await app.login(visitor, { sessionIndex: '0101705678' });
    const { record } = await app.me(visitor);
    expect(record).toBeDefined();
    expect(record).not.toHaveProperty('sessionIndex');
  });

  test('ends the record no later than the broker’s own session', async () => {
    const end = Math.floor(Date.now() / 1000) * 1000 + 20 * 60_000;
    const visitor = new Visitor();
    await app.login(visitor, { sessionNotOnOrAfter: instant(end) });
    expect((await app.me(visitor)).record?.expiresAt).toBe(end);
  });

  test('of a session that the broker ended within the skew gives a record that ends at once', async () => {
    app.configure({ acceptedClockSkewMs: 60_000 });
    const visitor = new Visitor();
    const said = { sessionNotOnOrAfter: instant(Date.now() - 30_000) };
    expect(await app.login(visitor, said)).toMatchObject({ outcome: 'in' });
    expect(visitor.cookies.has('mitid-session')).toBe(true);
  });

  test('two tabs end where each began', async () => {
    app.answer = undefined;
    const visitor = new Visitor();
    app.call = { returnTo: '/first' };
    const first = await app.begin(visitor);
    app.call = { returnTo: '/second?tab=2' };
    const second = await app.begin(visitor);
    const end = (start: string) => app.end(visitor, answerTo(start, app.callbackUrl));
    expect((await end(second.location)).authInfo).toEqual({ returnTo: '/second?tab=2' });
    expect((await end(first.location)).authInfo).toEqual({ returnTo: '/first' });
  });

  test('of a second login ends the first one’s record', async () => {
    const visitor = new Visitor();
    await app.login(visitor);
    const stolen = new Visitor();
    for (const [name, value] of visitor.cookies) stolen.cookies.set(name, value);
    await app.login(visitor);
    expect((await app.me(visitor)).record).toBeDefined();
    expect((await app.me(stolen)).record).toBeUndefined();
  });
});

describe('the verify callback', () => {
  test('gets the request first with passReqToCallback', async () => {
    app.answer = undefined;
    const seen: Request[] = [];
    app.install(
      new NemLogInStrategy({ ...app.options(), passReqToCallback: true }, (req, profile, done) => {
        seen.push(req);
        done(null, { id: profile.id }, { hint: 'x' });
      }),
    );
    expect(await app.login(new Visitor())).toMatchObject({ outcome: 'in', authInfo: { hint: 'x' } });
    expect(seen[0]?.path).toBe('/login/callback');
  });

  test('sees the CPR number, and nothing of the login shows it', async () => {
    await app.login(new Visitor());
    expect(app.profiles[0]?.person.cpr?.toString()).toBe('010170-xxxx');
    expect([...(app.profiles[0]?.attributes.keys() ?? [])]).not.toContain(`${EID}cprNumber`);
    expect([...(app.profiles[0]?.attributes.keys() ?? [])]).toContain(`${CORE}specVersion`);
  });
});
