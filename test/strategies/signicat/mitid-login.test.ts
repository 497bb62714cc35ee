import { readXml, BROWSER_MESSAGE } from '../../../src/trust';
import { CODES, type MitIdErrorCode } from '../../../src/errors';
import type { SignicatAuthenticateOptions, SignicatMitIdOptions } from '../../../src/strategies/signicat';
import { CERTS } from '../../support/certs';
import { CPR, MITID_UUID } from '../../support/eident-logins';
import { SIGNICAT_LOGINS, STEP_UP_ID } from '../../support/signicat-logins';
import { ASSERTION2, FACTS2, instant, NAME_ID_TRANSIENT, PROTOCOL2, STATUS2 } from '../../support/saml2';
import { AES256_CBC } from '../../support/saml2/encryption-methods';
import { Visitor } from '../eident/support/visitor';
import { ENTRY_POINT, requestIn, type AnswerWith } from '../nemlog-in/support/idp';
import { endingOf, LoginApp, postFromElsewhere } from './support/login-app';
import { mitIdAnswer } from './support/signicat';

const app = LoginApp.use();
beforeEach(() => void app.mitId());

const BY_MITID = 'urn:signicat:ac:mitid';
const saysOf = (changes: Readonly<Record<string, string>>) =>
  Object.entries({ ...SIGNICAT_LOGINS.mitId.says, ...changes });

describe('a login by mitid', () => {
  test('is a citizen’s, by the NameID', async () => {
    const visitor = new Visitor();
    expect(await app.mitIdLogin(visitor)).toMatchObject({ outcome: 'in' });
    expect(app.profiles[0]).toMatchObject({
      provider: 'mitid',
      identityType: 'private',
      key: { issuer: FACTS2.issuer, namespace: 'mitid-uuid', id: MITID_UUID },
      assurance: { loa: 'substantial' },
      transaction: { trust: 'signature', stepUpId: STEP_UP_ID, referenceText: 'Order 42' },
    });
    expect((await app.me(visitor)).user).toEqual({ id: MITID_UUID, provider: 'mitid' });
  });

  test('is asked for by a signed request, for a persistent NameID, and nothing more', async () => {
    const { status, location } = await app.begin(new Visitor());
    expect(status).toBe(302);
    expect(location.startsWith(`${ENTRY_POINT}?`)).toBe(true);
    expect([...new URL(location).searchParams.keys()]).toEqual(['SAMLRequest', 'RelayState', 'SigAlg', 'Signature']);
    const { root } = readXml(Buffer.from(requestIn(location)), BROWSER_MESSAGE);
    expect(root.all(PROTOCOL2, 'RequestedAuthnContext')).toEqual([]);
    expect(root.attribute('ForceAuthn')).toBeUndefined();
    expect(root.all(PROTOCOL2, 'NameIDPolicy')[0]?.attribute('Format')).toMatch(/:persistent$/);
  });

  test('comes without its cookie from another site, and is posted again', async () => {
    const visitor = new Visitor();
    const posted = mitIdAnswer((await app.begin(visitor)).location, app.callbackUrl);
    const page = await postFromElsewhere(visitor, posted);
    expect(page.text).toContain('name="mitid_reposted"');
    const fields = { ...posted.fields, mitid_reposted: '1' };
    expect(endingOf(await visitor.post(posted.url, fields))).toMatchObject({ outcome: 'in' });
  });

  test('anew, and without a page, where that was asked for', async () => {
    app.call = { forceAuthn: true };
    expect(requestIn((await app.begin(new Visitor())).location)).toContain(' ForceAuthn="true"');
    expect(await app.mitIdLogin(new Visitor())).toMatchObject({ outcome: 'in' });
    app.call = { isPassive: true };
    expect(requestIn((await app.begin(new Visitor())).location)).toContain(' IsPassive="true"');
  });

  test('by an authentication context, where that was asked for', async () => {
    app.mitId({ authnContext: [BY_MITID, 'urn:signicat:ac:other'] });
    const { root } = readXml(Buffer.from(requestIn((await app.begin(new Visitor())).location)), BROWSER_MESSAGE);
    const [context] = root.all(PROTOCOL2, 'RequestedAuthnContext');
    expect(context?.attribute('Comparison')).toBe('exact');
    expect(context?.all(ASSERTION2, 'AuthnContextClassRef').map(({ text }) => text)).toEqual([
      BY_MITID,
      'urn:signicat:ac:other',
    ]);
    expect(await app.mitIdLogin(new Visitor(), { classRef: BY_MITID })).toMatchObject({ outcome: 'in' });
    app.callbackCall = { authnContext: [BY_MITID] };
    expect(await app.mitIdLogin(new Visitor(), { classRef: BY_MITID })).toMatchObject({ code: 'login_unknown' });
    app.callbackCall = { authnContext: [BY_MITID, 'urn:signicat:ac:other', 'urn:x'] };
    expect(await app.mitIdLogin(new Visitor(), { classRef: BY_MITID })).toMatchObject({ outcome: 'in' });
  });

  test('is edited before it is signed, where the application does that', async () => {
    app.mitId({
      editAuthnRequest: (xml) => xml.replace('<samlp:AuthnRequest ', '<samlp:AuthnRequest Consent="urn:x" '),
    });
    expect(requestIn((await app.begin(new Visitor())).location)).toContain('Consent="urn:x"');
    expect(await app.mitIdLogin(new Visitor())).toMatchObject({ outcome: 'in' });
  });

  test('not encrypted, or signed by its response alone, where that is allowed', async () => {
    app.mitId({ requireEncryptedAssertion: false, decryptionKeys: undefined as never });
    expect(await app.mitIdLogin(new Visitor(), { encrypt: false })).toMatchObject({ outcome: 'in' });
    app.mitId({ requireEncryptedAssertion: false, allowSignedResponseOnly: true });
    for (const said of [
      { encrypt: false, sign: { what: 'response' } },
      { sign: { what: 'response' } },
      {},
    ] satisfies AnswerWith[]) {
      expect(await app.mitIdLogin(new Visitor(), said)).toMatchObject({ outcome: 'in' });
    }
  });

  test('encrypted with AES-CBC, where that is allowed', async () => {
    app.mitId({ allowCbc: true });
    expect(await app.mitIdLogin(new Visitor(), { encrypt: { data: AES256_CBC } })).toMatchObject({ outcome: 'in' });
  });

  test('with its attributes called otherwise, as the options say', async () => {
    app.mitId({ attributeNames: { loa: 'level' }, policy: { minimumLoa: 'high' } });
    expect(await app.mitIdLogin(new Visitor(), { attributes: saysOf({ level: 'HIGH' }) })).toMatchObject({
      outcome: 'in',
    });
  });

  test('has a session that a logout ends', async () => {
    const visitor = new Visitor();
    await app.mitIdLogin(visitor);
    const answer = await visitor.post(`${app.url}/logout`, {});
    expect([answer.status, answer.location]).toEqual([303, `${app.url}/bye?from=1`]);
    expect((await app.me(visitor)).record).toBeUndefined();
  });

  test('has what it needs from elsewhere', async () => {
    await expect(app.strategy.ready()).resolves.toBeUndefined();
  });
});

describe('an answer that is not what was asked for ends the login with its own code', () => {
  interface Case {
    readonly answer?: AnswerWith;
    readonly options?: Partial<SignicatMitIdOptions>;
    readonly call?: SignicatAuthenticateOptions;
  }
  const status = (...codes: string[]): AnswerWith => ({
    statusCodes: codes.map((code) => `${STATUS2}${code}`),
    assertion: '',
  });
  const CASES: [MitIdErrorCode, string, Case][] = [
    ['assertion_not_encrypted', 'not encrypted', { answer: { encrypt: false } }],
    ['encryption_algorithm', 'encrypted with AES-CBC', { answer: { encrypt: { data: AES256_CBC } } }],
    ['signature_missing', 'whose response alone is signed', { answer: { sign: { what: 'response' } } }],
    [
      'signature_missing',
      'not signed at all, where a response’s signature does',
      {
        answer: { sign: false, encrypt: false },
        options: { allowSignedResponseOnly: true, requireEncryptedAssertion: false },
      },
    ],
    ['decryption_failed', 'of another key', { answer: { sign: { signer: CERTS.foreignSameName } } }],
    ['issuer_mismatch', 'of another issuer', { answer: { issuer: 'https://evil.example' } }],
    ['audience_mismatch', 'for another application', { answer: { audiences: [['https://other.example']] } }],
    ['destination_mismatch', 'for another address', { answer: { destination: 'https://other.example' } }],
    ['in_response_to_mismatch', 'to another request', { answer: { inResponseTo: `_${'0'.repeat(40)}` } }],
    ['name_id_transient', 'of a name for one login', { answer: { nameIdFormat: NAME_ID_TRANSIENT } }],
    ['name_id_malformed', 'of a name that is no UUID', { answer: { nameId: 'x' } }],
    [
      'identity_type_unknown',
      'by NemID of an employee',
      { answer: { classRef: 'urn:ksi:names:SAML:2.0:ac:nemid-moces' } },
    ],
    ['eid_refused', 'by another context', { call: { authnContext: [BY_MITID] } }],
    ['eid_refused', 'by no context', { call: { authnContext: [BY_MITID] }, answer: { classRef: null } }],
    [
      'authentication_too_old',
      'by an old session',
      { call: { forceAuthn: true }, answer: { authnInstant: instant(Date.now() - 600_000) } },
    ],
    ['loa_too_low', 'below the policy', { options: { policy: { minimumLoa: 'high' } } }],
    ['user_cancelled', 'that the person cancelled', { answer: status('Responder', 'AuthnFailed') }],
    [
      'no_passive',
      'that nobody was there for',
      { answer: status('Responder', 'NoPassive'), call: { isPassive: true } },
    ],
    [
      'authentication_failed',
      'that failed, where that is no cancel',
      { answer: status('Responder', 'AuthnFailed'), options: { cancelStatuses: [] } },
    ],
  ];

  test.each(CASES)('%s: %s', async (code, _name, { answer, options = {}, call = {} }) => {
    app.mitId(options);
    app.call = call;
    const visitor = new Visitor();
    const { outcome, status: expected } = CODES[code];
    expect(await app.mitIdLogin(visitor, answer)).toMatchObject({ code, outcome, status: expected });
    expect((await app.me(visitor)).user).toBeNull();
    expect(app.profiles).toEqual([]);
  });

  test('by a context that holds a CPR number, which is carried nowhere', async () => {
    app.call = { authnContext: [BY_MITID] };
    const ending = await app.mitIdLogin(new Visitor(), { classRef: `urn:x:${CPR}` });
    expect(ending).toMatchObject({ code: 'eid_refused' });
    expect(JSON.stringify([ending, app.log])).not.toContain(CPR);
  });

  test('another browser’s', async () => {
    const visitor = new Visitor();
    const posted = mitIdAnswer((await app.begin(visitor)).location, app.callbackUrl);
    const again = { ...posted, fields: { ...posted.fields, mitid_reposted: '1' } };
    expect(await app.end(new Visitor(), again)).toMatchObject({ code: 'browser_mismatch' });
    expect(await app.end(visitor, posted)).toMatchObject({ outcome: 'in' });
  });

  test('one of the last minute again', async () => {
    const visitor = new Visitor();
    expect(await app.mitIdLogin(visitor, { assertionId: '_once' })).toMatchObject({ outcome: 'in' });
    expect(await app.mitIdLogin(visitor, { assertionId: '_once' })).toMatchObject({ code: 'assertion_replayed' });
  });
});

describe('a call', () => {
  test.each<[string, object]>([
    ['method', { method: 'nemid' }],
    ['language', { language: 'da' }],
    ['loa', { loa: 'high' }],
    ['passive', { passive: true }],
    ['forceAuth', { forceAuth: true }],
    ['authnContext', { authnContext: [] }],
    ['authnContext', { authnContext: ['not a URI'] }],
    ['isPassive', { isPassive: true, forceAuthn: true }],
    ['stepUp', { stepUp: 'assurance' }],
    ['stepUp', { stepUp: 'cpr' }],
  ])('with a %s that does not do starts no login', async (_name, call) => {
    app.call = call;
    const { status, text } = await app.begin(new Visitor());
    expect([status, JSON.parse(text)]).toMatchObject([500, { code: 'parameter_invalid' }]);
  });

  test('that ends a login that was not asked to be anew ends none', async () => {
    app.callbackCall = { forceAuthn: true };
    expect(await app.mitIdLogin(new Visitor())).toMatchObject({ code: 'login_unknown' });
  });
});
