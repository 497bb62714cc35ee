import { setTimeout as sleep } from 'node:timers/promises';
import { onBothEngines } from '../support/stores';
import { accountsIn, citizensCsv, Folder, importInto } from './support/files';
import { ImportProcess } from './support/import-process';

const [KILLS, ROWS, BATCH] = [10, 6_000, 100];

/** Every 97th line repeats an account, and every 89th has no PID that can be read. */
const CONTENT = citizensCsv(ROWS)
  .split('\n')
  .map((line, at) => (at > 1 && at % 97 === 0 ? line.replace(/^k-\d+/, 'k-1') : line))
  .map((line, at) => (at > 1 && at % 89 === 0 ? line.replace('9208-', '9209-') : line))
  .join('\n');

onBothEngines('an import that is killed', (world, engine) => {
  const folder = new Folder();
  afterAll(() => folder.remove());

  test(`${KILLS} times at any moment: nothing is lost, and nothing doubled`, async () => {
    const { database } = world();
    const file = folder.write('accounts.csv', CONTENT);
    const rejects = folder.path('rejects.csv');
    const task = {
      location: database.location,
      options: { file, rejects, class: 'citizen' as const, batchRows: BATCH },
    };
    const stoppedAt: number[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const running = new ImportProcess(task);
      await running.begun();
      // It judges what is written already, and goes on: a tenth of it is somewhere in the time of some batches.
      while (running.rows < ((kill + Math.random()) * ROWS) / (KILLS + 2)) await running.begun();
      await sleep(Math.random() * 20);
      await running.kill();
      expect(await running.answer()).toBeUndefined();
      const [row] = await database.console('SELECT row_position FROM mitid_imports');
      stoppedAt.push(Number(row?.['row_position']));
    }
    // Each came further than the one before, and the last was not at the end.
    expect(stoppedAt).toEqual([...stoppedAt].sort((a, b) => a - b));
    expect(new Set(stoppedAt).size).toBeGreaterThan(KILLS / 2);

    const last = await new ImportProcess(task).answer();
    expect(last?.resumedAt).toBe(stoppedAt.at(-1));
    expect(last?.resumedAt).toBeLessThan(ROWS);

    const unkilled = await engine.create();
    const whole = await importInto(unkilled, { ...task.options, rejects: folder.path('unkilled.csv') });
    expect(last).toMatchObject({ accepted: whole.accepted, rejected: whole.rejected });
    expect(await accountsIn(database)).toEqual(await accountsIn(unkilled));
    expect(folder.rejects()).toEqual(folder.rejects('unkilled.csv'));
    expect(folder.rejects()).toHaveLength(whole.rejected);
    await unkilled.remove();
  }, 240_000);

  test('before its first batch: the rejects it had begun are no obstacle', async () => {
    const { database } = world();
    const file = folder.write('accounts.csv', CONTENT);
    const options = { file, rejects: folder.path('early.csv'), class: 'citizen' as const };
    await importInto(database, { ...options, file: folder.write('other.csv', 'konto,pid\n') });
    folder.write('early.csv', 'line,column,reason\n90000,KundeNr,"of a batch that was nev');
    expect(await importInto(database, options)).toMatchObject({ resumedAt: 0 });
    expect(folder.read('early.csv')).not.toContain('nev');
  });
});
