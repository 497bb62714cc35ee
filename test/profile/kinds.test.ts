import { profileFromEIdent, type Profile } from '../../src/profile';
import { oces2Person, oces3 } from '../support/oces';
import {
  ASSERTION_ID,
  assertionOf,
  attributesOf,
  CPR,
  CPR_UUID,
  CVR,
  ISSUER,
  login,
  LOGINS,
  MITID_UUID,
  OTHER_CVR,
  PID,
  PROFESSIONAL_UUID,
  RID,
  type Said,
} from '../support/eident-logins';
import { errorOf } from '../support/codes';

const profileOf = (kind: keyof typeof LOGINS, changes?: Said): Profile => profileFromEIdent(login(kind, changes));
const refusal = (kind: keyof typeof LOGINS, changes: Said) => {
  const { code, detail } = errorOf(() => profileOf(kind, changes));
  return { code, where: detail.where };
};
const without = (record: object, ...members: string[]) =>
  Object.fromEntries(Object.entries(record).filter(([member]) => !members.includes(member)));
/** Without what the cases below do not speak of. */
const telling = ({ nemid, ...profile }: Profile) => ({
  ...without(profile, 'transaction', 'attributes'),
  ...(nemid && { nemid: without(nemid, 'certificate') }),
});
const key = (namespace: string, id: string) => ({ issuer: ISSUER, namespace, id });

test('a private MitID', () => {
  const profile = profileOf('private');
  expect(telling(profile)).toEqual({
    provider: 'mitid',
    identityType: 'private',
    id: MITID_UUID,
    key: key('mitid-uuid', MITID_UUID),
    displayName: 'Bjørn Testesen',
    name: { givenName: 'Bjørn' },
    emails: [],
    assurance: { loa: 'substantial', ial: 'substantial', aal: 'high' },
    authenticators: ['password', 'code_app_enchanced'],
    person: { cpr: profile.person.cpr, dateOfBirth: '1990-01-01' },
    authorizedToRepresent: [],
    privileges: [],
    nemid: { pid: PID },
  });
  expect(profile.person.cpr?.reveal()).toBe(CPR);
  expect(profile.transaction).toEqual({
    id: '617b5cdc6fb84f16a6022e328d970bb7',
    stepUpId: '617b5cdc6fb84f16a6022e328d970bb7',
    assertionId: ASSERTION_ID,
    issuer: ISSUER,
    issuedAt: new Date('2026-11-22T10:00:00Z'),
    expiresAt: new Date('2026-11-22T10:15:00Z'),
    trust: 'signature',
    referenceText: 'Order 42',
    transactionText: { text: 'I accept.', type: 'text', sha256: '/fwV5V7l9taYqTaf2CwrogNOuXrLKHoQeiuZ4vJVBFk=' },
    additionalInfo: 'from the shop',
  });
});

test('a private MitID on behalf of a company stays private', () => {
  expect(telling(profileOf('onBehalf'))).toMatchObject({
    provider: 'mitid',
    identityType: 'private',
    key: key('mitid-uuid', MITID_UUID),
    authorizedToRepresent: [CVR],
  });
  for (const gone of ['AUTHORIZED_TO_REPRESENT', 'NEMLOGIN.AUTH_TO_REPR']) {
    expect(profileOf('onBehalf', { [gone]: undefined }).authorizedToRepresent).toEqual([CVR]);
  }
  expect(profileOf('onBehalf')).not.toHaveProperty('organization');
});

test('MitID Erhverv', () => {
  const profile = profileOf('professional');
  expect(telling(profile)).toEqual({
    provider: 'mitid-erhverv',
    identityType: 'professional',
    id: PROFESSIONAL_UUID,
    key: key('nemlogin-professional', PROFESSIONAL_UUID),
    displayName: 'Bjørn Ansat Testesen',
    name: { givenName: 'Bjørn Ansat', familyName: 'Testesen' },
    emails: [{ value: 'bjorn@firm.example' }],
    assurance: { loa: 'substantial', ial: 'substantial', aal: 'substantial' },
    authenticators: ['code_app'],
    person: { cpr: profile.person.cpr, cprUuid: CPR_UUID, dateOfBirth: '1990-01-01', age: 36 },
    organization: {
      cvr: CVR,
      name: 'Prøve A/S',
      productionUnit: '1092738120',
      seNumber: '90000009',
      rid: RID,
      professionalUuid: PROFESSIONAL_UUID,
    },
    authorizedToRepresent: [],
    privileges: [],
  });
  expect(profile.person.cpr?.reveal()).toBe(CPR);
});

test('a legacy NemID person, named by the CN inside DN', () => {
  const profile = profileOf('nemIdPerson', { CN: 'Another', FULLNAME: 'A third' });
  expect(telling(profile)).toMatchObject({
    provider: 'nemid',
    identityType: 'private',
    id: PID,
    key: key('pid', PID),
    displayName: 'Bjørn Testesen',
    assurance: {},
    authenticators: [],
    person: { dateOfBirth: '1990-01-01' },
    nemid: { eid: 'dk_nemid_js', pid: PID },
  });
  expect(profile.person.cpr?.reveal()).toBe(CPR);
  expect(profile.nemid?.certificate).toMatchObject({ generation: 'oces2', kind: 'person', pid: PID });
});

test.each(['DK_DAN_PID', 'NEMID_PID', 'DN', 'CERTIFICATE'])('a legacy NemID person told by %s alone', (attribute) => {
  const none = { DK_DAN_PID: undefined, NEMID_PID: undefined, DN: undefined, CERTIFICATE: undefined };
  const said = { ...LOGINS.nemIdPerson, NEMID_PID: PID };
  const profile = profileOf('nemIdPerson', { ...none, [attribute]: said[attribute as keyof typeof said] });
  expect(profile.key).toEqual(key('pid', PID));
  expect(profile.displayName).toBe('Bjørn Testesen');
});

test('a legacy NemID employee', () => {
  const id = `CVR:${CVR}-RID:${RID}`;
  expect(telling(profileOf('nemIdEmployee'))).toMatchObject({
    provider: 'nemid',
    identityType: 'professional',
    id,
    key: key('cvr-rid', id),
    displayName: 'Bjørn Ansat',
    organization: { cvr: CVR, name: 'Prøve A/S', rid: RID },
    nemid: { eid: 'dk_nemid-opensign', cvr: CVR, rid: RID },
  });
  expect(profileOf('nemIdEmployee', { CERTIFICATE: undefined })).toMatchObject({
    id,
    organization: { cvr: CVR, name: 'Prøve A/S', rid: RID },
  });
});

test('a company and a function certificate are a company', () => {
  const company = `CVR:${CVR}-UID:1234`;
  expect(telling(profileOf('nemIdCompany'))).toMatchObject({
    provider: 'nemid',
    identityType: 'company',
    id: company,
    key: key('cvr-uid', company),
    displayName: 'Prøve A/S - Test',
    organization: { cvr: CVR, name: 'Prøve A/S' },
    nemid: { cvr: CVR, uid: '1234' },
  });
  expect(profileOf('nemIdFunction')).toMatchObject({
    identityType: 'company',
    key: key('cvr-fid', `CVR:${CVR}-FID:5678`),
    nemid: { cvr: CVR, fid: '5678' },
  });
});

test.each([
  ['E', 'professional', 'oces-employee'],
  ['O', 'company', 'oces-organisation'],
] as const)('an OCES3 certificate of kind %s is %s', (letter, identityType, namespace) => {
  const CERTIFICATE = oces3(letter, PROFESSIONAL_UUID, 'Bjørn', CVR, 'Prøve A/S').base64;
  expect(profileOf('nemIdCompany', { CERTIFICATE })).toMatchObject({
    identityType,
    key: key(namespace, PROFESSIONAL_UUID),
    organization: { cvr: CVR, name: 'Prøve A/S' },
  });
});

test('an OCES3 person, and an OCES3 employee whose company nobody names', () => {
  const CERTIFICATE = oces3('P', PROFESSIONAL_UUID, 'Bjørn').base64;
  expect(profileOf('nemIdCompany', { CERTIFICATE })).toMatchObject({
    identityType: 'private',
    key: key('oces-person', PROFESSIONAL_UUID),
  });
  const DN = `CN=Bjørn + SERIALNUMBER=UI:DK-E:G:${PROFESSIONAL_UUID}, C=DK`;
  expect(refusal('nemIdCompany', { CERTIFICATE: undefined, DN })).toEqual({
    code: 'attribute_missing',
    where: 'CERTIFICATE',
  });
});

describe('the kind is told strictly', () => {
  test.each<[string, keyof typeof LOGINS, Said, string]>([
    ['no IDENTITY_TYPE', 'private', { IDENTITY_TYPE: undefined }, 'IDENTITY_TYPE'],
    ['an empty IDENTITY_TYPE', 'private', { IDENTITY_TYPE: ' ' }, 'IDENTITY_TYPE'],
    ['another IDENTITY_TYPE', 'private', { IDENTITY_TYPE: 'company' }, 'IDENTITY_TYPE'],
    ['another spelling', 'private', { IDENTITY_TYPE: 'Private' }, 'IDENTITY_TYPE'],
    ['another eID', 'private', { IDPROVIDER: 'no_bankid' }, 'IDPROVIDER'],
    ['an unknown NemID', 'nemIdPerson', { IDPROVIDER: 'dk_nemid_js2' }, 'IDPROVIDER'],
    [
      'a private identity with a professional id',
      'private',
      { 'NEMLOGIN.PERSISTENT_PROFESSIONAL_ID': PROFESSIONAL_UUID },
      'IDENTITY_TYPE',
    ],
    ['a private identity with a RID', 'private', { 'NEMLOGIN.NEMID.RID': RID }, 'IDENTITY_TYPE'],
    ['a private identity with an employer', 'private', { 'NEMLOGIN.CVR': CVR }, 'IDENTITY_TYPE'],
    ['on behalf of one company with another', 'onBehalf', { 'NEMLOGIN.CVR': OTHER_CVR }, 'IDENTITY_TYPE'],
    ['a legacy eID with a MitID UUID', 'nemIdPerson', { MITID_UUID }, 'IDPROVIDER'],
    [
      'a legacy eID with a professional id',
      'nemIdEmployee',
      { 'NEMLOGIN.PERSISTENT_PROFESSIONAL_ID': PROFESSIONAL_UUID },
      'IDPROVIDER',
    ],
    ['a legacy eID with Erhverv’s CVR', 'nemIdEmployee', { 'NEMLOGIN.CVR': CVR }, 'IDPROVIDER'],
    ['a legacy eID on behalf of a company', 'nemIdPerson', { AUTHORIZED_TO_REPRESENT: CVR }, 'IDPROVIDER'],
    ['a legacy employee that is private', 'nemIdEmployee', { IDENTITY_TYPE: 'private' }, 'IDENTITY_TYPE'],
    ['a legacy person that is professional', 'nemIdPerson', { IDENTITY_TYPE: 'professional' }, 'IDENTITY_TYPE'],
    ['a legacy company that is professional', 'nemIdCompany', { IDENTITY_TYPE: 'professional' }, 'IDENTITY_TYPE'],
  ])('%s is refused', (_, kind, changes, where) => {
    expect(refusal(kind, changes)).toEqual({ code: 'identity_type_unknown', where });
  });

  test.each<[string, keyof typeof LOGINS, Said]>([
    ['no IDPROVIDER', 'private', { IDPROVIDER: undefined }],
    ['MitID by another name', 'private', { IDPROVIDER: 'dk_mitid:mitid_erhverv' }],
    ['a company named twice', 'onBehalf', { 'NEMLOGIN.CVR': CVR }],
    ['a legacy person that is private', 'nemIdPerson', { IDENTITY_TYPE: 'private' }],
    ['a legacy employee that is professional', 'nemIdEmployee', { IDENTITY_TYPE: 'professional' }],
  ])('%s is accepted', (_, kind, changes) => {
    expect(profileOf(kind, changes).key).toEqual(profileOf(kind).key);
  });
});

test('an unknown word is in the error, unless it has digits', () => {
  const got = (changes: Said) => errorOf(() => profileOf('private', changes)).detail.got;
  expect(got({ IDENTITY_TYPE: 'company' })).toBe('company');
  expect(got({ IDPROVIDER: 'no_bankid' })).toBe('no_bankid');
  expect(got({ IDENTITY_TYPE: PID })).toBe('a text of 24 characters');
  expect(got({ IDPROVIDER: CVR })).toBe('8 digits');
});

describe('without its id there is no profile', () => {
  test.each<[string, keyof typeof LOGINS, Said]>([
    ['MITID_UUID', 'private', { MITID_UUID: undefined }],
    ['MITID_UUID', 'private', { MITID_UUID: '' }],
    ['NEMLOGIN.PERSISTENT_PROFESSIONAL_ID', 'professional', { 'NEMLOGIN.PERSISTENT_PROFESSIONAL_ID': undefined }],
    ['NEMLOGIN.PERSISTENT_PROFESSIONAL_ID', 'professional', { 'NEMLOGIN.PERSISTENT_PROFESSIONAL_ID': '', MITID_UUID }],
    ['NEMLOGIN.CVR', 'professional', { 'NEMLOGIN.CVR': undefined }],
    ['CERTIFICATE, DN, DK_DAN_PID', 'nemIdCompany', { CERTIFICATE: undefined }],
    ['CERTIFICATE, DN, DK_DAN_PID', 'nemIdCompany', { CERTIFICATE: undefined, DN: 'C=DK, CN=Nobody' }],
  ])('%s is missing', (where, kind, changes) => {
    expect(refusal(kind, changes)).toEqual({ code: 'attribute_missing', where });
  });

  test('and the option that renames the attribute is named', () => {
    const { detail } = errorOf(() => profileOf('professional', { 'NEMLOGIN.PERSISTENT_PROFESSIONAL_ID': undefined }));
    expect(detail.option).toBe('attributeNames.professionalUuid');
  });
});

describe('subjects that disagree are refused', () => {
  const otherPid = '9208-2002-2-000000000001';

  test.each<[string, keyof typeof LOGINS, Said]>([
    ['CERTIFICATE, DN', 'nemIdPerson', { CERTIFICATE: oces2Person(otherPid, 'x').base64, DK_DAN_PID: undefined }],
    ['CERTIFICATE, DK_DAN_PID', 'nemIdPerson', { DN: undefined, DK_DAN_PID: otherPid }],
    ['NEMID_PID, DK_DAN_PID', 'nemIdPerson', { NEMID_PID: otherPid }],
    ['CERTIFICATE, DK_DAN_PID', 'nemIdEmployee', { DK_DAN_PID: PID }],
    ['CERTIFICATE, DN', 'nemIdCompany', { DN: `SERIALNUMBER=CVR:${CVR}-FID:1234` }],
    ['organization.cvr, organization.rid', 'professional', { 'NEMLOGIN.NEMID.RID': `CVR:${OTHER_CVR}-RID:${RID}` }],
  ])('%s', (where, kind, changes) => {
    expect(refusal(kind, changes)).toEqual({ code: 'attribute_conflict', where });
  });

  test('an employee and an organisation of one UUID', () => {
    const CERTIFICATE = oces3('O', PROFESSIONAL_UUID, 'System', CVR, 'Prøve A/S').base64;
    const DN = `CN=System + SERIALNUMBER=UI:DK-E:G:${PROFESSIONAL_UUID}`;
    expect(refusal('nemIdCompany', { CERTIFICATE, DN })).toEqual({
      code: 'attribute_conflict',
      where: 'CERTIFICATE, DN',
    });
  });

  test('a RID with its own employer in front is only the RID', () => {
    const profile = profileOf('professional', { 'NEMLOGIN.NEMID.RID': `CVR:${CVR}-RID:${RID}` });
    expect(profile.organization?.rid).toBe(RID);
  });

  test('a DN whose serialNumber is not of OCES is malformed', () => {
    const DN = 'C=SE, CN=Bjørn + SERIALNUMBER=199001011234';
    expect(refusal('nemIdPerson', { DN })).toEqual({ code: 'attribute_malformed', where: 'DN' });
  });
});

describe('the display name', () => {
  test.each<[string, keyof typeof LOGINS, Said, string]>([
    ['of the parts', 'professional', { 'NEMLOGIN.NAME': undefined }, 'Bjørn Ansat Testesen'],
    ['of FULLNAME where NEMLOGIN.NAME is empty', 'professional', { 'NEMLOGIN.NAME': '', FULLNAME: 'Full' }, 'Full'],
    ['of NEMLOGIN.NAME before FULLNAME', 'professional', { FULLNAME: 'Full' }, 'Bjørn Ansat Testesen'],
    ['of the given name alone', 'private', { FULLNAME: undefined }, 'Bjørn'],
    ['with its white space collapsed', 'private', { FULLNAME: ' Bjørn \n  Testesen ' }, 'Bjørn Testesen'],
    [
      'the id, where the name is protected',
      'private',
      { FULLNAME: 'Pseudonym', GIVENNAME: 'pseudonym', FIRSTNAME: '' },
      MITID_UUID,
    ],
    ['the id, where the name is a CPR', 'private', { FULLNAME: CPR, GIVENNAME: '', FIRSTNAME: '' }, MITID_UUID],
    ['of CN where there is no DN', 'nemIdPerson', { DN: undefined, CN: 'Common' }, 'Common'],
    ['of the certificate last', 'nemIdPerson', { DN: undefined, CN: undefined }, 'Bjørn Testesen'],
    [
      'the organisation, for a company without a name',
      'nemIdCompany',
      { CERTIFICATE: undefined, DN: `O=Prøve A/S // CVR:${CVR}, SERIALNUMBER=CVR:${CVR}-UID:1` },
      'Prøve A/S',
    ],
    [
      'the id, for a company without any',
      'nemIdCompany',
      { CERTIFICATE: undefined, DN: `SERIALNUMBER=CVR:${CVR}-UID:1` },
      `CVR:${CVR}-UID:1`,
    ],
    [
      'the id, for an employee without a name',
      'nemIdEmployee',
      { CERTIFICATE: undefined, CN: undefined, DN: `O=Prøve A/S, SERIALNUMBER=CVR:${CVR}-RID:1` },
      `CVR:${CVR}-RID:1`,
    ],
  ])('%s', (_, kind, changes, displayName) => {
    expect(profileOf(kind, changes).displayName).toBe(displayName);
  });

  test('a protected name has no parts', () => {
    const changes = { FULLNAME: 'Pseudonym', GIVENNAME: 'Pseudonym', FIRSTNAME: undefined };
    expect(profileOf('private', changes).name).toEqual({});
  });
});

describe('the transaction', () => {
  const withId = (id: string) => profileFromEIdent(assertionOf(attributesOf(LOGINS.private), { id })).transaction;

  test('has an id to step up with only where the assertion id is of that form', () => {
    expect(withId('TI2-ABCDEF0123456789')).toMatchObject({ id: 'ABCDEF0123456789', stepUpId: 'ABCDEF0123456789' });
    for (const id of [
      '_617b5cdc6fb84f16a6022e328d970bb7',
      'TI2-',
      'TI2-short',
      'xTI2-617b5cdc6fb84f16a6022e328d970bb7',
      'TI2-617b5cdc6fb84f16&x=1234567',
    ]) {
      expect(withId(id)).toMatchObject({ id, assertionId: id });
      expect(withId(id)).not.toHaveProperty('stepUpId');
    }
  });

  test('says what vouches for it', () => {
    const assertion = assertionOf(attributesOf(LOGINS.private), { trust: 'channel' });
    expect(profileFromEIdent(assertion).transaction.trust).toBe('channel');
  });

  test('has no texts where none came back', () => {
    const { transaction } = profileOf('onBehalf');
    for (const member of ['referenceText', 'transactionText', 'additionalInfo'])
      expect(transaction).not.toHaveProperty(member);
  });

  test('keeps a text to the letter', () => {
    const text = ' two\r\n  lines ';
    const changes = { REFERENCE_TEXT: text, TRANSACTION_TEXT: text, ADDITIONAL_INFO: text };
    expect(profileOf('private', changes).transaction).toMatchObject({
      referenceText: text,
      transactionText: { text },
      additionalInfo: text,
    });
  });
});
