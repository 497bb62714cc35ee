import { inspect } from 'node:util';
import { writePkcs12 } from '../../../src/certificates';
import { NemLogInStrategy } from '../../../src/strategies/nemlog-in';
import { readAuthenticateOptions } from '../../../src/strategies/nemlog-in/authenticate-options';
import { readOptions } from '../../../src/strategies/nemlog-in/config';
import { errorOf } from '../../support/codes';
import { OPTIONS } from './options';
import { SP } from './support/idp';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const strategyOf = (options: object = {}) =>
  new NemLogInStrategy({ ...OPTIONS, logger: quiet, ...options }, (_profile, done) => done(null, {}));
const KEY_LINES = [SP.signing, SP.decryption].flatMap(({ key }) => key.split('\n').slice(1, 4));

/** Runs with members on Object.prototype, as a polluted application has them. */
function polluted<T>(members: Readonly<Record<string, unknown>>, run: () => T): T {
  const names = Object.keys(members);
  for (const name of names) {
    Object.defineProperty(Object.prototype, name, { value: members[name], configurable: true, writable: true });
  }
  try {
    return run();
  } finally {
    for (const name of names) Reflect.deleteProperty(Object.prototype, name);
  }
}

describe('no dump of a strategy shows a key', () => {
  const strategy = strategyOf();

  test.each<[string, () => string]>([
    ['JSON', () => JSON.stringify(strategy)],
    ['inspect', () => inspect(strategy, { depth: 10, showHidden: false })],
    ['inspect with hidden members', () => inspect(strategy, { depth: 10, showHidden: true, maxStringLength: null })],
    ['JSON of the parts', () => JSON.stringify(strategy._core)],
    ['inspect of the parts', () => inspect(strategy._core, { depth: 10, showHidden: true, maxStringLength: null })],
  ])('%s', (_name, dump) => {
    const text = dump();
    expect(text).not.toMatch(/PRIVATE KEY/);
    for (const line of KEY_LINES) expect(text).not.toContain(line);
  });

  test('which has its name, and nothing of its configuration', () => {
    expect(JSON.parse(JSON.stringify(strategy))).toEqual({ name: 'nemlog-in' });
  });

  test('and they are there all the same', () => {
    const { signing, decryptionKeys } = strategy._core.config;
    const pem = [signing.key, ...decryptionKeys].map((key) => key.export({ type: 'pkcs8', format: 'pem' }));
    expect(pem).toEqual([SP.signing.key, SP.decryption.key]);
  });
});

describe('a polluted Object.prototype', () => {
  const SWITCHES = {
    dangerouslyAllowSha1: true,
    requireEncryptedAssertion: false,
    dangerouslyTrustMetadataOverTls: true,
    acceptedClockSkewMs: 300_000,
    dialect: 'oiosaml-2',
    allowAssuranceLevel: true,
    cancelStatuses: ['Success'],
    idpEntityId: 'https://evil.example',
    minimumLoa: 'low',
    identityTypes: ['private'],
    loa: 'low',
    isPassive: true,
    forceAuthn: true,
  };

  test('turns no switch on', async () => {
    const { config, counterpart } = polluted(SWITCHES, () => strategyOf()._core);
    const { expectations } = await counterpart();
    expect(expectations).toMatchObject({
      dangerouslyAllowSha1: false,
      requireEncryptedAssertion: true,
      requireSignedAssertion: true,
      clockSkewMs: 60_000,
      issuer: 'https://saml.idp.example',
    });
    expect(config).toMatchObject({ dialect: 'oiosaml-3', cancelStatuses: ['AuthnFailed'] });
    expect(Object.keys(config.defaults)).toEqual([]);
    expect(polluted(SWITCHES, () => config.options.allowAssuranceLevel)).toBeUndefined();
  });

  test('stands in for no option that is missing', () => {
    const { signingKey, ...rest } = OPTIONS;
    const error = polluted({ signingKey }, () => errorOf(() => readOptions(rest)));
    expect(error.detail.problems).toEqual([
      'signingKey is missing: the key that requests are signed with, or pkcs12',
      'signingCert is given without signingKey',
    ]);
  });

  test('says nothing for a call, nor for a key', () => {
    const { parameters } = polluted(SWITCHES, () => readAuthenticateOptions({}, {}, {}));
    expect(polluted(SWITCHES, () => parameters.loa)).toBeUndefined();
    const error = polluted({ key: SP.decryption.key }, () =>
      errorOf(() => readOptions({ ...OPTIONS, decryptionKeys: [{}] })),
    );
    expect(error.detail.problems).toEqual(['decryptionKeys[0] must be { key, cert } in PEM, or { pkcs12 }']);
  });

  test('names no file, in place of a key or of what a key is in', () => {
    const elsewhere = { file: '/nowhere.p12', pkcs12: { file: '/nowhere.p12', passphrase: 'x' } };
    const { key, cert } = SP.decryption;
    const content = writePkcs12({ key, certificate: cert }, 'x');
    const decryptionKeys = [{ key, cert }, { pkcs12: { content, passphrase: 'x' } }];
    const config = polluted(elsewhere, () => readOptions({ ...OPTIONS, decryptionKeys }));
    expect(config.decryptionKeys.map((one) => one.export({ type: 'pkcs8', format: 'pem' }))).toEqual([key, key]);
  });
});

describe('the options are copies of their own', () => {
  const given = {
    policy: { minimumLoa: 'substantial', identityTypes: ['private'] },
    identityTypes: ['private'],
    cancelStatuses: ['AuthnFailed'],
    appSwitch: { platform: 'iOS', returnUrl: 'https://app.example/back' },
  };

  test('which later changes do not reach', () => {
    const own = structuredClone(given);
    const { config } = strategyOf(own)._core;
    own.policy.minimumLoa = 'low';
    own.policy.identityTypes.push('professional');
    own.identityTypes.push('professional');
    own.cancelStatuses.push('Responder');
    own.appSwitch.returnUrl = 'https://evil.example';
    expect(config.options).toMatchObject(given);
    expect(config).toMatchObject({ policy: given.policy, cancelStatuses: given.cancelStatuses });
    expect(config.defaults).toEqual({ identityTypes: ['private'], appSwitch: given.appSwitch });
  });

  test('and the copies are frozen, all the way down', () => {
    const { options, defaults, policy, cancelStatuses } = strategyOf(given)._core.config;
    const all = [options, defaults, policy, cancelStatuses].flatMap((one): unknown[] => [
      one,
      ...(Object.values(one) as unknown[]),
    ]);
    expect(all.filter((one) => typeof one === 'object' && !Object.isFrozen(one))).toEqual([]);
  });

  test('save the store, the logger and the hook, which are the application’s own', () => {
    const logger = { ...quiet };
    const editAuthnRequest = (xml: string) => xml;
    const { config } = strategyOf({ logger, editAuthnRequest })._core;
    expect(config.logger).toBe(logger);
    expect(config.editAuthnRequest).toBe(editAuthnRequest);
  });

  test('and hold nothing of what was read: neither keys, nor the metadata', () => {
    expect(Object.keys(strategyOf()._core.config.options).sort()).toEqual(['callbackUrl', 'entityId']);
  });
});
