import { randomBytes } from 'node:crypto';
import { profileFromClaims, VerifiedClaims, type SessionKey } from 'passport-mitid-saml';
import { fromStored, maskedCprOf, toStored, type Visitor } from '../../examples/login/visitor';
import { CLAIMS_LOGINS } from '../support/claims-logins';
import { cprForms, findCpr } from '../support/cpr-watch/forms';
import { CPR } from '../support/eident-logins';

const KEY: SessionKey = { id: 'demo', secret: randomBytes(32) };
const { broker, idToken, userInfo } = CLAIMS_LOGINS.netsPrivate;
const VISITOR: Visitor = {
  profile: profileFromClaims(VerifiedClaims.fromVerifiedIdToken(idToken, userInfo), { broker }),
  account: { number: 'F-1001', logins: 1, foundBy: 'new' },
  broker: 'nemlog-in',
};

describe("what of a visitor the demo's session store holds", () => {
  const stored = JSON.stringify(toStored(VISITOR, KEY));

  test('no CPR number that can be read', () => {
    expect(VISITOR.profile.person.cpr?.reveal()).toBe(CPR);
    expect(findCpr(stored, cprForms(CPR))).toBeUndefined();
  });

  test('the number, for who has the key', () => {
    const { profile, ...rest } = fromStored(JSON.parse(stored), KEY);
    expect(rest).toEqual({ account: VISITOR.account, broker: 'nemlog-in' });
    expect(profile.person.cpr?.reveal()).toBe(CPR);
    expect(maskedCprOf({ profile })).toBe('010190-xxxx');
  });

  test('no session for who has another', () => {
    const other = { ...KEY, secret: randomBytes(32) };
    expect(() => fromStored(JSON.parse(stored), other)).toThrow(
      expect.objectContaining({ code: 'session_invalid' }) as Error,
    );
  });
});
