import { readOcesCertificate } from '../../src/certificates';
import { errorOf } from '../support/codes';
import {
  makeOcesCertificate,
  oces2Company,
  oces2Employee,
  oces2Function,
  oces2Person,
  oces2Subject,
  oces3,
  type Rdn,
} from '../support/oces';

const PID = '9208-2002-2-024271267078';
const CVR = '90000001';
const UUID = '3a905527-0060-4948-8854-01f938664cac';

const refusalOf = (text: string) => {
  const { code, detail } = errorOf(() => readOcesCertificate(text));
  return { code, where: detail.where, got: detail.got };
};
const refused = (got: string) => ({ code: 'attribute_malformed', where: 'CERTIFICATE', got });
const withSubject = (subject: readonly Rdn[]) => makeOcesCertificate({ subject }).base64;

describe('an OCES2 certificate', () => {
  test('of a person has a PID and no organisation', () => {
    expect(readOcesCertificate(oces2Person(PID, 'Bjørn Ærøskøbing Ågård').base64)).toStrictEqual({
      generation: 'oces2',
      kind: 'person',
      id: PID,
      pid: PID,
      commonName: 'Bjørn Ærøskøbing Ågård',
      serialNumber: '4036ac0b',
      issuer: 'C=DK, O=TRUST2408, CN=TRUST2408 Systemtest XXII CA',
      environment: 'test',
      policyOids: ['1.3.6.1.4.1.31313.2.4.6.1.5'],
      notBefore: new Date('2026-01-01Z'),
      notAfter: new Date('2029-01-01Z'),
    });
  });

  test('of an employee has CVR, RID and the organisation without its CVR', () => {
    expect(readOcesCertificate(oces2Employee(CVR, '27304742', 'Test Ansat', 'Prøve A/S').base64)).toMatchObject({
      generation: 'oces2',
      kind: 'employee',
      cvr: CVR,
      rid: '27304742',
      commonName: 'Test Ansat',
      organizationName: 'Prøve A/S',
    });
  });

  test('of a company has a UID, of a function a FID', () => {
    expect(readOcesCertificate(oces2Company(CVR, '1234', 'Prøve A/S').base64)).toMatchObject({
      kind: 'company',
      cvr: CVR,
      uid: '1234',
    });
    expect(readOcesCertificate(oces2Function(CVR, '5678', 'Prøve A/S').base64)).toMatchObject({
      kind: 'function',
      cvr: CVR,
      fid: '5678',
    });
  });

  test.each([
    [
      ['CN', 'Test'],
      ['serialNumber', `PID:${PID}`],
    ],
    [
      ['serialNumber', `PID:${PID}`],
      ['CN', 'Test'],
    ],
  ] as const)('is read with its RDN in either order (%s first)', (...rdn) => {
    const subject = [[['C', 'DK']], rdn] as const;
    expect(readOcesCertificate(withSubject(subject))).toMatchObject({ pid: PID, commonName: 'Test' });
  });

  test('issued by TDC is OCES1', () => {
    const { base64 } = makeOcesCertificate({
      subject: oces2Subject('Ingen organisatorisk tilknytning', 'Test', `PID:${PID}`),
      issuer: [[['C', 'DK']], [['O', 'TDC']], [['CN', 'TDC OCES Systemtest CA II']]],
    });
    expect(readOcesCertificate(base64).generation).toBe('oces1');
  });

  test('without policies says so by leaving them out', () => {
    expect(readOcesCertificate(withSubject(oces2Subject('x', 'Test', `PID:${PID}`)))).not.toHaveProperty('policyOids');
  });
});

describe('an OCES3 certificate', () => {
  test('of an employee has a UUID in lower case and the CVR of organizationIdentifier', () => {
    const made = oces3('E', UUID.toUpperCase(), 'Test Ansat', CVR, 'Prøve A/S');
    expect(readOcesCertificate(made.base64)).toMatchObject({
      generation: 'oces3',
      kind: 'employee',
      uuid: UUID,
      cvr: CVR,
      organizationName: 'Prøve A/S',
      policyOids: ['1.2.208.169.1.1.1.2.7', '0.4.0.2042.1.1'],
      serialNumber: '5f0a1b2c3d4e5f60718293a4b5c6d7e8f9012345',
    });
  });

  test('of an organisation and of a person', () => {
    expect(readOcesCertificate(oces3('O', UUID, 'System', CVR, 'Prøve A/S').base64)).toMatchObject({
      kind: 'organisation',
      uuid: UUID,
      cvr: CVR,
    });
    expect(readOcesCertificate(oces3('P', UUID, 'Test').base64)).toMatchObject({ kind: 'person', uuid: UUID });
  });
});

describe('the text around a certificate', () => {
  const { pem, base64 } = oces2Person(PID, 'Test');

  test('may be PEM, or base64 with line breaks', () => {
    expect(readOcesCertificate(pem).pid).toBe(PID);
    expect(readOcesCertificate(`\n${base64.replaceAll(/(.{76})/g, '$1\r\n')} \n`).pid).toBe(PID);
  });

  test.each([
    ['nothing', ''],
    ['other text', 'certificate'],
    ['broken base64', base64.slice(0, -5)],
    ['base64 of something else', Buffer.from('{}').toString('base64')],
    ['base64 of PEM', Buffer.from(pem).toString('base64')],
    ['bytes after the certificate', Buffer.concat([Buffer.from(base64, 'base64'), Buffer.alloc(3)]).toString('base64')],
    ['two PEM blocks', pem + pem],
    ['too much', 'A'.repeat(65_540)],
  ])('is refused when it is %s', (_, text) => {
    expect(refusalOf(text)).toEqual(refused(`${text.length} characters that are no X.509 certificate`));
  });

  test('is named in the error as the caller calls it', () => {
    expect(errorOf(() => readOcesCertificate('x', 'idpCert')).detail.where).toBe('idpCert');
  });
});

describe('a subject is refused', () => {
  const [c, o] = oces2Subject(`Prøve A/S // CVR:${CVR}`, 'x', 'x');
  const id = (value: string): Rdn => [['serialNumber', value]];
  const cn: Rdn = [['CN', 'Test']];
  const employee = id(`CVR:${CVR}-RID:1`);

  test.each<[string, (Rdn | undefined)[], string]>([
    ['without serialNumber', [c, o, cn], 'a subject whose serialNumber is not of OCES'],
    ['with another serialNumber', [c, o, cn, id('12345')], 'a subject whose serialNumber is not of OCES'],
    ['without CN', [c, o, employee], 'a subject without CN'],
    ['with two serialNumbers', [c, o, cn, employee, id(`PID:${PID}`)], 'a subject with 2 serialNumber'],
    ['with the same serialNumber twice', [c, o, cn, employee, employee], 'a subject with 2 serialNumber'],
    ['with two CNs', [c, o, cn, [['CN', 'Other']], employee], 'a subject with 2 CN'],
    ['with two Os', [c, o, [['O', 'Other']], cn, employee], 'a subject with 2 O'],
    ['with two CVRs', [c, o, cn, id('CVR:90000002-RID:1')], 'a subject that names two CVR numbers'],
    [
      'with a third CVR in organizationIdentifier',
      [c, o, cn, employee, [['organizationIdentifier', 'NTRDK-90000003']]],
      'a subject that names two CVR numbers',
    ],
    [
      'with a foreign organizationIdentifier',
      [c, o, cn, employee, [['organizationIdentifier', 'VATSE-90000001']]],
      'an organizationIdentifier that is not NTRDK-CVR',
    ],
    ['with a PID and a company', [c, o, cn, id(`PID:${PID}`)], 'a subject with a PID and a CVR number'],
    ['of an OCES3 employee without a company', [c, cn, id(`UI:DK-E:G:${UUID}`)], 'a subject without a CVR number'],
  ])('%s', (_, rdns, got) => {
    expect(refusalOf(withSubject(rdns.filter((rdn) => rdn !== undefined)))).toEqual(refused(got));
  });
});

describe('a name', () => {
  const organization: Rdn = [['organizationIdentifier', `NTRDK-${CVR}`]];
  const id: Rdn = [['serialNumber', `UI:DK-E:G:${UUID}`]];
  const NAMES = { CN: 'Test Ansat', O: 'Prøve A/S', GN: 'Test', SN: 'Ansat' } as const;
  const named = (changes: Partial<Record<keyof typeof NAMES, string>>) => {
    const parts = Object.entries({ ...NAMES, ...changes }) as [keyof typeof NAMES, string][];
    return withSubject([...parts.map((part): Rdn => [part]), id, organization]);
  };

  test.each(['CN', 'O', 'GN', 'SN'] as const)('in %s with what is not seen is refused', (part) => {
    for (const hidden of '\0\t\n\r\u001b\u007f\u0085\u061c\u200e\u200f\u2028\u2029\u202e\u2066\u2069') {
      expect(refusalOf(named({ [part]: `Test${hidden}Ansat` }))).toEqual(
        refused(`a subject with a control character in ${part}`),
      );
    }
  });

  test('in other letters than Danish is taken', () => {
    const commonName = 'Þóra Łukasz-O’Neill 李 Ünal';
    expect(readOcesCertificate(named({ CN: commonName }))).toMatchObject({ commonName });
  });
});

describe('policies', () => {
  const subject = oces2Subject('x', 'Test', `PID:${PID}`);

  test.each([
    ['twice', Buffer.from('30053003060129', 'hex'), ['1.2.3']],
    ['malformed', Buffer.from('3005300306ff29', 'hex'), []],
    ['without an identifier', Buffer.from('30053003020129', 'hex'), []],
  ])('that are there %s are refused', (_, value, policyOids) => {
    const { base64 } = makeOcesCertificate({ subject, policyOids, extensions: [['2.5.29.32', value]] });
    expect(refusalOf(base64)).toEqual(refused('a certificate with malformed extensions'));
  });

  test('are found among other extensions', () => {
    const { base64 } = makeOcesCertificate({
      subject,
      policyOids: ['1.2.208.169.1.1.1.1.4'],
      extensions: [['1.2.3.4', Buffer.from('0500', 'hex')]],
    });
    expect(readOcesCertificate(base64).policyOids).toEqual(['1.2.208.169.1.1.1.1.4']);
  });
});

describe('a policy', () => {
  const subject = oces2Subject('x', 'Test', `PID:${PID}`);
  const employee = oces2Subject(`Prøve A/S // CVR:${CVR}`, 'Test', `CVR:${CVR}-RID:1`);

  test.each<[string, readonly Rdn[], string[], string]>([
    ['of an employee', subject, ['1.2.208.169.1.1.1.2.4'], 'a subject of the kind person and a policy of MOCES'],
    ['of a person', employee, ['1.2.208.169.1.1.1.1.4'], 'a subject of the kind employee and a policy of POCES'],
    [
      'of its own kind and another',
      employee,
      ['1.2.208.169.1.1.1.2.4', '1.2.208.169.1.1.1.4.3'],
      'a subject of the kind employee and a policy of FOCES',
    ],
  ])('%s is refused on another subject', (_, rdns, policyOids, got) => {
    expect(refusalOf(makeOcesCertificate({ subject: rdns, policyOids }).base64)).toEqual(refused(got));
  });

  // OCES3 writes companies and functions alike (facts/oces-certificates.md, section 2).
  test.each(['1.2.208.169.1.1.1.3.7', '1.2.208.169.1.1.1.4.7'])('%s is of an OCES3 organisation', (policy) => {
    const rdns: readonly Rdn[] = [
      [['CN', 'System']],
      [['serialNumber', `UI:DK-O:G:${UUID}`]],
      [['organizationIdentifier', `NTRDK-${CVR}`]],
    ];
    const { base64 } = makeOcesCertificate({ subject: rdns, policyOids: [policy] });
    expect(readOcesCertificate(base64).kind).toBe('organisation');
  });
});

describe('test or production', () => {
  const person = oces2Subject('x', 'Test', `PID:${PID}`);
  const issuer = (commonName: string, unit?: string): readonly Rdn[] => [
    ...(unit === undefined ? [] : [[['OU', unit]] as const]),
    [['CN', commonName]],
  ];
  const PRODUCTION = '1.2.208.169.1.1.1.1.4';

  test.each<[string, string | undefined, string, string | undefined, string | undefined]>([
    ['TRUST2408 OCES CA III', undefined, PRODUCTION, 'production', 'oces2'],
    ['TRUST2408 Systemtest XXII CA', undefined, '1.3.6.1.4.1.31313.2.4.6.1.5', 'test', 'oces2'],
    ['TRUST2408 Systemtest XXII CA', undefined, PRODUCTION, 'test', 'oces2'],
    ['TRUST2408 OCES CA III', undefined, '1.3.6.1.4.1.31313.2.4.6.1.5', 'test', 'oces2'],
    ['Somebody', undefined, PRODUCTION, 'production', 'oces2'],
    ['Somebody', 'Test - cti', PRODUCTION, 'test', 'oces2'],
    ['TRUST2408 OCES CA III', undefined, '0.4.0.2042.1.1', undefined, 'oces2'],
    ['TDC OCES CA', undefined, PRODUCTION, 'production', 'oces1'],
    ['TDC OCES Systemtest CA II', undefined, PRODUCTION, 'test', 'oces1'],
  ])('%s, OU %s, with %s is %s', (commonName, unit, policy, environment, generation) => {
    const { base64 } = makeOcesCertificate({ subject: person, issuer: issuer(commonName, unit), policyOids: [policy] });
    const read = readOcesCertificate(base64);
    expect([read.environment, read.generation]).toEqual([environment, generation]);
  });

  test.each<[string, string | undefined, string | undefined]>([
    ['Den Danske Stat OCES udstedende-CA 1', undefined, 'production'],
    ['Den Danske Stat OCES udstedende-CA 1', 'Test - cti', 'test'],
    ['Somebody', undefined, undefined],
  ])('of OCES3 is told by the issuer alone: %s, OU %s', (commonName, unit, environment) => {
    const subject: readonly Rdn[] = [[['CN', 'Test']], [['serialNumber', `UI:DK-P:G:${UUID}`]]];
    const { base64 } = makeOcesCertificate({
      subject,
      issuer: issuer(commonName, unit),
      policyOids: ['1.2.208.169.1.1.1.1.7'],
    });
    expect(readOcesCertificate(base64).environment).toBe(environment);
  });
});
