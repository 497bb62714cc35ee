import { inspect } from 'node:util';
import type { Policy } from '../../../src/policy';
import { EIdentStrategy } from '../../../src/strategies/eident';
import { readAuthenticateOptions } from '../../../src/strategies/eident/authenticate-options';
import { readOptions } from '../../../src/strategies/eident/config';
import { askedOf } from '../../../src/strategies/eident/request';
import { CERTS } from '../../support/certs';
import { errorOf } from '../../support/codes';
import { OPTIONS } from './options';

const HIDDEN = { merchantPassword: 'hunter2-of-the-merchant', clientKey: CERTS.tlsClient.key };
const KEY_LINE = CERTS.tlsClient.key.split('\n')[1] ?? 'none';
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const strategyOf = (options: object = {}) =>
  new EIdentStrategy({ ...OPTIONS, logger: quiet, ...options }, (_profile, done) => done(null, {}));

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

describe('no dump of a strategy shows a secret', () => {
  const strategy = strategyOf({ ...HIDDEN, clientCert: CERTS.tlsClient.cert });

  test.each<[string, () => string]>([
    ['JSON', () => JSON.stringify(strategy)],
    ['inspect', () => inspect(strategy, { depth: 10, showHidden: false })],
    ['inspect with hidden members', () => inspect(strategy, { depth: 10, showHidden: true, maxStringLength: null })],
    ['JSON of the parts', () => JSON.stringify(strategy._core)],
    ['inspect of the parts', () => inspect(strategy._core, { depth: 10, showHidden: true, maxStringLength: null })],
    ['a template literal', () => Object.values(strategy._core.config.secrets).join(' ')],
  ])('%s', (_name, dump) => {
    const text = dump();
    expect(text).not.toContain(HIDDEN.merchantPassword);
    expect(text).not.toContain(KEY_LINE);
  });

  test('which has its name, and nothing of its configuration', () => {
    expect(JSON.parse(JSON.stringify(strategy))).toEqual({ name: 'eident' });
  });

  test('and they reach the assertion service all the same', () => {
    const { merchantPassword, clientKey } = strategy._core.config.secrets;
    expect([merchantPassword.reveal(), clientKey?.reveal()]).toEqual(Object.values(HIDDEN));
  });
});

describe('a polluted Object.prototype', () => {
  const SWITCHES = {
    dangerouslyAllowSha1: true,
    dangerouslyAllowUnsignedAssertion: true,
    allowMissingInResponseTo: true,
    allowMissingAudience: true,
    allowMissingConfirmation: true,
    acceptedClockSkewMs: 300_000,
    bindings: ['post'],
    audience: 'another',
    minimumLoa: 'low',
    identityTypes: ['company'],
    returnSsn: true,
    eids: ['dk_nemid_js'],
    presetId: 'x',
  };

  test('turns no switch on', () => {
    const { config, expectations } = polluted(SWITCHES, () => strategyOf()._core);
    expect(expectations).toMatchObject({
      dangerouslyAllowSha1: false,
      dangerouslyAllowUnsignedAssertion: false,
      allowMissingInResponseTo: false,
      allowMissingAudience: false,
      allowMissingConfirmation: false,
      audience: OPTIONS.merchantId,
      clockSkewMs: 60_000,
    });
    expect(config.bindings).toEqual(['artifact']);
    expect(Object.keys(config.defaults)).toEqual([]);
  });

  test('stands in for no option that is missing', () => {
    const { idpCert, ...rest } = OPTIONS;
    const error = polluted({ idpCert }, () => errorOf(() => readOptions(rest)));
    expect(error.detail.problems).toEqual(['idpCert is missing: the certificate that the broker signs with']);
  });

  test('reaches no policy, at the start or later', () => {
    for (const policy of [undefined, { minimumIal: 'low' }, {}]) {
      const read = polluted(SWITCHES, () => strategyOf({ policy })._core.config.policy);
      const seen = polluted(SWITCHES, (): Policy => ({
        ...(read.minimumLoa && { minimumLoa: read.minimumLoa }),
        ...(read.identityTypes && { identityTypes: read.identityTypes }),
      }));
      expect(Object.keys(seen)).toEqual([]);
    }
  });

  test('reaches no parameter of a call', () => {
    const SEEN = { loa: 'low', returnSsn: true, presetId: 'x', referenceText: 'x', stepUp: 'cpr', returnTo: '/x' };
    const { config } = strategyOf({ policy: {} })._core;
    const { wishes, asked } = polluted({ ...SEEN, ...SWITCHES }, () => {
      const wishes = readAuthenticateOptions({}, config.defaults, config.policy);
      return { wishes, asked: askedOf(wishes.parameters) };
    });
    expect(Object.keys(wishes)).toEqual(['parameters']);
    expect(asked).toEqual({ eids: ['mitid'], loa: 'substantial', returnSsn: false, returnNemidPid: false });
  });
});

describe('options are copied when the strategy is made', () => {
  const given = {
    policy: { identityTypes: ['private'], minimumLoa: 'low' },
    attributeNames: { rid: 'RID' } as Record<string, string>,
    bindings: ['artifact'],
    errorParameters: ['code'],
    eids: ['mitid'],
    transactionText: { text: 'Pay', type: 'text' },
    idpCert: [CERTS.idp.cert],
  };

  test('so that a later change to them changes nothing', () => {
    const own = structuredClone(given);
    const { config } = strategyOf(own)._core;
    own.policy.identityTypes.push('company');
    own.policy.minimumLoa = 'high';
    own.attributeNames['professionalUuid'] = 'ANOTHER';
    own.bindings.push('post');
    own.errorParameters.push('other');
    own.eids.push('dk_nemid_js');
    own.transactionText.text = 'Pay more';
    own.idpCert.push('x');
    expect(config.options).toMatchObject(given);
    expect(config.options.attributeNames).toEqual(given.attributeNames);
    expect(config).toMatchObject({ policy: given.policy, bindings: ['artifact'], errorParameters: ['code'] });
    expect(config.defaults).toEqual({ eids: ['mitid'], transactionText: given.transactionText });
  });

  test('and the copies are frozen, all the way down', () => {
    const { options, defaults, policy, bindings, errorParameters } = strategyOf(given)._core.config;
    const all = [options, defaults, policy, bindings, errorParameters].flatMap((one): unknown[] => [
      one,
      ...(Object.values(one) as unknown[]),
    ]);
    expect(all.filter((one) => typeof one === 'object' && !Object.isFrozen(one))).toEqual([]);
  });

  test('save the store and the logger, which are the application’s own', () => {
    const logger = { ...quiet };
    expect(strategyOf({ logger })._core.config.logger).toBe(logger);
  });
});
