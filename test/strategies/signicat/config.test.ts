import { inspect } from 'node:util';
import { GuardedStateStore, MemoryStateStore } from '../../../src/state';
import { SignicatStrategy } from '../../../src/strategies/signicat';
import { readOptions } from '../../../src/strategies/signicat/config';
import { CERTS } from '../../support/certs';
import { codeOf, errorOf } from '../../support/codes';
import { metadataOf } from '../nemlog-in/support/idp';
import { MITID_OPTIONS, NEMID_OPTIONS } from './options';
import { SP } from './support/signicat';

function problemsOf(options: object): readonly string[] {
  const error = errorOf(() => readOptions(options));
  expect(error).toMatchObject({ code: 'configuration_invalid', outcome: 'error' });
  return error.detail.problems ?? [];
}

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('options that nothing is wrong with', () => {
  test('for MitID get their defaults', () => {
    expect(readOptions(MITID_OPTIONS)).toMatchObject({
      protocol: 'saml2',
      name: 'signicat',
      requireEncryptedAssertion: true,
      requireSignedAssertion: true,
      allowCbc: false,
      cancelStatuses: ['AuthnFailed'],
      policy: {},
      defaults: {},
      dangers: [],
      passesRequest: false,
    });
  });

  test('for NemID get their defaults', () => {
    expect(readOptions(NEMID_OPTIONS)).toMatchObject({
      protocol: 'saml11',
      name: 'signicat',
      cancelStatuses: ['usercancel'],
      errorParameters: ['status', 'error', 'errorcode'],
      policy: {},
      defaults: { method: 'nemid' },
      dangers: [],
      passesRequest: false,
    });
  });

  test.each([
    ['MitID', MITID_OPTIONS, { forceAuthn: true, authnContext: ['urn:x'] }],
    ['NemID', NEMID_OPTIONS, { graphicalProfile: 'demo', language: 'da' }],
  ])('for %s keep what they say, and nobody can change it', (_name, options, parameters) => {
    const stateStore = new MemoryStateStore();
    const given = { ...options, ...parameters, name: 'other', policy: { identityTypes: ['private'] }, stateStore };
    const config = readOptions(given);
    expect(config).toMatchObject({ name: 'other', defaults: parameters, policy: { identityTypes: ['private'] } });
    expect(config.store).toBeInstanceOf(GuardedStateStore);
    given.policy.identityTypes.push('professional');
    expect(config.policy.identityTypes).toEqual(['private']);
    expect(Object.isFrozen(config.options)).toBe(true);
  });

  test('are logged where they weaken security', () => {
    const lines: string[] = [];
    const logger = { ...quiet, warn: (line: string) => void lines.push(line) };
    for (const options of [MITID_OPTIONS, NEMID_OPTIONS]) {
      new SignicatStrategy({ ...options, dangerouslyAllowSha1: true, logger }, (_profile, done) => done(null, {}));
    }
    expect(lines).toEqual(Array(2).fill('dangerouslyAllowSha1 is on in the strategy signicat'));
  });
});

describe('what is wrong with', () => {
  test.each<[string, unknown, RegExp]>([
    [
      'nothing at all',
      undefined,
      /^method is missing: one of mitid, nemid, nemid-moces, nemid-erhverv, nemid-codefile$/,
    ],
    ['no object', 'nemid', /^method is missing/],
    ['a method that Signicat may know and we do not', { ...NEMID_OPTIONS, method: 'nbid' }, /^method is unknown/],
    ['a method that is inherited', Object.create(NEMID_OPTIONS), /^method is missing/],
  ])('%s', (_name, options, problem) => {
    expect(problemsOf(options as object)).toEqual([expect.stringMatching(problem)]);
  });

  test.each<[RegExp, object]>([
    [/^entityId is missing$/, { entityId: undefined }],
    [/^entityId is empty$/, { entityId: '' }],
    [/^callbackUrl is http: and not on loopback/, { callbackUrl: 'http://app.example/x' }],
    [/^idpMetadata is missing/, { idpMetadata: undefined }],
    [/^every signing certificate in idpMetadata has expired/, { idpMetadata: metadataOf([CERTS.expired]) }],
    [/^signingKey is missing/, { signingKey: undefined }],
    [/^signingKey is not the key of signingCert$/, { signingCert: CERTS.idp.cert }],
    [/^decryptionKeys is missing: assertions must be encrypted/, { decryptionKeys: undefined }],
    [/^allowSignedResponseOnly must be true or false$/, { allowSignedResponseOnly: 'yes' }],
    [/^stepUpParameter is the name of another parameter/, { stepUpParameter: 'RelayState' }],
    [/^stepUpParameter must be a plain parameter name$/, { stepUpParameter: 'a b' }],
    [/^authnContext\[0\] must be a URI/, { authnContext: ['x'] }],
    [/^isPassive is set together with forceAuthn/, { forceAuthn: true, isPassive: true }],
    [/^policy\.identityTypes has no private/, { policy: { identityTypes: ['professional'] } }],
    [/^attributeNames\.cpr is not an attribute name/, { attributeNames: { cpr: '' } }],
    [/^attributeNames\.pid is unknown/, { attributeNames: { pid: 'x' } }],
    [/^attributeNames is not an object$/, { attributeNames: null }],
    [/^loa is not an option: no level can be asked of Signicat/, { loa: 'substantial' }],
    [
      /^wantAssertionsSigned is not an option: the assertion is always to be signed, or/,
      { wantAssertionsSigned: true },
    ],
    [/^passive is not an option; did you mean isPassive\?$/, { passive: true }],
    [/^issuer is not an option; did you mean entityId\?$/, { issuer: 'x' }],
    [/^validateInResponseTo is not an option: InResponseTo is always validated$/, { validateInResponseTo: 'never' }],
    [/^authenticationUrl is not an option$/, { authenticationUrl: 'https://x.example' }],
    [/^cancelStatuses\[0\] must be/, { cancelStatuses: ['a b'] }],
  ])('MitID: %s', (problem, options) => {
    expect(problemsOf({ ...MITID_OPTIONS, ...options })).toEqual([expect.stringMatching(problem)]);
  });

  test.each<[RegExp, object]>([
    [/^authenticationUrl is missing$/, { authenticationUrl: undefined }],
    [/^authenticationUrl is http: and not on loopback/, { authenticationUrl: 'http://signicat.example' }],
    [/^authenticationUrl has the parameter id/, { authenticationUrl: 'https://signicat.example/?id=nbid' }],
    [/^authenticationUrl has the parameter target/, { authenticationUrl: 'https://signicat.example/?target=x' }],
    [/^callbackUrl has the parameter mitid_login/, { callbackUrl: 'https://app.example/x?mitid_login=1' }],
    [/^callbackUrl holds a fragment/, { callbackUrl: 'https://app.example/x#y' }],
    [/^idpIssuer is missing$/, { idpIssuer: undefined }],
    [/^idpCert is missing$/, { idpCert: undefined }],
    [/^idpCert\[0\] holds a private key/, { idpCert: CERTS.idp.key }],
    [/^every signing certificate in idpCert has expired/, { idpCert: CERTS.expired.cert }],
    [/^audience is missing$/, { audience: undefined }],
    [/^graphicalProfile must be letters/, { graphicalProfile: 'a:b' }],
    [/^language must be two letters/, { language: 'dansk' }],
    [/^method is nemid-moces, which gives no type/, { method: 'nemid-moces', policy: { identityTypes: ['private'] } }],
    [/^policy\.minimumLoa can never be met: a NemID has no level/, { policy: { minimumLoa: 'low' } }],
    [/^policy\.minimumAal can never be met/, { policy: { minimumAal: 'low' } }],
    [/^policy\.minimumIal can never be met/, { policy: { minimumIal: 'low' } }],
    [/^errorParameters\[0\] is the name of another parameter/, { errorParameters: ['SAMLResponse'] }],
    [/^errorParameters\[0\] is the name of another parameter/, { errorParameters: ['mitid_login'] }],
    [/^errorParameters\[0\] must be a plain parameter name$/, { errorParameters: ['a b'] }],
    [/^cancelStatuses must be an array$/, { cancelStatuses: 'usercancel' }],
    [/^attributeNames\.pid is dk\.cpr, which is already read as person\.cpr$/, { attributeNames: { pid: 'dk.cpr' } }],
    [/^entityId is not an option; did you mean audience\?$/, { entityId: 'x' }],
    [/^entryPoint is not an option; did you mean authenticationUrl\?$/, { entryPoint: 'x' }],
    [/^forceAuthn is not an option$/, { forceAuthn: true }],
    [/^lang is not an option/, { lang: 'da' }],
  ])('NemID: %s', (problem, options) => {
    expect(problemsOf({ ...NEMID_OPTIONS, ...options })).toEqual([expect.stringMatching(problem)]);
  });

  test.each([
    ['MitID', MITID_OPTIONS],
    ['NemID', NEMID_OPTIONS],
  ])('%s in production without a store', (_name, options) => {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'production';
    try {
      expect(problemsOf(options)).toEqual([expect.stringMatching(/^stateStore is missing/)]);
    } finally {
      process.env['NODE_ENV'] = before;
    }
  });

  test('all of it, at once', () => {
    const problems = problemsOf({ method: 'nemid', callbackUrl: 'x', nonsense: 1 });
    expect(problems.map((line) => line.split(' ')[0])).toEqual([
      'nonsense',
      'authenticationUrl',
      'callbackUrl',
      'idpIssuer',
      'idpCert',
      'audience',
    ]);
  });

  test('no verify callback, and a logout that leads out of the application', () => {
    expect(codeOf(() => new SignicatStrategy(NEMID_OPTIONS, undefined as never))).toBe('configuration_invalid');
    const strategy = new SignicatStrategy({ ...NEMID_OPTIONS, logger: quiet }, (_profile, done) => done(null, {}));
    expect(codeOf(() => strategy.logout('https://evil.example'))).toBe('configuration_invalid');
  });
});

test('no dump of a strategy shows a key', () => {
  const strategy = new SignicatStrategy({ ...MITID_OPTIONS, logger: quiet }, (_profile, done) => done(null, {}));
  const dumps = [JSON.stringify(strategy), inspect(strategy, { depth: 10, showHidden: true, maxStringLength: null })];
  for (const dump of dumps) {
    expect(dump).not.toMatch(/PRIVATE KEY/);
    for (const { key } of [SP.signing, SP.decryption]) expect(dump).not.toContain(key.split('\n')[2]);
  }
  expect(JSON.parse(JSON.stringify(strategy))).toEqual({ name: 'signicat' });
});

test('a polluted Object.prototype switches nothing', () => {
  const members = { dangerouslyAllowSha1: true, requireEncryptedAssertion: false, allowSignedResponseOnly: true };
  const names = Object.keys(members);
  Object.assign(Object.prototype, members);
  try {
    expect(readOptions(MITID_OPTIONS)).toMatchObject({ requireEncryptedAssertion: true, requireSignedAssertion: true });
    expect(readOptions(NEMID_OPTIONS).dangers).toEqual([]);
    expect(readOptions(MITID_OPTIONS).dangers).toEqual([]);
  } finally {
    for (const name of names) Reflect.deleteProperty(Object.prototype, name);
  }
});
