import type { FaultName, Simulator } from '../../src/simulator';
import { CERTS } from '../support/certs';
import { Visitor } from '../strategies/eident/support/visitor';
import { LoginApp } from '../strategies/signicat/support/login-app';
import { SP } from '../strategies/signicat/support/signicat';
import { logInAt } from './support/signicat';
import { startWithOneKey } from './support/start';

const app = LoginApp.use();

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startWithOneKey({});
});
afterAll(() => simulator.close());
beforeEach(() => {
  const { callbackUrl } = app;
  const [signingCert, encryptionCert] = [SP.signing.cert, SP.decryption.cert];
  simulator.clearFaults();
  simulator.signicat.register({ entityId: SP.entityId, callbackUrl, signingCert, encryptionCert });
  simulator.signicat.registerService({ callbackUrl });
});

/** A whole login through the strategy and the simulator, without a click. */
async function logIn(persona: string, identity?: string, visitor = new Visitor()) {
  const { location } = await app.begin(visitor);
  const { action, fields } = await logInAt(location, persona, identity);
  return app.end(visitor, { url: action, fields });
}

describe('MitID', () => {
  beforeEach(() => app.mitId({ idpMetadata: simulator.signicat.idpMetadata }));

  test('logs in', async () => {
    expect(await logIn('citizen')).toMatchObject({ user: { id: '735771b2-37d0-47c9-be01-43729313badf' } });
    expect(app.profiles[0]?.key).toMatchObject({ issuer: simulator.signicat.entityId, namespace: 'mitid-uuid' });
  });

  describe('a step-up', () => {
    const visitor = new Visitor();
    beforeEach(async () => {
      const { callbackUrl } = app;
      const [signingCert, encryptionCert] = [SP.signing.cert, SP.decryption.cert];
      const stepUpParameter = 'auth_token';
      const registration = { entityId: SP.entityId, callbackUrl, signingCert, encryptionCert, stepUpParameter };
      simulator.signicat.register({ ...registration, cpr: 'step-up' });
      app.mitId({ idpMetadata: simulator.signicat.idpMetadata, stepUpParameter });
      await logIn('citizen', undefined, visitor);
      app.call = { stepUp: 'cpr' };
    });

    test('asks nobody, and tells the CPR number', async () => {
      expect(app.profiles[0]?.person.cpr).toBeUndefined();
      expect(await logIn('minor', undefined, visitor)).toMatchObject({
        user: { id: '735771b2-37d0-47c9-be01-43729313badf' },
      });
      expect(app.profiles[1]?.person.cpr?.reveal()).toBe('1203856124');
    });

    test('other-person: step_up_other_person', async () => {
      simulator.fault('other-person');
      expect(await logIn('citizen', undefined, visitor)).toMatchObject({ code: 'step_up_other_person' });
    });
  });

  test.each<[FaultName, string]>([
    ['cancel', 'user_cancelled'],
    ['bad-response-signature', 'signature_invalid'],
    ['plain-assertion', 'assertion_not_encrypted'],
    ['expired', 'assertion_expired'],
  ])('%s: %s', async (fault, code) => {
    simulator.fault(fault);
    expect(await logIn('citizen')).toMatchObject({ code });
  });
});

describe('NemID', () => {
  beforeEach(() => app.nemId({ ...simulator.signicat.nemid }));

  test.each([
    ['nemid', 'citizen', undefined, '9208-2002-2-318406275912', 'private'],
    ['nemid-moces', 'employee', undefined, 'CVR:99836903-RID:42135791', 'professional'],
    ['nemid-erhverv', 'manager', 'represents', '9208-2002-2-147730528891', 'private'],
    ['nemid-erhverv', 'citizen', undefined, '9208-2002-2-318406275912', 'private'],
    ['nemid-codefile', 'nemid-key-file', undefined, 'CVR:99836903-RID:12083377', 'professional'],
  ] as const)('%s logs %s in', async (method, persona, identity, id, identityType) => {
    app.call = { method };
    expect(await logIn(persona, identity)).toMatchObject({ user: { id } });
    expect(app.profiles[0]).toMatchObject({ identityType, provider: 'nemid' });
  });

  test.each<[FaultName, string]>([
    ['cancel', 'user_cancelled'],
    ['generalerror', 'status_not_success'],
    ['recipient-without-query', 'recipient_mismatch'],
    ['recipient-of-another-login', 'recipient_mismatch'],
    ['replayed-response', 'recipient_mismatch'],
    ['assertion-signed-only', 'signature_missing'],
    ['unsigned', 'signature_missing'],
  ])('%s: %s', async (fault, code) => {
    simulator.fault(fault);
    expect(await logIn('citizen')).toMatchObject({ code });
  });

  test('a certificate of somebody else’s is refused', async () => {
    app.nemId({ ...simulator.signicat.nemid, idpCert: CERTS.foreign.cert });
    expect(await logIn('citizen')).toMatchObject({ code: 'signature_invalid' });
  });
});
