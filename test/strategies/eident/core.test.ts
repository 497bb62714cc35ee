import { readTrustedCertificates } from '../../../src/certificates';
import type { Saml11Expectations } from '../../../src/protocols/saml11/expectations';
import { startSimulator } from '../../../src/simulator';
import type { EIdentOptions } from '../../../src/strategies/eident';
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
