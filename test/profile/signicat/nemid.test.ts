import type { AssertionContent } from '../../../src/assertion';
import { errorOf } from '../../support/codes';
import { CPR, CVR, OTHER_CVR, PID, RID, type Said } from '../../support/eident-logins';
import { oces2Employee, oces2Person } from '../../support/oces';
import {
  SIGNICAT_ISSUER,
  SIGNICAT_LOGINS,
  signicatProfile as profileOf,
  type SignicatLogin,
} from '../../support/signicat-logins';

const refusal = (kind: SignicatLogin, changes: Said, content?: Partial<AssertionContent>) => {
  const { code, detail } = errorOf(() => profileOf(kind, changes, content));
  return { code, where: detail.where };
};
const key = (namespace: string, id: string) => ({ issuer: SIGNICAT_ISSUER, namespace, id });
const named = (nameId: string) => ({ subject: { nameId } });
const by = (method: string) => ({ authentication: { method, instant: new Date('2026-11-22T10:00:00Z') } });
const unsaid = (...names: string[]): Said => Object.fromEntries(names.map((name) => [name, undefined]));

/** What says who it is, all of it. */
const NOBODY = unsaid('pid', 'subject-dn', 'subject-serial-number', 'cvr', 'rid');
const OTHER_PID = '9208-2002-2-024271267079';
const EMPLOYEE = `CVR:${CVR}-RID:${RID}`;

test('a person', () => {
  const { transaction, attributes, ...profile } = profileOf('person');
  expect(profile).toEqual({
    provider: 'nemid',
    identityType: 'private',
    id: PID,
    key: key('pid', PID),
    displayName: 'Bjørn Testesen',
    name: { givenName: 'Bjørn', familyName: 'Testesen' },
    emails: [],
    assurance: {},
    authenticators: [],
    person: { cpr: profile.person.cpr, dateOfBirth: '1990-01-01' },
    authorizedToRepresent: [],
    privileges: [],
    nemid: { pid: PID },
  });
  expect(profile.person.cpr?.reveal()).toBe(CPR);
  expect(transaction).not.toHaveProperty('stepUpId');
  expect(attributes.has('dk.cpr')).toBe(false);
  expect(attributes.get('security-level')).toEqual(['3']);
});

describe('nemid-erhverv', () => {
  test('is a person on behalf of a company', () => {
    const profile = profileOf('onBehalf');
    expect(profile).toMatchObject({ identityType: 'private', key: key('pid', PID), authorizedToRepresent: [CVR] });
    expect(profile).not.toHaveProperty('organization');
    expect(profile.attributes.get('signicat.organization.name')).toEqual(['Prøve A/S']);
  });

  test.each([undefined, '', ' '])('without a company (%j) is a person, and no error', (none) => {
    const changes = { 'signicat.organization.number': none, 'signicat.organization.name': none };
    const profile = profileOf('onBehalf', changes);
    expect(profile).toMatchObject({ identityType: 'private', key: key('pid', PID), authorizedToRepresent: [] });
    expect(profile).not.toHaveProperty('organization');
  });

  test('may name the company again, as one that is represented', () => {
    expect(profileOf('onBehalf', { cvr: CVR }).authorizedToRepresent).toEqual([CVR]);
    expect(refusal('onBehalf', { cvr: OTHER_CVR })).toEqual({ code: 'identity_type_unknown', where: 'pid' });
  });

  test('may represent several', () => {
    const changes = { 'signicat.organization.number': [CVR, OTHER_CVR] };
    expect(profileOf('onBehalf', changes).authorizedToRepresent).toEqual([CVR, OTHER_CVR]);
  });
});

test('an employee', () => {
  const { transaction, attributes, ...profile } = profileOf('employee');
  expect(profile).toEqual({
    provider: 'nemid',
    identityType: 'professional',
    id: EMPLOYEE,
    key: key('cvr-rid', EMPLOYEE),
    displayName: 'Bjørn Testesen',
    name: { givenName: 'Bjørn', familyName: 'Testesen' },
    emails: [{ value: 'bjorn@firm.example' }],
    assurance: {},
    authenticators: [],
    person: { cpr: profile.person.cpr, dateOfBirth: '1990-01-01' },
    organization: { cvr: CVR, name: 'Prøve A/S', rid: RID },
    authorizedToRepresent: [],
    privileges: [],
    nemid: { cvr: CVR, rid: RID },
  });
  expect([transaction.trust, attributes.has('dk.cpr')]).toEqual(['signature', false]);
});

describe('each of these alone says who it is', () => {
  const none = { subject: undefined } as unknown as Partial<AssertionContent>;

  test.each<[SignicatLogin, string, Said, Partial<AssertionContent>]>([
    ['person', 'pid', { pid: PID }, none],
    ['person', 'pid', { 'subject-serial-number': `PID:${PID}` }, none],
    ['person', 'pid', { 'subject-dn': `CN=B, serialNumber=PID:${PID}` }, none],
    ['person', 'pid', { certificate: oces2Person(PID, 'B').base64 }, none],
    ['person', 'pid', {}, named(PID)],
    ['person', 'pid', {}, named(`PID:${PID}`)],
    ['employee', 'cvr-rid', { 'subject-serial-number': EMPLOYEE }, none],
    ['employee', 'cvr-rid', { 'subject-dn': `CN=B, serialNumber=${EMPLOYEE}` }, none],
    ['employee', 'cvr-rid', { certificate: oces2Employee(CVR, RID, 'B', 'Prøve A/S').base64 }, none],
    ['employee', 'cvr-rid', { rid: EMPLOYEE }, none],
    ['employee', 'cvr-rid', { rid: RID, cvr: CVR }, none],
    ['employee', 'cvr-rid', { rid: RID }, none],
    ['employee', 'cvr-rid', {}, named(EMPLOYEE)],
  ])('%s by %s: %j', (kind, namespace, changes, content) => {
    const profile = profileOf(kind, { ...NOBODY, ...changes }, content);
    expect(profile.key).toEqual(key(namespace, kind === 'person' ? PID : EMPLOYEE));
    expect(profile.attributes.has('certificate')).toBe(false);
  });

  test.each([none, named(CPR), named('x'), named('')])('nobody, with %j', (content) => {
    const { code, detail } = errorOf(() => profileOf('person', NOBODY, content));
    expect({ code, where: detail.where, option: detail.option }).toEqual({
      code: 'attribute_missing',
      where: 'pid, subject-serial-number, rid',
      option: 'attributeNames',
    });
  });

  test('a RID without its CVR is nobody', () => {
    const changes = { ...NOBODY, rid: RID, 'signicat.organization.number': undefined };
    expect(refusal('employee', changes, none).code).toBe('attribute_missing');
  });
});

describe('a contradiction is refused', () => {
  test.each<[string, SignicatLogin, Said, string, string]>([
    ['two PIDs', 'person', { pid: OTHER_PID }, 'attribute_conflict', 'subject-dn, pid'],
    ['a PID and a RID', 'employee', { pid: PID }, 'attribute_conflict', 'subject-dn, pid'],
    ['a person with a RID', 'person', { rid: RID }, 'identity_type_unknown', 'pid'],
    ['a person with an employer', 'person', { cvr: CVR }, 'identity_type_unknown', 'pid'],
    [
      'a person with a company’s name only',
      'person',
      { 'signicat.organization.name': 'Prøve A/S' },
      'identity_type_unknown',
      'pid',
    ],
    ['another RID', 'employee', { rid: '27304743' }, 'attribute_conflict', 'subject-dn, rid'],
    [
      'another CVR',
      'employee',
      { 'signicat.organization.number': OTHER_CVR },
      'attribute_conflict',
      'cvr, signicat.organization.number',
    ],
    [
      'another company behind the name',
      'employee',
      { 'signicat.organization.name': `X // CVR:${OTHER_CVR}` },
      'attribute_conflict',
      'signicat.organization.name',
    ],
    [
      'a serial of another scheme',
      'person',
      { 'subject-dn': 'CN=B, serialNumber=4711' },
      'attribute_malformed',
      'subject-dn',
    ],
    [
      'a CPR number of another day',
      'person',
      { 'date-of-birth': '1991-01-01' },
      'attribute_conflict',
      'person.cpr, person.dateOfBirth',
    ],
    [
      'two CPR numbers',
      'person',
      { 'signicat.national_id': '0101905124' },
      'attribute_conflict',
      'dk.cpr, signicat.national_id',
    ],
  ])('%s', (_, kind, changes, code, where) => {
    expect(refusal(kind, changes)).toEqual({ code, where });
  });

  test.each([
    ['another PID', named(OTHER_PID), 'attribute_conflict', 'subject-dn, NameIdentifier'],
    ['an employee', named(EMPLOYEE), 'attribute_conflict', 'subject-dn, NameIdentifier'],
    ['another CPR number', named('010190-5124'), 'attribute_conflict', 'NameIdentifier, dk.cpr'],
  ])('the NameIdentifier is of %s', (_, content, code, where) => {
    expect(refusal('person', {}, content)).toEqual({ code, where });
  });

  test.each<[SignicatLogin, string]>([
    ['person', 'nemid-moces'],
    ['person', 'nemid-codefile'],
    ['employee', 'nemid-erhverv'],
  ])('a %s by %s', (kind, method) => {
    const { code, where } = refusal(kind, {}, by(`urn:ksi:names:SAML:2.0:ac:${method}`));
    expect({ code, where }).toEqual({ code: 'identity_type_unknown', where: 'AuthenticationMethod' });
  });

  test('no error tells a CPR number', () => {
    const error = errorOf(() => profileOf('person', {}, named('0101905124')));
    expect(JSON.stringify([error.message, error.stack, error.detail])).not.toMatch(/010190/);
  });
});

describe('values', () => {
  test.each<SignicatLogin>(['person', 'onBehalf', 'employee'])(
    'a method that is not known says nothing of a %s',
    (kind) => {
      const { key: account } = profileOf(kind);
      for (const method of ['', 'urn:x', 'urn:ksi:names:SAML:2.0:ac:nemid']) {
        expect(profileOf(kind, {}, by(method)).key).toEqual(account);
      }
    },
  );

  test('attributes that are there and empty say nothing', () => {
    const empty = Object.fromEntries(Object.keys(SIGNICAT_LOGINS.employee.says).map((name) => [name, '']));
    const profile = profileOf('person', { ...empty, pid: PID }, named(''));
    expect(profile).toMatchObject({ key: key('pid', PID), displayName: PID, name: {}, person: {} });
  });

  test('the name Pseudonym is none', () => {
    const names = { 'plain-name': 'Pseudonym', firstname: 'Pseudonym', lastname: 'Pseudonym' };
    const dn = `CN=Pseudonym, serialNumber=PID:${PID}`;
    expect(profileOf('person', { ...names, 'subject-dn': dn })).toMatchObject({ displayName: PID, name: {} });
  });

  test('without a whole name the parts are shown', () => {
    const profile = profileOf('person', { 'plain-name': 'Pseudonym', 'subject-dn': undefined });
    expect(profile.displayName).toBe('Bjørn Testesen');
  });

  test('a company’s name may have its number behind it', () => {
    const changes = { 'subject-dn': undefined, 'signicat.organization.name': `Prøve A/S // CVR:${CVR}` };
    expect(profileOf('employee', changes).organization?.name).toBe('Prøve A/S');
  });

  test.each<[string, string | string[], string]>([
    ['dk.cpr', 'x', 'attribute_malformed'],
    ['pid', CPR, 'attribute_malformed'],
    ['pid', [PID, OTHER_PID], 'attribute_conflict'],
    ['subject-serial-number', '4711', 'attribute_malformed'],
    ['signicat.organization.number', '1234', 'attribute_malformed'],
    ['firstname', ['Bjørn', 'Bo'], 'attribute_conflict'],
  ])('%s %j is refused as %s', (attribute, value, code) => {
    expect(refusal('onBehalf', { [attribute]: value })).toEqual({ code, where: attribute });
  });

  test('an employee has one employer', () => {
    const changes = { 'signicat.organization.number': [CVR, OTHER_CVR] };
    expect(refusal('employee', changes).code).toBe('attribute_conflict');
  });
});
