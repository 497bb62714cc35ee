import type { Request } from 'express';
import type { AssertionContent, VerifiedAssertion } from '../../src/assertion';
import type { Profile } from '../../src/profile';
import { sameIdentity } from '../../src/step-up';
import { admit } from '../../src/strategies/admit';
import { EIdentStrategy } from '../../src/strategies/eident';
import type { LoginCore } from '../../src/strategies/login-core';
import { NemLogInStrategy } from '../../src/strategies/nemlog-in';
import { CPR, CVR, RID } from '../support/eident-logins';
import { FORMATS, oioLogin } from '../support/oiosaml-logins';
import { OPTIONS as EIDENT } from './eident/options';
import { OPTIONS as NEMLOG_IN } from './nemlog-in/options';
import { EMPLOYEES, type Arrived } from './support/employees';

const nobody = () => undefined;

interface Broker {
  readonly core: LoginCore;
  readonly employee: (rid: string) => Arrived;
}

const BROKERS: Readonly<Record<string, Broker>> = {
  eident: {
    core: new EIdentStrategy(EIDENT, nobody)._core,
    employee: EMPLOYEES.eident,
  },
  'nemlog-in': {
    core: new NemLogInStrategy(NEMLOG_IN, nobody)._core,
    employee: EMPLOYEES['nemlog-in'],
  },
};

/** The LoginRecord of a login that the application lets in, as it is read back. */
async function recordOf(core: LoginCore, assertion: VerifiedAssertion, profile: Profile) {
  const { issuer } = assertion.content;
  const asked = { returnSsn: false, returnNemidPid: false };
  const request = { strategy: core.config.name, issuer, callbackUrl: 'x', cookieHash: 'x', startedAt: 0, asked };
  const req: unknown = { headers: {} };
  const cookies: string[] = [];
  await admit(core, req as Request, { profile, assertion, request }, (done) => done(null, {}), cookies);
  const record = await core.sessions.read({ headers: { cookie: cookies[0]?.split(';')[0] } });
  if (record === undefined) throw new Error('no LoginRecord');
  return record;
}

describe.each(Object.entries(BROKERS))('a LoginRecord of %s', (_, { core, employee }) => {
  test('has the key of the profile', async () => {
    const { assertion, profile } = employee(RID);
    const { key } = await recordOf(core, assertion, profile);
    expect(key).toEqual({ issuer: assertion.content.issuer, namespace: 'cvr-rid', id: `CVR:${CVR}-RID:${RID}` });
  });

  test('holds no CPR number where a RID is one, and still knows whose it is', async () => {
    const { assertion, profile } = employee(CPR);
    const record = await recordOf(core, assertion, profile);
    expect(profile.key.id).toBe(`CVR:${CVR}-RID:${CPR}`);
    expect(record.key.id).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(JSON.stringify(record)).not.toContain(CPR);
    expect(sameIdentity(record, profile)).toBe(true);
    expect(sameIdentity(record, employee('0101905124').profile)).toBe(false);
    expect(sameIdentity(record, employee(RID).profile)).toBe(false);
  });

  describe('of the assertion’s NameID', () => {
    const named = async (subject: AssertionContent['subject']) => {
      const { profile } = employee(RID);
      const assertion = oioLogin('person', {}, subject && { subject });
      const { nameId, nameIdFormat } = await recordOf(core, assertion, profile);
      return { nameId, nameIdFormat };
    };
    const NOTHING = { nameId: undefined, nameIdFormat: undefined };

    test.each([
      ['person-1', FORMATS.persistent],
      ['person-1', undefined],
      // Base64, which may look like the beginning of a name.
      ['aGVsbG8/CN==', FORMATS.persistent],
    ])('keeps it, with its Format: %j %j', async (nameId, nameIdFormat) => {
      const subject = { nameId, ...(nameIdFormat !== undefined && { format: nameIdFormat }) };
      expect(await named(subject)).toEqual({ nameId, nameIdFormat });
    });

    test.each([
      [`C=DK,O=Prøve A/S // CVR:${CVR},CN=Bjørn Testesen,Serial=CVR:${CVR}-RID:${RID}`, FORMATS.x509],
      [`Serial=CVR:${CVR}-RID:${RID}`, FORMATS.x509],
      [`C=DK, O=Prøve A/S, cn = Bjørn Testesen`, FORMATS.unspecified],
      [`/C=DK/CN=Bjørn Testesen`, undefined],
      [`CN=Bjørn Testesen+serialNumber=CVR:${CVR}-RID:${RID}`, undefined],
    ])('keeps nothing of the name of a certificate’s subject: %j %j', async (nameId, format) => {
      expect(await named({ nameId, ...(format !== undefined && { format }) })).toEqual(NOTHING);
    });

    test('keeps none that is a CPR number, or empty, and then no Format', async () => {
      expect(await named({ nameId: CPR, format: FORMATS.persistent })).toEqual(NOTHING);
      expect(await named({ nameId: '', format: FORMATS.persistent })).toEqual(NOTHING);
    });

    test('keeps no Format that holds a CPR number', async () => {
      const subject = { nameId: 'person-1', format: `urn:example:${CPR}` };
      expect(await named(subject)).toEqual({ nameId: 'person-1', nameIdFormat: undefined });
    });
  });
});
