import { CODES, type MitIdErrorCode } from '../../../src/errors';
import type { SignicatAuthenticateOptions, SignicatNemIdOptions } from '../../../src/strategies/signicat';
import { CERTS } from '../../support/certs';
import { CPR } from '../../support/eident-logins';
import { base64 } from '../../support/saml11';
import { instant } from '../../support/xml-text';
import type { Ending } from '../eident/support/login-app';
import { Visitor } from '../eident/support/visitor';
import { LoginApp, postFromElsewhere } from './support/login-app';
import { nemIdAnswer, type NemIdAnswerWith, type Posted } from './support/signicat';

const app = LoginApp.use();
beforeEach(() => void app.nemId());

/** The code, and everything that goes with it: Passport's outcome, the status, the public message, the log line. */
function expectRefusal(ending: Ending, code: MitIdErrorCode): void {
  const { outcome, status, message } = CODES[code];
  expect(ending).toMatchObject({ code, outcome, status, message });
  expect(app.log.at(-1)).toMatchObject({ fields: { strategy: 'signicat', code } });
}

const bareTarget = (url: string) => url.replace(/\?.*/, '');
const status = (message: string): NemIdAnswerWith => ({
  status: `<samlp:StatusCode Value="samlp:Responder"></samlp:StatusCode><samlp:StatusMessage>${message}</samlp:StatusMessage>`,
  assertion: '',
});

describe('an answer that is not what was asked for ends the login with its own code', () => {
  interface Case {
    readonly answer?: NemIdAnswerWith;
    readonly options?: Partial<SignicatNemIdOptions>;
    readonly call?: SignicatAuthenticateOptions;
  }
  const CASES: [MitIdErrorCode, string, Case][] = [
    ['signature_missing', 'not signed', { answer: { sign: false } }],
    ['signature_missing', 'whose assertion alone is signed', { answer: { sign: { what: 'assertion' } } }],
    ['signature_invalid', 'of another key', { answer: { sign: { signer: CERTS.foreignSameName } } }],
    ['issuer_mismatch', 'of another issuer', { answer: { issuer: 'https://evil.example' } }],
    ['audience_mismatch', 'for another application', { answer: { audiences: [['https://other.example']] } }],
    ['audience_missing', 'for anybody', { answer: { audiences: [] } }],
    ['recipient_mismatch', 'without a Recipient', { answer: { recipient: null } }],
    ['recipient_mismatch', 'for another address', { answer: { recipient: 'https://other.example/' } }],
    ['in_response_to_mismatch', 'to a request that was never made', { answer: { inResponseTo: '_1' } }],
    ['assertion_expired', 'too old', { answer: { notOnOrAfter: instant(Date.now() - 120_000) } }],
    ['confirmation_missing', 'that nobody may bring', { answer: { confirmationMethods: [] } }],
    [
      'confirmation_method',
      'by artifact',
      { answer: { confirmationMethods: ['urn:oasis:names:tc:SAML:1.0:cm:artifact'] } },
    ],
    ['xml_doctype', 'with a DOCTYPE', { answer: { edit: (xml) => `<!DOCTYPE x>${xml}` } }],
    ['attribute_missing', 'of nobody', { answer: { attributes: [['plain-name', 'X']], nameIdentifier: CPR } }],
    ['identity_type_refused', 'of a person by nemid-moces', { options: { method: 'nemid-moces' } }],
    ['identity_type_refused', 'of a person by nemid-codefile', { call: { method: 'nemid-codefile' } }],
    [
      'identity_type_refused',
      'of an employee by nemid-erhverv',
      { options: { method: 'nemid-erhverv' }, answer: { login: 'employee' } },
    ],
    [
      'identity_type_refused',
      'of an employee, whom the policy does not let in',
      { options: { policy: { identityTypes: ['private'] } }, answer: { login: 'employee' } },
    ],
    [
      'user_cancelled',
      'that the person cancelled',
      { answer: status('urn:signicat:error:usercancel; User cancelled') },
    ],
    ['status_not_success', 'that says an error', { answer: status('urn:signicat:error; Unspecified error') }],
    [
      'user_cancelled',
      'that says what the options call a cancel',
      { answer: status('urn:signicat:error:nemid:left; X'), options: { cancelStatuses: ['left'] } },
    ],
    [
      'status_not_success',
      'that says what the options call no cancel',
      { answer: status('urn:signicat:error:usercancel; X'), options: { cancelStatuses: [] } },
    ],
  ];

  test.each(CASES)('%s: %s', async (code, _name, { answer, options, call = {} }) => {
    if (options !== undefined) app.nemId(options);
    app.call = call;
    const visitor = new Visitor();
    expectRefusal(await app.nemIdLogin(visitor, answer), code);
    expect((await app.me(visitor)).user).toBeNull();
    expect(app.profiles).toEqual([]);
  });

  test('a CPR number in a status is carried nowhere', async () => {
    const ending = await app.nemIdLogin(new Visitor(), status(`urn:signicat:error:${CPR}; X`));
    expectRefusal(ending, 'status_not_success');
    expect(ending.brokerCode).toBeUndefined();
    expect(JSON.stringify([ending, app.log])).not.toContain(CPR);
  });

  test('the code of the status is carried', async () => {
    const ending = await app.nemIdLogin(new Visitor(), status('urn:signicat:error:usercancel; User cancelled'));
    expect(ending.brokerCode).toBe('usercancel');
  });
});

describe('the login that the target names', () => {
  const logins = async (visitor: Visitor) => {
    const [first, second] = [await app.begin(visitor), await app.begin(visitor)];
    return [nemIdAnswer(first.location), nemIdAnswer(second.location)] as const;
  };

  test('an answer for another login of the same browser does not end this one', async () => {
    const visitor = new Visitor();
    const [first, second] = await logins(visitor);
    const { SAMLResponse = '' } = first.fields;
    expectRefusal(await app.end(visitor, { url: second.url, fields: { SAMLResponse } }), 'recipient_mismatch');
    // It has its own login all the same.
    expect(await app.end(visitor, first)).toMatchObject({ outcome: 'in' });
  });

  test('an answer whose Recipient has no login in it', async () => {
    const visitor = new Visitor();
    const { location } = await app.begin(visitor);
    const recipient = bareTarget(nemIdAnswer(location).url);
    expect(recipient).toBe(app.callbackUrl);
    expectRefusal(await app.end(visitor, nemIdAnswer(location, { recipient })), 'recipient_mismatch');
  });

  test.each<[string, (target: string) => string]>([
    ['more behind it', (target) => `${target}&x=1`],
    ['its query escaped otherwise', (target) => target.replace('mitid_login', 'mitid%5Flogin')],
    ['a fragment', (target) => `${target}#`],
  ])('an answer whose Recipient has %s', async (_name, change) => {
    const visitor = new Visitor();
    const { location } = await app.begin(visitor);
    const posted = nemIdAnswer(location);
    const answer = nemIdAnswer(location, { recipient: change(posted.url) });
    expectRefusal(await app.end(visitor, answer), 'recipient_mismatch');
  });

  test('a TARGET of another login ends neither', async () => {
    const visitor = new Visitor();
    const [first, second] = await logins(visitor);
    const { SAMLResponse = '' } = second.fields;
    const mixed = { url: second.url, fields: { SAMLResponse, TARGET: first.url } };
    expectRefusal(await app.end(visitor, mixed), 'login_unknown');
    expect(await app.end(visitor, second)).toMatchObject({ outcome: 'in' });
    expect(await app.end(visitor, first)).toMatchObject({ outcome: 'in' });
  });

  test('another browser does not end it, and the one that started it does', async () => {
    const visitor = new Visitor();
    const posted = nemIdAnswer((await app.begin(visitor)).location);
    const thief = new Visitor();
    // Their cookies would not come along from Signicat's site either: both are sent by our own page.
    const again = { ...posted, fields: { ...posted.fields, mitid_reposted: '1' } };
    expectRefusal(await app.end(thief, again), 'browser_mismatch');
    expect((await app.me(thief)).user).toBeNull();
    expect(await app.end(visitor, posted)).toMatchObject({ outcome: 'in' });
  });

  test('a browser that has another login under way does not end it', async () => {
    const posted = nemIdAnswer((await app.begin(new Visitor())).location);
    const other = new Visitor();
    await app.begin(other);
    expect((await postFromElsewhere(other, posted)).status).toBe(200);
    expectRefusal(
      await app.end(other, { ...posted, fields: { ...posted.fields, mitid_reposted: '1' } }),
      'browser_mismatch',
    );
  });

  test('an answer ends it once', async () => {
    const visitor = new Visitor();
    const posted = nemIdAnswer((await app.begin(visitor)).location);
    const cookies = new Map(visitor.cookies);
    expect(await app.end(visitor, posted)).toMatchObject({ outcome: 'in' });
    const again = new Visitor();
    for (const [name, value] of cookies) again.cookies.set(name, value);
    expectRefusal(await app.end(again, posted), 'login_unknown');
  });

  test('an assertion is used once, whichever login it is signed for', async () => {
    const visitor = new Visitor();
    const assertionId = '_1f0e2d3c';
    expect(await app.nemIdLogin(visitor, { assertionId })).toMatchObject({ outcome: 'in' });
    expectRefusal(await app.nemIdLogin(new Visitor(), { assertionId }), 'assertion_replayed');
  });

  test.each<[MitIdErrorCode, string, (posted: Posted) => Posted]>([
    ['callback_empty', 'an answer to no login', ({ url, fields }) => ({ url: bareTarget(url), fields })],
    [
      'callback_empty',
      'a TARGET alone',
      ({ url, fields: { TARGET = '' } }) => ({ url: bareTarget(url), fields: { TARGET } }),
    ],
    ['parameter_duplicate', 'two logins', ({ url, fields }) => ({ url: `${url}&mitid_login=x`, fields })],
    [
      'parameter_duplicate',
      'one login in the URL and another in the form',
      ({ url, fields }) => ({ url, fields: { ...fields, mitid_login: 'A'.repeat(43) } }),
    ],
    ['message_unexpected', 'an artifact', ({ url }) => ({ url, fields: { SAMLart: 'AAEx' } })],
    [
      'message_unexpected',
      'an answer in the query',
      ({ url, fields: { SAMLResponse = '' } }) => ({
        url: `${url}&SAMLResponse=${encodeURIComponent(SAMLResponse.slice(0, 100))}`,
        fields: {},
      }),
    ],
    [
      'login_unknown',
      'a login that was never started',
      ({ fields: { SAMLResponse = '' } }) => ({
        url: `${app.callbackUrl}?mitid_login=${'A'.repeat(43)}`,
        fields: { SAMLResponse, mitid_reposted: '1' },
      }),
    ],
    [
      'login_unknown',
      'what is no login',
      () => ({ url: `${app.callbackUrl}?mitid_login=%22%3E`, fields: { SAMLResponse: base64('x') } }),
    ],
  ])('%s: %s', async (code, _name, change) => {
    const visitor = new Visitor();
    const posted = nemIdAnswer((await app.begin(visitor)).location);
    expectRefusal(await app.end(visitor, change(posted)), code);
    expect(await app.end(visitor, posted)).toMatchObject({ outcome: 'in' });
  });
});

describe('a return without an answer', () => {
  const back = async (visitor: Visitor, query: string) => {
    const { url } = nemIdAnswer((await app.begin(visitor)).location);
    return { url, answer: await visitor.visit(`${url}${query}`) };
  };
  const told = (text: string) => JSON.parse(text) as { code: string; brokerCode?: string };

  test.each<[MitIdErrorCode, string, string | undefined]>([
    ['broker_error', '', undefined],
    ['user_cancelled', '&status=usercancel', 'usercancel'],
    ['broker_error', '&error=generalerror', 'generalerror'],
    ['broker_error', '&errorcode=%3Cscript%3E', undefined],
    ['broker_error', `&status=${CPR}`, undefined],
    ['broker_error', '&other=usercancel', undefined],
  ])('is %s with %j, and ends the login', async (code, query, brokerCode) => {
    const visitor = new Visitor();
    const { url, answer } = await back(visitor, query);
    expect([told(answer.text).code, told(answer.text).brokerCode]).toEqual([code, brokerCode]);
    expect(JSON.stringify([answer, app.log])).not.toContain(CPR);
    expect(told((await visitor.visit(url)).text).code).toBe('login_unknown');
  });

  test('ends nothing for another browser', async () => {
    const visitor = new Visitor();
    const posted = nemIdAnswer((await app.begin(visitor)).location);
    expect(told((await new Visitor().visit(`${posted.url}&status=usercancel`)).text).code).toBe('browser_mismatch');
    expect(await app.end(visitor, posted)).toMatchObject({ outcome: 'in' });
  });

  test('may say its code in a parameter of the options', async () => {
    app.nemId({ errorParameters: ['why'] });
    const { answer } = await back(new Visitor(), '&why=usercancel');
    expect(told(answer.text).code).toBe('user_cancelled');
  });
});

describe('a call', () => {
  test.each<[string, object]>([
    ['method', { method: 'mitid' }],
    ['method', { method: 'nbid' }],
    ['graphicalProfile', { graphicalProfile: 'a:b' }],
    ['language', { language: 'da-DK' }],
    ['languge', { languge: 'da' }],
    ['locale', { locale: 'da' }],
    ['forceAuthn', { forceAuthn: true }],
    ['authnContext', { authnContext: ['urn:x'] }],
    ['stepUp', { stepUp: 'cpr' }],
    ['loa', { loa: 'high' }],
    ['returnSsn', { returnSsn: true }],
    ['returnTo', { returnTo: '//evil.example' }],
  ])('with a %s that does not do starts no login', async (_name, call) => {
    app.call = call;
    const { status: answered, text } = await app.begin(new Visitor());
    expect([answered, JSON.parse(text)]).toMatchObject([500, { code: 'parameter_invalid' }]);
  });

  test('whose method gives nobody whom the policy lets in starts no login', async () => {
    app.nemId({ policy: { identityTypes: ['private'] } });
    app.call = { method: 'nemid-moces' };
    expect(JSON.parse((await app.begin(new Visitor())).text)).toMatchObject({ code: 'parameter_invalid' });
  });

  test('with keys of the application’s own starts one', async () => {
    app.call = { session: true, tenant: 'x' } as SignicatAuthenticateOptions;
    expect((await app.begin(new Visitor())).status).toBe(302);
  });

  test('that ends a login by another method than it names ends none', async () => {
    app.callbackCall = { method: 'nemid-moces' };
    expectRefusal(await app.nemIdLogin(new Visitor()), 'login_unknown');
    app.callbackCall = { method: 'nemid', language: 'da', graphicalProfile: 'x', returnTo: '/' };
    expect(await app.nemIdLogin(new Visitor())).toMatchObject({ outcome: 'in' });
  });
});
