import type { AssertionContent } from '../../../src/assertion';
import {
  checkSignicatAttributeNames,
  fromSession,
  profileFromSignicat,
  SIGNICAT_SAML11_NAMES,
  SIGNICAT_SAML2_NAMES,
  toSession,
  type SignicatProfileOptions,
} from '../../../src/profile';
import { errorOf } from '../../support/codes';
import { CPR, PID } from '../../support/eident-logins';
import { SIGNICAT_LOGINS, signicatLogin, signicatProfile, type SignicatLogin } from '../../support/signicat-logins';

const NAMES = { saml2: SIGNICAT_SAML2_NAMES, saml11: SIGNICAT_SAML11_NAMES } as const;

/** A login whose broker spells every attribute otherwise, and the option that says so. */
function renamed(kind: SignicatLogin) {
  const { protocol, says } = SIGNICAT_LOGINS[kind];
  const names: Readonly<Record<string, string>> = NAMES[protocol];
  const attributeNames = Object.fromEntries(Object.keys(names).map((option) => [option, `urn:other:${option}`]));
  const said: Readonly<Record<string, string>> = says;
  const changes = Object.entries(names).flatMap(([option, name]) => [
    [name, undefined],
    [`urn:other:${option}`, said[name]],
  ]);
  return { changes: Object.fromEntries(changes) as Record<string, string | undefined>, attributeNames };
}

test.each(Object.keys(SIGNICAT_LOGINS) as SignicatLogin[])('every name of a %s is an option', (kind) => {
  const { changes, attributeNames } = renamed(kind);
  const { attributes, ...profile } = signicatProfile(kind, changes, {}, attributeNames);
  expect({ ...profile, attributes: expect.any(Map) as unknown }).toEqual({
    ...signicatProfile(kind),
    attributes: expect.any(Map) as unknown,
  });
  expect(profile.person.cpr?.reveal()).toBe(CPR);
  expect([...attributes.keys()]).not.toContain('urn:other:cpr');
});

test.each(['010190-5123', '0101905', 'none'])(
  'an attribute for the CPR number stays hidden when it is not read: %j',
  (value) => {
    const read = { cpr: 'urn:other:cpr' };
    for (const kind of ['mitId', 'person'] as const) {
      const { attributes, person } = signicatProfile(kind, { 'national-identity': value, 'dk.cpr': value }, {}, read);
      const shown = ['national-identity', 'dk.cpr'].filter((name) => attributes.has(name));
      expect([shown, person.cpr]).toEqual([[], undefined]);
    }
  },
);

test('a mapped attribute holds text, under one name in one namespace', () => {
  const pid = { name: 'pid', namespace: 'nemid', values: [PID], hasElements: false };
  const refusalOf = (...attributes: AssertionContent['attributes']) =>
    errorOf(() => signicatProfile('person', {}, { attributes })).code;
  expect(refusalOf({ ...pid, hasElements: true })).toBe('attribute_malformed');
  expect(refusalOf(pid, { ...pid, namespace: 'unique-id' })).toBe('attribute_conflict');
  expect(signicatProfile('person', {}, { attributes: [pid, pid] }).id).toBe(PID);
});

test('a missing id names the option', () => {
  const nobody = { pid: undefined, 'subject-dn': undefined, 'subject-serial-number': undefined };
  const { detail } = errorOf(() => signicatProfile('person', nobody, {}, { pid: 'PID' }));
  expect(detail).toMatchObject({ where: 'PID, subject-serial-number, rid', option: 'attributeNames' });
});

test.each<[SignicatLogin, Record<string, unknown>, string]>([
  ['mitId', { pid: 'x' }, `attributeNames.pid is unknown; known are ${Object.keys(SIGNICAT_SAML2_NAMES).join(', ')}`],
  ['person', { loa: 'x' }, `attributeNames.loa is unknown; known are ${Object.keys(SIGNICAT_SAML11_NAMES).join(', ')}`],
  ['mitId', { loa: '' }, 'attributeNames.loa is not an attribute name: a string of 1 to 256 characters'],
  ['mitId', { loa: 'surname' }, 'attributeNames.loa is surname, which is already read as name.familyName'],
  [
    'mitId',
    { cpr: 'national-identity-country' },
    'attributeNames.cpr is national-identity-country, which is already read as national-identity-country',
  ],
  ['person', { rid: 'pid' }, 'attributeNames.rid is pid, which is already read as nemid.pid'],
])('of a %s, %j is refused', (kind, names, problem) => {
  const { protocol } = SIGNICAT_LOGINS[kind];
  expect(checkSignicatAttributeNames(protocol, names)).toEqual([problem]);
  const options = { protocol, attributeNames: names } as SignicatProfileOptions;
  const { code, detail } = errorOf(() => profileFromSignicat(signicatLogin(kind), options));
  expect({ code, ...detail }).toMatchObject({
    code: 'configuration_invalid',
    option: 'attributeNames',
    problems: [problem],
  });
});

test('names that clash with nothing are all right', () => {
  expect(checkSignicatAttributeNames('saml2', { loa: 'urn:loa', cpr: 'national-identity' })).toEqual([]);
  expect(checkSignicatAttributeNames('saml11', { pid: 'nemid.pid', organizationNumber: 'org' })).toEqual([]);
  expect(checkSignicatAttributeNames('saml11', null)).toEqual(['attributeNames is not an object']);
});

test.each<[SignicatLogin, unknown, string]>([
  ['mitId', 'saml11', 'protocol is saml11, and the assertion is saml-2.0'],
  ['person', 'saml2', 'protocol is saml2, and the assertion is saml-1.1'],
  ['person', 'oidc', 'protocol is none of saml2, saml11'],
  ['person', 'toString', 'protocol is none of saml2, saml11'],
  ['person', undefined, 'protocol is none of saml2, saml11'],
])('a %s is not read by %j', (kind, protocol, problem) => {
  const read = () => profileFromSignicat(signicatLogin(kind), { protocol } as SignicatProfileOptions);
  const { code, detail } = errorOf(read);
  expect({ code, ...detail }).toMatchObject({ code: 'configuration_invalid', option: 'protocol', problems: [problem] });
});

test.each(Object.keys(SIGNICAT_LOGINS) as SignicatLogin[])(
  'a profile of a %s is frozen, and survives a session',
  (kind) => {
    const profile = signicatProfile(kind);
    expect(Object.isFrozen(profile)).toBe(true);
    expect(() => profile.transaction.expiresAt.setTime(0)).toThrow(TypeError);
    const { cpr, ...person } = profile.person;
    expect(cpr?.reveal()).toBe(CPR);
    expect(fromSession(JSON.parse(JSON.stringify(toSession(profile))))).toEqual({ ...profile, person });
  },
);
