import { codeOfAsync } from '../support/codes';
import { ANNA, BENT, citizen, cpr, EIDENT, employee, FIRM, pid } from './support/people';
import type { AccountLinks } from '../../src/migration';
import type { TestDatabase } from './support/databases';
import { auditOf, casesOf, onBothEngines } from './support/stores';

const words = { who: 'support:kim', why: 'asked for' };

/** From here on the audit can be written by nobody. */
async function breakAudit({ console, location }: TestDatabase): Promise<void> {
  if (location.sqlite !== undefined) {
    await console(`CREATE TRIGGER broken BEFORE INSERT ON mitid_audit BEGIN SELECT RAISE(ABORT, 'broken'); END`);
    return;
  }
  await console(
    `CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$`,
  );
  await console('CREATE TRIGGER broken BEFORE INSERT ON mitid_audit FOR EACH ROW EXECUTE FUNCTION broken()');
}

async function mendAudit({ console, location }: TestDatabase): Promise<void> {
  await console(location.sqlite === undefined ? 'DROP TRIGGER broken ON mitid_audit' : 'DROP TRIGGER broken');
}

/** All that a login or a decision can write. */
async function writtenIn({ console }: TestDatabase): Promise<readonly unknown[]> {
  const tables = ['accounts', 'keys', 'links', 'approvals', 'cases', 'audit'];
  const rows = await Promise.all(tables.map((table) => console(`SELECT * FROM mitid_${table}`)));
  return rows.map((lines) => lines.map((line) => JSON.stringify(line)).sort());
}

/** What is there before, and the call whose line in the audit cannot be written. */
type Step = (links: AccountLinks) => Promise<unknown>;

const queueOne: Step = async (links) => {
  await links.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1), cpr: cpr(BENT) }]);
  await links.resolve(citizen({ id: 1, pid: pid(1), cpr: ANNA }));
};
const addOne: Step = (links) => links.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1) }]);
const linkOne: Step = async (links) => {
  await addOne(links);
  await links.resolve(citizen({ id: 1, pid: pid(1) }));
};
const addEmployee: Step = (links) => links.addAccounts([{ account: 'e-1', class: 'employee', cvr: FIRM, rid: '7' }]);

const CALLS: readonly (readonly [string, Step, Step])[] = [
  ['a link by a key', addOne, (links) => links.resolve(citizen({ id: 1, pid: pid(1) }))],
  [
    'a link that uses an approval up',
    async (links) => {
      await addEmployee(links);
      await links.approve({ account: 'e-1', ...words });
    },
    (links) => links.resolve(employee({ id: 1, rid: '7' })),
  ],
  [
    'an account that is added with its link',
    () => Promise.resolve(),
    (links) =>
      links.addAccounts([
        { account: 'a-1', class: 'citizen', identities: [{ issuer: EIDENT, namespace: 'mitid-uuid', id: 'u-1' }] },
      ]),
  ],
  [
    'a case',
    (links) => links.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1), cpr: cpr(BENT) }]),
    (links) => links.resolve(citizen({ id: 1, pid: pid(1), cpr: ANNA })),
  ],
  [
    'a case that is settled with a link',
    queueOne,
    async (links) => {
      const [open] = await casesOf(links);
      await links.settle(open!.id, { decision: { linkTo: 'a-1' }, ...words });
    },
  ],
  ['an approval', addEmployee, (links) => links.approve({ account: 'e-1', ...words })],
  ['a link that is undone', linkOne, (links) => links.unlink({ account: 'a-1', ...words })],
  ['an account that is closed', linkOne, (links) => links.closeAccount({ account: 'a-1', ...words })],
];

onBothEngines('what is done and its line in the audit are one', (world) => {
  test.each(CALLS)('%s: nothing of it is there when the audit cannot be written', async (_, before, call) => {
    const links = await world().open();
    const { database } = world();
    await before(links);
    const written = await writtenIn(database);
    await breakAudit(database);
    expect(await codeOfAsync(call(links))).toBe('link_store_failed');
    expect(await writtenIn(database)).toEqual(written);
    await mendAudit(database);
    const lines = (await auditOf(links)).length;
    await call(links);
    expect((await auditOf(links)).length).toBeGreaterThan(lines);
    expect(await writtenIn(database)).not.toEqual(written);
  });
});
