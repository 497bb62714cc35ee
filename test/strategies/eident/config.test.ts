import { readOptions } from '../../../src/strategies/eident/config';
import { GuardedStateStore, MemoryStateStore } from '../../../src/state';
import { CERTS } from '../../support/certs';
import { errorOf } from '../../support/codes';
import { OPTIONS } from './options';

const HTTPS = {
  entryPoint: 'https://broker.example/its/index.html',
  assertionUrl: 'https://broker.example/saml1resp/getassertion',
  callbackUrl: 'https://app.example/callback',
};

function problemsOf(options: object, base: object = OPTIONS): readonly string[] {
  const error = errorOf(() => readOptions({ ...base, ...options }));
  expect(error).toMatchObject({ code: 'configuration_invalid', outcome: 'error' });
  const problems = error.detail.problems ?? [];
  for (const problem of problems) expect(error.message).toContain(problem);
  return problems;
}

describe('options that nothing is wrong with', () => {
  test('get their defaults', () => {
    const config = readOptions(OPTIONS);
    expect(config).toMatchObject({
      name: 'eident',
      audience: 'MERCHANT1',
      bindings: ['artifact'],
      clockSkewMs: 60_000,
      errorParameters: ['status', 'error', 'errorcode'],
      sessionLifetimeMs: 28_800_000,
      policy: {},
      defaults: {},
    });
    expect(config.store).toBeInstanceOf(GuardedStateStore);
    expect(config.certificates?.at(Date.now())).toHaveLength(1);
  });

  test('may hold every option there is', () => {
    const config = readOptions({
      ...OPTIONS,
      ...HTTPS,
      name: 'eident-erhverv',
      idpCert: [CERTS.idp.cert, CERTS.idpNext.cert],
      audience: 'https://app.example',
      artifactSourceId: 'AB'.repeat(20),
      bindings: ['artifact', 'post'],
      acceptedClockSkewMs: 0,
      policy: {
        minimumLoa: 'low',
        minimumIal: 'substantial',
        minimumAal: 'high',
        identityTypes: ['private', 'professional'],
        authenticators: ['code_app'],
      },
      attributeNames: { rid: 'RID' },
      stateStore: new MemoryStateStore(),
      sessionLifetimeMs: 900_000,
      assertionCa: CERTS.tlsCa.cert,
      clientCert: CERTS.tlsClient.cert,
      clientKey: CERTS.tlsClient.key,
      soapAction: 'urn:getassertion',
      timeoutMs: 5_000,
      errorParameters: ['errorCode'],
      passReqToCallback: true,
      logger: console,
      allowMissingInResponseTo: true,
      allowMissingAudience: true,
      allowMissingConfirmation: true,
      dangerouslyAllowSha1: true,
      dangerouslyAllowUnsignedAssertion: true,
      eids: ['mitid', 'mitid:mitid_erhverv'],
      returnSsn: true,
      returnNemidPid: true,
      loa: 'substantial',
      presetId: 'urn:uuid:B0B1B2B3-0000-4000-8000-000000000001',
      referenceText: 'Log in',
      transactionText: { text: 'Pay', type: 'text' },
      additionalInfo: 'x',
      style: 'https://app.example/style.css',
      uiMode: { wi: 'p' },
      locale: 'da_DK',
      startUrl: 'https://app.example/start',
      statusUrl: 'https://app.example/status',
    });
    expect(config.options.artifactSourceId).toBe('ab'.repeat(20));
    expect(config.defaults).toMatchObject({
      eids: ['mitid', 'mitid:mitid_erhverv'],
      presetId: 'b0b1b2b3-0000-4000-8000-000000000001',
      locale: 'da_DK',
    });
    expect(config.defaults).not.toHaveProperty('merchantPassword');
  });

  test('an option that is undefined is left out', () => {
    expect(readOptions({ ...OPTIONS, logoutUrl: undefined, loa: undefined }).defaults).toEqual({});
  });

  test('a certificate that is not valid yet waits for its day', () => {
    expect(readOptions({ ...OPTIONS, idpCert: CERTS.notYetValid.cert }).certificates).toBeDefined();
  });

  test('an expired certificate beside a valid one is no problem', () => {
    const { certificates } = readOptions({ ...OPTIONS, idpCert: [CERTS.expired.cert, CERTS.idp.cert] });
    expect(certificates?.at(Date.now())).toHaveLength(1);
  });

  test('https with dangerouslyAllowUnsignedAssertion needs no certificate', () => {
    const { certificates } = readOptions({
      ...OPTIONS,
      ...HTTPS,
      idpCert: undefined,
      dangerouslyAllowUnsignedAssertion: true,
    });
    expect(certificates).toBeUndefined();
  });
});

describe('what is wrong is named by its option', () => {
  const wrong: [string, object, string][] = [
    ['an unknown key', { entity: 'x' }, 'entity is not an option'],
    ['node-saml’s name of old', { cert: 'x' }, 'cert is not an option; did you mean idpCert?'],
    ['node-saml’s issuer', { issuer: 'x' }, 'issuer is not an option; did you mean idpIssuer?'],
    ['E-Ident’s mid', { mid: 'x' }, 'mid is not an option; did you mean merchantId?'],
    ['E-Ident’s loa_value', { loa_value: 'x' }, 'loa_value is not an option; did you mean loa?'],
    ['a key in another case', { idpcert: 'x' }, 'idpcert is not an option; did you mean idpCert?'],
    ['a key with a slip', { calbackUrl: 'x' }, 'calbackUrl is not an option; did you mean callbackUrl?'],
    ['a way to switch TLS off', { rejectUnauthorized: false }, 'rejectUnauthorized is not an option'],

    ['no entryPoint', { entryPoint: undefined }, 'entryPoint is missing'],
    ['no assertionUrl', { assertionUrl: undefined }, 'assertionUrl is missing'],
    ['no callbackUrl', { callbackUrl: undefined }, 'callbackUrl is missing'],
    ['no merchantId', { merchantId: undefined }, 'merchantId is missing'],
    ['no merchantPassword', { merchantPassword: undefined }, 'merchantPassword is missing'],
    ['no idpIssuer', { idpIssuer: undefined }, 'idpIssuer is missing'],
    ['no idpCert', { idpCert: undefined }, 'idpCert is missing: the certificate that the broker signs with'],
    ['an empty issuer', { idpIssuer: ' ' }, 'idpIssuer is empty'],
    ['an empty callbackUrl', { callbackUrl: '' }, 'callbackUrl is empty'],
    ['an empty merchantId', { merchantId: '' }, 'merchantId is empty'],
    ['an empty idpCert', { idpCert: '' }, 'idpCert[0] is empty'],
    ['an empty password', { merchantPassword: '' }, 'merchantPassword is empty'],

    ...['entryPoint', 'assertionUrl', 'callbackUrl', 'logoutUrl', 'style', 'startUrl', 'statusUrl'].map(
      (name): [string, object, string] => [
        `http: off loopback in ${name}`,
        { [name]: 'http://app.example/' },
        `${name} is http: and not on loopback; https: is needed`,
      ],
    ),
    ['a relative URL', { callbackUrl: '/callback' }, 'callbackUrl is not an absolute URL'],
    ['a URL that is a number', { entryPoint: 7000 }, 'entryPoint must be a string'],
    ['a URL with a fragment', { logoutUrl: 'https://a.example/#x' }, 'logoutUrl holds a fragment (#)'],

    ['a certificate that is none', { idpCert: 'MIIB' }, 'idpCert[0] holds no PEM certificate'],
    ['the file of a certificate', { idpCert: ['certs/broker.pem'] }, 'idpCert[0] looks like a file name: give what is'],
    ['a key as idpCert', { idpCert: CERTS.idp.key }, 'idpCert[0] holds a private key, not a certificate'],
    [
      'a certificate without line breaks',
      { idpCert: CERTS.idp.cert.replaceAll('\n', '\\n') },
      'idpCert[0] holds the two characters \\n where line breaks belong',
    ],
    ['a certificate of another type', { idpCert: 5 }, 'idpCert must be PEM text, or an array of it'],
    ['an empty list of certificates', { idpCert: [] }, 'idpCert is empty'],
    [
      'an unreadable certificate',
      { idpCert: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' },
      'idpCert[0] is not a readable X.509 certificate',
    ],
    [
      'a weak certificate',
      { idpCert: [CERTS.idp.cert, CERTS.weakRsa1024.cert] },
      'idpCert[1] has an RSA key of 1024 bits',
    ],
    ['expired certificates only', { idpCert: CERTS.expired.cert }, 'every signing certificate in idpCert has expired'],

    ['a merchant id with a colon', { merchantId: 'a:b' }, 'merchantId must be printable ASCII'],
    ['a source id of another length', { artifactSourceId: 'ab' }, 'artifactSourceId must be 40 hex digits'],
    ['an unknown binding', { bindings: ['redirect'] }, 'bindings[0] must be artifact or post'],
    ['no binding', { bindings: [] }, 'bindings is empty'],
    ['a clock skew below 0', { acceptedClockSkewMs: -1 }, 'acceptedClockSkewMs must be a whole number'],
    ['a clock skew above 5 minutes', { acceptedClockSkewMs: 300_001 }, 'acceptedClockSkewMs must be a whole number'],
    ['a clock skew that is text', { acceptedClockSkewMs: '60' }, 'acceptedClockSkewMs must be a whole number'],
    ['a timeout of no time', { timeoutMs: 0 }, 'timeoutMs must be a whole number'],
    ['a session of no time', { sessionLifetimeMs: 1 }, 'sessionLifetimeMs must be a whole number'],

    [
      'an unknown policy',
      { policy: { minimumLOA: 'low' } },
      'policy holds minimumLOA, which is not one of its keys; did you mean minimumLoa?',
    ],
    ['a policy that is text', { policy: 'substantial' }, 'policy must be an object'],
    [
      'an unknown level',
      { policy: { minimumLoa: 'medium' } },
      'policy.minimumLoa must be one of low, substantial, high',
    ],
    ['an unknown identity type', { policy: { identityTypes: ['person'] } }, 'policy.identityTypes[0] must be private'],
    ['no identity type', { policy: { identityTypes: [] } }, 'policy.identityTypes is empty'],
    ['an unknown attribute name', { attributeNames: { cvr: 'X' } }, 'attributeNames.cvr is unknown'],
    ['attribute names that are a list', { attributeNames: 5 }, 'attributeNames is not an object'],

    ['a store without claim', { stateStore: new Map() }, 'stateStore must have the methods put, get, take, claim'],
    [
      'a logger without warn',
      { logger: { info: () => undefined } },
      'logger must have the methods info, warn and error',
    ],
    ['a CA that is none', { assertionCa: 'x' }, 'assertionCa holds no PEM certificate'],
    [
      'a client certificate without key',
      { clientCert: CERTS.tlsClient.cert },
      'clientKey is missing beside clientCert',
    ],
    ['a client key without certificate', { clientKey: CERTS.tlsClient.key }, 'clientCert is missing beside clientKey'],
    ['a key that is none', { clientCert: CERTS.tlsClient.cert, clientKey: 'x' }, 'clientKey is not a readable PEM'],
    [
      'a client key that is the certificate',
      { clientCert: CERTS.tlsClient.cert, clientKey: CERTS.tlsClient.cert },
      'clientKey holds a certificate, not a private key; is it swapped with clientCert?',
    ],
    [
      'a key of another certificate',
      { clientCert: CERTS.tlsClient.cert, clientKey: CERTS.idp.key },
      'clientKey is not the key of clientCert',
    ],
    ['a SOAPAction with a line feed', { soapAction: 'a\r\nb' }, 'soapAction must be printable ASCII'],
    ['a name with a space', { name: 'e ident' }, 'name must be letters, digits'],
    ['an error parameter that is ours', { errorParameters: ['TARGET'] }, 'errorParameters[0] is the name of another'],
    ['an error parameter with a space', { errorParameters: ['a b'] }, 'errorParameters[0] must be a plain'],

    ...[
      'passReqToCallback',
      'allowMissingInResponseTo',
      'allowMissingAudience',
      'allowMissingConfirmation',
      'dangerouslyAllowSha1',
      'dangerouslyAllowUnsignedAssertion',
      'returnSsn',
      'returnNemidPid',
    ].map((name): [string, object, string] => [
      `${name} as text`,
      { [name]: 'false' },
      `${name} must be true or false`,
    ]),
    [
      'an unsigned assertion over http, even on loopback',
      { dangerouslyAllowUnsignedAssertion: true },
      'dangerouslyAllowUnsignedAssertion needs an https: assertionUrl',
    ],
    [
      'an unsigned assertion without artifacts',
      { ...HTTPS, dangerouslyAllowUnsignedAssertion: true, bindings: ['post'] },
      'dangerouslyAllowUnsignedAssertion applies to artifacts',
    ],
    [
      'post without a certificate',
      { ...HTTPS, dangerouslyAllowUnsignedAssertion: true, bindings: ['artifact', 'post'], idpCert: undefined },
      'idpCert is missing, and bindings has post',
    ],

    ['an unknown eID', { eids: ['nemid'] }, 'eids[0] is not one of mitid, mitid:mitid_erhverv'],
    ['no eID', { eids: [] }, 'eids names no eID'],
    ['an eID twice', { eids: ['mitid', 'mitid'] }, 'eids names an eID twice'],
    ['eIDs as text', { eids: 'mitid' }, 'eids must be an array'],
    ['loa and aal', { loa: 'low', aal: 'low' }, 'loa is set together with aal'],
    ['loa high with Erhverv only', { loa: 'high', eids: ['mitid:mitid_erhverv'] }, 'loa is high, which MitID Erhverv'],
    [
      'a minimum of high with Erhverv only',
      { policy: { minimumLoa: 'high' }, eids: ['mitid:mitid_erhverv'] },
      'policy.minimumLoa is high, which MitID Erhverv',
    ],
    [
      'a minimum with a NemID of old',
      { policy: { minimumLoa: 'low' }, eids: ['mitid', 'dk_nemid_js'] },
      'policy.minimumLoa can never be met by dk_nemid_js in eids',
    ],
    [
      'presetId with Erhverv only',
      { presetId: uuid(), eids: ['mitid:mitid_erhverv'] },
      'presetId applies to the eID mitid',
    ],
    ['presetId that is no UUID', { presetId: '0101998888' }, 'presetId must be the MitID UUID of the person'],
  ];
  test.each(wrong)('%s', (_name, options, problem) => {
    const problems = problemsOf(options);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });

  test('all of it at once', () => {
    const problems = problemsOf({
      loa: 'low',
      aal: 'high',
      eids: ['nemid'],
      idpIssuer: '',
      entryPoint: 'http://a.example',
      cert: '',
    });
    expect(problems.map((line) => line.split(' ')[0])).toEqual(['cert', 'eids[0]', 'entryPoint', 'idpIssuer', 'loa']);
  });

  test.each([undefined, null, 'options', 5])('options that are %p lack everything', (options) => {
    const error = errorOf(() => readOptions(options));
    expect(error.detail.problems).toEqual(
      expect.arrayContaining(['entryPoint is missing', 'callbackUrl is missing', 'idpIssuer is missing']),
    );
  });

  test('a secret that is of the wrong type is not repeated', () => {
    const error = errorOf(() => readOptions({ ...OPTIONS, merchantPassword: ['hunter2'], presetId: '010199-8888' }));
    expect(error.message + error.explain()).not.toMatch(/hunter2|010199/);
  });
});

describe('with NODE_ENV=production', () => {
  const before = process.env['NODE_ENV'];
  beforeAll(() => (process.env['NODE_ENV'] = 'production'));
  afterAll(() => (process.env['NODE_ENV'] = before));

  test('the store is named', () => {
    expect(problemsOf({})).toEqual([expect.stringContaining('stateStore is missing, and NODE_ENV is production')]);
    expect(readOptions({ ...OPTIONS, stateStore: new MemoryStateStore() }).store).toBeDefined();
  });
});

function uuid(): string {
  return 'b0b1b2b3-0000-4000-8000-000000000001';
}
