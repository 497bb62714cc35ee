import { format, inspect } from 'node:util';
import fc from 'fast-check';
import { profileFromEIdent, profileFromOioSaml, toSession, type Profile } from '../../src/profile';
import { CPR, login, LOGINS, type Said } from '../support/eident-logins';
import { fictitiousCpr } from '../support/cpr';
import { cprForms, findCpr } from '../support/cpr-watch/forms';
import { eid, gov, OIO_LOGINS, oioLogin, type OioLogin } from '../support/oiosaml-logins';
import { SIGNICAT_LOGINS, signicatProfile, type SignicatLogin } from '../support/signicat-logins';

const KINDS = Object.keys(LOGINS) as (keyof typeof LOGINS)[];
const profileOf = (kind: keyof typeof LOGINS, changes?: Said): Profile => profileFromEIdent(login(kind, changes));

/** Every way in which a profile ends up in a log, a session or a page. */
function dumpsOf(profile: Profile): string {
  const everything = { depth: Infinity, showHidden: true, getters: true, maxStringLength: null, maxArrayLength: null };
  return [
    JSON.stringify(profile),
    JSON.stringify([...profile.attributes]),
    JSON.stringify(toSession(profile)),
    inspect(profile, everything),
    inspect(profile, { ...everything, customInspect: false }),
    format('%s %o %O %j', profile, profile, profile, profile),
    inspect(structuredClone({ ...profile, attributes: new Map(profile.attributes) }), everything),
  ].join('\n');
}

/** The CPR wherever a broker may put it. */
const everywhere = (cpr: string): Said => ({
  DK_SSN: cpr,
  'NEMLOGIN.CPR': cpr,
  DOB: undefined,
  'NEMLOGIN.DATE_OF_BIRTH': undefined,
  ssn: cpr,
  'urn:example:privilege': `urn:dk:gov:saml:cprNumberIdentifier:${cpr}`,
  hyphened: `${cpr.slice(0, 6)}-${cpr.slice(6)}`,
  token: Buffer.from(`<token>${cpr} and enough of other text that it is a blob</token>`).toString('base64'),
  jwt: `${Buffer.from(`{"alg":"none","typ":"JWT","kid":"0"}`).toString('base64url')}.${Buffer.from(`{"cpr":"${cpr}"}`).toString('base64url')}.x`,
  list: `["${cpr}"]`,
  FULLNAME: cpr,
  'NEMLOGIN.NAME': `Bjørn ${cpr}`,
  'NEMLOGIN.EMAIL': `${cpr}@firm.example`,
  'NEMLOGIN.ORG_NAME': `Bjørn Firma ${cpr}`,
  AMR: ['password', cpr],
});

test.each(KINDS)('no dump of a %s profile shows a CPR', (kind) => {
  fc.assert(
    fc.property(fictitiousCpr, (cpr) => {
      const profile = profileOf(kind, everywhere(cpr));
      expect(profile.person.cpr?.reveal()).toBe(cpr);
      expect(findCpr(dumpsOf(profile), cprForms(cpr))).toBeUndefined();
    }),
    { numRuns: 20 },
  );
});

test.each(Object.keys(OIO_LOGINS) as OioLogin[])('no dump of an OIOSAML %s profile shows a CPR', (kind) => {
  fc.assert(
    fc.property(fictitiousCpr, (cpr) => {
      const attribute = kind.startsWith('nemId') ? gov('CprNumberIdentifier') : eid('cprNumber');
      const changes = { ...everywhere(cpr), [eid('dateOfBirth')]: undefined, [attribute]: cpr };
      const says = { [eid('fullName')]: cpr, [eid('alias')]: `B ${cpr}`, 'urn:oid:2.5.4.3': cpr, [eid('email')]: cpr };
      const profile = profileFromOioSaml(oioLogin(kind, { ...changes, ...says }));
      expect(profile.person.cpr?.reveal()).toBe(cpr);
      expect(findCpr(dumpsOf(profile), cprForms(cpr))).toBeUndefined();
    }),
    { numRuns: 20 },
  );
});

test.each(Object.keys(SIGNICAT_LOGINS) as SignicatLogin[])('no dump of a Signicat %s profile shows a CPR', (kind) => {
  fc.assert(
    fc.property(fictitiousCpr, (cpr) => {
      const said = {
        'national-identity': cpr,
        'signicat.national-id': cpr,
        'dk.cpr': cpr,
        nemid: cpr,
        'subject-dn': '',
      };
      const names = {
        'common-name': cpr,
        'plain-name': `B ${cpr}`,
        surname: cpr,
        lastname: cpr,
        email: `${cpr}@x.example`,
      };
      const changes = { ...everywhere(cpr), ...said, ...names, 'date-of-birth': '' };
      const subject = { nameId: `${cpr.slice(0, 6)}-${cpr.slice(6)}` };
      const profile = signicatProfile(kind, changes, kind === 'mitId' ? {} : { subject });
      expect(profile.person.cpr?.reveal()).toBe(cpr);
      expect(findCpr(dumpsOf(profile), cprForms(cpr))).toBeUndefined();
    }),
    { numRuns: 20 },
  );
});

test.each<[OioLogin, string[]]>([
  ['person', [eid('cprNumber'), eid('bootstrapToken')]],
  ['professional', [eid('cprNumber'), eid('privilegesIntermediate')]],
  [
    'nemIdEmployee',
    [
      gov('CprNumberIdentifier'),
      gov('Privileges_intermediate'),
      'urn:oid:1.3.6.1.4.1.1466.115.121.1.8',
      'urn:liberty:disco:2006-08:DiscoveryEPR',
    ],
  ],
])('the attributes of an OIOSAML %s have no CPR number, token, privileges or certificate', (kind, names) => {
  const short = Object.fromEntries(names.map((name) => [name, '']));
  for (const changes of [{}, short]) {
    const { attributes } = profileFromOioSaml(oioLogin(kind, changes));
    expect(names.filter((name) => attributes.has(name))).toEqual([]);
    expect(attributes.size).toBeGreaterThan(5);
  }
});

test('a company whose name holds a CPR, or is Pseudonym, has none', () => {
  const name = (ORG_NAME: string) => profileOf('professional', { 'NEMLOGIN.ORG_NAME': ORG_NAME }).organization?.name;
  expect([name('Prøve A/S'), name(`Bjørn ${CPR}`), name('Pseudonym')]).toEqual(['Prøve A/S', undefined, undefined]);

  const DN = (organization: string) => `C=DK, O=${organization}, CN=Bjørn, SERIALNUMBER=CVR:90000001-RID:1`;
  const organizationOf = (organization: string) =>
    profileOf('nemIdEmployee', { CERTIFICATE: undefined, DN: DN(organization) }).organization;
  expect(organizationOf('Prøve A/S // CVR:90000001')?.name).toBe('Prøve A/S');
  expect(organizationOf(`Bjørn ${CPR}`)).not.toHaveProperty('name');
});

test('a RID is an opaque number of the employer’s, of ten digits too', () => {
  const { organization } = profileOf('professional', { 'NEMLOGIN.NEMID.RID': CPR });
  expect(organization?.rid).toBe(CPR);
});

describe('profile.attributes', () => {
  test('holds what the broker said, verbatim', () => {
    const { attributes } = profileOf('private', { UNKNOWN: [' a ', 'b', 'b'], EMPTY: '' });
    expect(attributes.get('UNKNOWN')).toEqual([' a ', 'b', 'b']);
    expect(attributes.get('EMPTY')).toEqual(['']);
    expect(attributes.get('MITID_AMR')).toEqual(['["password","code_app_enchanced"]']);
    expect(attributes.get('ACR')).toEqual(['urn:eident:cert:eidas:high']);
    expect(attributes.get('TRANSACTION_TEXT_SHA256')).toHaveLength(1);
  });

  test.each<[string, string, Said]>([
    ['DK_SSN, though it is no CPR', 'DK_SSN', { DK_SSN: '' }],
    ['DK_SSN', 'DK_SSN', {}],
    ['NEMLOGIN.CPR', 'NEMLOGIN.CPR', { 'NEMLOGIN.CPR': CPR }],
    ['a value that is a CPR', 'X', { X: '010190-5123' }],
    ['a value that holds one', 'X', { X: `id ${CPR}` }],
    ['a name that is one', CPR, { [CPR]: 'x' }],
    ['a base64 blob', 'X', { X: Buffer.alloc(60).toString('base64') }],
    [
      'a base64 blob in lines',
      'X',
      {
        X: Buffer.alloc(300)
          .toString('base64')
          .replaceAll(/(.{64})/g, '$1\n'),
      },
    ],
    ['a base64url blob', 'X', { X: Buffer.alloc(60, 0xff).toString('base64url') }],
  ])('leaves out %s', (_, name, changes) => {
    expect(profileOf('private', changes).attributes.has(name)).toBe(false);
  });

  test('leaves out a P-number that would parse as a CPR, which the typed field keeps', () => {
    const profile = profileOf('professional', { 'NEMLOGIN.P_NUMBER': '1010905123' });
    expect(profile.organization?.productionUnit).toBe('1010905123');
    expect(profile.attributes.has('NEMLOGIN.P_NUMBER')).toBe(false);
    expect(profileOf('professional').attributes.get('NEMLOGIN.P_NUMBER')).toEqual(['1092738120']);
  });

  test('leaves the CERTIFICATE out, and keeps the other values beside a CPR', () => {
    expect(profileOf('nemIdPerson').attributes.has('CERTIFICATE')).toBe(false);
    expect(profileOf('private', { CERTIFICATE: 'x' }).attributes.has('CERTIFICATE')).toBe(false);
    expect(profileOf('private', { AMR: ['password', CPR] }).attributes.get('AMR')).toEqual(['password']);
  });

  test('keeps words, however many', () => {
    const text = 'a text of many words without any punctuation that is longer than a line of base64 would be';
    expect(profileOf('private', { X: text }).attributes.get('X')).toEqual([text]);
  });
});

describe('a profile cannot be changed', () => {
  test.each(KINDS)('%s', (kind) => {
    const seen = new Set<object>();
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null || seen.has(value)) return;
      seen.add(value);
      expect(Object.isFrozen(value)).toBe(true);
      if (value instanceof Map) [...value.values()].forEach(visit);
      Object.values(value).forEach(visit);
    };
    visit(profileOf(kind));
    visit(profileFromOioSaml(oioLogin('professional')));
    expect(seen.size).toBeGreaterThan(16);
  });

  test('not inside its map and dates either', () => {
    const profile = profileOf('nemIdPerson');
    const attributes = profile.attributes as Map<string, readonly string[]>;
    expect(() => attributes.set('x', [])).toThrow(TypeError);
    expect(() => attributes.delete('DN')).toThrow(TypeError);
    expect(() => attributes.clear()).toThrow(TypeError);
    expect(() => profile.transaction.expiresAt.setFullYear(2099)).toThrow(TypeError);
    expect(() => profile.nemid?.certificate?.notAfter.setTime(0)).toThrow(TypeError);
  });

  test('nor by the assertion it came from', () => {
    const assertion = login('private');
    const { transaction } = profileFromEIdent(assertion);
    assertion.content.expiresAt.setTime(0);
    expect(transaction.expiresAt).toEqual(new Date('2026-11-22T10:15:00Z'));
  });
});
