import { errorOf } from '../../support/codes';
import { CPR, CVR, MITID_UUID, PID, PROFESSIONAL_UUID, type Said } from '../../support/eident-logins';
import { FORMATS } from '../../support/oiosaml-logins';
import { SIGNICAT_ISSUER, SIGNICAT_LOGINS, signicatProfile, STEP_UP_ID } from '../../support/signicat-logins';
import type { AssertionContent } from '../../../src/assertion';

const profileOf = (changes?: Said, content?: Partial<AssertionContent>) => signicatProfile('mitId', changes, content);
const refusal = (changes: Said, content?: Partial<AssertionContent>) => {
  const { code, detail } = errorOf(() => profileOf(changes, content));
  return { code, where: detail.where };
};
const named = (nameId: string, format: string = FORMATS.persistent) => ({ subject: { nameId, format } });
const by = (method: string) => ({ authentication: { method, instant: new Date('2026-11-22T10:00:00Z') } });

test('a citizen’s MitID', () => {
  const { attributes, ...profile } = profileOf();
  expect(profile).toEqual({
    provider: 'mitid',
    identityType: 'private',
    id: MITID_UUID,
    key: { issuer: SIGNICAT_ISSUER, namespace: 'mitid-uuid', id: MITID_UUID },
    displayName: 'Bjørn Testesen',
    name: { givenName: 'Bjørn', familyName: 'Testesen' },
    emails: [],
    assurance: { loa: 'substantial', ial: 'substantial', aal: 'high' },
    authenticators: [],
    person: { cpr: profile.person.cpr, dateOfBirth: '1990-01-01' },
    authorizedToRepresent: [],
    privileges: [],
    transaction: {
      id: 'fc2575ebc739e358f0de661b1e35e82d',
      assertionId: 'fc2575ebc739e358f0de661b1e35e82d',
      stepUpId: STEP_UP_ID,
      issuer: SIGNICAT_ISSUER,
      issuedAt: new Date('2026-11-22T10:00:00Z'),
      expiresAt: new Date('2026-11-22T10:15:00Z'),
      trust: 'signature',
      referenceText: 'Order 42',
    },
  });
  expect(profile.person.cpr?.reveal()).toBe(CPR);
  expect(attributes.has('national-identity')).toBe(false);
  expect(attributes.get('national-identity-country')).toEqual(['DK']);
});

test('attributes that are there and empty say nothing', () => {
  const empty = Object.fromEntries(Object.keys(SIGNICAT_LOGINS.mitId.says).map((name) => [name, ' ']));
  const profile = profileOf(empty);
  expect(profile).toMatchObject({ id: MITID_UUID, displayName: MITID_UUID, name: {}, assurance: {}, person: {} });
  expect(profile.transaction).not.toHaveProperty('stepUpId');
});

test('the NameID is enough, in any case of its letters', () => {
  const nothing = Object.fromEntries(Object.keys(SIGNICAT_LOGINS.mitId.says).map((name) => [name, undefined]));
  for (const format of [FORMATS.persistent, FORMATS.unspecified]) {
    expect(profileOf(nothing, named(` ${MITID_UUID.toUpperCase()}\n`, format)).key.id).toBe(MITID_UUID);
  }
});

describe('the NameID', () => {
  test.each([
    ['transient', named(MITID_UUID, FORMATS.transient), 'name_id_transient', 'NameID'],
    ['a CPR number', named(CPR), 'name_id_malformed', 'NameID'],
    ['a PID', named(PID), 'name_id_malformed', 'NameID'],
    ['a URN', named(`urn:uuid:${MITID_UUID}`), 'name_id_malformed', 'NameID'],
    [
      'another broker’s',
      named(`https://data.gov.dk/model/core/eid/person/uuid/${MITID_UUID}`),
      'name_id_malformed',
      'NameID',
    ],
    ['empty', named(''), 'name_id_malformed', 'NameID'],
    ['another than the UUID that is said', named(PROFESSIONAL_UUID), 'attribute_conflict', 'NameID, mitidUuid'],
  ])('is refused: %s', (_, content, code, where) => {
    expect(refusal({}, content)).toEqual({ code, where });
  });

  test('is refused where it is missing, whatever the attributes say', () => {
    const missing = { subject: undefined } as unknown as Partial<AssertionContent>;
    expect(refusal({}, missing)).toEqual({ code: 'name_identifier_missing', where: 'Subject' });
  });

  test('that is a CPR number is not told by the error', () => {
    const error = errorOf(() => profileOf({}, named(CPR)));
    expect(error.detail.got).toBe('10 digits');
  });
});

describe('values', () => {
  test.each(['0101905123', '010190-5123', ' 010190-5123\r\n'])('the CPR number as %j', (cpr) => {
    const profile = profileOf({ 'national-identity': cpr, 'signicat.national-id': cpr });
    expect(profile.person.cpr?.reveal()).toBe(CPR);
    expect([...profile.attributes.keys()]).not.toContain('signicat.national-id');
  });

  test('an e-mail address, and none that holds a CPR number', () => {
    expect(profileOf({ email: ['b@x.example', `${CPR}@x.example`] }).emails).toEqual([{ value: 'b@x.example' }]);
  });

  test('equal values count once', () => {
    expect(profileOf({ surname: ['Testesen', 'Testesen'] }).name.familyName).toBe('Testesen');
  });

  test('the name Pseudonym is none', () => {
    const profile = profileOf({ 'common-name': 'Pseudonym', 'given-name': 'Pseudonym', surname: 'Pseudonym' });
    expect(profile).toMatchObject({ displayName: MITID_UUID, name: {} });
  });

  test('without a common name the parts are shown', () => {
    expect(profileOf({ 'common-name': '' }).displayName).toBe('Bjørn Testesen');
  });

  test.each<[string, string | string[], string]>([
    ['national-identity', '05054512345', 'attribute_malformed'],
    ['national-identity', [CPR, '0101905124'], 'attribute_conflict'],
    ['signicat.national-id', '0101905124', 'attribute_conflict'],
    ['date-of-birth', '1991-01-01', 'attribute_conflict'],
    ['date-of-birth', '1990-02-30', 'attribute_malformed'],
    ['surname', ['Testesen', 'Andersen'], 'attribute_conflict'],
    ['mitidUuid', 'x', 'attribute_malformed'],
    ['mitidLoa', '4', 'attribute_malformed'],
    ['mitidAal', ['HIGH', 'LOW'], 'attribute_conflict'],
    ['auth-token-id', 'a b', 'attribute_malformed'],
    ['auth-token-id', `mitid:${CPR}`, 'attribute_malformed'],
    ['auth-token-id', 'x'.repeat(257), 'attribute_malformed'],
  ])('%s %j is refused as %s', (attribute, value, code) => {
    expect(refusal({ [attribute]: value }).code).toBe(code);
  });
});

describe('an employee’s login is no citizen’s', () => {
  test.each([
    ['urn:signicat:SAML:2.0:ac:ref:mitid-business', {}, 'AuthnContextClassRef'],
    ['urn:signicat:SAML:2.0:ac:ref:nemid-moces', {}, 'AuthnContextClassRef'],
    ['urn:signicat:SAML:2.0:ac:ref:mitid-erhverv', {}, 'AuthnContextClassRef'],
    ['urn:x', { mitidBusinessCvr: CVR }, 'mitidBusinessCvr'],
    ['urn:x', { 'nemlogin.persistent_professional_id': PROFESSIONAL_UUID }, 'nemlogin.persistent_professional_id'],
  ])('%s, %j', (method, changes, where) => {
    expect(refusal(changes, by(method))).toEqual({ code: 'identity_type_unknown', where });
  });

  test('a method that is not known says nothing', () => {
    for (const method of ['', 'urn:x', 'urn:signicat:SAML:2.0:ac:ref:mitid-cpr']) {
      expect(profileOf({}, by(method)).identityType).toBe('private');
    }
  });
});
