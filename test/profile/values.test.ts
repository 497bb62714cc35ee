import fc from 'fast-check';
import { MitIdError } from '../../src/errors';
import { profileFromEIdent, type Profile } from '../../src/profile';
import { eidentRows } from '../../src/profile/dialects/eident';
import type { AssertionAttribute } from '../../src/assertion';
import {
  assertionOf,
  attributesOf,
  CPR,
  CVR,
  login,
  LOGINS,
  NAMESPACE,
  OTHER_CVR,
  PID,
  PROFESSIONAL_UUID,
  RID,
  type Said,
} from '../support/eident-logins';
import { errorOf } from '../support/codes';
import { cprForms, findCpr } from '../support/cpr-watch/forms';

const profileOf = (kind: keyof typeof LOGINS, changes?: Said): Profile => profileFromEIdent(login(kind, changes));
const errorOfLogin = (kind: keyof typeof LOGINS, changes: Said): MitIdError => errorOf(() => profileOf(kind, changes));

/** The login in which an attribute is read. */
function kindFor(attribute: string): keyof typeof LOGINS {
  if (['DN', 'CERTIFICATE', 'DK_DAN_PID', 'CN'].includes(attribute)) return 'nemIdPerson';
  return attribute.startsWith('NEMLOGIN.') ? 'professional' : 'private';
}

describe('a malformed value is an error that names the attribute', () => {
  test.each<[string, string[]]>([
    ['IDENTITY_TYPE', ['two words']],
    ['IDPROVIDER', ['<x>']],
    ['MITID_UUID', ['x', CPR, '0c2b4f1e6a534d0c9c1f0c7d3e5a1b21']],
    ['LOA', ['4', 'https://data.gov.dk/concept/core/nsis/ial/High']],
    ['AAL', ['medium', 'https://data.gov.dk/concept/core/nsis/loa/High']],
    ['IAL', ['medium', 'https://data.gov.dk/concept/core/nsis/aal/High']],
    ['NEMLOGIN.IAL', ['medium']],
    ['MITID_AMR', ['["password"', '{}', '[1]', '[["password"]]', 'null"', '<x>', 'x'.repeat(65), CPR]],
    ['FULLNAME', ['a\u0000b', 'x'.repeat(1025)]],
    ['NEMLOGIN.NAME', ['a\u0007b']],
    ['NEMLOGIN.GIVEN_NAME', ['a\u0007b']],
    ['NEMLOGIN.FAMILY_NAME', ['a\u2028b'.replace('\u2028', '\u0085')]],
    ['NEMLOGIN.EMAIL', ['a\u0007b']],
    ['DK_SSN', ['0101905', '0113905123', '123456-7890', 'none']],
    ['NEMLOGIN.CPR', ['0113905123']],
    ['NEMLOGIN.CPR_UUID', [CPR]],
    ['DOB', ['30.02.1990', '1990', '01/01/1990']],
    ['NEMLOGIN.DATE_OF_BIRTH', ['1990-02-30']],
    ['NEMLOGIN.AGE', ['old', '-1', '3.5', '1000', CPR]],
    ['NEMLOGIN.CVR', ['9000000', `DK${CVR}`, CPR]],
    ['NEMLOGIN.ORG_NAME', ['a\u0007b']],
    ['NEMLOGIN.P_NUMBER', ['109273812']],
    ['NEMLOGIN.SE_NUMBER', ['109273812']],
    ['NEMLOGIN.NEMID.RID', ['x'.repeat(65), 'CVR:9-RID:1', `CVR:${CVR}-UID:1`, 'a\u0007']],
    ['NEMLOGIN.PERSISTENT_PROFESSIONAL_ID', ['4711', CPR, `https://example.test/${PROFESSIONAL_UUID}`]],
    ['AUTHORIZED_TO_REPRESENT', ['9000000', `${CVR},x`, '[90000001]']],
    ['NEMLOGIN.AUTH_TO_REPR', ['x']],
    ['NEMID_PID', [CPR, '9208-2002-2-1']],
    ['DK_DAN_PID', [CPR]],
    ['DN', ['CN', 'CN=a, CN=b', `SERIALNUMBER=PID:${PID},`]],
    ['CERTIFICATE', ['MIIB', '-----BEGIN CERTIFICATE-----']],
    ['TRANSACTION_TEXT_TYPE', ['xml']],
    ['TRANSACTION_TEXT_SHA256', ['abc', 'f'.repeat(64), '-fwV5V7l9taYqTaf2CwrogNOuXrLKHoQeiuZ4vJVBFk=']],
  ])('%s', (attribute, values) => {
    for (const value of values) {
      const error = errorOfLogin(kindFor(attribute), { [attribute]: value });
      expect({ code: error.code, where: error.detail.where }).toEqual({
        code: 'attribute_malformed',
        where: attribute,
      });
      expect(error.detail.expected).toEqual(expect.any(String));
    }
  });

  test('with its shape, and never the value', () => {
    expect(errorOfLogin('private', { DK_SSN: '010190 512' }).detail.got).toBe('6 digits, white space, 3 digits');
    expect(errorOfLogin('private', { MITID_UUID: CPR }).detail.got).toBe('10 digits');
  });

  test('whatever the value, every error of every attribute is free of it', () => {
    const forms = cprForms(CPR);
    for (const { attribute } of eidentRows()) {
      for (const value of [CPR, '010190-5123', `x ${CPR} y`, `["${CPR}"]`]) {
        try {
          profileOf(kindFor(attribute), { [attribute]: value });
        } catch (error) {
          if (!(error instanceof MitIdError)) throw error;
          expect(findCpr(`${error.explain()} ${String(error.stack)}`, forms)).toBeUndefined();
        }
      }
    }
  });
});

test.each(eidentRows().map(({ attribute }) => attribute))('an empty %s is a missing one', (attribute) => {
  const kind = kindFor(attribute);
  const outcome = (value: string | undefined) => {
    try {
      return { ...profileOf(kind, { [attribute]: value }), attributes: undefined };
    } catch (error) {
      if (!(error instanceof MitIdError)) throw error;
      return { code: error.code, detail: error.detail };
    }
  };
  expect(outcome('')).toEqual(outcome(undefined));
  expect(outcome(' \t\r\n')).toEqual(outcome(undefined));
});

describe('spellings', () => {
  test.each<[string | string[], string[]]>([
    ['["password","code_token"]', ['password', 'code_token']],
    [' [ "mitid:password" , "mitid:code_token" ] ', ['password', 'code_token']],
    ['"code_app"', ['code_app']],
    ['code_app', ['code_app']],
    ['mitid:u2f_token', ['u2f_token']],
    ['password,code_token', ['password', 'code_token']],
    ['password, code_token', ['password', 'code_token']],
    ['password code_token', ['password', 'code_token']],
    ['mitid:password\n mitid:code_reader', ['password', 'code_reader']],
    [
      ['password', 'code_token'],
      ['password', 'code_token'],
    ],
    [
      ['password', '["password","code_token"]'],
      ['password', 'code_token'],
    ],
    ['["password","password"]', ['password']],
    ['code_app_enchanced', ['code_app_enchanced']],
    ['face_scan local:card', ['face_scan', 'local:card']],
    ['[]', []],
    ['[""]', []],
  ])('of MITID_AMR: %j', (value, authenticators) => {
    expect(profileOf('private', { MITID_AMR: value }).authenticators).toEqual(authenticators);
  });

  test.each([
    ['low', 'low'],
    ['https://data.gov.dk/concept/core/nsis/High', 'high'],
    ['https://data.gov.dk/concept/core/nsis/loa/High', 'high'],
    [' SUBSTANTIAL ', 'substantial'],
  ])('of LOA: %s', (LOA, loa) => {
    expect(profileOf('private', { LOA }).assurance.loa).toBe(loa);
  });

  test.each([
    PROFESSIONAL_UUID.toUpperCase(),
    `urn:uuid:${PROFESSIONAL_UUID}`,
    `https://data.gov.dk/model/core/eid/professional/uuid/${PROFESSIONAL_UUID}`,
  ])('of a professional UUID: %s', (value) => {
    const { id } = profileOf('professional', { 'NEMLOGIN.PERSISTENT_PROFESSIONAL_ID': value });
    expect(id).toBe(PROFESSIONAL_UUID);
  });

  test('of dates, PIDs, digests and CVR lists', () => {
    expect(profileOf('private', { DOB: '01-01-1990' }).person.dateOfBirth).toBe('1990-01-01');
    expect(profileOf('private', { NEMID_PID: `PID:${PID}` }).nemid?.pid).toBe(PID);
    const sha256 = LOGINS.private.TRANSACTION_TEXT_SHA256;
    const { transactionText } = profileOf('private', { TRANSACTION_TEXT_SHA256: sha256.slice(0, -1) }).transaction;
    expect(transactionText?.sha256).toBe(sha256);
    const both = { AUTHORIZED_TO_REPRESENT: `${CVR}, ${OTHER_CVR}`, 'NEMLOGIN.AUTH_TO_REPR': [OTHER_CVR, CVR] };
    expect(profileOf('onBehalf', both).authorizedToRepresent).toEqual([CVR, OTHER_CVR]);
  });
});

describe('repeated values', () => {
  test('that are equal count once', () => {
    const { person, key } = profileOf('private', {
      DK_SSN: ['010190-5123', CPR],
      MITID_UUID: [LOGINS.private.MITID_UUID, LOGINS.private.MITID_UUID.toUpperCase(), ''],
    });
    expect(person.cpr?.reveal()).toBe(CPR);
    expect(key.id).toBe(LOGINS.private.MITID_UUID);
  });

  test.each<[string, keyof typeof LOGINS, Said]>([
    ['DK_SSN', 'private', { DK_SSN: [CPR, '0101905124'] }],
    ['DK_SSN, NEMLOGIN.CPR', 'professional', { DK_SSN: '0101905124' }],
    ['DOB, NEMLOGIN.DATE_OF_BIRTH', 'professional', { DOB: '1990-01-02' }],
    ['AUTHORIZED_TO_REPRESENT, NEMLOGIN.AUTH_TO_REPR', 'onBehalf', { AUTHORIZED_TO_REPRESENT: OTHER_CVR }],
    ['AUTHORIZED_TO_REPRESENT, NEMLOGIN.AUTH_TO_REPR', 'onBehalf', { AUTHORIZED_TO_REPRESENT: [CVR, OTHER_CVR] }],
    ['MITID_UUID', 'private', { MITID_UUID: [LOGINS.private.MITID_UUID, PROFESSIONAL_UUID] }],
    ['IDENTITY_TYPE', 'private', { IDENTITY_TYPE: ['private', 'professional'] }],
    ['FULLNAME', 'private', { FULLNAME: ['Bjørn', 'Bent'] }],
    ['LOA', 'private', { LOA: ['low', 'high'] }],
    ['REFERENCE_TEXT', 'private', { REFERENCE_TEXT: ['one', 'two'] }],
    ['DN', 'nemIdPerson', { DN: [`CN=Bjørn + SERIALNUMBER=PID:${PID}`, `CN=Bent + SERIALNUMBER=PID:${PID}`] }],
    ['NEMLOGIN.NEMID.RID', 'professional', { 'NEMLOGIN.NEMID.RID': [RID, '1'] }],
  ])('that differ in %s are a conflict', (where, kind, changes) => {
    const { code, detail } = errorOfLogin(kind, changes);
    expect({ code, where: detail.where }).toEqual({ code: 'attribute_conflict', where });
  });

  test('are kept where a field holds several', () => {
    const emails = ['a@firm.example', 'b@firm.example', 'a@firm.example'];
    expect(profileOf('professional', { 'NEMLOGIN.EMAIL': emails }).emails).toEqual([
      { value: 'a@firm.example' },
      { value: 'b@firm.example' },
    ]);
  });
});

describe('the date of birth and the CPR', () => {
  const conflict = { code: 'attribute_conflict', where: 'person.cpr, person.dateOfBirth' };
  const refusal = (changes: Said) => {
    const { code, detail } = errorOfLogin('private', changes);
    return { code, where: detail.where };
  };

  test('must be of one day, whatever the century', () => {
    expect(refusal({ DOB: '1990-01-02' })).toEqual(conflict);
    expect(refusal({ DOB: '1991-01-01' })).toEqual(conflict);
    expect(profileOf('private', { DOB: '1890-01-01' }).person.dateOfBirth).toBe('1890-01-01');
  });

  test('are not compared for a replacement number, nor where one is missing', () => {
    expect(profileOf('private', { DK_SSN: '610190-5123', DOB: '1955-05-05' }).person.dateOfBirth).toBe('1955-05-05');
    expect(profileOf('private', { DK_SSN: '080657-5217', DOB: '2012-06-08' }).person.dateOfBirth).toBe('2012-06-08');
    expect(profileOf('private', { DOB: undefined }).person).not.toHaveProperty('dateOfBirth');
    expect(profileOf('private', { DK_SSN: undefined, DOB: '1955-05-05' }).person).not.toHaveProperty('cpr');
  });
});

describe('assurance', () => {
  test('of a professional identity is no higher than the person’s', () => {
    const ial = (person: string, professional: string) =>
      profileOf('professional', { IAL: person, 'NEMLOGIN.IAL': professional }).assurance.ial;
    expect(ial('high', 'low')).toBe('low');
    expect(ial('low', 'high')).toBe('low');
    expect(ial('', 'high')).toBe('high');
    expect(ial('high', '')).toBe('high');
  });

  test('of a legacy login is none, whatever it claims', () => {
    expect(profileOf('nemIdPerson', { LOA: 'high', IAL: 'high', AAL: 'high', MITID_AMR: 'code_app' })).toMatchObject({
      assurance: {},
      authenticators: [],
    });
  });
});

describe('the Attribute elements', () => {
  const said = (name: string, ...values: string[]): AssertionAttribute => ({
    name,
    namespace: NAMESPACE,
    values,
    hasElements: false,
  });
  const read = (...added: AssertionAttribute[]) =>
    profileFromEIdent(assertionOf([...attributesOf({ ...LOGINS.private, MITID_AMR: undefined }), ...added]));

  test('of one name in one namespace are one attribute', () => {
    const profile = read(said('MITID_AMR', 'password'), said('MITID_AMR', 'code_token'));
    expect(profile.authenticators).toEqual(['password', 'code_token']);
    expect(profile.attributes.get('MITID_AMR')).toEqual(['password', 'code_token']);
  });

  test.each(['MITID_AMR', 'UNKNOWN', 'DK_SSN'])('of one name (%s) in two namespaces are a conflict', (name) => {
    const { code, detail } = errorOf(() => read(said(name, CPR), { ...said(name, CPR), namespace: 'urn:other' }));
    expect({ code, where: detail.where }).toEqual({ code: 'attribute_conflict', where: name });
  });

  test('an attribute name that is a CPR is not in the error', () => {
    const { detail } = errorOf(() => read(said(CPR, 'x'), { ...said(CPR, 'x'), namespace: 'urn:other' }));
    expect(detail.where).toBe('10 digits');
  });

  test('with child elements are refused where they are mapped, and ignored where not', () => {
    for (const name of ['FULLNAME', 'CERTIFICATE', 'NEMLOGIN.NAME']) {
      const { code, detail } = errorOf(() => read({ ...said(name, 'x'), hasElements: true }));
      expect({ code, where: detail.where }).toEqual({ code: 'attribute_malformed', where: name });
    }
    const twice = [{ ...said('NEMLOGIN.AGE', '36'), hasElements: true }, said('NEMLOGIN.AGE', '36')];
    for (const added of [twice, twice.toReversed()]) {
      expect(errorOf(() => read(...added)).code).toBe('attribute_malformed');
    }
    const profile = read({ ...said('UNKNOWN', 'x'), hasElements: true });
    expect(profile.attributes.has('UNKNOWN')).toBe(false);
  });

  test('with names of Object.prototype are like any other', () => {
    const profile = read(said('__proto__', 'a'), said('constructor', 'b'), said('toString', 'c'));
    expect(profile.attributes.get('__proto__')).toEqual(['a']);
    expect(profile.attributes.get('constructor')).toEqual(['b']);
    expect(Object.getPrototypeOf(profile)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });

  test('of any content give a profile or a MitIdError, and nothing else', () => {
    const names = [...eidentRows().map(({ attribute }) => attribute), '__proto__', 'x'];
    const attribute = fc.record({
      name: fc.constantFrom(...names),
      namespace: fc.constantFrom(NAMESPACE, NAMESPACE, 'urn:other'),
      values: fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.constantFrom(CPR, CVR, PID, 'low')), {
        maxLength: 3,
      }),
      hasElements: fc.constant(false),
    });
    fc.assert(
      fc.property(
        fc.array(attribute, { maxLength: 6 }),
        fc.constantFrom(...(Object.keys(LOGINS) as (keyof typeof LOGINS)[])),
        (added, kind) => {
          const replaced = new Set(added.map(({ name }) => name));
          const base = attributesOf(LOGINS[kind]).filter(({ name }) => !replaced.has(name));
          try {
            profileFromEIdent(assertionOf([...base, ...added]));
          } catch (error) {
            if (!(error instanceof MitIdError)) throw error;
          }
        },
      ),
    );
  });
});
