import { CERTS } from '../../support/certs';
import { CVR, PID, RID } from '../../support/eident-logins';
import { SIGNICAT_ISSUER } from '../../support/signicat-logins';
import { RSA_SHA1, SHA1 } from '../../support/xmldsig/methods';
import { Visitor } from '../eident/support/visitor';
import { endingOf, LoginApp, postFromElsewhere } from './support/login-app';
import { AUTHENTICATION_URL, nemIdAnswer } from './support/signicat';

const app = LoginApp.use();

describe('a login by', () => {
  test('nemid is a person’s', async () => {
    app.nemId();
    const visitor = new Visitor();
    expect(await app.nemIdLogin(visitor)).toMatchObject({ outcome: 'in' });
    expect(app.profiles[0]).toMatchObject({
      provider: 'nemid',
      identityType: 'private',
      key: { issuer: SIGNICAT_ISSUER, namespace: 'pid', id: PID },
      assurance: {},
      transaction: { trust: 'signature' },
    });
    expect((await app.me(visitor)).user).toEqual({ id: PID, provider: 'nemid' });
  });

  test('nemid may be an employee’s', async () => {
    app.nemId();
    expect(await app.nemIdLogin(new Visitor(), { login: 'employee' })).toMatchObject({ outcome: 'in' });
    expect(app.profiles[0]).toMatchObject({ identityType: 'professional', key: { namespace: 'cvr-rid' } });
  });

  test.each(['nemid-moces', 'nemid-codefile'] as const)('%s is an employee’s', async (method) => {
    app.nemId({ method });
    expect(await app.nemIdLogin(new Visitor(), { login: 'employee' })).toMatchObject({ outcome: 'in' });
    expect(app.profiles[0]).toMatchObject({ identityType: 'professional', organization: { cvr: CVR, rid: RID } });
  });

  test('nemid-erhverv is a person’s on behalf of a company', async () => {
    app.nemId({ method: 'nemid-erhverv' });
    expect(await app.nemIdLogin(new Visitor(), { login: 'onBehalf' })).toMatchObject({ outcome: 'in' });
    expect(app.profiles[0]).toMatchObject({ identityType: 'private', authorizedToRepresent: [CVR] });
  });

  test('nemid-erhverv is a person’s all the same where there is no company', async () => {
    app.nemId({ method: 'nemid-erhverv' });
    expect(await app.nemIdLogin(new Visitor())).toMatchObject({ outcome: 'in' });
    expect(app.profiles[0]).toMatchObject({ identityType: 'private', authorizedToRepresent: [] });
  });

  test.each(['nemid-erhverv', 'nemid-moces'] as const)('another method, %s, that the call names', async (method) => {
    app.nemId();
    app.call = { method };
    const login = method === 'nemid-erhverv' ? 'onBehalf' : 'employee';
    const { location } = await app.begin(new Visitor());
    expect(new URL(location).searchParams.get('id')).toBe(method);
    expect(await app.nemIdLogin(new Visitor(), { login })).toMatchObject({ outcome: 'in' });
  });
});

describe('the redirect', () => {
  test.each<[string, object, string]>([
    ['the method alone', {}, 'nemid'],
    ['a graphical profile', { graphicalProfile: 'demo' }, 'nemid:demo'],
    ['a language', { graphicalProfile: 'demo', language: 'da' }, 'nemid:demo:da'],
    ['a language in Signicat’s own look', { language: 'en' }, 'nemid::en'],
  ])('names %s', async (_name, look, id) => {
    app.nemId(look);
    const { status, location } = await app.begin(new Visitor());
    expect(status).toBe(302);
    const url = new URL(location);
    expect(`${url.origin}${url.pathname}`).toBe(AUTHENTICATION_URL);
    expect([...url.searchParams.keys()]).toEqual(['id', 'target']);
    expect(url.searchParams.get('id')).toBe(id);
  });

  test('keeps the query that the URLs have, and gives each login a target of its own', async () => {
    app.nemId({ authenticationUrl: `${AUTHENTICATION_URL}?a=1`, callbackUrl: `${app.callbackUrl}?b=2` });
    const visitor = new Visitor();
    const targets = [await app.begin(visitor), await app.begin(visitor)].map(({ location }) => {
      expect(location).toContain(`${AUTHENTICATION_URL}?a=1&id=nemid&target=`);
      return new URL(location).searchParams.get('target') ?? '';
    });
    for (const target of targets) expect(target).toMatch(/\/login\/callback\?b=2&mitid_login=[\w-]{43}$/);
    expect(new Set(targets).size).toBe(2);
    expect(await app.nemIdLogin(visitor)).toMatchObject({ outcome: 'in' });
  });
});

describe('the answer', () => {
  test('comes without its cookie from another site, and is posted again to the same URL', async () => {
    app.nemId();
    app.call = { returnTo: '/inbox' };
    const visitor = new Visitor();
    const posted = nemIdAnswer((await app.begin(visitor)).location);
    const page = await postFromElsewhere(visitor, posted);
    expect(page.status).toBe(200);
    expect(page.setCookies).toEqual([]);
    expect(page.text.match(/<form[^>]*>/g)).toEqual(['<form method="post">']);
    const fields = Object.fromEntries(
      [...page.text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(
        ([, name = '', value = '']) => [name, value],
      ),
    );
    expect(fields).toEqual({
      SAMLResponse: posted.fields['SAMLResponse'],
      mitid_login: new URL(posted.url).searchParams.get('mitid_login'),
      mitid_reposted: '1',
    });
    const ending = endingOf(await visitor.post(posted.url, fields));
    expect(ending).toMatchObject({ outcome: 'in' });
    expect((await app.me(visitor)).user).toEqual({ id: PID, provider: 'nemid' });
  });

  test('need not say the target again', async () => {
    app.nemId();
    const visitor = new Visitor();
    const { url, fields } = nemIdAnswer((await app.begin(visitor)).location);
    const { SAMLResponse = '' } = fields;
    expect(await app.end(visitor, { url, fields: { SAMLResponse } })).toMatchObject({ outcome: 'in' });
  });

  test('may be signed by either certificate of a rollover, twice, and with SHA-1 where that is allowed', async () => {
    app.nemId({ idpCert: [CERTS.idpNext.cert, CERTS.idp.cert] });
    for (const sign of [{}, { signer: CERTS.idpNext }, { what: 'both' }] as const) {
      expect(await app.nemIdLogin(new Visitor(), { sign })).toMatchObject({ outcome: 'in' });
    }
    const sign = { signatureAlgorithm: RSA_SHA1, digestAlgorithm: SHA1 };
    expect(await app.nemIdLogin(new Visitor(), { sign })).toMatchObject({ code: 'signature_sha1' });
    app.nemId({ dangerouslyAllowSha1: true });
    expect(await app.nemIdLogin(new Visitor(), { sign })).toMatchObject({ outcome: 'in' });
    expect(app.log).toContainEqual(
      expect.objectContaining({ level: 'warn', message: 'dangerouslyAllowSha1 is on in the strategy signicat' }),
    );
  });

  test('may call its attributes otherwise, as the options say', async () => {
    app.nemId({ attributeNames: { pid: 'dk.pid' } });
    const attributes = [
      ['dk.pid', PID],
      ['plain-name', 'Bjørn Testesen'],
    ] as const;
    expect(await app.nemIdLogin(new Visitor(), { attributes })).toMatchObject({ outcome: 'in', user: { id: PID } });
    app.nemId();
    expect(await app.nemIdLogin(new Visitor(), { attributes })).toMatchObject({ code: 'attribute_missing' });
  });
});

test('a logout ends the session here', async () => {
  app.nemId();
  const visitor = new Visitor();
  await app.nemIdLogin(visitor);
  expect((await app.me(visitor)).record).toMatchObject({ strategy: 'signicat', key: { id: PID } });
  const answer = await visitor.post(`${app.url}/logout`, {});
  expect([answer.status, answer.location]).toEqual([303, `${app.url}/bye?from=1`]);
  const { user, record } = await app.me(visitor);
  expect([user, record]).toEqual([null, undefined]);
});

test('nothing is waited for before a login', async () => {
  await expect(app.nemId().ready()).resolves.toBeUndefined();
});
