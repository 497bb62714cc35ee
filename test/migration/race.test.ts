import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { endProcess, perform, performUntilSaid, startProcess } from './support/processes';
import { citizen, pid } from './support/people';
import { auditOf, casesOf, onBothEngines } from './support/stores';

const PROCESSES = 8;
const LOGINS = 1000;

let processes: readonly ChildProcess[];

beforeAll(async () => {
  processes = await Promise.all(Array.from({ length: PROCESSES }, startProcess));
}, 90_000);
afterAll(async () => {
  await Promise.all(processes.map(endProcess));
});

onBothEngines('many processes', (world) => {
  test(`${PROCESSES} processes, ${LOGINS} logins for one account: one link, and a refusal for every other`, async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1) }]);
    const { location } = world().database;
    const logins = LOGINS / PROCESSES;
    const answers = await Promise.all(
      processes.map((child, index) => perform(child, { kind: 'race', location, first: index * logins, logins })),
    );
    const sum = (answer: string) =>
      (answers as Readonly<Record<string, number>>[]).reduce((total, counts) => total + (counts[answer] ?? 0), 0);
    expect({ matched: sum('matched'), refused: sum('link_taken') }).toEqual({ matched: 1, refused: LOGINS - 1 });
    const audit = await auditOf(links);
    expect(audit.filter(({ action }) => action === 'linked')).toHaveLength(1);
    expect(await casesOf(links)).toHaveLength(LOGINS - 1);
  }, 90_000);

  test(`${PROCESSES} processes make the schema at once, and each finds it whole`, async () => {
    const { location } = world().database;
    const answers = await Promise.all(processes.map((child) => perform(child, { kind: 'open', location })));
    expect(answers).toEqual(Array(PROCESSES).fill('opened'));
    expect(await world().database.console('SELECT version FROM mitid_schema')).toEqual([{ version: 1 }]);
  });

  test('a process that is killed in the middle of a transaction loses nothing that was committed', async () => {
    const child = await startProcess();
    const ended = once(child, 'exit');
    const committed = await performUntilSaid(child, {
      kind: 'until-killed',
      location: world().database.location,
    }).finally(() => child.kill('SIGKILL'));
    await ended;
    expect(committed).toHaveLength(20);
    const links = await world().open();
    for (const number of committed) {
      expect(await links.resolve(citizen({ id: number }))).toMatchObject({ status: 'linked', account: `a-${number}` });
    }
    expect(await auditOf(links)).toHaveLength(committed.length);
    expect(await world().database.console(`SELECT id FROM mitid_accounts WHERE id = 'never'`)).toEqual([]);
  }, 90_000);
});
