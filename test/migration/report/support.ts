import { MigrationReports, type AccountRecord } from '../../../src/migration';
import { ANNA, BENT, citizen, cpr, EIDENT, employee, FIRM, OTHER_FIRM, pid, uuid } from '../support/people';
import type { World } from '../support/stores';

/** A Thursday, in week 48. */
export const NOW = '2026-11-26T10:00:00.000Z';

const citizens = Array.from({ length: 10 }, (_, index): AccountRecord => ({
  account: `c-${index + 1}`,
  class: 'citizen',
  pid: pid(index + 1),
}));

/**
 * Ten citizens: four come back in weeks 44 and 46, one is known from an import, one is a case (its PID agrees and its CPR number
 * does not), four are waiting. Three employees: one comes back in week 47. One company, which nobody has come for.
 */
export async function populate({ open }: World): Promise<void> {
  let now = '2026-10-26T09:00:00Z';
  const links = await open({ clock: () => new Date(now) });
  await links.addAccounts([
    ...citizens.map((one) => (one.account === 'c-6' ? { ...one, cpr: cpr(BENT) } : one)),
    {
      account: 'c-imported',
      class: 'citizen',
      identities: [{ issuer: EIDENT, namespace: 'mitid-uuid', id: uuid(900) }],
    },
    { account: 'e-1', class: 'employee', cvr: FIRM, rid: '007', cpr: cpr(ANNA) },
    { account: 'e-2', class: 'employee', cvr: FIRM, rid: '=1+1' },
    { account: 'e-3', class: 'employee', cvr: OTHER_FIRM, cpr: cpr(BENT) },
    { account: 'f-1', class: 'company', cvr: FIRM, uid: '25' },
  ]);
  for (const number of [1, 2, 3]) await links.resolve(citizen({ id: number, pid: pid(number) }));
  now = '2026-11-15T23:59:59.999Z';
  await links.resolve(citizen({ id: 4, pid: pid(4) }));
  // The same person with a key of another issuer: the account has two links then, and counts once.
  await links.resolve(citizen({ id: 4, pid: pid(4), issuer: 'https://other.example' }));
  await links.resolve(citizen({ id: 6, pid: pid(6), cpr: ANNA }));
  now = '2026-11-16T00:00:00Z';
  await links.resolve(employee({ id: 7, rid: '007', cpr: ANNA }));
  await links.addAccounts([{ account: 'c-closed', class: 'citizen', pid: pid(99) }]);
  await links.closeAccount({ account: 'c-closed', who: 'kim', why: 'the customer left' });
}

/** The reports of the world's database, at `NOW`. */
export async function reportsOf({ database }: World): Promise<MigrationReports> {
  return await MigrationReports.open(database.location, { clock: () => new Date(NOW) });
}

/** All that a generator gives, as one text. */
export async function textOf(texts: AsyncIterable<string>): Promise<string> {
  let all = '';
  for await (const text of texts) all += text;
  return all;
}
