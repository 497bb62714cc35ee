import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { errorOfAsync } from '../support/codes';
import { ANNA, BENT, citizen, cpr, EIDENT, employee, FIRM, nemId, pid, uuid } from './support/people';
import { auditOf, onBothEngines, type World } from './support/stores';

const OTHER = 'https://other.example';
const words = { who: 'support:kim', why: 'asked for' };

/**
 * PostgreSQL lets transactions run side by side, and makes one wait for another in the middle: here for one of the test's own,
 * which is ended when the product is seen waiting. SQLite runs one at a time.
 */
onBothEngines('two batches at once', (world) => {
  test('with another CPR number each for one account: it becomes one person', async () => {
    const both = [await world().open(), await world().open()];
    await both[0]!.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1) }]);
    const added = await Promise.all(
      [ANNA, BENT].map((digits, index) =>
        both[index]!.addAccounts([{ account: 'a-1', class: 'citizen', cpr: cpr(digits) }]),
      ),
    );
    expect(added.flat().sort()).toEqual(['extended', 'refused-person']);
    const held = await world().database.console(`SELECT value FROM mitid_keys WHERE kind = 'cpr'`);
    expect(held).toHaveLength(1);
  });
});

onBothEngines('a transaction that has to wait for another', (world, engine) => {
  if (engine.name === 'sqlite') {
    test('there is none: two transactions of one file do not run side by side', async () => {
      const links = await world().open();
      await links.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1) }]);
      const both = [1, 2].map((id) => links.resolve(citizen({ id, pid: pid(1) })));
      const settled = await Promise.allSettled(both);
      expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    });
    return;
  }

  test('an import of an identity, and whoever closes its account: no login finds the account', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1) }]);
    const identities = [{ issuer: OTHER, namespace: 'mitid-uuid', id: uuid(5) }] as const;
    const held = await hold(
      world(),
      `INSERT INTO mitid_links VALUES ('mitid-uuid', '${OTHER}', '${uuid(5)}', 'a-1', '', '')`,
    );
    const adding = links.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(2), identities }]);
    await held.until(1);
    const closing = links.closeAccount({ account: 'a-1', ...words });
    await held.until(2);
    await held.end('ROLLBACK');
    expect(await adding).toEqual(['extended']);
    await closing;
    expect(await links.resolve(citizen({ id: 5, issuer: OTHER }))).toEqual({ status: 'unknown' });
    expect(await links.resolve(citizen({ id: 6, pid: pid(2) }))).toEqual({ status: 'unknown' });
    expect((await auditOf(links)).map(({ action }) => action)).toEqual(['linked', 'unlinked', 'closed']);
  });

  test('a batch that waits for another sees whose account it is by then', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'a-1', class: 'citizen', cprUuid: uuid(900) }]);
    const held = await hold(world(), `INSERT INTO mitid_keys VALUES ('citizen', 'pid', '${pid(1)}', 'a-1')`);
    const adding = [ANNA, BENT].map((digits) =>
      links.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1), cpr: cpr(digits) }]),
    );
    await held.until(2);
    await held.end('ROLLBACK');
    expect((await Promise.all(adding)).flat().sort()).toEqual(['extended', 'refused-person']);
  });

  test('two batches with the same new accounts in another order do not wait each for the other', async () => {
    const links = await world().open();
    const held = await hold(
      world(),
      `INSERT INTO mitid_accounts (id, class, created_at) VALUES ('a-2', 'citizen', '')`,
    );
    const batch = [1, 2, 3].map((number) => ({ account: `a-${number}`, class: 'citizen', pid: pid(number) }) as const);
    const first = links.addAccounts(batch);
    await held.until(1);
    const second = errorOfAsync(links.addAccounts(batch.toReversed()));
    await held.until(2);
    await held.end('ROLLBACK');
    expect(await first).toEqual(['added', 'added', 'added']);
    expect(await second).toMatchObject({ code: 'link_taken' });
  });

  test('an approval of a RID decides for one of two logins that have it at once', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'e-1', class: 'employee', cvr: FIRM, rid: '7' }]);
    await links.approve({ account: 'e-1', ...words });
    const held = await hold(world(), `SELECT * FROM mitid_approvals FOR UPDATE`);
    const logins = [1, 2].map(() => links.resolve(nemId(`CVR:${FIRM}-RID:7`)));
    await held.until(2);
    await held.end('COMMIT');
    const answers = await Promise.all(logins);
    expect(answers.map(({ status }) => status).sort()).toEqual(['ambiguous', 'matched']);
  });

  test('an approval decides for one login, although another broker has another identity', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'e-1', class: 'employee', cvr: FIRM, rid: '7' }]);
    await links.approve({ account: 'e-1', ...words });
    const held = await hold(world(), `UPDATE mitid_approvals SET used_at = 'now'`);
    const login = links.resolve(employee({ id: 1, rid: '7' })).catch((error: unknown) => error);
    await held.until(1);
    await held.end('COMMIT');
    expect(await login).toMatchObject({ code: 'link_taken' });
    expect(await auditOf(links)).toMatchObject([{ action: 'approved' }, { action: 'queued' }]);
  });

  test('every link that an unlink takes away has its line, also one that was made while it waited', async () => {
    const links = await world().open();
    const identities = [{ issuer: EIDENT, namespace: 'mitid-uuid', id: uuid(1) }] as const;
    await links.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1), identities }]);
    const held = await hold(world(), 'SELECT * FROM mitid_links FOR UPDATE');
    const unlinking = links.unlink({ account: 'a-1', ...words });
    await held.until(1);
    await links.resolve(citizen({ id: 5, pid: pid(1), issuer: OTHER }));
    await held.end('COMMIT');
    await unlinking;
    const left = await world().database.console('SELECT issuer FROM mitid_links');
    const actions = (await auditOf(links)).map(({ action }) => action);
    const count = (action: string) => actions.filter((one) => one === action).length;
    expect(left).toHaveLength(count('linked') - count('unlinked'));
  });
});

/** A transaction of the test's own, which holds what the statement locks. */
async function hold({ database }: World, statement: string) {
  const client = new Client({ connectionString: database.location.postgres?.connectionString });
  await client.connect();
  await client.query('BEGIN');
  await client.query(statement);
  const waiting = `SELECT count(DISTINCT pid)::int AS n FROM pg_locks WHERE NOT granted AND pid IN (
    SELECT pid FROM pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace s ON s.oid = c.relnamespace
    WHERE s.nspname = current_schema())`;
  return {
    /** Until so many others wait. */
    until: async (count: number) => {
      for (let n = 0; n < count;) {
        await sleep(10);
        n = Number((await client.query<{ n: number }>(waiting)).rows[0]?.n);
      }
    },
    end: async (verb: 'COMMIT' | 'ROLLBACK') => {
      await client.query(verb);
      await client.end();
    },
  };
}
