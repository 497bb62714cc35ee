import { format, inspect } from 'node:util';
import fc from 'fast-check';
import { MitIdError } from '../../src/errors';
import { toSession, type Profile } from '../../src/profile';
import { eidentOidc } from '../../src/profile/dialects/eident-oidc';
import { NETS_EID_BROKER } from '../../src/profile/dialects/nets-eid-broker';
import type { Row } from '../../src/profile/dialects/row';
import { SIGNICAT_OIDC } from '../../src/profile/dialects/signicat-oidc';
import { CLAIMS_LOGINS, claimsProfile, type ClaimsLoginName, type SaidClaims } from '../support/claims-logins';
import { errorOf } from '../support/codes';
import { fictitiousCpr } from '../support/cpr';
import { cprForms, findCpr } from '../support/cpr-watch/forms';
import { CPR, CVR, MITID_UUID, PID, RID } from '../support/eident-logins';

const KINDS = Object.keys(CLAIMS_LOGINS) as ClaimsLoginName[];
const LEVEL = 'https://data.gov.dk/concept/core/nsis/';

const outcomeOf = (kind: ClaimsLoginName, changes: SaidClaims): Profile | MitIdError => {
  try {
    return claimsProfile(kind, changes);
  } catch (error) {
    if (error instanceof MitIdError) return error;
    throw error;
  }
};
const refusal = (kind: ClaimsLoginName, changes: SaidClaims) => {
  const { code, detail } = errorOf(() => claimsProfile(kind, changes));
  return { code, where: detail.where };
};

/** Every claim that is read, with a login in which it is. */
const CLAIMS = [
  ...eidentOidc().rows.map((row) => [readIn(row, 'eidentPrivate', 'eidentProfessional'), row.attribute] as const),
  ...NETS_EID_BROKER.rows.map((row) => [readIn(row, 'netsPrivate', 'netsProfessional'), row.attribute] as const),
  ...SIGNICAT_OIDC.rows.map(({ attribute }) => ['signicatMitId', attribute] as const),
];

function readIn({ attribute }: Row, citizen: ClaimsLoginName, employee: ClaimsLoginName): ClaimsLoginName {
  return attribute.startsWith('nemlogin.') ? employee : citizen;
}

describe('a malformed value is an error that names the claim', () => {
  test.each<[ClaimsLoginName, string, readonly unknown[]]>([
    ['eidentPrivate', 'mitid.uuid', ['x', CPR, PID, 7]],
    ['eidentPrivate', 'pid', [PID, CPR]],
    ['eidentPrivate', 'loa', ['Medium', `${LEVEL}ial/High`, 3, true, 'urn:eident:cert:eidas:high']],
    ['eidentPrivate', 'aal', [`${LEVEL}loa/High`]],
    ['eidentPrivate', 'ial', ['MEDIUM']],
    ['eidentPrivate', 'mitid_amr', ['[1]', CPR, ['mitid:two words?']]],
    ['eidentPrivate', 'name', ['a\u0000b']],
    ['eidentPrivate', 'dk_ssn', ['0113905123', '0101905', Number(CPR), true]],
    ['eidentPrivate', 'ssn', ['none', Number(CPR)]],
    ['eidentPrivate', 'birthdate', ['1990', '30-02-1990', 1990]],
    ['eidentPrivate', 'nemid.pid', [CPR, MITID_UUID]],
    ['eidentPrivate', 'authorized_to_represent', ['9000000', [CVR, 'x']]],
    ['eidentPrivate', 'transaction_text_type', ['pdf']],
    ['eidentPrivate', 'transaction_text_sha256', ['x']],
    ['eidentProfessional', 'nemlogin.cvr', ['9000000', `DK${CVR}`, true]],
    ['eidentProfessional', 'nemlogin.p_number', ['1']],
    ['eidentProfessional', 'nemlogin.se_number', ['1']],
    ['eidentProfessional', 'nemlogin.nemid.rid', ['x'.repeat(65), 'CVR:9-RID:1']],
    ['eidentProfessional', 'nemlogin.persistent_professional_id', ['4711']],
    ['eidentProfessional', 'nemlogin.cpr', ['0113905123']],
    ['eidentProfessional', 'nemlogin.cpr_uuid', [CPR]],
    ['eidentProfessional', 'nemlogin.age', ['old', -1, 36.5, CPR]],
    ['eidentProfessional', 'nemlogin.ial', ['none']],
    ['eidentProfessional', 'nemlogin.auth_to_repr', ['9000000']],
    ['netsPrivate', 'dk.cpr', [Number(CPR), '1']],
    ['netsPrivate', 'mitid.date_of_birth', ['x']],
    ['signicatMitId', 'nin', ['0113905123']],
    ['signicatMitId', 'mitid_loa', ['MEDIUM']],
    ['signicatNemId', 'signicat.national_id', ['06052A4267']],
    ['signicatNemId', 'signicat.organization.number', ['9000000']],
  ])('%s: %s', (kind, claim, values) => {
    for (const value of values) {
      expect(refusal(kind, { [claim]: value })).toEqual({ code: 'attribute_malformed', where: claim });
    }
  });

  test.each(CLAIMS)('%s: an object as %s', (kind, claim) => {
    for (const value of [{}, { [claim]: 'x' }, ['x', {}], [['x']]]) {
      const error = errorOf(() => claimsProfile(kind, { [claim]: value }));
      expect({ code: error.code, ...error.detail }).toMatchObject({
        code: 'attribute_malformed',
        where: claim,
        got: 'an object, or a list in a list',
      });
    }
  });
});

test('whatever the value, every error of every claim is free of it', () => {
  const forms = cprForms(CPR);
  const encoded = Buffer.from(`${CPR} and more`).toString('base64');
  let errors = 0;
  for (const [kind, claim] of CLAIMS) {
    for (const value of [CPR, '010190-5123', `x ${CPR} y`, encoded, [CPR], { [CPR]: CPR }]) {
      const outcome = outcomeOf(kind, { [claim]: value });
      if (!(outcome instanceof MitIdError)) continue;
      errors += 1;
      const told = `${outcome.explain()} ${String(outcome.stack)} ${String(outcome.cause)}`;
      expect({ claim, found: findCpr(told, forms) }).toEqual({ claim, found: undefined });
    }
  }
  expect(errors).toBeGreaterThan(CLAIMS.length);
});

test.each(CLAIMS)('%s: an empty %s is a missing one', (kind, claim) => {
  const told = (value: unknown) => {
    const outcome = outcomeOf(kind, { [claim]: value });
    return outcome instanceof MitIdError
      ? { code: outcome.code, detail: outcome.detail }
      : { ...outcome, attributes: undefined };
  };
  const missing = told(undefined);
  for (const value of [null, '', ' \t', [], ['', null]]) expect(told(value)).toEqual(missing);
});

describe('levels are read in every spelling', () => {
  test.each([
    [`${LEVEL}Substantial`, 'substantial'],
    [`${LEVEL}loa/Substantial`, 'substantial'],
    [`${LEVEL}High`, 'high'],
    ['Low', 'low'],
    ['SUBSTANTIAL', 'substantial'],
  ])('%s', (loa, level) => {
    expect(claimsProfile('eidentPrivate', { loa }).assurance.loa).toBe(level);
    expect(claimsProfile('netsPrivate', { loa }, { loa }).assurance.loa).toBe(level);
    expect(claimsProfile('signicatMitId', { mitid_loa: loa }).assurance.loa).toBe(level);
  });
});

describe('JSON’s own values', () => {
  test('an age is a number too, and so is a number that loses nothing', () => {
    const { person, organization } = claimsProfile('netsProfessional', {
      'nemlogin.age': 36,
      'nemlogin.cvr': Number(CVR),
      'nemlogin.nemid.rid': Number(RID),
    });
    expect([person.age, organization?.cvr, organization?.rid]).toEqual([36, CVR, RID]);
  });

  test('several CVR numbers are a list, or a text of them', () => {
    const represented = (value: unknown) =>
      claimsProfile('netsPrivate', { 'nemlogin.auth_to_repr': value }).authorizedToRepresent;
    for (const value of [[CVR, '90000002'], `${CVR},90000002`, `["${CVR}","90000002"]`]) {
      expect(represented(value)).toEqual([CVR, '90000002']);
    }
  });

  test('two values of what is one are a conflict', () => {
    expect(refusal('eidentPrivate', { name: ['A', 'B'] })).toEqual({ code: 'attribute_conflict', where: 'name' });
    expect(refusal('eidentPrivate', { ssn: '0201905123' })).toEqual({
      code: 'attribute_conflict',
      where: 'dk_ssn, ssn',
    });
    expect(refusal('eidentPrivate', { birthdate: '1990-01-02' })).toEqual({
      code: 'attribute_conflict',
      where: 'person.cpr, person.dateOfBirth',
    });
    expect(refusal('signicatMitId', { 'national-identity': '0201905123' })).toEqual({
      code: 'attribute_conflict',
      where: 'national-identity, nin',
    });
  });
});

describe('profile.attributes', () => {
  test('hold what is not known, in its text', () => {
    const { attributes } = claimsProfile('netsPrivate', {
      unknown: [' a ', 'b'],
      age: 7,
      flag: false,
      nothing: null,
      'mitid.psd2': true,
    });
    expect(attributes.get('unknown')).toEqual([' a ', 'b']);
    expect([attributes.get('age'), attributes.get('flag'), attributes.get('nothing')]).toEqual([['7'], ['false'], []]);
    expect(attributes.get('transaction_actions')).toEqual(['mitid.login', 'mitid.cpr_match']);
    expect(attributes.get('mitid.psd2')).toEqual(['true']);
  });

  test('of one action, and of several', () => {
    expect(claimsProfile('netsProfessional').attributes.get('transaction_actions')).toEqual([
      'mitid_erhverv.identity_selected',
    ]);
  });

  test.each<[string, SaidClaims, string]>([
    ['a CPR number', { x: '010190-5123' }, 'x'],
    ['a CPR number in a list', { x: [CPR] }, 'x'],
    ['a name that is one', { [CPR]: 'x' }, CPR],
    ['a number that is one', { x: Number(`3112995123`) }, 'x'],
    ['a number that has lost its zero', { x: Number(CPR) }, 'x'],
    ['a list with such a number', { x: ['a', Number(CPR)] }, 'x'],
    ['an object', { x: { y: CPR } }, 'x'],
    ['a token', { x: `${'a'.repeat(40)}.${'b'.repeat(40)}.c` }, 'x'],
    ['another broker’s CPR number, though it is none', { 'signicat.national_id': 'none' }, 'signicat.national_id'],
    ['another broker’s text, which may be encoded', { 'mitid.reference_text': 'eA==' }, 'mitid.reference_text'],
    ['the nonce', {}, 'nonce'],
    ['the audience', {}, 'aud'],
  ])('lack %s', (_, changes, name) => {
    expect(claimsProfile('eidentPrivate', changes).attributes.has(name)).toBe(false);
  });

  test.each(KINDS)('lack every CPR claim of %s', (kind) => {
    const { attributes } = claimsProfile(kind);
    const names = ['dk_ssn', 'ssn', 'dk.cpr', 'nemlogin.cpr', 'signicat.national_id', 'national-identity', 'nin'];
    expect(names.filter((name) => attributes.has(name))).toEqual([]);
    expect(attributes.size).toBeGreaterThan(5);
  });
});

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
  ].join('\n');
}

test.each(KINDS)('no dump of a profile of %s shows a CPR', (kind) => {
  fc.assert(
    fc.property(fictitiousCpr, (cpr) => {
      const cprClaim = { eident: 'dk_ssn', 'nets-eid-broker': 'dk.cpr', signicat: 'signicat.national_id' } as const;
      const none = Object.fromEntries(
        ['dk_ssn', 'ssn', 'nemlogin.cpr', 'nin', 'birthdate', 'nemlogin.date_of_birth', 'mitid.date_of_birth'].map(
          (name) => [name, undefined],
        ),
      );
      const profile = claimsProfile(kind, {
        ...none,
        [cprClaim[CLAIMS_LOGINS[kind].broker]]: cpr,
        name: `Bjørn ${cpr}`,
        'nemlogin.name': cpr,
        'nemlogin.email': `${cpr}@firm.example`,
        'nemlogin.alias': cpr,
        'mitid.identity_name': cpr,
        unknown: [`id ${cpr}`, `${cpr.slice(0, 6)}-${cpr.slice(6)}`],
        number: Number(cpr),
        nested: { cpr },
        list: `["${cpr}"]`,
        token: Buffer.from(`<token>${cpr} and enough of other text that it is a blob</token>`).toString('base64'),
      });
      expect(profile.person.cpr?.reveal()).toBe(cpr);
      const dumps = dumpsOf(profile);
      expect(findCpr(dumps, cprForms(cpr))).toBeUndefined();
      expect(dumps.includes(String(Number(cpr)))).toBe(false);
    }),
    { numRuns: 20 },
  );
});
