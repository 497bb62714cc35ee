import { profileFromOioSaml, type Profile } from '../../../src/profile';
import { errorOf } from '../../support/codes';
import {
  assertionOf,
  CPR,
  CPR_UUID,
  CVR,
  OTHER_CVR,
  PID,
  PROFESSIONAL_UUID,
  RID,
  type Said,
} from '../../support/eident-logins';
import { oces2Person, oces3 } from '../../support/oces';
import {
  eid,
  EMPLOYEE_UUID,
  FORMATS,
  gov,
  NEMLOGIN_ISSUER,
  oioLogin,
  OIO_LOGINS,
  PERSON_UUID,
  type OioLogin,
} from '../../support/oiosaml-logins';

const UID = 'urn:oid:0.9.2342.19200300.100.1.1';
const CERTIFICATE = 'urn:oid:1.3.6.1.4.1.1466.115.121.1.8';
const O = 'urn:oid:2.5.4.10';
const OTHER_PID = '9208-2002-2-000000000001';

const PROFESSIONAL: Said = OIO_LOGINS.professional.says;

const profileOf = (kind: OioLogin, changes?: Said): Profile => profileFromOioSaml(oioLogin(kind, changes));
const named = (kind: OioLogin, nameId: string, format?: string, changes?: Said): Profile =>
  profileFromOioSaml(oioLogin(kind, changes, { subject: { nameId, ...(format !== undefined && { format }) } }));
const refusalOf = (run: () => unknown) => {
  const { code, detail } = errorOf(run);
  return { code, where: detail.where };
};
const refusal = (kind: OioLogin, changes: Said) => refusalOf(() => profileOf(kind, changes));
const key = (namespace: string, id: string) => ({ issuer: NEMLOGIN_ISSUER, namespace, id });
/** Without what the cases below do not speak of. */
const without = (record: object, ...members: string[]) =>
  Object.fromEntries(Object.entries(record).filter(([member]) => !members.includes(member)));
const telling = ({ nemid, ...profile }: Profile) => ({
  ...without(profile, 'transaction', 'attributes'),
  ...(nemid && { nemid: without(nemid, 'certificate') }),
});

describe('OIOSAML 3', () => {
  test('a person', () => {
    const profile = profileOf('person');
    expect(telling(profile)).toEqual({
      provider: 'mitid',
      identityType: 'private',
      id: PERSON_UUID,
      key: key('nemlogin-person', PERSON_UUID),
      displayName: 'Bjørn Testesen',
      name: { givenName: 'Bjørn', familyName: 'Testesen' },
      emails: [{ value: 'bjorn@home.example' }, { value: 'testesen@home.example' }],
      assurance: { loa: 'substantial', ial: 'substantial', aal: 'high' },
      authenticators: [],
      person: { cpr: profile.person.cpr, cprUuid: CPR_UUID, dateOfBirth: '1990-01-01', age: 36 },
      authorizedToRepresent: [],
      privileges: [],
      nemid: { pid: PID },
    });
    expect(profile.person.cpr?.reveal()).toBe(CPR);
    expect(profile.transaction).toEqual({
      id: '_1f0a8bd2c5e94a7f',
      assertionId: '_1f0a8bd2c5e94a7f',
      issuer: NEMLOGIN_ISSUER,
      issuedAt: new Date('2026-11-22T10:00:00Z'),
      expiresAt: new Date('2026-11-22T10:15:00Z'),
      trust: 'signature',
    });
  });

  test('a person on behalf of a company stays private', () => {
    const profile = profileOf('onBehalf');
    expect(profile).toMatchObject({ identityType: 'private', provider: 'mitid', authorizedToRepresent: [CVR] });
    expect(profile).not.toHaveProperty('organization');
    const companyToo = { [eid('professional/cvr')]: CVR, [eid('professional/orgName')]: 'Prøve A/S' };
    expect(profileOf('onBehalf', companyToo).key).toEqual(profile.key);
  });

  test('a professional', () => {
    const profile = profileOf('professional');
    expect(telling(profile)).toEqual({
      provider: 'mitid-erhverv',
      identityType: 'professional',
      id: EMPLOYEE_UUID,
      key: key('nemlogin-professional', EMPLOYEE_UUID),
      displayName: 'Bjørn Testesen',
      name: { givenName: 'Bjørn', familyName: 'Testesen' },
      emails: [{ value: 'bjorn@firm.example' }],
      assurance: { loa: 'substantial', ial: 'substantial', aal: 'high' },
      authenticators: [],
      person: { cpr: profile.person.cpr, cprUuid: CPR_UUID, dateOfBirth: '1990-01-01', age: 36 },
      organization: {
        cvr: CVR,
        name: 'Prøve A/S',
        productionUnit: '1092738120',
        seNumber: '90000009',
        rid: RID,
        professionalUuid: PROFESSIONAL_UUID,
      },
      authorizedToRepresent: [CVR],
      privileges: [{ privilege: 'urn:dk:example:read', scope: { kind: 'cvr', value: CVR }, constraints: [] }],
    });
  });

  test('a professional whose persistent UUID is not said has none: the NameID is another number', () => {
    const { id, organization } = profileOf('professional', { [eid('professional/uuid/persistent')]: undefined });
    expect(id).toBe(EMPLOYEE_UUID);
    expect(organization).not.toHaveProperty('professionalUuid');
  });

  test('a professional with a PID is tied to it', () => {
    expect(profileOf('professional', { [eid('person/pid')]: PID }).nemid).toEqual({ pid: PID });
  });

  test.each([eid('professional/cvr'), eid('professional/orgName')])('a professional without %s is refused', (name) => {
    for (const value of [undefined, '', ' \n', []]) {
      expect(refusal('professional', { [name]: value })).toEqual({ code: 'attribute_missing', where: name });
    }
  });

  test.each([
    'professional/uuid/persistent',
    'professional/rid',
    'professional/cvr',
    'professional/orgName',
    'professional/productionUnit',
    'professional/seNumber',
  ] as const)('a person with %s is refused', (name) => {
    const value = PROFESSIONAL[eid(name)];
    expect(refusal('person', { [eid(name)]: value })).toEqual({ code: 'identity_type_unknown', where: 'NameID' });
    expect(profileOf('person', { [eid(name)]: '' }).identityType).toBe('private');
  });

  test('a person on behalf of one company with another is refused', () => {
    const changes = { [eid('professional/cvr')]: OTHER_CVR };
    expect(refusal('onBehalf', changes)).toEqual({ code: 'identity_type_unknown', where: 'NameID' });
  });

  test('a RID of another employer is refused', () => {
    const changes = { [eid('professional/rid')]: `CVR:${OTHER_CVR}-RID:${RID}` };
    expect(refusal('professional', changes)).toEqual({
      code: 'attribute_conflict',
      where: 'organization.cvr, organization.rid',
    });
  });
});

describe('the NameID of OIOSAML 3', () => {
  test.each([undefined, FORMATS.persistent, FORMATS.unspecified])('of format %s is read', (format) => {
    expect(named('person', eid(`person/uuid/${PERSON_UUID}`), format).id).toBe(PERSON_UUID);
  });

  test('is an id in lower case, and tells the kind', () => {
    expect(named('person', `\n ${eid(`person/uuid/${PERSON_UUID.toUpperCase()}`)} `).id).toBe(PERSON_UUID);
    const asPerson = { nameId: eid(`person/uuid/${EMPLOYEE_UUID}`) };
    const { code } = errorOf(() => profileFromOioSaml(oioLogin('professional', {}, { subject: asPerson })));
    expect(code).toBe('identity_type_unknown');
  });

  test.each([
    PERSON_UUID,
    `urn:uuid:${PERSON_UUID}`,
    eid(`company/uuid/${PERSON_UUID}`),
    eid(`person/uuid/urn:uuid:${PERSON_UUID}`),
    eid(`person/uuid/${PERSON_UUID}/x`),
    eid(`person/uuid/${CPR}`),
    eid('person/uuid/'),
    eid(`person/${PERSON_UUID}`),
    eid(`Person/uuid/${PERSON_UUID}`),
    `http://data.gov.dk/model/core/eid/person/uuid/${PERSON_UUID}`,
    `https://data.gov.dk.example/model/core/eid/person/uuid/${PERSON_UUID}`,
    `x ${eid(`person/uuid/${PERSON_UUID}`)}`,
    `${eid(`person/uuid/${PERSON_UUID}`)}\n${eid(`person/uuid/${PERSON_UUID}`)}`,
    CPR,
    '',
  ])('of another form, %j, is refused', (nameId) => {
    const run = () => named('person', nameId, FORMATS.persistent);
    expect(refusalOf(run)).toEqual({ code: 'name_id_malformed', where: 'NameID' });
    expect(errorOf(run).explain()).not.toContain(CPR);
  });

  test.each<OioLogin>(['person', 'professional', 'nemIdPerson', 'nemIdEmployee'])(
    'is never a transient one, nor missing (%s)',
    (kind) => {
      const { nameId } = OIO_LOGINS[kind].subject;
      expect(refusalOf(() => named(kind, nameId, FORMATS.transient))).toEqual({
        code: 'name_id_transient',
        where: 'NameID',
      });
      const { code } = errorOf(() => profileFromOioSaml(assertionOf(oioLogin(kind).content.attributes)));
      expect(code).toBe('name_identifier_missing');
    },
  );
});

describe('OIOSAML 2', () => {
  test('a NemID person', () => {
    const profile = profileOf('nemIdPerson');
    expect(telling(profile)).toEqual({
      provider: 'nemid',
      identityType: 'private',
      id: PID,
      key: key('pid', PID),
      displayName: 'Bjørn Testesen',
      name: {},
      emails: [],
      assurance: {},
      authenticators: [],
      person: { cpr: profile.person.cpr },
      authorizedToRepresent: [],
      privileges: [],
      nemid: { pid: PID },
    });
    expect(profile.person.cpr?.reveal()).toBe(CPR);
    expect(profile.nemid?.certificate).toMatchObject({ kind: 'person', pid: PID });
  });

  test('a NemID employee', () => {
    const profile = profileOf('nemIdEmployee');
    const id = `CVR:${CVR}-RID:${RID}`;
    expect(telling(profile)).toEqual({
      provider: 'nemid',
      identityType: 'professional',
      id,
      key: key('cvr-rid', id),
      displayName: 'Bjørn Testesen',
      name: { familyName: 'Testesen' },
      emails: [{ value: 'bjorn@firm.example' }],
      assurance: {},
      authenticators: [],
      person: { cpr: profile.person.cpr },
      organization: { cvr: CVR, name: 'Prøve A/S', productionUnit: '1092738120', seNumber: '90000009', rid: RID },
      authorizedToRepresent: [CVR],
      privileges: [{ privilege: 'urn:dk:example:read', scope: { kind: 'cvr', value: CVR }, constraints: [] }],
      nemid: { cvr: CVR, rid: RID },
    });
  });

  test('a NemID company', () => {
    expect(profileOf('nemIdCompany')).toMatchObject({
      provider: 'nemid',
      identityType: 'company',
      key: key('cvr-uid', `CVR:${CVR}-UID:1234`),
      organization: { cvr: CVR, name: 'Prøve A/S' },
    });
  });

  test('a person on behalf of a company stays private', () => {
    expect(profileOf('nemIdPerson', { [gov('AuthorizedToRepresent')]: CVR })).toMatchObject({
      identityType: 'private',
      authorizedToRepresent: [CVR],
    });
  });

  const silent = {
    nemIdPerson: { [gov('PidNumberIdentifier')]: '', [UID]: '', [CERTIFICATE]: '' },
    nemIdEmployee: { [gov('RidNumberIdentifier')]: '', [UID]: '', [CERTIFICATE]: '' },
  } as const;

  test.each<[keyof typeof silent, string]>([
    ['nemIdPerson', gov('PidNumberIdentifier')],
    ['nemIdPerson', UID],
    ['nemIdPerson', CERTIFICATE],
    ['nemIdEmployee', gov('RidNumberIdentifier')],
    ['nemIdEmployee', UID],
    ['nemIdEmployee', CERTIFICATE],
  ])('a %s told by %s alone', (kind, attribute) => {
    const says: Said = OIO_LOGINS[kind].says;
    const profile = named(kind, 'a-number', FORMATS.persistent, { ...silent[kind], [attribute]: says[attribute] });
    expect(profile.key).toEqual(profileOf(kind).key);
  });

  test('or by the NameID alone', () => {
    expect(profileOf('nemIdPerson', silent.nemIdPerson).key).toEqual(key('pid', PID));
    expect(profileOf('nemIdEmployee', { ...silent.nemIdEmployee, [gov('CvrNumberIdentifier')]: '' })).toMatchObject({
      key: key('cvr-rid', `CVR:${CVR}-RID:${RID}`),
      organization: { cvr: CVR, name: 'Prøve A/S' },
    });
  });

  test('a persistent NameID without a PID or CVR-RID tells nobody', () => {
    for (const [kind, changes] of Object.entries(silent) as [keyof typeof silent, Said][]) {
      expect(refusalOf(() => named(kind, 'a-number', FORMATS.persistent, changes))).toEqual({
        code: 'attribute_missing',
        where: `${gov('PidNumberIdentifier')}, ${gov('RidNumberIdentifier')}`,
      });
    }
  });

  test('a name of a subject in a NameID of another format is not read', () => {
    const nameId = OIO_LOGINS.nemIdPerson.subject.nameId.replace(PID, OTHER_PID);
    expect(named('nemIdPerson', nameId, FORMATS.persistent).key).toEqual(key('pid', PID));
    expect(named('nemIdPerson', nameId).key).toEqual(key('pid', PID));
  });

  test.each(['no name', 'CN=a, CN=b', `C=SE,CN=Bjørn,Serial=${CPR}`])('the NameID %j is refused', (nameId) => {
    expect(refusalOf(() => named('nemIdPerson', nameId, FORMATS.x509))).toEqual({
      code: 'name_id_malformed',
      where: 'NameID',
    });
  });

  test('an employee of a company that nobody numbers is refused', () => {
    const nameId = `CN=Bjørn,Serial=UI:DK-E:G:${PROFESSIONAL_UUID}`;
    const changes = { ...silent.nemIdEmployee, [gov('CvrNumberIdentifier')]: '', [O]: '' };
    expect(refusalOf(() => named('nemIdEmployee', nameId, FORMATS.x509, changes))).toEqual({
      code: 'attribute_missing',
      where: gov('CvrNumberIdentifier'),
    });
    const told = named('nemIdEmployee', nameId, FORMATS.x509, { ...silent.nemIdEmployee });
    expect(told).toMatchObject({ key: key('oces-employee', PROFESSIONAL_UUID), organization: { cvr: CVR } });
  });

  describe('all that say who it is must agree', () => {
    test.each<[string, OioLogin, Said]>([
      [`${CERTIFICATE}, NameID`, 'nemIdPerson', { [CERTIFICATE]: oces2Person(OTHER_PID, 'x').base64 }],
      [`${CERTIFICATE}, ${UID}`, 'nemIdPerson', { [UID]: `PID:${OTHER_PID}` }],
      [`${CERTIFICATE}, ${gov('PidNumberIdentifier')}`, 'nemIdPerson', { [gov('PidNumberIdentifier')]: OTHER_PID }],
      [`${CERTIFICATE}, ${gov('PidNumberIdentifier')}`, 'nemIdEmployee', { [gov('PidNumberIdentifier')]: PID }],
      [`${CERTIFICATE}, ${gov('RidNumberIdentifier')}`, 'nemIdEmployee', { [gov('RidNumberIdentifier')]: '1' }],
      [`${CERTIFICATE}, ${gov('RidNumberIdentifier')}`, 'nemIdEmployee', { [gov('CvrNumberIdentifier')]: OTHER_CVR }],
      [
        `${CERTIFICATE}, ${gov('RidNumberIdentifier')}`,
        'nemIdEmployee',
        { [gov('RidNumberIdentifier')]: `CVR:${OTHER_CVR}-RID:${RID}` },
      ],
      [
        `${CERTIFICATE}, NameID`,
        'nemIdEmployee',
        { [CERTIFICATE]: oces3('E', PROFESSIONAL_UUID, 'Bjørn', CVR, 'Prøve A/S').base64 },
      ],
      [gov('CvrNumberIdentifier'), 'nemIdCompany', { [gov('CvrNumberIdentifier')]: OTHER_CVR }],
      [
        gov('RidNumberIdentifier'),
        'nemIdEmployee',
        { [gov('CvrNumberIdentifier')]: '', [gov('RidNumberIdentifier')]: '1' },
      ],
      [O, 'nemIdEmployee', { [O]: `Prøve A/S // CVR:${OTHER_CVR}` }],
      [UID, 'nemIdEmployee', { [UID]: [`CVR:${CVR}-RID:${RID}`, `CVR:${CVR}-RID:1`] }],
      [
        `${gov('SENumberIdentifier')}, ${gov('seNumberIdentifier')}`,
        'nemIdEmployee',
        { [gov('seNumberIdentifier')]: '90000008' },
      ],
    ])('%s of a %s', (where, kind, changes) => {
      expect(refusal(kind, changes)).toEqual({ code: 'attribute_conflict', where });
    });

    test('and the CVR behind the name in the NameID', () => {
      const nameId = OIO_LOGINS.nemIdEmployee.subject.nameId.replace(`// CVR:${CVR}`, `// CVR:${OTHER_CVR}`);
      expect(refusalOf(() => named('nemIdEmployee', nameId, FORMATS.x509))).toEqual({
        code: 'attribute_conflict',
        where: 'NameID',
      });
    });

    test.each<[string, string]>([
      [gov('CvrNumberIdentifier'), CVR],
      [gov('RidNumberIdentifier'), RID],
      [gov('ProductionUnitIdentifier'), '1092738120'],
      [gov('SENumberIdentifier'), '90000009'],
    ])('a person with %s is refused', (where, value) => {
      expect(refusal('nemIdPerson', { [where]: value })).toEqual({ code: 'identity_type_unknown', where });
    });
  });
});
