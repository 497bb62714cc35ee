import { inspect } from 'node:util';
import fc from 'fast-check';
import { MitIdError } from '../../src/errors';
import { Cpr, fromSession, profileFromEIdent, profileFromOioSaml, toSession, type Privilege } from '../../src/profile';
import { readPrivileges } from '../../src/profile/privileges';
import { errorOf } from '../support/codes';
import { fictitiousCpr } from '../support/cpr';
import { cprForms, findCpr } from '../support/cpr-watch/forms';
import { CPR, CVR, login } from '../support/eident-logins';
import { eid, gov, oioLogin, privilegeGroup, privilegeList } from '../support/oiosaml-logins';

const READ = 'urn:dk:example:read';
const BPP = 'http://digst.dk/oiosaml/basic_privilege_profile';
const ATTRIBUTE = eid('privilegesIntermediate');
const SCOPE = `urn:dk:gov:saml:cvrNumberIdentifier:${CVR}`;

const read = (groups: string) => readPrivileges(privilegeList(groups), 'X');
const base64 = (xml: string) => Buffer.from(xml).toString('base64');
const profileWith = (text: string) => profileFromOioSaml(oioLogin('person', { [ATTRIBUTE]: text }));
const scopeOf = (scope: string) => read(privilegeGroup(scope, READ))[0]?.scope;

test('a list is read privilege by privilege, each with its group’s scope and constraints', () => {
  const groups = `
    <PrivilegeGroup Scope="${SCOPE}">
      <Constraint Name="urn:dk:kombit:KLE">25.*</Constraint>
      <Privilege> ${READ} </Privilege>
      <Constraint Name="urn:dk:kombit:sensitivity">3</Constraint>
      <Privilege>urn:dk:example:write</Privilege>
    </PrivilegeGroup>
    ${privilegeGroup('urn:dk:gov:saml:seNumberIdentifier:90000009', READ)}`;
  const scope = { kind: 'cvr', value: CVR };
  const constraints = [
    { name: 'urn:dk:kombit:KLE', value: '25.*' },
    { name: 'urn:dk:kombit:sensitivity', value: '3' },
  ];
  expect(read(groups)).toEqual([
    { privilege: READ, scope, constraints },
    { privilege: 'urn:dk:example:write', scope, constraints },
    { privilege: READ, scope: { kind: 'seNumber', value: '90000009' }, constraints: [] },
  ]);
});

test.each<[string, string]>([
  ['OIO-BPP 1.2', privilegeList(privilegeGroup(SCOPE, READ))],
  ['OIO-BPP 1.0', privilegeList(privilegeGroup(SCOPE, READ), 'http://itst.dk/oiosaml/basic_privilege_profile')],
  ['one namespace for all', base64(`<PrivilegeList xmlns="${BPP}">${privilegeGroup(SCOPE, READ)}</PrivilegeList>`)],
  ['lines', privilegeList(privilegeGroup(SCOPE, READ)).replaceAll(/(.{64})/g, '$1\r\n                ')],
])('%s is read', (_, text) => {
  const expected = [{ privilege: READ, scope: { kind: 'cvr', value: CVR }, constraints: [] }];
  expect(profileWith(text).privileges).toEqual(expected);
  const legacy = oioLogin('nemIdEmployee', { [gov('Privileges_intermediate')]: text });
  expect(profileFromOioSaml(legacy).privileges).toEqual(expected);
});

test('no privileges are none', () => {
  expect(read('')).toEqual([]);
  expect(read(`<PrivilegeGroup Scope="${SCOPE}"/>`)).toEqual([]);
  expect(profileFromOioSaml(oioLogin('person')).privileges).toEqual([]);
  expect(profileFromEIdent(login('professional')).privileges).toEqual([]);
});

describe('a scope', () => {
  test.each<[string, object]>([
    [SCOPE, { kind: 'cvr', value: CVR }],
    [`urn:dk:gov:saml:CvrNumberIdentifier:${CVR}`, { kind: 'cvr', value: CVR }],
    ['urn:dk:gov:saml:productionUnitIdentifier:1010905123', { kind: 'productionUnit', value: '1010905123' }],
    ['urn:dk:gov:saml:seNumberIdentifier:90000009', { kind: 'seNumber', value: '90000009' }],
    ['urn:dk:example:unit:42', { kind: 'other', name: 'urn:dk:example:unit', value: '42' }],
    ['https://example.test/unit/42', { kind: 'other', name: 'https', value: '//example.test/unit/42' }],
    ['constructor:x', { kind: 'other', name: 'constructor', value: 'x' }],
  ])('%s', (scope, expected) => {
    expect(scopeOf(scope)).toEqual(expected);
  });

  test.each([`urn:dk:gov:saml:cprNumberIdentifier:${CPR}`, 'urn:dk:gov:saml:cprNumberIdentifier:010190-5123'])(
    'of a citizen holds a Cpr',
    (scope) => {
      const read = scopeOf(scope);
      if (read?.kind !== 'cpr') throw new Error('no scope of a citizen');
      expect(read.value).toBeInstanceOf(Cpr);
      expect(read.value.reveal()).toBe(CPR);
    },
  );

  test('that is not OIO-BPP’s is not taken for a citizen’s, whatever number is in it', () => {
    const scope = scopeOf(`urn:dk:healthcare:saml:actThroughProcurationBy:cprNumberIdentifier:${CPR}`);
    if (scope?.kind !== 'other') throw new Error('no other scope');
    expect(scope.name).toBe('urn:dk:healthcare:saml:actThroughProcurationBy:cprNumberIdentifier');
    expect(scope.value).toBeInstanceOf(Cpr);
  });
});

test('ten digits in a constraint that could be a CPR number are a Cpr, others a text', () => {
  const [privilege] = read(
    `<PrivilegeGroup Scope="${SCOPE}"><Constraint Name="a">${CPR}</Constraint><Constraint Name="b">1092738120</Constraint><Privilege>${READ}</Privilege></PrivilegeGroup>`,
  );
  const [a, b] = privilege?.constraints ?? [];
  expect(a?.value).toBeInstanceOf(Cpr);
  expect(b?.value).toBe('1092738120');
});

describe('anything else is malformed', () => {
  const group = (content: string, attributes = `Scope="${SCOPE}"`) =>
    privilegeList(`<PrivilegeGroup ${attributes}>${content}</PrivilegeGroup>`);
  const privilege = `<Privilege>${READ}</Privilege>`;
  const constraint = (length: number) => `<Constraint Name="urn:x">${'k'.repeat(length)}</Constraint>`;
  const limited = `<PrivilegeGroup Scope="${SCOPE}">${constraint(8_000)}${privilege.repeat(11)}</PrivilegeGroup>`;

  test.each<[string, string]>([
    ['no base64', 'PHg+PC94Pg'],
    ['nothing but padding', '===='],
    ['no XML', base64('privileges')],
    ['XML that ends early', base64(`<PrivilegeList xmlns="${BPP}">`)],
    ['no UTF-8', Buffer.from([0xff, 0xfe]).toString('base64')],
    ['a DOCTYPE', base64(`<!DOCTYPE x [<!ENTITY e "x">]><PrivilegeList xmlns="${BPP}"/>`)],
    ['a comment', privilegeList('<!-- x -->')],
    ['another root', base64(`<Privileges xmlns="${BPP}"/>`)],
    ['no namespace', base64('<PrivilegeList/>')],
    ['another namespace', privilegeList('', 'http://example.test/basic_privilege_profile')],
    ['a child of the list that is no group', privilegeList('<Privilege>x</Privilege>')],
    ['a group in another namespace', privilegeList('<x:PrivilegeGroup xmlns:x="urn:x" Scope="a:b"/>')],
    ['text in the list', privilegeList('x')],
    ['text in a group', group(`x${privilege}`)],
    ['an unknown part of a group', group(`${privilege}<Limit>x</Limit>`)],
    ['no Scope', group(privilege, '')],
    ['an empty Scope', group(privilege, 'Scope=" "')],
    ['a Scope that is no URN', group(privilege, `Scope="${CVR}"`)],
    ['a Scope with white space', group(privilege, 'Scope="urn:dk x:y"')],
    ['a Scope without a number', group(privilege, 'Scope="urn:dk:gov:saml:cvrNumberIdentifier:"')],
    ['a CVR of seven digits', group(privilege, 'Scope="urn:dk:gov:saml:cvrNumberIdentifier:9000000"')],
    ['a CPR that is none', group(privilege, 'Scope="urn:dk:gov:saml:cprNumberIdentifier:0113905123"')],
    ['a CPR inside a scope', group(privilege, `Scope="urn:x:010190-5123:y"`)],
    ['an empty privilege', group('<Privilege/>')],
    ['a privilege of elements', group('<Privilege><x/></Privilege>')],
    ['a privilege with a CPR', group(`<Privilege>urn:x:${CPR}</Privilege>`)],
    ['a privilege that is long', group(`<Privilege>${'x'.repeat(8193)}</Privilege>`)],
    ['a constraint without a name', group(`${privilege}<Constraint>x</Constraint>`)],
    ['a constraint without a value', group(`${privilege}<Constraint Name="x"/>`)],
    ['a constraint of elements', group(`${privilege}<Constraint Name="x"><y/></Constraint>`)],
    ['a constraint with a CPR inside', group(`${privilege}<Constraint Name="x">for ${CPR}</Constraint>`)],
    ['a constraint named by a CPR', group(`${privilege}<Constraint Name="${CPR}">x</Constraint>`)],
    ['many constraints', group(privilege + '<Constraint Name="x">y</Constraint>'.repeat(33))],
    ['many privileges', group(privilege.repeat(513))],
    ['more than 64 KiB', group(' '.repeat(64 * 1024))],
    ['long limits, carried by many', group(constraint(1_500).repeat(32) + '<Privilege>a</Privilege>'.repeat(512))],
    ['many groups of long limits', privilegeList(limited.repeat(3))],
    ['an element named by a CPR', privilegeList(`<g${CPR}/>`)],
  ])('%s', (_, text) => {
    const { code, detail, cause } = errorOf(() => profileWith(text));
    expect({ code, where: detail.where, expected: detail.expected, cause }).toEqual({
      code: 'attribute_malformed',
      where: ATTRIBUTE,
      expected: 'base64 of an OIO-BPP PrivilegeList',
      cause: undefined,
    });
    expect(detail.got).not.toMatch(/\d{6}|urn:/);
  });

  test('up to the bounds it is not', () => {
    expect(readPrivileges(group(constraint(8_000) + privilege.repeat(32)), 'X')).toHaveLength(32);
    expect(readPrivileges(privilegeList(limited.repeat(2)), 'X')).toHaveLength(22);
    expect(readPrivileges(group(privilege + '<Constraint Name="x">y</Constraint>'.repeat(32)), 'X')).toHaveLength(1);
    expect(readPrivileges(group(privilege.repeat(512)), 'X')).toHaveLength(512);
  });

  test('whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.base64String()), (text) => {
        try {
          readPrivileges(text, 'X');
        } catch (error) {
          if (!(error instanceof MitIdError)) throw error;
          expect(error.code).toBe('attribute_malformed');
        }
      }),
    );
  });

  test('two lists are a conflict, one list twice is one', () => {
    const [one, other] = [privilegeList(privilegeGroup(SCOPE, READ)), privilegeList('')];
    const profile = (...values: string[]) => profileFromOioSaml(oioLogin('person', { [ATTRIBUTE]: values }));
    expect(profile(one, `${one.slice(0, 60)}\n${one.slice(60)}`).privileges).toHaveLength(1);
    expect(errorOf(() => profile(one, other)).code).toBe('attribute_conflict');
  });
});

describe('a CPR number in a privilege', () => {
  const groups = (cpr: string) =>
    privilegeGroup(`urn:dk:gov:saml:cprNumberIdentifier:${cpr}`, 'urn:dk:example:of-a-citizen') +
    `<PrivilegeGroup Scope="${SCOPE}"><Constraint Name="urn:x">${cpr}</Constraint><Privilege>${READ}</Privilege></PrivilegeGroup>` +
    privilegeGroup(`urn:x:${cpr}`, 'urn:dk:example:other') +
    privilegeGroup(SCOPE, 'urn:dk:example:kept');

  test('is in no dump and in no session', () => {
    fc.assert(
      fc.property(fictitiousCpr, (cpr) => {
        const profile = profileWith(privilegeList(groups(cpr)));
        const everything = { depth: Infinity, showHidden: true, getters: true } as const;
        const dumps = [
          JSON.stringify(profile),
          JSON.stringify(toSession(profile)),
          JSON.stringify([...profile.attributes]),
          inspect(profile, everything),
          inspect(profile, { ...everything, customInspect: false }),
        ];
        expect(profile.privileges).toHaveLength(4);
        expect(findCpr(dumps.join('\n'), cprForms(cpr))).toBeUndefined();
      }),
      { numRuns: 20 },
    );
  });

  test('keeps the whole privilege out of the session: without it, it would allow more', () => {
    const profile = profileWith(privilegeList(groups(CPR)));
    const back = fromSession(JSON.parse(JSON.stringify(toSession(profile))));
    expect(back.privileges).toEqual([profile.privileges[3]]);
  });
});

describe('in a session', () => {
  const scopes = [
    SCOPE,
    'urn:dk:gov:saml:productionUnitIdentifier:1010905123',
    'urn:dk:gov:saml:seNumberIdentifier:90000009',
    'urn:dk:example:unit:42',
  ];
  const constrained = `<PrivilegeGroup Scope="${SCOPE}"><Constraint Name="a">b</Constraint><Privilege>${READ}</Privilege></PrivilegeGroup>`;
  const profile = profileWith(privilegeList(scopes.map((scope) => privilegeGroup(scope, READ)).join('') + constrained));
  const stored = () => JSON.parse(JSON.stringify(toSession(profile))) as { profile: { privileges: unknown } };

  test('they come back, frozen', () => {
    const back = fromSession(stored());
    expect(back).toEqual({ ...profile, person: { ...profile.person, cpr: undefined } });
    expect(Object.isFrozen(back.privileges) && Object.isFrozen(back.privileges[0]?.scope)).toBe(true);
  });

  const plain: Privilege = { privilege: READ, scope: { kind: 'cvr', value: CVR }, constraints: [] };

  test.each<[string, unknown]>([
    ['not there', undefined],
    ['no list', {}],
    ['without a scope', [{ privilege: READ, constraints: [] }]],
    ['without constraints', [{ privilege: READ, scope: plain.scope }]],
    ['of another kind', [{ ...plain, scope: { kind: 'all', value: 'x' } }]],
    ['of a citizen', [{ ...plain, scope: { kind: 'cpr', value: '010190-xxxx' } }]],
    ['with another number', [{ ...plain, scope: { kind: 'cvr', value: '9' } }]],
    ['with a member more', [{ ...plain, admin: true }]],
    ['with a CPR number', [{ ...plain, privilege: `urn:x:${CPR}` }]],
    ['with a CPR number in a scope', [{ ...plain, scope: { kind: 'other', name: 'x', value: CPR } }]],
    ['with a CPR number in a constraint', [{ ...plain, constraints: [{ name: 'x', value: CPR }] }]],
    ['with an empty constraint', [{ ...plain, constraints: [{ name: 'x', value: '' }] }]],
  ])('%s, they are refused', (_, privileges) => {
    const root = stored();
    const read = () => fromSession({ ...root, profile: { ...root.profile, privileges } });
    expect(errorOf(read).code).toBe('session_invalid');
  });
});
