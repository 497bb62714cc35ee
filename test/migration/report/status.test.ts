import { MigrationReports, statusText, type MigrationStatus } from '../../../src/migration';
import { codeOfAsync, errorOfAsync } from '../../support/codes';
import { ANNA, BENT, citizen, pid } from '../support/people';
import { casesOf, onBothEngines, type World } from '../support/stores';
import { NOW, populate, reportsOf } from './support';

async function statusOf(world: World): Promise<MigrationStatus> {
  const reports = await reportsOf(world);
  try {
    return await reports.status();
  } finally {
    await reports.close();
  }
}

onBothEngines('the status', (world, engine) => {
  test('counts each class: linked by what, waiting, ambiguous, and when it would end', async () => {
    await populate(world());
    const { at, classes, all } = await statusOf(world());
    expect(at).toBe(NOW);
    expect(classes).toEqual([
      {
        class: 'citizen',
        accounts: 11,
        linked: 5,
        waiting: 5,
        ambiguous: 1,
        byEvidence: [
          { evidence: 'pid', accounts: 4 },
          { evidence: 'import', accounts: 1 },
        ],
        // Six are left, at four in four weeks: 42 days.
        projection: { state: 'projected', end: '2027-01-07', linksPerWeek: 1, fromWeeks: 4 },
      },
      {
        class: 'employee',
        accounts: 3,
        linked: 1,
        waiting: 2,
        ambiguous: 0,
        byEvidence: [{ evidence: 'cpr+cvr-rid', accounts: 1 }],
        projection: { state: 'projected', end: '2027-01-21', linksPerWeek: 0.25, fromWeeks: 4 },
      },
      {
        class: 'company',
        accounts: 1,
        linked: 0,
        waiting: 1,
        ambiguous: 0,
        byEvidence: [],
        projection: { state: 'unknown' },
      },
    ]);
    expect(all).toMatchObject({ accounts: 15, linked: 6, waiting: 8, ambiguous: 1, projection: { state: 'unknown' } });
  });

  test('counts links by ISO week, without a gap and without those of an import', async () => {
    await populate(world());
    const { weeks } = await statusOf(world());
    const none = { citizen: 0, employee: 0, company: 0, all: 0 };
    expect(weeks).toEqual([
      { week: '2026-W44', monday: '2026-10-26', ...none, citizen: 3, all: 3 },
      { week: '2026-W45', monday: '2026-11-02', ...none },
      { week: '2026-W46', monday: '2026-11-09', ...none, citizen: 1, all: 1 },
      { week: '2026-W47', monday: '2026-11-16', ...none, employee: 1, all: 1 },
      { week: '2026-W48', monday: '2026-11-23', ...none },
    ]);
  });

  test('an account whose case is settled is linked; one whose case is dismissed is waiting', async () => {
    await populate(world());
    const links = await world().open();
    const [open] = await casesOf(links);
    expect((await statusOf(world())).cases).toEqual({
      open: 1,
      byReason: [{ reason: 'evidence-disagrees', cases: 1 }],
    });
    await links.settle(open!.id, { decision: 'dismiss', who: 'kim', why: 'another person' });
    expect((await statusOf(world())).classes[0]).toMatchObject({ linked: 5, waiting: 6, ambiguous: 0 });
    await links.resolve(citizen({ id: 6, pid: pid(6), cpr: ANNA }));
    const [again] = await casesOf(links);
    await links.settle(again!.id, { decision: { linkTo: 'c-6' }, who: 'kim', why: 'passport' });
    expect((await statusOf(world())).classes[0]).toMatchObject({ linked: 6, waiting: 5, ambiguous: 0 });
  });

  test('a case about an account that is linked is open, and the account is linked', async () => {
    await populate(world());
    const links = await world().open();
    const login = links.resolve(citizen({ id: 77, pid: pid(1) }));
    expect(await codeOfAsync(login)).toBe('link_taken');
    const { cases, classes } = await statusOf(world());
    expect(cases).toEqual({
      open: 2,
      byReason: [
        { reason: 'evidence-disagrees', cases: 1 },
        { reason: 'link-taken', cases: 1 },
      ],
    });
    expect(classes[0]).toMatchObject({ linked: 5, waiting: 5, ambiguous: 1 });
  });

  test('as text', async () => {
    await populate(world());
    expect(statusText(await statusOf(world()))).toBe(`Accounts and their MitID logins, 2026-11-26 10:00 UTC

           accounts  linked        waiting  ambiguous
Citizens         11       5  45 %        5          1
Employees         3       1  33 %        2          0
Companies         1       0   0 %        1          0
All              15       6  40 %        8          1

Projected end
  Citizens: 2027-01-07 (1 a week in the last 4 complete weeks)
  Employees: 2027-01-21 (0.25 a week in the last 4 complete weeks)
  Companies: unknown
  All: unknown

linked by    citizens  employees  companies  all
pid                 4          0          0    4
cpr+cvr-rid         0          1          0    1
import              1          0          0    1

linked in  citizens  employees  companies  all
2026-W44          3          0          0    3
2026-W45          0          0          0    0
2026-W46          1          0          0    1
2026-W47          0          1          0    1
2026-W48          0          0          0    0

Open cases: 1 (evidence-disagrees 1)
`);
  });

  test('of a database without an account', async () => {
    await world().open();
    const status = await statusOf(world());
    expect(status.all).toEqual({
      accounts: 0,
      linked: 0,
      waiting: 0,
      ambiguous: 0,
      byEvidence: [],
      projection: { state: 'done' },
    });
    expect(status.weeks).toEqual([]);
    expect(statusText(status)).toContain('\n  All: –\n');
  });

  test('says no CPR number and no account', async () => {
    await populate(world());
    const said = JSON.stringify(await statusOf(world()));
    for (const secret of [ANNA, BENT, 'c-6', pid(6)]) expect(said).not.toContain(secret);
  });

  test('a database that is not there is not made', async () => {
    const { location } = world().database;
    const problem =
      engine.name === 'sqlite' ? 'sqlite: there is no file ' : 'postgres: this database holds no accounts';
    const refused = () => errorOfAsync(MigrationReports.open(location));
    // Twice: the first try has left nothing that the second would take for a database.
    for (const error of [await refused(), await refused()]) {
      expect(error.code).toBe('configuration_invalid');
      expect(error.detail.problems?.[0]).toContain(problem);
    }
  });
});
