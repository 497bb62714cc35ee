import { CERTS } from '../../support/certs';
import { LoginApp, persona } from './support/login-app';
import { TlsFront } from './support/tls-front';

const app = LoginApp.use();
let front: TlsFront;
beforeAll(async () => {
  front = await TlsFront.start(app.simulator.url);
});
afterAll(() => front.close());
beforeEach(() => {
  app.custom = true;
});

const tls = () => ({
  assertionUrl: front.assertionUrl,
  assertionCa: CERTS.tlsCa.cert,
  clientCert: CERTS.tlsClient.cert,
  clientKey: CERTS.tlsClient.key,
});

describe('the assertion service over TLS', () => {
  test('with a pinned CA, a client certificate and a SOAPAction of one’s own', async () => {
    app.configure({ ...tls(), soapAction: 'urn:getassertion' });
    expect(await app.login(persona('citizen'))).toMatchObject({ outcome: 'in' });
    expect(front.seen.at(-1)?.['soapaction']).toBe('"urn:getassertion"');
    expect(app.profiles[0]?.transaction.trust).toBe('signature');
  });

  test('whose certificate no CA vouches for', async () => {
    const { clientCert, clientKey } = tls();
    app.configure({ assertionUrl: front.assertionUrl, clientCert, clientKey });
    expect((await app.login(persona('citizen'))).code).toBe('soap_tls');
    app.configure({ ...tls(), assertionCa: CERTS.tlsOtherCa.cert });
    expect((await app.login(persona('citizen'))).code).toBe('soap_tls');
  });

  test('stays verified whatever the environment says', async () => {
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      app.configure({ ...tls(), assertionCa: CERTS.tlsOtherCa.cert });
      expect((await app.login(persona('citizen'))).code).toBe('soap_tls');
    } finally {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    }
  });
});

describe('dangerouslyAllowUnsignedAssertion', () => {
  const unsigned = () => {
    app.registerMerchant({ signs: 'none' });
    return { ...tls(), dangerouslyAllowUnsignedAssertion: true };
  };

  test('lets an unsigned assertion in over TLS, and the profile says what vouches for it', async () => {
    app.configure(unsigned());
    expect(await app.login(persona('citizen'))).toMatchObject({ outcome: 'in' });
    expect(app.profiles[0]?.transaction.trust).toBe('channel');
    expect(app.log).toEqual([
      expect.objectContaining({
        level: 'warn',
        message: 'dangerouslyAllowUnsignedAssertion is on in the strategy eident',
      }),
    ]);
  });

  test('needs no certificate, and still judges everything else', async () => {
    const options = { ...app.options(), ...unsigned() };
    delete (options as { idpCert?: unknown }).idpCert;
    app.configure({ ...options, idpCert: undefined as never });
    expect(await app.login(persona('citizen'))).toMatchObject({ outcome: 'in' });
    for (const [fault, code] of [
      ['wrong-issuer', 'issuer_mismatch'],
      ['wrong-audience', 'audience_mismatch'],
      ['wrong-in-response-to', 'in_response_to_mismatch'],
      ['expired', 'assertion_expired'],
      ['two-assertions', 'assertion_count'],
    ] as const) {
      app.simulator.fault(fault);
      expect((await app.login(persona('citizen'))).code).toBe(code);
    }
  });

  test('does not take a bad signature for none', async () => {
    app.configure(unsigned());
    app.registerMerchant({ signs: 'assertion' });
    app.simulator.fault('bad-signature');
    expect((await app.login(persona('citizen'))).code).toBe('signature_invalid');
  });
});
