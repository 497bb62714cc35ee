import type { Request } from 'express';
import { VerifiedAssertion } from '../../../src/assertion';
import { readTrustedCertificates } from '../../../src/certificates';
import type { Profile } from '../../../src/profile';
import type { Saml11Expectations } from '../../../src/protocols/saml11/expectations';
import { startSimulator } from '../../../src/simulator';
import type { EIdentOptions } from '../../../src/strategies/eident';
import { admit } from '../../../src/strategies/eident/admit';
import { readOptions } from '../../../src/strategies/eident/config';
import { createCore } from '../../../src/strategies/eident/core';
import { CERTS } from '../../support/certs';
import { LoginApp, persona } from './support/login-app';
import { OPTIONS } from './options';

const app = LoginApp.use();

describe('what an answer is held to', () => {
  const expectationsWith = (options: Partial<EIdentOptions> = {}) =>
    createCore(readOptions({ ...OPTIONS, ...options })).expectations;

  test('is strict unless an option says otherwise', () => {
    expect(expectationsWith()).toMatchObject({
      issuer: OPTIONS.idpIssuer,
      audience: OPTIONS.merchantId,
      recipient: OPTIONS.callbackUrl,
      clockSkewMs: 60_000,
      allowMissingInResponseTo: false,
      allowMissingAudience: false,
      allowMissingConfirmation: false,
      dangerouslyAllowSha1: false,
      dangerouslyAllowUnsignedAssertion: false,
    });
  });

  test.each<[Partial<EIdentOptions>, object]>([
    [{ audience: 'https://app.example' }, { audience: 'https://app.example' }],
    [{ acceptedClockSkewMs: 5_000 }, { clockSkewMs: 5_000 }],
    [{ allowMissingInResponseTo: true }, { allowMissingInResponseTo: true }],
    [{ allowMissingAudience: true }, { allowMissingAudience: true }],
    [{ allowMissingConfirmation: true }, { allowMissingConfirmation: true }],
  ])('%j', (options, expected) => {
    const judged = ({ store, now, certificates, ...rest }: Saml11Expectations) => {
      expect([typeof store.claim, typeof now(), certificates]).toEqual(['function', 'number', expect.anything()]);
      return rest;
    };
    expect(judged(expectationsWith(options))).toEqual({ ...judged(expectationsWith()), ...expected });
  });
});

test('attribute names of the broker’s own are read', async () => {
  const attributeNames = { referenceText: 'MY_REFERENCE' };
  const { callbackUrl } = app;
  const simulator = await startSimulator({ callbackUrl, attributeNames });
  try {
    app.call = { referenceText: 'Order 17' };
    for (const [names, expected] of [
      [attributeNames, 'Order 17'],
      [{}, undefined],
    ] as const) {
      app.configure({ ...simulator.eident, attributeNames: names });
      expect(await app.login(persona('citizen'))).toMatchObject({ outcome: 'in' });
      expect(app.profiles.at(-1)?.transaction.referenceText).toBe(expected);
    }
  } finally {
    await simulator.close();
  }
});

test('a certificate that expires while the application runs is warned of at the next login', async () => {
  const { certificates } = readTrustedCertificates(CERTS.idp.cert, 'idpCert');
  app.configure({ idpCert: [app.simulator.eident.idpCert, CERTS.idp.cert] });
  expect(app.log).toEqual([]);
  const later = jest.spyOn(Date, 'now').mockReturnValue((certificates[0]?.notAfter ?? 0) + 1);
  await app.login(persona('citizen'));
  later.mockRestore();
  expect(app.log[0]).toMatchObject({ level: 'warn', message: expect.stringContaining('expired on') as string });
});

describe('the LoginRecord', () => {
  const recordOf = async (nameId: string) => {
    await app.login(persona('citizen'));
    const profile = app.profiles[0] as Profile;
    const { issuer, issuedAt, expiresAt } = profile.transaction;
    const assertion = VerifiedAssertion.mint({
      protocol: 'saml-1.1',
      id: 'TI2-0',
      issuer,
      issuedAt,
      expiresAt,
      audiences: [],
      authentication: { method: 'x', instant: issuedAt },
      attributes: [],
      trust: 'signature',
      subject: { nameId },
    });
    const request = { ...createCore(readOptions(OPTIONS)).owner, cookieHash: 'x', startedAt: 0 };
    const asked = { eids: ['mitid'], returnSsn: false, returnNemidPid: false };
    const cookies: string[] = [];
    const login = { profile, assertion, request: { ...request, asked } };
    const bare: unknown = { headers: {} };
    await admit(app.strategy._core, bare as Request, login, (done) => done(null, {}), cookies);
    return app.strategy.loginRecord({ headers: { cookie: cookies[0]?.split(';')[0] } });
  };

  test('has the assertion’s name identifier', async () => {
    expect((await recordOf('person-1'))?.nameId).toBe('person-1');
  });

  test('unless that is a CPR number', async () => {
    const record = await recordOf('0101998888');
    expect(record).toBeDefined();
    expect(record?.nameId).toBeUndefined();
  });
});
