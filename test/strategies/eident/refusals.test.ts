import { CODES, type MitIdErrorCode } from '../../../src/errors';
import { EIDENT_FAULTS as SIMULATED, type EIdentFaultName } from '../../../src/simulator/faults/eident';
import { EIdentStrategy, type VerifyWithoutRequest } from '../../../src/strategies/eident';
import { MemoryStateStore, type StateStore } from '../../../src/state';
import { LoginApp, persona, type Ending } from './support/login-app';
import { Visitor } from './support/visitor';

const app = LoginApp.use();
beforeEach(() => {
  app.custom = true;
});

/** The code, and everything that goes with it: Passport's outcome, the status, the public message, the log line. */
function expectRefusal(ending: Ending, code: MitIdErrorCode): void {
  const { outcome, status, message } = CODES[code];
  expect(ending).toMatchObject({ code, outcome, status, message });
  const [line] = app.log.slice(-1);
  expect(line).toMatchObject({ fields: { strategy: 'eident', code } });
  expect(line?.level).toBe(outcome === 'error' ? 'error' : code === 'user_cancelled' ? 'info' : 'warn');
}

// Each fault of the simulator that ends a login, and how. A new fault needs a row: the type says so.
const FAULTS: Record<Exclude<EIdentFaultName, 'wrong-recipient' | 'other-person'>, MitIdErrorCode> = {
  'bad-signature': 'signature_invalid',
  tampered: 'digest_mismatch',
  unsigned: 'signature_missing',
  'foreign-key': 'signature_invalid',
  sha1: 'signature_sha1',
  'xsw-1': 'assertion_count',
  'xsw-2': 'assertion_count',
  'xsw-3': 'assertion_count',
  'xsw-4': 'assertion_count',
  'xsw-5': 'assertion_count',
  'xsw-6': 'assertion_count',
  'xsw-7': 'assertion_count',
  'xsw-8': 'assertion_count',
  'unsigned-beside-signed': 'assertion_count',
  'same-id': 'id_duplicate',
  'two-roots': 'xml_malformed',
  hmac: 'signature_algorithm',
  'no-reference': 'signature_reference',
  'empty-reference': 'signature_reference',
  'two-references': 'signature_reference',
  'extra-transform': 'signature_transform',
  'void-canonicalization': 'xml_malformed',
  'second-signed-info': 'signature_malformed',
  'comment-in-digest': 'xml_comment',
  'comment-in-nameid': 'xml_comment',
  'instruction-in-nameid': 'xml_processing_instruction',
  entity: 'xml_doctype',
  'missing-audience': 'audience_missing',
  'unknown-condition': 'condition_unknown',
  'missing-authn-statement': 'authentication_statement_missing',
  'holder-of-key': 'confirmation_method',
  'two-people': 'name_identifier_conflict',
  'wrong-assertion-version': 'version_unsupported',
  expired: 'assertion_expired',
  'not-yet-valid': 'assertion_not_yet_valid',
  'wrong-audience': 'audience_mismatch',
  'wrong-issuer': 'issuer_mismatch',
  'issuer-in-capitals': 'issuer_mismatch',
  'lookalike-issuer': 'issuer_mismatch',
  'replayed-assertion': 'assertion_replayed',
  'wrong-in-response-to': 'in_response_to_mismatch',
  'missing-in-response-to': 'in_response_to_missing',
  'status-requester': 'status_not_success',
  'two-assertions': 'assertion_count',
  dtd: 'xml_doctype',
  comment: 'xml_comment',
  'loa-low': 'loa_too_low',
  'missing-cpr': 'cpr_missing',
  'missing-pid': 'pid_missing',
  'replayed-artifact': 'artifact_rejected',
  'artifact-expired': 'artifact_rejected',
  artifact_invalidated: 'artifact_rejected',
  artifact_not_match_mid: 'artifact_rejected',
  assertion_attribute_null: 'broker_error',
  assertion_notfound: 'artifact_rejected',
  'soap-fault': 'broker_error',
  'http-500': 'soap_http_status',
  redirect: 'soap_redirect',
  huge: 'soap_too_large',
  slow: 'soap_timeout',
  'connection-reset': 'soap_unreachable',
  cancel: 'user_cancelled',
  generalerror: 'broker_error',
  authfailed: 'authentication_failed',
  blankcvr: 'no_company',
  certificatenotyetvalid: 'identity_certificate',
  get_ssn_error: 'cpr_lookup_failed',
  idexpired: 'identity_expired',
  illegalcert: 'identity_certificate',
  inpro: 'login_in_progress',
  input_params_notpresent: 'request_rejected',
  match_ssn_error: 'cpr_not_matched',
};

test('the simulator tells its users the same codes', () => {
  const told = SIMULATED.filter(({ name }) => name in FAULTS).map(({ name, seenAs }) => [name, seenAs]);
  expect(Object.fromEntries(told)).toEqual(FAULTS);
});

describe('a fault at the broker ends the login with its own code', () => {
  test.each(Object.entries(FAULTS) as [EIdentFaultName, MitIdErrorCode][])('%s: %s', async (fault, code) => {
    // Only the fault that is about time may run out of it: a busy machine is no slow broker.
    app.configure({ returnSsn: true, returnNemidPid: true, timeoutMs: fault === 'slow' ? 1_000 : 30_000 });
    const visitor = persona('citizen');
    await app.login(visitor);
    const { record } = await app.me(visitor);

    app.simulator.fault(fault);
    const ending = await app.login(visitor);
    expectRefusal(ending, code);
    expect(app.profiles).toHaveLength(1);
    expect([...visitor.cookies.keys()].filter((name) => name.startsWith('mitid-login'))).toEqual([]);
    // A login that comes to nothing leaves the session that there is.
    expect((await app.me(visitor)).record).toEqual(record);
  });

  test('wrong-recipient, of a posted response', async () => {
    app.registerMerchant({ profile: 'post' });
    app.configure({ bindings: ['post'] });
    app.simulator.fault('wrong-recipient');
    expectRefusal(await app.postedLogin(persona('citizen')), 'recipient_mismatch');
  });

  test('a posted assertion that is signed without its response', async () => {
    app.registerMerchant({ profile: 'post', signs: 'assertion' });
    app.configure({ bindings: ['post'] });
    expectRefusal(await app.postedLogin(persona('citizen')), 'signature_missing');
  });

  test('the broker’s own code is carried', async () => {
    app.simulator.fault('artifact-expired');
    expect((await app.login(persona('citizen'))).brokerCode).toBe('artifact_expired');
    app.simulator.fault('blankcvr');
    expect((await app.login(persona('citizen'))).brokerCode).toBe('blankcvr');
  });

  test('a wrong password at the assertion service', async () => {
    app.configure({ merchantPassword: 'wrong' });
    expectRefusal(await app.login(persona('citizen')), 'soap_unauthorized');
  });

  test('switches turn on what they name, and nothing else', async () => {
    app.configure({ allowMissingInResponseTo: true, dangerouslyAllowSha1: true });
    for (const fault of ['missing-in-response-to', 'sha1'] as const) {
      app.simulator.fault(fault);
      expect(await app.login(persona('citizen'))).toMatchObject({ outcome: 'in' });
    }
    app.simulator.fault('wrong-in-response-to');
    expectRefusal(await app.login(persona('citizen')), 'in_response_to_mismatch');
  });
});

describe('what the person does at the broker', () => {
  test('cancels on the CPR page', async () => {
    app.call = { returnSsn: true };
    const ending = await app.login(persona('citizen'), '&cpr=cancel');
    expectRefusal(ending, 'user_cancelled');
    expect(ending).toMatchObject({ status: 401, message: 'The login was cancelled.', brokerCode: 'cancel' });
  });

  test('types another CPR number', async () => {
    app.call = { returnSsn: true };
    expectRefusal(await app.login(persona('citizen'), '&cpr=wrong'), 'cpr_not_matched');
  });

  test('never had a NemID', async () => {
    app.call = { returnNemidPid: true };
    expectRefusal(await app.login(persona('citizen-without-nemid')), 'pid_missing');
  });

  test('has no company', async () => {
    app.call = { eids: ['mitid:mitid_erhverv'] };
    expectRefusal(await app.login(persona('citizen')), 'no_company');
  });

  test('comes with less than policy wants', async () => {
    app.configure({ loa: 'low', policy: { minimumLoa: 'substantial' } });
    expectRefusal(await app.login(persona('level-low')), 'loa_too_low');
    app.configure({ policy: { minimumIal: 'high' } });
    expectRefusal(await app.login(persona('citizen')), 'ial_too_low');
    app.configure({ policy: { minimumAal: 'high' } });
    expectRefusal(await app.login(persona('citizen')), 'aal_too_low');
    app.configure({ policy: { authenticators: ['u2f_token'] } });
    expectRefusal(await app.login(persona('citizen')), 'authenticator_refused');
    app.configure({ eids: ['mitid', 'mitid:mitid_erhverv'], policy: { identityTypes: ['professional'] } });
    expectRefusal(await app.login(persona('all-identity-types'), '&identity=private'), 'identity_type_refused');
  });
});

describe('the request’s URL is the person’s to edit', () => {
  const edited = async (id: string, edit: (query: URLSearchParams) => void): Promise<Ending> => {
    const visitor = persona(id);
    const url = new URL((await app.begin(visitor)).location);
    edit(url.searchParams);
    return app.end(visitor, (await visitor.visit(url.href)).location);
  };

  test('the level', async () => {
    expectRefusal(await edited('level-low', (query) => query.set('loa_value', 'low')), 'loa_too_low');
  });

  test('the eID', async () => {
    const ending = await edited('employee', (query) => query.set('forcepkivendor', 'mitid:mitid_erhverv'));
    expectRefusal(ending, 'eid_refused');
  });

  test('a NemID of old', async () => {
    expectRefusal(await edited('nemid-key-card', (query) => query.set('forcepkivendor', 'dk_nemid_js')), 'eid_refused');
  });

  test('the CPR number', async () => {
    app.call = { returnSsn: true };
    expectRefusal(await edited('citizen', (query) => query.delete('returnssn')), 'cpr_missing');
  });

  test('the person', async () => {
    const [first, second] = app.simulator.personas;
    app.call = { presetId: first?.mitid?.uuid ?? '' };
    const ending = await edited('citizen-without-nemid', (query) => query.set('presetid', second?.mitid?.uuid ?? ''));
    expectRefusal(ending, 'preset_id_mismatch');
  });

  test('the texts', async () => {
    app.call = {
      referenceText: 'Order 17',
      transactionText: { text: 'Pay 100', type: 'text' },
      additionalInfo: 'cart 17',
    };
    const set = (name: string) => (query: URLSearchParams) => query.set(name, 'other');
    expectRefusal(await edited('citizen', set('reference_text')), 'reference_text_mismatch');
    expectRefusal(await edited('citizen', set('transactiontext')), 'transaction_text_mismatch');
    expectRefusal(await edited('citizen', set('additional_info')), 'additional_info_mismatch');
  });

  test('the TARGET', async () => {
    expectRefusal(await edited('citizen', (query) => query.set('TARGET', 'other')), 'login_unknown');
  });

  test('the merchant', async () => {
    app.simulator.register({ merchantId: 'OTHER', merchantPassword: 'x', callbackUrl: app.callbackUrl });
    expectRefusal(await edited('citizen', (query) => query.set('mid', 'OTHER')), 'artifact_rejected');
  });
});

describe('the browser', () => {
  test('of a victim does not end the login of an attacker, who then still can', async () => {
    const attacker = persona('citizen');
    const callback = await app.toCallback(attacker);
    const victim = new Visitor();
    await victim.visit(`${app.url}/me`);
    expectRefusal(await app.end(victim, callback), 'browser_mismatch');
    expect((await app.me(victim)).user).toBeNull();
    expect(soapRequests()).toBe(0);
    expect(await app.end(attacker, callback)).toMatchObject({ outcome: 'in' });
    expect(soapRequests()).toBe(1);
  });

  test('of a victim who has a login under way does not either', async () => {
    const callback = await app.toCallback(persona('citizen'));
    const victim = new Visitor();
    await app.begin(victim);
    expectRefusal(await app.end(victim, callback), 'browser_mismatch');
  });

  test('that comes back twice ends one login', async () => {
    const visitor = persona('citizen');
    const callback = await app.toCallback(visitor);
    const cookies = new Map(visitor.cookies);
    expect(await app.end(visitor, callback)).toMatchObject({ outcome: 'in' });
    expectRefusal(await app.end(visitor, callback), 'login_unknown');
    for (const [name, value] of cookies) visitor.cookies.set(name, value);
    expectRefusal(await app.end(visitor, callback), 'login_unknown');
  });

  test('that takes more than fifteen minutes', async () => {
    let now = 0;
    app.configure({ stateStore: new MemoryStateStore({ clock: () => now }) });
    const visitor = persona('citizen');
    const callback = await app.toCallback(visitor);
    now = 15 * 60_000;
    expectRefusal(await app.end(visitor, callback), 'login_unknown');
  });
});

describe('the callback’s parameters', () => {
  test.each([
    ['?SAMLart=x&TARGET=nobody', 'login_unknown'],
    ['?SAMLart=x', 'callback_empty'],
    ['?TARGET=x', 'callback_empty'],
    ['?SAMLart=x&SAMLart=y&TARGET=z', 'parameter_duplicate'],
    ['?SAMLart=x&TARGET=y&TARGET=z', 'parameter_duplicate'],
    ['?mitid_login=x&mitid_login=y&status=cancel', 'parameter_duplicate'],
    ['?SAMLResponse=x&TARGET=y', 'message_unexpected'],
    ['?mitid_login=nobody&status=cancel', 'login_unknown'],
  ] as const)('%s: %s', async (query, code) => {
    expectRefusal(await app.end(new Visitor(), `${app.callbackUrl}${query}`), code);
  });

  test.each(['AAE', 'not base64!', Buffer.alloc(42, 1).toString('base64'), ''])(
    'an artifact like %j',
    async (artifact) => {
      const visitor = persona('citizen');
      const callback = new URL(await app.toCallback(visitor));
      callback.searchParams.set('SAMLart', artifact);
      expectRefusal(await app.end(visitor, callback.href), 'artifact_malformed');
    },
  );

  test('an artifact of another source, where one is configured', async () => {
    app.configure({ artifactSourceId: '00'.repeat(20) });
    expectRefusal(await app.end(...(await started())), 'artifact_source');

    const visitor = persona('citizen');
    const callback = await app.toCallback(visitor);
    const artifact = Buffer.from(new URL(callback).searchParams.get('SAMLart') ?? '', 'base64');
    app.configure({ artifactSourceId: artifact.subarray(2, 22).toString('hex').toUpperCase() });
    expect(await app.login(visitor)).toMatchObject({ outcome: 'in' });
  });

  test('a posted response, where post is not turned on, and the other way round', async () => {
    app.registerMerchant({ profile: 'post' });
    expectRefusal(await app.postedLogin(persona('citizen')), 'message_unexpected');
    app.registerMerchant({ profile: 'artifact' });
    app.configure({ bindings: ['post'] });
    expectRefusal(await app.login(persona('citizen')), 'message_unexpected');
  });

  test('a posted response that no body parser has read', async () => {
    app.registerMerchant({ profile: 'post' });
    app.configure({ bindings: ['post'] });
    app.parsesBodies = false;
    expectRefusal(await app.postedLogin(persona('citizen')), 'body_not_parsed');
  });

  test('a posted response of another browser, or twice', async () => {
    app.registerMerchant({ profile: 'post' });
    app.configure({ bindings: ['post'] });
    const visitor = persona('citizen');
    const fields = await app.postedFields(visitor, (await app.begin(visitor)).location);
    expectRefusal(await app.endPosted(new Visitor(), fields), 'browser_mismatch');
    expect(await app.endPosted(visitor, fields)).toMatchObject({ outcome: 'in' });
    expectRefusal(await app.endPosted(visitor, fields), 'login_unknown');
  });

  test('a used response under a new login', async () => {
    app.registerMerchant({ profile: 'post' });
    app.configure({ bindings: ['post'] });
    const visitor = persona('citizen');
    const used = await app.postedFields(visitor, (await app.begin(visitor)).location);
    await app.endPosted(visitor, used);
    const fresh = await app.postedFields(visitor, (await app.begin(visitor)).location);
    const ending = await app.endPosted(visitor, {
      SAMLResponse: used['SAMLResponse'] ?? '',
      TARGET: fresh['TARGET'] ?? '',
    });
    expectRefusal(ending, 'assertion_replayed');
  });
});

describe('an error return', () => {
  const loginOf = (location: string) => new URL(location).searchParams.get('TARGET') ?? '';

  test('by a stranger’s link is refused, and the login lives on', async () => {
    const visitor = persona('citizen');
    const start = await app.begin(visitor);
    const link = `${app.callbackUrl}?mitid_login=${loginOf(start.location)}&status=cancel`;
    expectRefusal(await app.end(new Visitor(), link), 'browser_mismatch');
    const callback = (await visitor.visit(start.location)).location;
    expect(await app.end(visitor, callback)).toMatchObject({ outcome: 'in' });
  });

  test('ends the login', async () => {
    const visitor = persona('citizen');
    const start = await app.begin(visitor);
    const link = `${app.callbackUrl}?mitid_login=${loginOf(start.location)}&status=cancel`;
    expectRefusal(await app.end(visitor, link), 'user_cancelled');
    const callback = (await visitor.visit(start.location)).location;
    expectRefusal(await app.end(visitor, callback), 'login_unknown');
  });

  test('with the code written behind our status URL, as integrations of E-Ident expect it', async () => {
    const visitor = persona('citizen');
    const start = await app.begin(visitor);
    const statusUrl = new URL(start.location).searchParams.get('status') ?? '';
    expectRefusal(await app.end(visitor, `${statusUrl}match_ssn_error`), 'cpr_not_matched');
  });

  test.each(['error', 'errorcode', 'status'])('with the code in the parameter %s', async (name) => {
    const visitor = persona('citizen');
    const start = await app.begin(visitor);
    const statusUrl = new URL(start.location).searchParams.get('status') ?? '';
    expectRefusal(await app.end(visitor, `${statusUrl}&${name}=inpro`), 'login_in_progress');
  });

  test('in a parameter of the application’s choice', async () => {
    app.configure({ errorParameters: ['errorCode'] });
    const visitor = persona('citizen');
    const start = await app.begin(visitor);
    const statusUrl = new URL(start.location).searchParams.get('status') ?? '';
    expectRefusal(await app.end(visitor, `${statusUrl}cancel`), 'user_cancelled');
  });

  test('with a code that nobody knows is carried unchanged', async () => {
    const visitor = persona('citizen');
    const start = await app.begin(visitor);
    const ending = await app.end(
      visitor,
      `${app.callbackUrl}?mitid_login=${loginOf(start.location)}&status=New.Code-1`,
    );
    expectRefusal(ending, 'broker_error');
    expect(ending.brokerCode).toBe('New.Code-1');
  });

  test.each(['%3Cscript%3Ealert(1)%3C/script%3E', 'a%0d%0aSet-Cookie:x', 'x'.repeat(65), ''])(
    'with %s for a code says nothing of it to anybody',
    async (code) => {
      const visitor = persona('citizen');
      const start = await app.begin(visitor);
      const ending = await app.end(visitor, `${app.callbackUrl}?mitid_login=${loginOf(start.location)}&status=${code}`);
      expectRefusal(ending, 'broker_error');
      expect(ending.brokerCode).toBeUndefined();
      if (code !== '') expect(ending.answer.text + JSON.stringify(app.log)).not.toContain(decodeURIComponent(code));
    },
  );
});

describe('a parameter that is wrong', () => {
  test('ends in an error before the redirect, and starts nothing', async () => {
    app.call = { referenceText: 'x'.repeat(131) };
    const start = await app.begin(new Visitor());
    expect(start.status).toBe(500);
    expect(JSON.parse(start.text)).toMatchObject({ code: 'parameter_invalid' });
    expect(start.setCookies.filter((line) => line.startsWith('mitid'))).toEqual([]);
    expect(app.log[0]).toMatchObject({ level: 'error', message: expect.stringContaining('referenceText') as string });
  });

  test('a returnTo that leads away', async () => {
    app.call = { returnTo: '//evil.example' };
    expect(JSON.parse((await app.begin(new Visitor())).text)).toMatchObject({ code: 'parameter_invalid' });
  });
});

describe('the state store', () => {
  const failing = (method: keyof StateStore, from = 1) => {
    const memory = new MemoryStateStore();
    let calls = 0;
    const store: StateStore = {
      put: (...args) => step('put', () => memory.put(...args)),
      get: (...args) => step('get', () => memory.get(...args)),
      take: (...args) => step('take', () => memory.take(...args)),
      claim: (...args) => step('claim', () => memory.claim(...args)),
      delete: (...args) => step('delete', () => memory.delete(...args)),
    };
    function step<T>(name: keyof StateStore, call: () => Promise<T>): Promise<T> {
      if (name === method) calls += 1;
      return name === method && calls >= from ? Promise.reject(new Error('down')) : call();
    }
    return store;
  };

  test('that is down when a login starts', async () => {
    app.configure({ stateStore: failing('put') });
    const start = await app.begin(new Visitor());
    expect(start.status).toBe(503);
    expect(JSON.parse(start.text)).toMatchObject({ code: 'state_store_failed' });
  });

  test.each([
    ['get', 1],
    ['take', 1],
    ['claim', 1],
    ['put', 2],
  ] as const)('whose %s fails when it ends', async (method, from) => {
    app.configure({ stateStore: failing(method, from) });
    expectRefusal(await app.login(persona('citizen')), 'state_store_failed');
    expect(app.profiles).toEqual([]);
  });

  test('that cannot end the earlier record', async () => {
    app.configure({ stateStore: failing('delete') });
    const visitor = persona('citizen');
    expect(await app.login(visitor)).toMatchObject({ outcome: 'in' });
    expectRefusal(await app.login(visitor), 'state_store_failed');
  });
});

describe('the application', () => {
  test('has no such user: a failure with what it said, and no LoginRecord', async () => {
    app.configure({}, (_profile, done) => done(null, false, { message: 'no account' }));
    const visitor = persona('citizen');
    const ending = await app.login(visitor);
    expect(ending).toMatchObject({ status: 401, outcome: 'fail', authInfo: { message: 'no account' } });
    expect((await app.me(visitor)).record).toBeUndefined();
    expect(visitor.cookies.has('mitid-session')).toBe(false);
  });

  test('answers with an error, which reaches its error handler as it is', async () => {
    app.configure({}, (_profile, done) => done(new Error('database is down')));
    expect(await app.login(persona('citizen'))).toMatchObject({ outcome: 'error', message: 'database is down' });
    expect(app.log).toEqual([]);
  });

  test('throws', async () => {
    app.configure({}, () => {
      throw new TypeError('x of undefined');
    });
    expectRefusal(await app.login(persona('citizen')), 'verify_failed');
  });

  test('rejects', async () => {
    app.configure({}, () => Promise.reject(new Error('x')));
    expectRefusal(await app.login(persona('citizen')), 'verify_failed');
  });

  test.each<[string, VerifyWithoutRequest]>([
    ['that its own code broke', () => Promise.reject(new Error('x'))],
    ['of somebody without an account', (_profile, done) => done(null, false)],
  ])('keeps no LoginRecord of a login %s', async (_name, verify) => {
    const store = new MemoryStateStore();
    app.configure({ stateStore: store }, verify);
    await app.login(persona('citizen'));
    // The used assertion id is all that is left.
    expect(store.size).toBe(1);
  });
});

describe('without a custom callback', () => {
  beforeEach(() => {
    app.custom = false;
  });

  test('a failure is Passport’s plain answer with our status', async () => {
    app.simulator.fault('loa-low');
    const { answer } = await app.login(persona('citizen'));
    expect(answer).toMatchObject({ status: 403, text: 'Forbidden' });
  });

  test('failureRedirect is Passport’s, as ever', async () => {
    app.callbackCall = { failureRedirect: '/login?failed' };
    app.simulator.fault('cancel');
    const { answer } = await app.login(persona('citizen'));
    expect(answer).toMatchObject({ status: 302, location: `${app.url}/login?failed` });
  });
});

describe('two strategies on one store', () => {
  test('do not end each other’s logins', async () => {
    const stateStore = new MemoryStateStore();
    for (const other of [
      { name: 'other' },
      { idpIssuer: 'https://other.example' },
      { callbackUrl: `${app.url}/other` },
    ]) {
      app.configure({ stateStore });
      const visitor = persona('citizen');
      const callback = await app.toCallback(visitor);
      app.install(new EIdentStrategy({ ...app.options(), stateStore, ...other }, app.letIn), 'eident');
      const ending = await app.end(visitor, callback);
      expect(ending).toMatchObject({ code: 'login_unknown' });
      app.configure({ stateStore });
      expect(await app.end(visitor, callback)).toMatchObject({ outcome: 'in' });
    }
  });
});

// Of the last login at the broker.
function soapRequests(): number {
  const titles =
    app.simulator
      .exchanges()
      .at(-1)
      ?.steps.map(({ title }) => title) ?? [];
  return titles.filter((title) => title === 'SOAP request').length;
}

async function started(): Promise<[Visitor, string]> {
  const visitor = persona('citizen');
  return [visitor, await app.toCallback(visitor)];
}
