import { MitIdError } from '../../../src/errors';
import { profileFromOioSaml, type Profile } from '../../../src/profile';
import { OIOSAML2 } from '../../../src/profile/dialects/oiosaml2';
import { OIOSAML3 } from '../../../src/profile/dialects/oiosaml3';
import { errorOf } from '../../support/codes';
import { cprForms, findCpr } from '../../support/cpr-watch/forms';
import { CPR, CPR_UUID, CVR, OTHER_CVR, PID, RID, type Said } from '../../support/eident-logins';
import {
  eid,
  FORMATS,
  gov,
  nsis,
  oioLogin,
  OIO_LOGINS,
  PERSON_UUID,
  privilegeList,
  type OioLogin,
} from '../../support/oiosaml-logins';

const UID = 'urn:oid:0.9.2342.19200300.100.1.1';
const CERTIFICATE = 'urn:oid:1.3.6.1.4.1.1466.115.121.1.8';
const O = 'urn:oid:2.5.4.10';
const LEVEL = gov('AssuranceLevel');

const profileOf = (kind: OioLogin, changes?: Said, options = {}): Profile =>
  profileFromOioSaml(oioLogin(kind, changes), options);
const errorOfLogin = (kind: OioLogin, changes: Said): MitIdError =>
  errorOf(() => profileOf(kind, changes, { allowAssuranceLevel: true }));

/** The login in which an attribute is read. */
function kindFor(attribute: string): OioLogin {
  if (attribute.startsWith('https:')) return attribute.includes('/professional/') ? 'professional' : 'person';
  return /Cvr|Rid|Production|[Ss][Ee]Number|2\.5\.4\.10/.test(attribute) ? 'nemIdEmployee' : 'nemIdPerson';
}

const ROWS = [...OIOSAML3.rows, ...OIOSAML2.rows];

describe('a malformed value is an error that names the attribute', () => {
  test.each<[string, string[]]>([
    [nsis('loa'), ['4', 'Medium', `${nsis('ial')}/High`]],
    [nsis('ial'), ['3', `${nsis('loa')}/High`]],
    [nsis('aal'), ['none']],
    [LEVEL, ['0', '5', '3.0', 'High', 'three', '33']],
    [eid('fullName'), ['a\u0000b', 'x'.repeat(1025)]],
    [eid('firstName'), ['a\u0007b']],
    [eid('lastName'), ['a\u0007b']],
    [eid('email'), ['a\u0007b']],
    [eid('cprNumber'), ['0101905', '0113905123', 'none']],
    [eid('cprUuid'), [CPR, 'urn:uuid:x']],
    [eid('dateOfBirth'), ['30-02-1990', '1990', '01/01/1990', '01-01-90']],
    [eid('age'), ['old', '-1', CPR]],
    [eid('person/pid'), [CPR, RID]],
    [eid('professional/cvr'), ['9000000', `DK${CVR}`]],
    [eid('professional/orgName'), ['a\u0007b']],
    [eid('professional/productionUnit'), ['109273812']],
    [eid('professional/seNumber'), ['109273812']],
    [eid('professional/rid'), ['x'.repeat(65), 'CVR:9-RID:1']],
    [eid('professional/uuid/persistent'), ['4711', `https://example.test/${PERSON_UUID}`]],
    [eid('professional/authorizedToRepresent'), ['9000000', `${CVR},x`]],
    [eid('privilegesIntermediate'), ['x', CPR]],
    [gov('PidNumberIdentifier'), [CPR, '9208-2002-2-1']],
    [UID, [PID, 'bjorn', 'CVR:9-RID:1', `PID:${CPR}`, CPR]],
    [CERTIFICATE, ['MIIB', CPR]],
    ['urn:oid:2.5.4.3', ['a\u0007b']],
    ['urn:oid:2.5.4.4', ['a\u0007b']],
    ['urn:oid:0.9.2342.19200300.100.1.3', ['a\u0007b']],
    [gov('CprNumberIdentifier'), ['0113905123']],
    [gov('CvrNumberIdentifier'), ['9000000']],
    [gov('RidNumberIdentifier'), ['x'.repeat(65)]],
    [O, ['a\u0007b']],
    [gov('ProductionUnitIdentifier'), ['1']],
    [gov('SENumberIdentifier'), ['1']],
    [gov('seNumberIdentifier'), ['1']],
    [gov('AuthorizedToRepresent'), ['1']],
    [gov('Privileges_intermediate'), ['x']],
  ])('%s', (attribute, values) => {
    for (const value of values) {
      const { code, detail } = errorOfLogin(kindFor(attribute), { [attribute]: value });
      expect({ code, where: detail.where }).toEqual({ code: 'attribute_malformed', where: attribute });
      expect(detail.expected).toEqual(expect.any(String));
    }
  });

  test('whatever the value, every error of every attribute is free of it', () => {
    const forms = cprForms(CPR);
    for (const { attribute } of ROWS) {
      for (const value of [CPR, '010190-5123', `x ${CPR} y`, privilegeList(CPR), privilegeList(`<g${CPR}/>`)]) {
        try {
          profileOf(kindFor(attribute), { [attribute]: value });
        } catch (error) {
          if (!(error instanceof MitIdError)) throw error;
          expect(findCpr(`${error.explain()} ${String(error.stack)} ${String(error.cause)}`, forms)).toBeUndefined();
        }
      }
    }
  });

  test('and so are child elements', () => {
    for (const { attribute } of ROWS) {
      const { content } = oioLogin(kindFor(attribute), { [attribute]: 'x' });
      const attributes = content.attributes.map((one) => ({ ...one, hasElements: one.name === attribute }));
      const read = () =>
        profileFromOioSaml(oioLogin(kindFor(attribute), {}, { attributes }), { allowAssuranceLevel: true });
      const { code, detail } = errorOf(read);
      expect({ code, where: detail.where }).toEqual({ code: 'attribute_malformed', where: attribute });
    }
  });
});

test.each(ROWS.map(({ attribute }) => attribute))('an empty or xsi:nil %s is a missing one', (attribute) => {
  const kind = kindFor(attribute);
  const outcome = (value: string | string[] | undefined) => {
    try {
      return { ...profileOf(kind, { [attribute]: value }), attributes: undefined };
    } catch (error) {
      if (!(error instanceof MitIdError)) throw error;
      return { code: error.code, detail: error.detail };
    }
  };
  const missing = outcome(undefined);
  for (const value of ['', ' \t\r\n', [], ['', '']]) expect(outcome(value)).toEqual(missing);
});

test.each(['person', 'professional', 'nemIdPerson', 'nemIdEmployee'] as const)(
  'padded values of a %s are read as they are without',
  (kind) => {
    const says: Said = OIO_LOGINS[kind].says;
    const padded = Object.entries(says).map(([name, value]) => [
      name,
      [value ?? []].flat().map((text) => `\r\n\t ${text} \n`),
    ]);
    const profile = profileOf(kind, Object.fromEntries(padded) as Said);
    expect({ ...profile, attributes: undefined }).toEqual({ ...profileOf(kind), attributes: undefined });
  },
);

describe('levels', () => {
  test.each([
    ['Substantial', 'substantial'],
    ['High', 'high'],
    ['low', 'low'],
    [`${nsis('loa')}/High`, 'high'],
    [nsis('High'), 'high'],
  ])('of nsis/loa: %s', (value, loa) => {
    expect(profileOf('person', { [nsis('loa')]: value }).assurance.loa).toBe(loa);
  });

  const none = { [nsis('loa')]: '', [nsis('ial')]: '', [nsis('aal')]: '' };

  test.each<[string, object]>([
    ['1', {}],
    ['2', { loa: 'low' }],
    ['3', { loa: 'substantial' }],
    ['4', { loa: 'substantial' }],
    ['', {}],
  ])('before NSIS: %s, where it is allowed', (value, assurance) => {
    for (const kind of ['person', 'professional', 'nemIdPerson', 'nemIdEmployee'] as const) {
      const says = { ...none, [LEVEL]: value };
      expect(profileOf(kind, says, { allowAssuranceLevel: true }).assurance).toEqual(assurance);
      for (const options of [{}, { allowAssuranceLevel: false }]) {
        const { assurance: ignored, attributes } = profileOf(kind, says, options);
        expect(ignored).toEqual({});
        expect(attributes.get(LEVEL)).toEqual([value]);
      }
    }
  });

  test('before NSIS give way to one of NSIS, lower or higher', () => {
    const loa = (said: string, level: string) =>
      profileOf('person', { [nsis('loa')]: said, [LEVEL]: level }, { allowAssuranceLevel: true }).assurance.loa;
    expect([loa('Low', '4'), loa('High', '2'), loa('Low', 'nonsense')]).toEqual(['low', 'high', 'low']);
  });

  test('are read nowhere where they are not allowed', () => {
    expect(profileOf('person', { ...none, [LEVEL]: 'nonsense' }).assurance).toEqual({});
    expect(profileOf('nemIdPerson', { [LEVEL]: 'nonsense' }).assurance).toEqual({});
  });
});

describe('names', () => {
  const noName = { [eid('fullName')]: '', [eid('firstName')]: '', [eid('lastName')]: '' };

  test.each<[string, OioLogin, Said, string]>([
    ['the full name before the alias', 'person', {}, 'Bjørn Testesen'],
    ['the alias before the parts', 'person', { [eid('fullName')]: '' }, 'Bjørnen'],
    ['of the parts', 'person', { [eid('fullName')]: '', [eid('alias')]: 'Pseudonym' }, 'Bjørn Testesen'],
    ['the id, where the name is protected', 'person', { ...noName, [eid('alias')]: 'Pseudonym' }, PERSON_UUID],
    ['the id, where it is a CPR', 'person', { ...noName, [eid('alias')]: `B ${CPR}` }, PERSON_UUID],
  ])('%s', (_, kind, changes, displayName) => {
    expect(profileOf(kind, changes).displayName).toBe(displayName);
  });

  test('an alias Pseudonym without names leaves no name', () => {
    expect(profileOf('person', { ...noName, [eid('alias')]: 'Pseudonym' }).name).toEqual({});
  });

  test('a professional whose organisation’s name is none is still one', () => {
    const { organization } = profileOf('professional', { [eid('professional/orgName')]: `Firma ${CPR}` });
    expect(organization).not.toHaveProperty('name');
    expect(organization?.cvr).toBe(CVR);
  });
});

describe('what OIOSAML 2 writes', () => {
  const byNumbers = (changes: Said) =>
    profileFromOioSaml(
      oioLogin(
        'nemIdEmployee',
        { [UID]: '', [CERTIFICATE]: '', 'urn:oid:2.5.4.3': '', ...changes },
        { subject: { nameId: 'a-number', format: FORMATS.persistent } },
      ),
    );

  test.each(['soren', '1118061020235', '27304742', '3A90552700604948885401F938664CAC', 'a b'])('a RID %s', (rid) => {
    expect(byNumbers({ [gov('RidNumberIdentifier')]: rid })).toMatchObject({
      key: { namespace: 'cvr-rid', id: `CVR:${CVR}-RID:${rid}` },
      organization: { rid },
      displayName: `CVR:${CVR}-RID:${rid}`,
    });
    const uid = { [gov('RidNumberIdentifier')]: '', [UID]: `CVR:${CVR}-RID:${rid}` };
    expect(byNumbers(uid).organization?.rid).toBe(rid);
  });

  test('a RID with its CVR in front', () => {
    const rid = `CVR:${CVR}-RID:${RID}`;
    for (const cvr of [CVR, '']) {
      const said = byNumbers({ [gov('RidNumberIdentifier')]: rid, [gov('CvrNumberIdentifier')]: cvr });
      expect(said).toMatchObject({ id: rid, organization: { cvr: CVR, rid: RID } });
    }
  });

  test('an SE number by either name, or both', () => {
    const said = (upper: string, lower: string) =>
      profileOf('nemIdEmployee', { [gov('SENumberIdentifier')]: upper, [gov('seNumberIdentifier')]: lower })
        .organization?.seNumber;
    expect([said('90000009', ''), said('', '90000009'), said('90000009', '90000009'), said('', '')]).toEqual([
      '90000009',
      '90000009',
      '90000009',
      undefined,
    ]);
  });

  test.each<[string, object]>([
    [`LAKESIDE A/S // CVR:${CVR}`, { name: 'LAKESIDE A/S' }],
    ['LAKESIDE A/S', { name: 'LAKESIDE A/S' }],
    [`//CVR:${CVR}`, {}],
    ['Ingen organisatorisk tilknytning', {}],
    [`Firma ${CPR}`, {}],
    ['', {}],
  ])('the organisation %j', (value, name) => {
    expect(byNumbers({ [O]: value }).organization).toEqual({
      cvr: CVR,
      rid: RID,
      productionUnit: '1092738120',
      seNumber: '90000009',
      ...name,
    });
  });

  test('a person’s “no organisational affiliation” is no organisation', () => {
    expect(profileOf('nemIdPerson', { [CERTIFICATE]: '' })).not.toHaveProperty('organization');
  });

  test('the certificate’s own number, which is nobody’s id', () => {
    const { attributes, ...profile } = profileOf('nemIdPerson', { 'urn:oid:2.5.4.5': `CVR:${OTHER_CVR}-RID:1` });
    expect({ ...profile, attributes: undefined }).toEqual({ ...profileOf('nemIdPerson'), attributes: undefined });
    expect(attributes.get('urn:oid:2.5.4.5')).toEqual([`CVR:${OTHER_CVR}-RID:1`]);
  });

  test('a youth certificate, which is a person’s like any other', () => {
    const { attributes, identityType } = profileOf('nemIdPerson', { [gov('IsYouthCert')]: 'true' });
    expect([identityType, attributes.get(gov('IsYouthCert'))]).toEqual(['private', ['true']]);
  });

  test('a name of the subject in either order and in lower case', () => {
    const nameId = `serial=PID:${PID}, cn=Bjørn Testesen, o=Ingen organisatorisk tilknytning, c=DK`;
    const said = oioLogin(
      'nemIdPerson',
      { [UID]: '', [CERTIFICATE]: '', [gov('PidNumberIdentifier')]: '', 'urn:oid:2.5.4.3': '' },
      { subject: { nameId, format: FORMATS.x509 } },
    );
    expect(profileFromOioSaml(said)).toMatchObject({ id: PID, displayName: 'Bjørn Testesen' });
  });
});

test('values of one attribute that differ are a conflict, equal ones are one', () => {
  const twice = (...values: string[]) => profileOf('person', { [eid('cprUuid')]: values }).person.cprUuid;
  expect(twice(CPR_UUID, `urn:uuid:${CPR_UUID.toUpperCase()}`)).toBe(CPR_UUID);
  expect(errorOf(() => twice(CPR_UUID, PERSON_UUID)).detail.where).toBe(eid('cprUuid'));
});
