import { Cpr } from '../../src/identifiers';
import { PERSONAS, personaById, personaByMitIdUuid, personaByUserId } from '../../src/simulator/personas';

const IDS = PERSONAS.map(({ id }) => id);

test.each(PERSONAS)('$id is plainly fictitious', (persona) => {
  expect(persona.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  const companies = [...persona.represents, ...persona.employments.map(({ company }) => company)];
  if (persona.nemid !== undefined && persona.nemid.kind !== 'personal') companies.push(persona.nemid.company);
  for (const { cvr } of companies) expect(cvr).toMatch(/^9\d{7}$/);
});

test.each(PERSONAS.filter(({ cpr }) => cpr !== undefined))('$id has a CPR number that nobody can have', ({ cpr }) => {
  const born = cpr?.birthDate ?? '';
  const lastCentury = born < '1900-01-01' && /^[5-8]$/.test(cpr?.reveal().slice(6, 7) ?? '');
  expect(lastCentury || born > '2040-01-01').toBe(true);
});

test.each(PERSONAS.filter(({ dateOfBirth }) => dateOfBirth))(
  '$id: day and month of the CPR are those of the birth',
  (one) => {
    expect(one.cpr?.birthDate.slice(5)).toBe(one.dateOfBirth?.slice(5));
  },
);

test('no id, user id, UUID, PID or CPR number is used twice', () => {
  const unique = (values: readonly (string | undefined)[]): void => {
    const present = values.filter((value) => value !== undefined);
    expect(new Set(present).size).toBe(present.length);
  };
  unique(IDS);
  unique(PERSONAS.map(({ userId }) => userId.toLowerCase()));
  unique(
    PERSONAS.flatMap(({ mitid, cprUuid, employments }) => [
      mitid?.uuid,
      cprUuid,
      ...employments.map((one) => one.professionalUuid),
    ]),
  );
  unique(PERSONAS.flatMap(({ nemidPid, nemid }) => [nemidPid, nemid?.kind === 'personal' ? nemid.pid : undefined]));
  unique(PERSONAS.map(({ cpr }) => cpr?.reveal()));
});

test('there is one for each case that an application meets', () => {
  const has = (fits: (persona: (typeof PERSONAS)[number]) => unknown): void =>
    expect(PERSONAS.some((one) => fits(one))).toBe(true);
  expect(PERSONAS.length).toBeGreaterThanOrEqual(12);
  for (const level of ['low', 'substantial', 'high'] as const) has(({ mitid }) => mitid?.aal === level);
  has(({ mitid, nemidPid }) => mitid && nemidPid);
  has(({ mitid, nemidPid }) => mitid && !nemidPid);
  has(({ nameProtected }) => nameProtected);
  has(({ dateOfBirth = '' }) => dateOfBirth > '2009');
  has(({ cpr }) => cpr?.isReplacementNumber);
  has(({ employments, represents }) => employments.length === 1 && represents.length === 0);
  has(({ employments, represents }) => employments.length === 2 && represents.length === 0);
  has(({ employments, represents }) => employments.length === 0 && represents.length === 1);
  has(({ employments, represents, mitid }) => mitid && employments.length > 0 && represents.length > 0);
  for (const kind of ['personal', 'employee', 'company']) has(({ nemid }) => nemid?.kind === kind);
  has(({ nemid }) => nemid?.vendor === 'dk_nemid_js');
  has(({ nemid }) => nemid?.vendor === 'dk_nemid-opensign');
  has(({ name }) => /[æøå]/i.test(name.given + name.family));
});

test('a persona can be printed: the CPR number does not come along', () => {
  const printed = JSON.stringify(PERSONAS);
  expect(PERSONAS.filter(({ cpr }) => cpr !== undefined && printed.includes(cpr.reveal()))).toEqual([]);
  expect(PERSONAS.find(({ id }) => id === 'citizen')?.cpr).toBeInstanceOf(Cpr);
});

describe('looking one up', () => {
  test('by id, exactly', () => {
    expect(personaById('citizen')?.id).toBe('citizen');
    expect(personaById('Citizen')).toBeUndefined();
  });

  test('by what is typed: user id or id, in any case, with space around it', () => {
    expect(personaByUserId(' bJØRN2712 ')?.id).toBe('all-identity-types');
    expect(personaByUserId('MANAGER')?.id).toBe('manager');
    expect(personaByUserId('nobody')).toBeUndefined();
    expect(personaByUserId('')).toBeUndefined();
  });

  test('by MitID UUID', () => {
    expect(personaByMitIdUuid('735771B2-37D0-47C9-BE01-43729313BADF')?.id).toBe('citizen');
    expect(personaByMitIdUuid('00000000-0000-4000-8000-000000000000')).toBeUndefined();
  });
});
