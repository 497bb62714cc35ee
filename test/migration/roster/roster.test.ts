import { jsonArray, rosterCsv, type RosterCsvOptions, type RosterFilter } from '../../../src/migration';
import { populate, reportsOf, textOf } from '../report/support';
import { ANNA, BENT, FIRM, OTHER_FIRM, pid, SECRET } from '../support/people';
import { onBothEngines, type World } from '../support/stores';

async function csvOf(world: World, filter: RosterFilter = {}, options: RosterCsvOptions = {}): Promise<string> {
  const reports = await reportsOf(world);
  try {
    return await textOf(rosterCsv(reports.roster(filter), options));
  } finally {
    await reports.close();
  }
}

async function jsonOf(world: World, filter: RosterFilter = {}): Promise<string> {
  const reports = await reportsOf(world);
  try {
    return await textOf(jsonArray(reports.roster(filter)));
  } finally {
    await reports.close();
  }
}

const HEAD = 'account,cvr,rid,givenName,surname,emailAddress,linked,note\r\n';

onBothEngines('the roster', (world) => {
  test('has the open accounts of employees, and their RIDs to the letter', async () => {
    await populate(world());
    expect(await csvOf(world())).toBe(
      `${HEAD}e-1,${FIRM},007,,,,true,\r\ne-2,${FIRM},'=1+1,,,,false,\r\ne-3,${OTHER_FIRM},,,,,false,no-rid\r\n`,
    );
  });

  test('as JSON, in which nothing is put before a RID', async () => {
    await populate(world());
    const none = { givenName: null, surname: null, emailAddress: null };
    expect(JSON.parse(await jsonOf(world()))).toEqual([
      { account: 'e-1', cvr: FIRM, rid: '007', ...none, linked: true, note: null },
      { account: 'e-2', cvr: FIRM, rid: '=1+1', ...none, linked: false, note: null },
      { account: 'e-3', cvr: OTHER_FIRM, rid: null, ...none, linked: false, note: 'no-rid' },
    ]);
  });

  test('of one company', async () => {
    await populate(world());
    expect(await csvOf(world(), { cvr: OTHER_FIRM })).toBe(`${HEAD}e-3,${OTHER_FIRM},,,,,false,no-rid\r\n`);
    expect(await jsonOf(world(), { cvr: '90000009' })).toBe('[]\n');
  });

  test('for Excel in Denmark: a byte order mark and semicolons', async () => {
    await populate(world());
    const csv = await csvOf(world(), { cvr: OTHER_FIRM }, { bom: true, delimiter: ';' });
    expect(csv).toBe(`\ufeff${HEAD.replaceAll(',', ';')}e-3;${OTHER_FIRM};;;;;false;no-rid\r\n`);
  });

  test('an account with two RIDs has two lines', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'e', class: 'employee', cvr: FIRM, rid: '8' }]);
    await links.addAccounts([{ account: 'e', class: 'employee', cvr: FIRM, rid: '7' }]);
    expect(await csvOf(world())).toBe(`${HEAD}e,${FIRM},7,,,,false,\r\ne,${FIRM},8,,,,false,\r\n`);
  });

  test('a RID that may be a CPR number is not in it, and the line says so', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'e', class: 'employee', cvr: FIRM, rid: ANNA, pid: pid(1) }]);
    const csv = await csvOf(world());
    expect(csv).toBe(`${HEAD}e,${FIRM},,,,,false,rid-hashed\r\n`);
    for (const secret of [ANNA, BENT, SECRET.id + ':', 'hmac']) expect(csv).not.toContain(secret);
  });

  test('a RID stands in one cell whatever is in it, no cell is a formula, and each RID can be had back', async () => {
    const links = await world().open();
    const rids = ['=cmd', '+1', '-1', '@x', '＝1', "'y", 'a"b', 'a,b', 'a;b', 'a b', 'Sørensen', '0009'];
    await links.addAccounts(
      rids.map((rid, index) => ({ account: String.fromCharCode(97 + index), class: 'employee', cvr: FIRM, rid })),
    );
    const cells = (await csvOf(world()))
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.slice(`a,${FIRM},`.length, -',,,,false,'.length));
    expect(cells).toEqual([
      "'=cmd",
      "'+1",
      "'-1",
      "'@x",
      "'＝1",
      "''y",
      '"a""b"',
      '"a,b"',
      '"a;b"',
      '"a b"',
      'Sørensen',
      '0009',
    ]);
    const given = cells.map((cell) =>
      cell
        .replace(/^"(.*)"$/, '$1')
        .replaceAll('""', '"')
        .replace(/^'/, ''),
    );
    expect(given).toEqual(rids);
  });

  test('is read a page at a time, and nobody is lost between two', async () => {
    const links = await world().open();
    const ids = Array.from({ length: 5003 }, (_, index) => `e-${String(index).padStart(4, '0')}`);
    await links.addAccounts(ids.map((account) => ({ account, class: 'employee', cvr: FIRM, rid: account })));
    const roster = JSON.parse(await jsonOf(world())) as { account: string; rid: string }[];
    expect(roster.map(({ rid }) => rid)).toEqual(ids);
  });
});
