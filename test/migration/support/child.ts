import { MitIdError } from '../../../src/errors';
import { AccountLinks } from '../../../src/migration';
import { openStore } from '../../../src/migration/store';
import { citizen, pid, SECRET } from './people';
import type { Task } from './processes';

const options = { cprSecrets: [SECRET] };

/** How often each answer came. */
async function race({ location, first, logins }: Extract<Task, { kind: 'race' }>): Promise<Record<string, number>> {
  const links = await AccountLinks.open(location, options);
  const counts: Record<string, number> = {};
  const login = async (id: number) => {
    const answer = await links.resolve(citizen({ id, pid: pid(1) })).then(
      ({ status }) => status,
      (error: unknown) => (error instanceof MitIdError ? error.code : 'untyped'),
    );
    counts[answer] = (counts[answer] ?? 0) + 1;
  };
  // Eight at once: PostgreSQL's pool has ten connections, and SQLite queues.
  const ids = Array.from({ length: logins }, (_, index) => first + index);
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let id = ids.shift(); id !== undefined; id = ids.shift()) await login(id);
    }),
  );
  await links.close();
  return counts;
}

async function open({ location }: Extract<Task, { kind: 'open' }>): Promise<string> {
  const links = await AccountLinks.open(location, options);
  await links.close();
  return 'opened';
}

async function untilKilled({ location }: Extract<Task, { kind: 'until-killed' }>): Promise<void> {
  const links = await AccountLinks.open(location, options);
  for (let number = 1; number <= 20; number++) {
    await links.addAccounts([{ account: `a-${number}`, class: 'citizen', pid: pid(number) }]);
    await links.resolve(citizen({ id: number, pid: pid(number) }));
    process.send?.(number);
  }
  const { engine, now } = await openStore(location, options);
  await engine.transaction(async (sql) => {
    await sql.run(`INSERT INTO mitid_accounts (id, class, created_at) VALUES ('never', 'citizen', ?)`, [now()]);
    process.send?.('in the middle of a transaction');
    await new Promise(() => setInterval(() => undefined, 1000));
  });
}

process.on('message', (task: Task) => {
  const answer = task.kind === 'race' ? race(task) : task.kind === 'open' ? open(task) : untilKilled(task);
  answer.then(
    (value) => value !== undefined && process.send?.(value),
    (error: unknown) => process.send?.(String(error)),
  );
});
// It waits for ever where it is told to: not longer than the test that told it, whose output it would hold open.
process.on('disconnect', () => process.exit(1));
process.send?.('ready');
