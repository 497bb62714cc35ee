import { CODES, type MitIdErrorCode } from '../../../src/errors';
import { MemoryStateStore, type StateStore } from '../../../src/state';
import {
  NemLogInStrategy,
  type NemLogInAuthenticateOptions,
  type NemLogInOptions,
} from '../../../src/strategies/nemlog-in';
import { CERTS } from '../../support/certs';
import {
  attributesWith,
  BASIC_FORMAT,
  EID,
  instant,
  NAME_ID_TRANSIENT,
  NSIS,
  OIOSAML2_CITIZEN,
  OIOSAML3_PRIVATE,
  OIOSAML3_PROFESSIONAL,
  PROFESSIONAL_NAME_ID,
  STATUS2,
} from '../../support/saml2';
import { AES256_CBC, RSA_15 } from '../../support/saml2/encryption-methods';
import { RSA_SHA1 } from '../../support/xmldsig/methods';
import { Visitor } from '../eident/support/visitor';
import { answerTo, metadataOf, type AnswerWith } from './support/idp';
import { LoginApp, type Ending } from './support/login-app';

const app = LoginApp.use();

/** The code, and everything that goes with it: Passport's outcome, the status, the public message, the log line. */
function expectRefusal(ending: Ending, code: MitIdErrorCode): void {
  const { outcome, status, message } = CODES[code];
  expect(ending).toMatchObject({ code, outcome, status, message });
  const [line] = app.log.slice(-1);
  expect(line).toMatchObject({ fields: { strategy: 'nemlog-in', code } });
  expect(line?.level).toBe(outcome === 'error' ? 'error' : code === 'user_cancelled' ? 'info' : 'warn');
}

const MINUTE_MS = 60_000;
const ago = (ms: number) => instant(Date.now() - ms);
const status = (...codes: string[]): AnswerWith => ({
  statusCodes: codes.map((code) => `${STATUS2}${code}`),
  assertion: '',
});

interface Case {
  readonly answer?: AnswerWith;
  readonly options?: Partial<NemLogInOptions>;
  readonly call?: NemLogInAuthenticateOptions;
}

describe('an answer that is not what was asked for ends the login with its own code', () => {
  const CASES: [MitIdErrorCode, string, Case][] = [
    ['decryption_failed', 'of another key', { answer: { sign: { signer: CERTS.foreignSameName } } }],
    [
      'signature_invalid',
      'of another key, and not encrypted',
      {
        answer: { sign: { signer: CERTS.foreignSameName }, encrypt: false },
        options: { requireEncryptedAssertion: false },
      },
    ],
    [
      'signature_missing',
      'not signed, nor encrypted',
      {
        answer: { sign: false, encrypt: false },
        options: { requireEncryptedAssertion: false },
      },
    ],
    ['signature_missing', 'whose response alone is signed', { answer: { sign: { what: 'response' } } }],
    ['decryption_failed', 'not signed', { answer: { sign: false } }],
    ['decryption_failed', 'for another key of ours', { answer: { encrypt: { certificate: CERTS.idp.cert } } }],
    ['encryption_algorithm', 'encrypted with RSA 1.5', { answer: { encrypt: { key: RSA_15 } } }],
    ['assertion_not_encrypted', 'not encrypted', { answer: { encrypt: false } }],
    ['xml_malformed', 'no XML', { answer: { edit: () => 'x' } }],
    ['xml_doctype', 'with a DOCTYPE', { answer: { edit: (xml) => `<!DOCTYPE x>${xml}` } }],
    ['issuer_mismatch', 'of another issuer', { answer: { issuer: 'https://evil.example' } }],
    ['destination_mismatch', 'for another address', { answer: { destination: 'https://other.example' } }],
    ['decryption_failed', 'for another recipient', { answer: { recipient: 'https://other.example' } }],
    [
      'recipient_mismatch',
      'for another recipient, and not encrypted',
      {
        answer: { recipient: 'https://other.example', encrypt: false },
        options: { requireEncryptedAssertion: false },
      },
    ],
    ['audience_mismatch', 'for another application', { answer: { audiences: [['https://other.example']] } }],
    ['in_response_to_mismatch', 'to another request', { answer: { inResponseTo: `_${'0'.repeat(40)}` } }],
    ['in_response_to_missing', 'to no request', { answer: { inResponseTo: null } }],
    ['assertion_expired', 'of old', { answer: { notOnOrAfter: ago(10 * MINUTE_MS) } }],
    ['confirmation_expired', 'of old, all of it', { answer: { now: Date.now() - 60 * MINUTE_MS } }],
    ['assertion_not_yet_valid', 'of tomorrow', { answer: { now: Date.now() + 60 * MINUTE_MS } }],
    ['session_expired', 'of a session that has ended', { answer: { sessionNotOnOrAfter: ago(10 * MINUTE_MS) } }],
    [
      'authentication_too_old',
      'by a login of old, where it was to be anew',
      {
        answer: { authnInstant: ago(10 * MINUTE_MS) },
        call: { forceAuthn: true },
      },
    ],
    [
      'authentication_too_old',
      'by a login of old, where that is limited',
      {
        answer: { authnInstant: ago(10 * MINUTE_MS) },
        options: { maxAuthenticationAgeMs: 5 * MINUTE_MS },
      },
    ],
    ['name_id_transient', 'with a name for today only', { answer: { nameIdFormat: NAME_ID_TRANSIENT } }],
    ['name_id_malformed', 'with a name of another form', { answer: { nameId: 'somebody' } }],
    [
      'loa_too_low',
      'of a low level, where none was named',
      {
        answer: { attributes: attributesWith(OIOSAML3_PRIVATE, `${NSIS}loa`, 'Low') },
      },
    ],
    ['loa_too_low', 'of a lower level than a call wants', { call: { loa: 'high' } }],
    ['loa_too_low', 'of a lower level than the option wants', { options: { loa: 'high' } }],
    ['loa_too_low', 'of a lower level than policy wants', { options: { loa: 'low', policy: { minimumLoa: 'high' } } }],
    [
      'loa_too_low',
      'without a level',
      {
        answer: { attributes: attributesWith(OIOSAML3_PRIVATE, `${NSIS}loa`, undefined) },
      },
    ],
    ['ial_too_low', 'of a lower IAL than policy wants', { options: { policy: { minimumIal: 'high' } } }],
    [
      'identity_type_refused',
      'of a citizen, where professionals were asked for',
      {
        call: { identityTypes: ['professional'] },
      },
    ],
    [
      'identity_type_refused',
      'of a professional, where citizens were asked for',
      {
        answer: { nameId: PROFESSIONAL_NAME_ID, attributes: OIOSAML3_PROFESSIONAL },
        options: { identityTypes: ['private'] },
      },
    ],
    [
      'identity_type_refused',
      'of a professional, where policy has citizens',
      {
        answer: { nameId: PROFESSIONAL_NAME_ID, attributes: OIOSAML3_PROFESSIONAL },
        options: { policy: { identityTypes: ['private'] } },
      },
    ],
    ['identity_type_unknown', 'of no version', { answer: { attributes: [[`${EID}fullName`, 'Ærø Åkjær']] } }],
    [
      'eid_refused',
      'of a NemID, which has no level',
      {
        answer: { attributes: OIOSAML2_CITIZEN, attributeFormat: BASIC_FORMAT, nameId: 'x' },
      },
    ],
    ['eid_refused', 'in OIOSAML 3, where OIOSAML 2 is spoken', { options: { dialect: 'oiosaml-2' } }],
    [
      'loa_too_low',
      'of a NemID below policy',
      {
        answer: {
          attributes: attributesWith(OIOSAML2_CITIZEN, 'dk:gov:saml:attribute:AssuranceLevel', '2'),
          attributeFormat: BASIC_FORMAT,
          nameId: 'x',
        },
        options: { dialect: 'oiosaml-2', allowAssuranceLevel: true, policy: { minimumLoa: 'substantial' } },
      },
    ],

    ['user_cancelled', 'that the login failed', { answer: status('Responder', 'AuthnFailed') }],
    [
      'authentication_failed',
      'that the login failed, where that is no cancel',
      {
        answer: status('Responder', 'AuthnFailed'),
        options: { cancelStatuses: [] },
      },
    ],
    [
      'user_cancelled',
      'of a status that is named a cancel',
      {
        answer: status('Responder', 'UserAbort'),
        options: { cancelStatuses: ['UserAbort'] },
      },
    ],
    ['no_passive', 'that a page is needed', { answer: status('Responder', 'NoPassive'), call: { isPassive: true } }],
    ['loa_unavailable', 'that the level cannot be had', { answer: status('Responder', 'NoAuthnContext') }],
    ['request_rejected', 'that the request is refused', { answer: status('Requester', 'RequestDenied') }],
    ['request_rejected', 'that the request is not understood', { answer: status('Requester', 'RequestUnsupported') }],
    ['request_rejected', 'that the name is not to be had', { answer: status('Requester', 'InvalidNameIDPolicy') }],
    ['status_not_success', 'of a status without more', { answer: status('Responder') }],
  ];

  test.each(CASES)('%s: %s', async (code, _name, { answer, options = {}, call = {} }) => {
    const stateStore = new MemoryStateStore();
    app.configure({ stateStore });
    const visitor = new Visitor();
    await app.login(visitor);
    const before = await app.me(visitor);

    app.configure({ stateStore, ...options });
    app.call = call;
    expectRefusal(await app.login(visitor, answer), code);
    expect(app.profiles).toHaveLength(1);
    expect([...visitor.cookies.keys()].filter((name) => name.startsWith('mitid-login'))).toEqual([]);
    // A login that comes to nothing leaves the session that there is.
    expect(await app.me(visitor)).toEqual(before);
  });

  test('the identity provider’s own code is carried, and a CPR number in what it says is not', async () => {
    const said = { ...status('Responder', 'NoAuthnContext'), statusMessage: 'for 010170-5678' };
    const ending = await app.login(new Visitor(), said);
    expect(ending.brokerCode).toBe('NoAuthnContext');
    expect(JSON.stringify(app.log)).not.toMatch(/010170/);
    const named = await app.login(new Visitor(), status('Responder', '0101705678'));
    expectRefusal(named, 'status_not_success');
    expect(JSON.stringify([named, app.log])).not.toMatch(/0101705678/);
  });

  test('SHA-1 is refused, and accepted where that is turned on', async () => {
    const answer: AnswerWith = { sign: { signatureAlgorithm: RSA_SHA1 } };
    expectRefusal(await app.login(new Visitor(), { ...answer, encrypt: false }), 'assertion_not_encrypted');
    app.configure({ requireEncryptedAssertion: false });
    expectRefusal(await app.login(new Visitor(), { ...answer, encrypt: false }), 'signature_sha1');
    app.configure({ requireEncryptedAssertion: false, dangerouslyAllowSha1: true });
    expect(await app.login(new Visitor(), { ...answer, encrypt: false })).toMatchObject({ outcome: 'in' });
  });

  test('AES-CBC is accepted, and refused where that is turned off', async () => {
    const answer: AnswerWith = { encrypt: { data: AES256_CBC } };
    expect(await app.login(new Visitor(), answer)).toMatchObject({ outcome: 'in' });
    app.configure({ allowCbc: false });
    expectRefusal(await app.login(new Visitor(), answer), 'encryption_algorithm');
    expect(await app.login(new Visitor())).toMatchObject({ outcome: 'in' });
  });

  test('an encrypted assertion, where there is no key', async () => {
    const { decryptionKeys, ...rest } = app.options({ requireEncryptedAssertion: false });
    expect(decryptionKeys).toHaveLength(1);
    app.install(new NemLogInStrategy(rest, app.letIn));
    expectRefusal(await app.login(new Visitor()), 'signed_element_misplaced');
  });
});

describe('whose login it is', () => {
  test('an answer to a login that nobody began', async () => {
    const fields = {
      ...answerTo((await app.begin(new Visitor())).location, app.callbackUrl),
      RelayState: 'A'.repeat(43),
    };
    expectRefusal(await app.end(new Visitor(), { ...fields, mitid_reposted: '1' }), 'login_unknown');
  });

  test('an answer that the identity provider began itself', async () => {
    const { SAMLResponse } = answerTo((await app.begin(new Visitor())).location, app.callbackUrl);
    expectRefusal(
      await app.end(new Visitor(), { SAMLResponse, RelayState: 'https://app.example/start' }),
      'login_unknown',
    );
    expectRefusal(await app.end(new Visitor(), { SAMLResponse }), 'callback_empty');
  });

  test('one login ends once', async () => {
    const visitor = new Visitor();
    const { location } = await app.begin(visitor);
    const cookies = new Map(visitor.cookies);
    const fields = answerTo(location, app.callbackUrl);
    expect(await app.end(visitor, fields)).toMatchObject({ outcome: 'in' });
    for (const [name, value] of cookies) visitor.cookies.set(name, value);
    expectRefusal(await app.end(visitor, fields), 'login_unknown');
  });

  test('one message serves once, in whatever login', async () => {
    app.configure({ requireEncryptedAssertion: false });
    const said = { assertionId: '_the-same' };
    expect(await app.login(new Visitor(), said)).toMatchObject({ outcome: 'in' });
    expectRefusal(await app.login(new Visitor(), said), 'assertion_replayed');
  });

  test('the answer to one tab does not end the login of another', async () => {
    const visitor = new Visitor();
    const first = await app.begin(visitor);
    const second = await app.begin(visitor);
    const { RelayState } = answerTo(second.location, app.callbackUrl);
    const { SAMLResponse } = answerTo(first.location, app.callbackUrl);
    expectRefusal(await app.end(visitor, { SAMLResponse, RelayState }), 'in_response_to_mismatch');
  });

  test('a login of another strategy at the same store', async () => {
    const stateStore = new MemoryStateStore();
    app.configure({ stateStore, name: 'other' });
    const visitor = new Visitor();
    const { location } = await app.begin(visitor);
    app.configure({ stateStore });
    expectRefusal(await app.end(visitor, answerTo(location, app.callbackUrl)), 'login_unknown');
  });

  test('a login that was begun before its entity was changed', async () => {
    const stateStore = new MemoryStateStore();
    app.configure({ stateStore });
    const visitor = new Visitor();
    const { location } = await app.begin(visitor);
    app.configure({ stateStore, idpMetadata: metadataOf([CERTS.idp], 'https://other.idp.example') });
    const answer = answerTo(location, app.callbackUrl, { issuer: 'https://other.idp.example' });
    expectRefusal(await app.end(visitor, answer), 'login_unknown');
  });
});

describe('what does not work', () => {
  const down = (method: keyof StateStore) => {
    const stateStore = new MemoryStateStore();
    jest.spyOn(stateStore, method).mockRejectedValue(new Error('down'));
    return stateStore;
  };

  test('the store, at the start', async () => {
    app.configure({ stateStore: down('put') });
    const start = await app.begin(new Visitor());
    expect(start.status).toBe(503);
    expect(start.location).toBe('');
  });

  test.each(['get', 'take', 'claim'] as const)('the store’s %s, at the end', async (method) => {
    app.configure({ stateStore: down(method) });
    expectRefusal(await app.login(new Visitor()), 'state_store_failed');
    expect(app.profiles).toHaveLength(0);
  });

  test('the verify callback, which throws', async () => {
    const stateStore = new MemoryStateStore();
    app.configure({ stateStore }, () => {
      throw new Error('a bug');
    });
    const visitor = new Visitor();
    expectRefusal(await app.login(visitor), 'verify_failed');
    expect((await app.me(visitor)).record).toBeUndefined();
  });

  test('the verify callback, which answers with an error of its own', async () => {
    app.configure({}, (_profile, done) => done(new Error('database')));
    expect(await app.login(new Visitor())).toMatchObject({ status: 500, outcome: 'error', message: 'database' });
    expect(app.log).toEqual([]);
  });

  test('nobody, where the application has no account for the person', async () => {
    app.configure({}, (_profile, done) => done(null, false));
    const visitor = new Visitor();
    expect(await app.login(visitor)).toMatchObject({ status: 401, outcome: 'fail' });
    expect(await app.me(visitor)).toMatchObject({ user: null });
  });

  test('a form that no parser has read', async () => {
    app.before = (req, _res, next) => {
      req.headers['content-type'] = 'text/plain';
      next();
    };
    expectRefusal(await app.login(new Visitor()), 'body_not_parsed');
  });
});

test('without a custom callback Passport answers 401, and the error goes no further', async () => {
  app.answer = undefined;
  const { answer } = await app.login(new Visitor(), status('Responder', 'AuthnFailed'));
  expect(answer).toMatchObject({ status: 401, text: 'Unauthorized' });
});
