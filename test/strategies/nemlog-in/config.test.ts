import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pkcs12 as forgePkcs12, asn1, pki } from 'node-forge';
import { GuardedStateStore, MemoryStateStore } from '../../../src/state';
import { NemLogInStrategy } from '../../../src/strategies/nemlog-in';
import { readOptions } from '../../../src/strategies/nemlog-in/config';
import { CERTS, type TestCert } from '../../support/certs';
import { codeOf, errorOf } from '../../support/codes';
import { OPTIONS } from './options';
import { ENTRY_POINT, LOGOUT_SERVICE, metadataOf, SP } from './support/idp';
import { POST_SERVICE } from './support/logout-form';

const folder = mkdtempSync(join(tmpdir(), 'mitid-options-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function pkcs12Of({ key, cert }: TestCert, passphrase: string): Buffer {
  const content = forgePkcs12.toPkcs12Asn1(pki.privateKeyFromPem(key), pki.certificateFromPem(cert), passphrase, {
    algorithm: 'aes256',
    count: 1,
  });
  return Buffer.from(asn1.toDer(content).getBytes(), 'latin1');
}

function problemsOf(options: object, base: object = OPTIONS): readonly string[] {
  const error = errorOf(() => readOptions({ ...base, ...options }));
  expect(error).toMatchObject({ code: 'configuration_invalid', outcome: 'error' });
  const problems = error.detail.problems ?? [];
  for (const problem of problems) expect(error.message).toContain(problem);
  return problems;
}

const encrypted = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'hunter2' },
}).privateKey;
const encryptedOfOld = `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----`;

describe('options that nothing is wrong with', () => {
  test('get their defaults', () => {
    const config = readOptions(OPTIONS);
    expect(config).toMatchObject({
      name: 'nemlog-in',
      dialect: 'oiosaml-3',
      clockSkewMs: 60_000,
      sessionLifetimeMs: 28_800_000,
      requireEncryptedAssertion: true,
      allowCbc: true,
      cancelStatuses: ['AuthnFailed'],
      policy: {},
      defaults: {},
      passesRequest: false,
    });
    expect(config.store).toBeInstanceOf(GuardedStateStore);
    expect(config.provider.given?.certificates.at(Date.now())).toHaveLength(1);
    expect(config.provider.given?.metadata).toMatchObject({
      entityId: 'https://saml.idp.example',
      singleSignOnRedirect: ENTRY_POINT,
    });
  });

  test('may hold every option there is', () => {
    const config = readOptions({
      name: 'nemlog-in-test',
      entityId: 'https://app.example',
      callbackUrl: 'https://app.example/callback',
      idpMetadata: { file: file('idp.xml', metadataOf()) },
      idpEntityId: 'https://saml.idp.example',
      pkcs12: { file: file('own.p12', pkcs12Of(CERTS.idp, 'hunter2')), passphrase: 'hunter2' },
      decryptionKeys: [
        { pkcs12: { content: pkcs12Of(CERTS.idpNext, 'x'), passphrase: 'x' } },
        { pkcs12: { content: pkcs12Of(CERTS.foreign, 'y').toString('base64'), passphrase: 'y' } },
        { key: SP.decryption.key },
      ],
      requireEncryptedAssertion: true,
      allowCbc: false,
      dialect: 'oiosaml-3',
      allowAssuranceLevel: true,
      maxAuthenticationAgeMs: 60_000,
      cancelStatuses: [],
      editAuthnRequest: (xml: string) => xml,
      loa: 'high',
      identityTypes: ['private'],
      forceAuthn: true,
      isPassive: false,
      appSwitch: { platform: 'Android', returnUrl: 'dk.example.app' },
      acceptedClockSkewMs: 0,
      policy: { minimumLoa: 'high', identityTypes: ['private'] },
      stateStore: new MemoryStateStore(),
      sessionLifetimeMs: 900_000,
      logger: console,
      passReqToCallback: true,
      dangerouslyAllowSha1: true,
    });
    const pemOf = (key: { export(how: object): string | Buffer }) => key.export({ type: 'pkcs8', format: 'pem' });
    expect(pemOf(config.signing.key)).toBe(CERTS.idp.key);
    expect(config.signing.cert).toBe(CERTS.idp.cert);
    expect(config.decryptionKeys.map(pemOf)).toEqual([CERTS.idpNext.key, CERTS.foreign.key, SP.decryption.key]);
    expect(config).toMatchObject({ passesRequest: true, allowCbc: false, cancelStatuses: [], clockSkewMs: 0 });
    expect(Object.keys(config.defaults).sort()).toEqual([
      'appSwitch',
      'forceAuthn',
      'identityTypes',
      'isPassive',
      'loa',
    ]);
  });

  test('need no signingCert, and no decryptionKeys where encryption is not required', () => {
    const { signingCert, decryptionKeys, ...rest } = OPTIONS;
    expect([signingCert, decryptionKeys]).not.toContain(undefined);
    expect(readOptions({ ...rest, requireEncryptedAssertion: false }).decryptionKeys).toEqual([]);
  });

  test('an expired certificate of the identity provider beside a valid one is no problem', () => {
    const { provider } = readOptions({ ...OPTIONS, idpMetadata: metadataOf([CERTS.expired, CERTS.idp]) });
    expect(provider.given?.certificates.at(Date.now())).toHaveLength(1);
  });

  test('an option that is undefined is left out', () => {
    expect(readOptions({ ...OPTIONS, loa: undefined, pkcs12: undefined }).defaults).toEqual({});
  });
});

describe('what is wrong is named by its option', () => {
  const p12 = (content: unknown, passphrase: unknown = 'x') => ({
    signingKey: undefined,
    signingCert: undefined,
    pkcs12: { content, passphrase },
  });
  const keys = (...decryptionKeys: unknown[]) => ({ decryptionKeys });

  const wrong: [string, object, string][] = [
    ['an unknown key', { zebra: 'x' }, 'zebra is not an option'],
    ['node-saml’s issuer', { issuer: 'x' }, 'issuer is not an option; did you mean entityId?'],
    ['node-saml’s privateKey', { privateKey: 'x' }, 'privateKey is not an option; did you mean signingKey?'],
    [
      'node-saml’s decryptionPvk',
      { decryptionPvk: 'x' },
      'decryptionPvk is not an option; did you mean decryptionKeys?',
    ],
    ['node-saml’s idpCert', { idpCert: 'x' }, 'idpCert is not an option; did you mean idpMetadata?'],
    ['node-saml’s name of old', { cert: 'x' }, 'cert is not an option; did you mean idpMetadata?'],
    ['node-saml’s entryPoint', { entryPoint: 'x' }, 'entryPoint is not an option; did you mean idpMetadata?'],
    ['node-saml’s passive', { passive: true }, 'passive is not an option; did you mean isPassive?'],
    [
      'what is always on',
      { wantAssertionsSigned: true },
      'wantAssertionsSigned is not an option: the assertion is always',
    ],
    [
      'node-saml’s logoutCallbackUrl',
      { logoutCallbackUrl: 'x' },
      'logoutCallbackUrl is not an option; did you mean logoutUrl?',
    ],
    ['a relative logoutUrl', { logoutUrl: '/logout' }, 'logoutUrl is not an absolute URL'],
    [
      'a logoutUrl over http, off loopback',
      { logoutUrl: 'http://app.example/slo' },
      'logoutUrl is http: and not on loopback; https: is needed',
    ],
    [
      'the identity provider’s address, which is node-saml’s logoutUrl',
      { logoutUrl: 'https://login.nemlog-in.dk/idp/saml/3.0/' },
      "logoutUrl is not on the host of callbackUrl: it is your own single logout service, not the identity provider's",
    ],
    ...['', '?logout'].map((more): [string, object, string] => [
      `the route of logins (${more})`,
      { logoutUrl: `${OPTIONS.callbackUrl}${more}` },
      'logoutUrl leads to the same route as callbackUrl',
    ]),
    ['a logoutBinding that is none', { logoutBinding: 'soap' }, 'logoutBinding must be redirect or post'],
    ['a logoutBinding without logoutUrl', { logoutBinding: 'post' }, 'logoutBinding is given without logoutUrl'],
    ...(
      [
        ['post', LOGOUT_SERVICE, 'HTTP-POST; it has: HTTP-Redirect'],
        ['redirect', POST_SERVICE, 'HTTP-Redirect; it has: HTTP-POST'],
        ['post', '', 'HTTP-POST; it has: none'],
        ['post', POST_SERVICE.replace('//login', '//user@login'), 'HTTP-POST; it has: none'],
      ] as const
    ).map(([logoutBinding, services, missing]): [string, object, string] => [
      `logoutBinding ${logoutBinding}, which the metadata does not offer (${missing})`,
      {
        logoutUrl: `${OPTIONS.callbackUrl}/slo`,
        logoutBinding,
        idpMetadata: metadataOf([CERTS.idp], undefined, services),
      },
      `logoutBinding is ${logoutBinding}, and idpMetadata has no SingleLogoutService for ${missing}`,
    ]),
    ['a key in another case', { entityID: 'x' }, 'entityID is not an option; did you mean entityId?'],
    ['a key with a slip', { signinKey: 'x' }, 'signinKey is not an option; did you mean signingKey?'],

    ['no entityId', { entityId: undefined }, 'entityId is missing'],
    ['an empty entityId', { entityId: ' ' }, 'entityId is empty'],
    [
      'an entityId with a space behind it',
      { entityId: 'https://app.example ' },
      'entityId holds white space around it',
    ],
    ['an entityId that is too long', { entityId: `urn:${'x'.repeat(1_021)}` }, 'entityId has 1025 characters'],
    ['no callbackUrl', { callbackUrl: undefined }, 'callbackUrl is missing'],
    [
      'http: off loopback',
      { callbackUrl: 'http://app.example/callback' },
      'callbackUrl is http: and not on loopback; https: is needed',
    ],
    ['an empty callbackUrl', { callbackUrl: '' }, 'callbackUrl is empty'],
    ['a relative callbackUrl', { callbackUrl: '/callback' }, 'callbackUrl is not an absolute URL'],

    ['no metadata', { idpMetadata: undefined }, 'idpMetadata is missing: the XML, { file } or { url }'],
    ['empty metadata', { idpMetadata: '' }, 'idpMetadata is empty'],
    ['metadata of another type', { idpMetadata: 5 }, 'idpMetadata must be the XML, { file } or { url }'],
    ['metadata with a slip', { idpMetadata: { fil: 'x' } }, 'idpMetadata must be the XML, { file } or { url }'],
    [
      'metadata that is not there',
      { idpMetadata: { file: join(folder, 'none.xml') } },
      `idpMetadata names a file that cannot be read (ENOENT): ${join(folder, 'none.xml')}`,
    ],
    [
      'the address of metadata',
      { idpMetadata: 'https://idp.example/metadata' },
      'idpMetadata is a URL; write { url, metadataSigningCert }, or give the text that is found there',
    ],
    ['metadata that is none', { idpMetadata: '<x/>' }, 'idpMetadata'],
    ['metadata of another entity', { idpEntityId: 'https://other.example' }, 'idpEntityId'],
    [
      'metadata with expired certificates only',
      { idpMetadata: metadataOf([CERTS.expired]) },
      'every signing certificate in idpMetadata has expired, the last on 20',
    ],
    [
      'metadata with a weak certificate',
      { idpMetadata: metadataOf([CERTS.idp, CERTS.weakRsa1024]) },
      'idpMetadata[1] has an RSA key of 1024 bits',
    ],
    [
      'metadata with a user name in its URL',
      { idpMetadata: metadataOf().replace(ENTRY_POINT, 'https://user:pass@login.idp.example/sso') },
      'idpMetadata has a SingleSignOnService whose Location holds a user name or password',
    ],

    ['no signingKey', { signingKey: undefined, signingCert: undefined }, 'signingKey is missing'],
    [
      'a signingKey that is a certificate',
      { signingKey: CERTS.idp.cert, signingCert: undefined },
      'signingKey holds a certificate, not a private key; is it swapped with signingCert?',
    ],
    [
      'a signingCert that is a key',
      { signingCert: SP.signing.key },
      'signingCert holds a private key, not a certificate; is it swapped with signingKey?',
    ],
    [
      'a signingKey as a variable without line breaks holds it',
      { signingKey: SP.signing.key.replaceAll('\n', '\\n') },
      'signingKey holds the two characters \\n where line breaks belong',
    ],
    [
      'a signingCert as a variable without line breaks holds it',
      { signingCert: SP.signing.cert.replaceAll('\n', '\\n') },
      'signingCert holds the two characters \\n where line breaks belong',
    ],
    ['the file of a signingKey', { signingKey: './keys/own' }, 'signingKey looks like a file name: give what is in'],
    ['the file of a signingCert', { signingCert: 'own.pem' }, 'signingCert looks like a file name: give what is in'],
    ['an empty signingKey', { signingKey: ' ' }, 'signingKey is empty'],
    ['an empty signingCert', { signingCert: '' }, 'signingCert is empty'],
    ['a signingKey that is none', { signingKey: 'x' }, 'signingKey is not a readable PEM private key'],
    [
      'an encrypted signingKey',
      { signingKey: encrypted },
      'signingKey is encrypted with a passphrase; decrypt it, or give it as pkcs12',
    ],
    ['an encrypted signingKey of old', { signingKey: encryptedOfOld }, 'signingKey is encrypted with a passphrase'],
    [
      'an EC signingKey',
      { signingKey: CERTS.ec256.key, signingCert: undefined },
      'signingKey is a key of type ec; RSA is needed',
    ],
    [
      'a weak signingKey',
      { signingKey: CERTS.weakRsa1024.key, signingCert: undefined },
      'signingKey is an RSA key of 1024 bits',
    ],
    [
      'a signingKey of another certificate',
      { signingCert: CERTS.idp.cert },
      'signingKey is not the key of signingCert',
    ],
    ['a signingCert that is none', { signingCert: 'x' }, 'signingCert holds no PEM certificate'],
    [
      'a signingKey beside pkcs12',
      { ...p12(pkcs12Of(CERTS.idp, 'x')), signingKey: CERTS.idp.key },
      'signingKey is given beside pkcs12',
    ],
    [
      'a pkcs12 with another passphrase',
      p12(pkcs12Of(CERTS.idp, 'hunter2')),
      'pkcs12 cannot be opened with this passphrase',
    ],
    ['a pkcs12 without a passphrase', p12(pkcs12Of(CERTS.idp, 'x'), null), 'pkcs12 has no passphrase'],
    ['a pkcs12 that is PEM', p12(CERTS.idp.key), 'pkcs12 is PEM text, not PKCS#12'],
    ['a pkcs12 that is a Buffer', { ...p12('x'), pkcs12: Buffer.alloc(1) }, 'pkcs12 must be { file, passphrase }'],
    ['a pkcs12 that is nothing', { ...p12('x'), pkcs12: { passphrase: 'x' } }, 'pkcs12 must be { file, passphrase }'],
    [
      'a pkcs12 that is two',
      { ...p12('x'), pkcs12: { file: 'x', content: 'x', passphrase: 'x' } },
      'pkcs12 must be { file',
    ],
    [
      'a pkcs12 that is not there',
      { ...p12('x'), pkcs12: { file: join(folder, 'none.p12'), passphrase: 'x' } },
      `pkcs12 names a file that cannot be read (ENOENT): ${join(folder, 'none.p12')}`,
    ],
    [
      'a pkcs12 with a passphrase, opened with none',
      p12(pkcs12Of(CERTS.idp, 'hunter2'), ''),
      'pkcs12 cannot be opened: the passphrase is empty',
    ],

    ['no decryptionKeys', { decryptionKeys: undefined }, 'decryptionKeys is missing: assertions must be encrypted'],
    ['empty decryptionKeys', keys(), 'decryptionKeys is empty'],
    ['decryptionKeys that are no list', { decryptionKeys: { key: CERTS.idp.key } }, 'decryptionKeys must be an array'],
    [
      'a decryption key that is PEM itself',
      keys(CERTS.idp.key),
      'decryptionKeys[0] must be { key, cert } in PEM, or { pkcs12 }',
    ],
    [
      'a decryption key that is none',
      keys({ key: CERTS.idp.key }, { key: 'x' }),
      'decryptionKeys[1].key is not a readable PEM',
    ],
    [
      'a decryption key that is a certificate',
      keys({ key: SP.decryption.cert }),
      'decryptionKeys[0].key holds a certificate, not a private key; is it swapped with decryptionKeys[0].cert?',
    ],
    ['the file of a decryption key', keys({ key: 'own.pem' }), 'decryptionKeys[0].key looks like a file name'],
    ['an encrypted decryption key', keys({ key: encrypted }), 'decryptionKeys[0].key is encrypted with a passphrase'],
    ['an EC decryption key', keys({ key: CERTS.ec256.key }), 'decryptionKeys[0].key is a key of type ec'],
    ['a weak decryption key', keys({ key: CERTS.weakRsa1024.key }), 'decryptionKeys[0].key is an RSA key of 1024 bits'],
    [
      'a decryption key of another certificate',
      keys({ key: CERTS.idp.key, cert: CERTS.idpNext.cert }),
      'decryptionKeys[0].key is not the key of decryptionKeys[0].cert',
    ],
    [
      'a decryption key whose certificate is none',
      keys({ key: CERTS.idp.key, cert: 'x' }),
      'decryptionKeys[0].cert holds no PEM certificate',
    ],
    ['a decryption key with a slip', keys({ key: CERTS.idp.key, crt: 'x' }), 'decryptionKeys[0] must be { key, cert }'],
    [
      'a decryption pkcs12 without a passphrase',
      keys({ pkcs12: { content: 'AAAA' } }),
      'decryptionKeys[0] has a pkcs12 that has no passphrase',
    ],
    [
      'a decryption pkcs12 that is none',
      keys({ pkcs12: { content: 'AAAA', passphrase: 'x' } }),
      'decryptionKeys[0].pkcs12 is not a PKCS#12 file',
    ],
    [
      'a decryption pkcs12 beside a key',
      keys({ key: CERTS.idp.key, pkcs12: { content: 'AAAA', passphrase: 'x' } }),
      'decryptionKeys[0] has pkcs12 and something beside it',
    ],

    ['an unknown level', { loa: 'medium' }, 'loa must be one of low, substantial, high'],
    ['an unknown identity type', { identityTypes: ['company'] }, 'identityTypes[0] must be private or professional'],
    ['an identity type twice', { identityTypes: ['private', 'private'] }, 'identityTypes names a type twice'],
    ['no identity type', { identityTypes: [] }, 'identityTypes is empty'],
    [
      'types that policy has none of',
      { policy: { identityTypes: ['company', 'private'] }, identityTypes: ['professional'] },
      'identityTypes has no type in common with policy.identityTypes',
    ],
    ['a login anew without a page', { forceAuthn: true, isPassive: true }, 'isPassive is set together with forceAuthn'],
    ['a level over OIOSAML 2', { dialect: 'oiosaml-2', loa: 'low' }, 'loa cannot be asked for in OIOSAML 2'],
    ...['minimumLoa', 'minimumIal', 'minimumAal'].map((floor): [string, object, string] => [
      `${floor} over OIOSAML 2`,
      { dialect: 'oiosaml-2', policy: { [floor]: 'low' } },
      `policy.${floor} can never be met: OIOSAML 2 has no NSIS levels`,
    ]),
    [
      'minimumIal over OIOSAML 2, with allowAssuranceLevel',
      { dialect: 'oiosaml-2', allowAssuranceLevel: true, policy: { minimumLoa: 'low', minimumIal: 'low' } },
      'policy.minimumIal can never be met',
    ],
    ['an unknown dialect', { dialect: 'oiosaml-4' }, 'dialect must be oiosaml-3 or oiosaml-2'],
    ['an app switch that is text', { appSwitch: 'iOS' }, 'appSwitch must be an object { platform, returnUrl }'],
    ['an app switch to nowhere', { appSwitch: { platform: 'iOS' } }, 'appSwitch.returnUrl is missing'],
    [
      'an app switch of another platform',
      { appSwitch: { platform: 'ios', returnUrl: 'https://a.example' } },
      'appSwitch.platform must be Android or iOS',
    ],
    [
      'an app switch to a script',
      { appSwitch: { platform: 'iOS', returnUrl: 'javascript:x' } },
      'appSwitch.returnUrl must be an https: URL',
    ],
    [
      'an app switch with a CPR number',
      { appSwitch: { platform: 'iOS', returnUrl: 'https://a.example/010170-5678' } },
      'appSwitch.returnUrl holds a CPR number',
    ],
    [
      'an app switch that is too long',
      { appSwitch: { platform: 'iOS', returnUrl: `https://a.example/${'x'.repeat(2_000)}` } },
      'appSwitch.returnUrl has 2018 characters',
    ],
    [
      'a status that is a URI',
      { cancelStatuses: ['urn:oasis:x'] },
      'cancelStatuses[0] must be the last word of a status code',
    ],
    ['statuses that are text', { cancelStatuses: 'AuthnFailed' }, 'cancelStatuses must be an array'],
    ['a hook that is text', { editAuthnRequest: 'x' }, 'editAuthnRequest must be a function'],
    ['an age of no time', { maxAuthenticationAgeMs: 0 }, 'maxAuthenticationAgeMs must be a whole number'],
    ['a clock skew above 5 minutes', { acceptedClockSkewMs: 300_001 }, 'acceptedClockSkewMs must be a whole number'],
    ['a session of no time', { sessionLifetimeMs: 1 }, 'sessionLifetimeMs must be a whole number'],
    [
      'an unknown policy',
      { policy: { minimumLOA: 'low' } },
      'policy holds minimumLOA, which is not one of its keys; did you mean minimumLoa?',
    ],
    ['a store without claim', { stateStore: new Map() }, 'stateStore must have the methods put, get, take, claim'],
    [
      'a logger without warn',
      { logger: { info: () => undefined } },
      'logger must have the methods info, warn and error',
    ],
    ['a name with a space', { name: 'nemlog in' }, 'name must be letters, digits'],
    ...[
      'requireEncryptedAssertion',
      'allowAssuranceLevel',
      'forceAuthn',
      'isPassive',
      'passReqToCallback',
      'dangerouslyAllowSha1',
    ].map((name): [string, object, string] => [
      `${name} as text`,
      { [name]: 'false' },
      `${name} must be true or false`,
    ]),
  ];
  test.each(wrong)('%s', (_name, options, problem) => {
    const problems = problemsOf(options);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });

  test('all of it at once', () => {
    const problems = problemsOf({
      cert: 'x',
      loa: 'medium',
      entityId: '',
      signingKey: 'x',
      decryptionKeys: [{ key: 'x' }],
      idpMetadata: '<x/>',
    });
    expect(problems.map((line) => line.split(' ')[0])).toEqual([
      'cert',
      'loa',
      'entityId',
      'signingKey',
      'decryptionKeys[0].key',
      'idpMetadata',
    ]);
  });

  test.each([undefined, null, 'options', 5])('options that are %p lack everything', (options) => {
    expect(errorOf(() => readOptions(options)).detail.problems).toEqual([
      'entityId is missing',
      'callbackUrl is missing',
      'idpMetadata is missing: the XML, { file } or { url }',
      'signingKey is missing: the key that requests are signed with, or pkcs12',
      'decryptionKeys is missing: assertions must be encrypted, unless requireEncryptedAssertion is false',
    ]);
  });

  test.each<[number, object]>([
    [1, { signingKey: `${CERTS.weakRsa1024.key}hunter2`, signingCert: undefined }],
    [
      2,
      { decryptionKeys: [{ pkcs12: { file: join(folder, 'none.p12'), passphrase: 'hunter2' } }, { key: encrypted }] },
    ],
    [1, { decryptionKeys: [{ key: encrypted, hunter2: 'hunter2' }] }],
    [1, { appSwitch: { platform: 'iOS', returnUrl: 'https://a.example/010170-5678' } }],
    [1, { idpMetadata: { file: join(folder, 'none.p12') } }],
    [1, { idpMetadata: { file: CERTS.idp.key } }],
    [
      1,
      {
        signingKey: undefined,
        signingCert: undefined,
        pkcs12: { file: pkcs12Of(CERTS.idp, 'hunter2').toString('base64'), passphrase: 'hunter2' },
      },
    ],
  ])('in %d line(s) nothing of a key or a passphrase is repeated', (lines, options) => {
    const error = errorOf(() => readOptions({ ...OPTIONS, ...options }));
    expect(error.detail.problems).toHaveLength(lines);
    expect(error.message + error.explain()).not.toMatch(/hunter2|PRIVATE|010170|MII/);
  });
});

describe('with NODE_ENV=production', () => {
  const before = process.env['NODE_ENV'];
  beforeAll(() => (process.env['NODE_ENV'] = 'production'));
  afterAll(() => (process.env['NODE_ENV'] = before));

  test('a store is named', () => {
    expect(problemsOf({})).toEqual([expect.stringContaining('stateStore is missing, and NODE_ENV is production')]);
    expect(() => readOptions({ ...OPTIONS, stateStore: new MemoryStateStore() })).not.toThrow();
  });
});

describe('a strategy', () => {
  test('has the name nemlog-in, or the one it is given', () => {
    const nothing = () => undefined;
    expect(new NemLogInStrategy(OPTIONS, nothing).name).toBe('nemlog-in');
    expect(new NemLogInStrategy({ ...OPTIONS, name: 'other' }, nothing).name).toBe('other');
  });

  test('does not start with wrong options, nor without a verify callback', () => {
    expect(codeOf(() => new NemLogInStrategy({} as never, () => undefined))).toBe('configuration_invalid');
    expect(codeOf(() => new NemLogInStrategy(OPTIONS, undefined as never))).toBe('configuration_invalid');
  });

  test('says at start which switches weaken security, and which certificates have expired', () => {
    const lines: string[] = [];
    const logger = { info: () => undefined, error: () => undefined, warn: (line: string) => void lines.push(line) };
    const idpMetadata = metadataOf([CERTS.expired, CERTS.idp]);
    new NemLogInStrategy({ ...OPTIONS, logger, dangerouslyAllowSha1: true, idpMetadata }, () => undefined);
    expect(lines).toEqual([
      'dangerouslyAllowSha1 is on in the strategy nemlog-in',
      expect.stringMatching(/^the trusted certificate [0-9A-F:]{95} \(.*\) expired on \d{4}-\d\d-\d\d and is not used/),
    ]);
  });

  test('says at start that a certificate of its own has expired', () => {
    const lines: string[] = [];
    const logger = { info: () => undefined, error: () => undefined, warn: (line: string) => void lines.push(line) };
    const { key, cert } = CERTS.expired;
    const own = { signingKey: key, signingCert: cert, decryptionKeys: [{ key }, { key, cert }] };
    new NemLogInStrategy({ ...OPTIONS, ...own, logger }, () => undefined);
    expect(lines).toEqual(
      ['requests are signed with', 'assertions are encrypted for'].map(
        (use) => expect.stringMatching(`^our own certificate [0-9A-F:]{95}, which ${use}, expired on 20`) as string,
      ),
    );
  });
});
