import { codeOfAsync, errorOfAsync } from '../support/codes';
import { ANNA, BENT, citizen, cpr, employee, FIRM, pid } from './support/people';
import { auditOf, casesOf, onBothEngines } from './support/stores';

const words = { who: 'support:kim', why: 'passport shown at the counter' };

onBothEngines('decisions over accounts', (world, engine) => {
  test('unlink: the account can be linked again, and the audit says who undid what', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1) }]);
    await links.resolve(citizen({ id: 1, pid: pid(1) }));
    await links.unlink({ account: 'a-1', ...words });
    expect(await links.resolve(citizen({ id: 2, pid: pid(1) }))).toMatchObject({ status: 'matched', account: 'a-1' });
    const audit = await auditOf(links);
    expect(audit.map(({ action }) => action)).toEqual(['linked', 'unlinked', 'linked']);
    expect(audit[1]).toMatchObject({
      ...words,
      account: 'a-1',
      evidence: { was: 'pid' },
      identity: audit[0]?.identity,
    });
  });

  test('unlink of an account without a link is account_unknown', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1) }]);
    expect(await codeOfAsync(links.unlink({ account: 'a-1', ...words }))).toBe('account_unknown');
    expect(await codeOfAsync(links.unlink({ account: 'nobody', ...words }))).toBe('account_unknown');
  });

  test('two who unlink at once leave one line in the audit', async () => {
    const both = [await world().open(), await world().open()];
    const [links] = both;
    for (let number = 1; number <= 10; number++) {
      const account = `a-${number}`;
      await links!.addAccounts([{ account, class: 'citizen', pid: pid(number) }]);
      await links!.resolve(citizen({ id: number, pid: pid(number) }));
      const codes = await Promise.allSettled(both.map((one) => one.unlink({ account, ...words })));
      expect(codes.filter(({ status }) => status === 'rejected')).toMatchObject([
        { reason: { code: 'account_unknown' } },
      ]);
    }
    expect((await auditOf(links!)).filter(({ action }) => action === 'unlinked')).toHaveLength(10);
  });

  test('an approval lets the RID decide, for one login', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'e-1', class: 'employee', cvr: FIRM, rid: '7' }]);
    await links.approve({ account: 'e-1', ...words });
    const first = await links.resolve(employee({ id: 1, rid: '7' }));
    expect(first).toEqual({ status: 'matched', account: 'e-1', evidence: ['cvr-rid', 'approval'] });
    await links.unlink({ account: 'e-1', ...words });
    const second = await links.resolve(employee({ id: 2, rid: '7' }));
    expect(second).toMatchObject({ status: 'ambiguous', reason: 'needs-approval' });
    expect((await auditOf(links)).map(({ action }) => action)).toEqual(['approved', 'linked', 'unlinked', 'queued']);
    await links.approve({ account: 'e-1', ...words });
    expect(await links.resolve(employee({ id: 2, rid: '7' }))).toMatchObject({ status: 'matched', account: 'e-1' });
  });

  test('an approval does not outweigh a CPR number that disagrees', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'e-1', class: 'employee', cvr: FIRM, rid: '7', cpr: cpr(ANNA) }]);
    await links.approve({ account: 'e-1', ...words });
    const other = await links.resolve(employee({ id: 1, rid: '7', cpr: BENT }));
    expect(other).toMatchObject({ status: 'ambiguous', reason: 'evidence-disagrees' });
  });

  test('an approval of a key that the account has not is account_unknown', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1) }]);
    expect(await codeOfAsync(links.approve({ account: 'a-1', ...words }))).toBe('account_unknown');
  });

  test('a case that is settled with a link logs the person in next time', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1), cpr: cpr(BENT) }]);
    const login = citizen({ id: 1, pid: pid(1), cpr: ANNA });
    await links.resolve(login);
    const [open] = await casesOf(links);
    await links.settle(open!.id, { decision: { linkTo: 'a-1' }, ...words });
    expect(await links.resolve(login)).toMatchObject({ status: 'linked', account: 'a-1', evidence: 'approval' });
    expect(await casesOf(links)).toEqual([]);
    const audit = await auditOf(links);
    expect(audit.map(({ action }) => action)).toEqual(['queued', 'settled', 'linked']);
    expect(audit[2]).toMatchObject({ ...words, evidence: { rule: 'approval', disagrees: ['cpr'] } });
  });

  test('a case that is dismissed links nobody, and the next login opens another', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1), cpr: cpr(BENT) }]);
    const login = citizen({ id: 1, pid: pid(1), cpr: ANNA });
    await links.resolve(login);
    const [open] = await casesOf(links);
    await links.settle(open!.id, { decision: 'dismiss', ...words });
    expect(await casesOf(links)).toEqual([]);
    expect(await links.resolve(login)).toMatchObject({ status: 'ambiguous' });
    expect((await casesOf(links))[0]?.id).not.toBe(open!.id);
  });

  test('a case is settled once, and for an account that it is about', async () => {
    const links = await world().open();
    await links.addAccounts([
      { account: 'a-1', class: 'citizen', pid: pid(1), cpr: cpr(BENT) },
      { account: 'a-2', class: 'citizen', pid: pid(2) },
    ]);
    await links.resolve(citizen({ id: 1, pid: pid(1), cpr: ANNA }));
    const [open] = await casesOf(links);
    const other = errorOfAsync(links.settle(open!.id, { decision: { linkTo: 'a-2' }, ...words }));
    expect(await other).toMatchObject({ code: 'parameter_invalid', detail: { where: 'decision.linkTo' } });
    expect(await casesOf(links)).toHaveLength(1);
    await links.settle(open!.id, { decision: 'dismiss', ...words });
    const again = links.settle(open!.id, { decision: { linkTo: 'a-1' }, ...words });
    expect(await codeOfAsync(again)).toBe('case_unknown');
  });

  test('a case cannot be settled with an account that is linked to somebody else', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1) }]);
    await links.resolve(citizen({ id: 1, pid: pid(1) }));
    await links.resolve(citizen({ id: 2, pid: pid(1) })).catch(() => undefined);
    const [open] = await casesOf(links);
    const settle = () => links.settle(open!.id, { decision: { linkTo: 'a-1' }, ...words });
    expect(await codeOfAsync(settle())).toBe('link_taken');
    expect(await casesOf(links)).toHaveLength(1);
    await links.unlink({ account: 'a-1', ...words });
    await settle();
    expect(await links.resolve(citizen({ id: 2 }))).toMatchObject({ status: 'linked', account: 'a-1' });
  });

  test('an account that is closed is found by nobody', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1) }]);
    await links.resolve(citizen({ id: 1, pid: pid(1) }));
    await links.closeAccount({ account: 'a-1', ...words });
    expect(await links.resolve(citizen({ id: 1, pid: pid(1) }))).toEqual({ status: 'unknown' });
    expect(await links.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1) }])).toEqual(['refused-class']);
    expect(await codeOfAsync(links.closeAccount({ account: 'a-1', ...words }))).toBe('account_unknown');
    const audit = await auditOf(links);
    expect(audit.map(({ action }) => action)).toEqual(['linked', 'unlinked', 'closed']);
    expect(audit[1]).toMatchObject({ ...words, identity: audit[0]?.identity });
  });

  test.each([
    ['nobody', { who: '  ', why: 'because' }, 'who'],
    ['no reason', { who: 'kim', why: '' }, 'why'],
    ['a CPR number', { who: 'kim', why: `showed ${ANNA}` }, 'why'],
  ])('a decision with %s is refused', async (_name, said, where) => {
    const links = await world().open();
    const calls = [
      links.unlink({ account: 'a-1', ...said }),
      links.approve({ account: 'a-1', ...said }),
      links.closeAccount({ account: 'a-1', ...said }),
      links.settle('1', { decision: 'dismiss', ...said }),
    ];
    for (const call of calls) {
      expect(await errorOfAsync(call)).toMatchObject({ code: 'parameter_invalid', detail: { where } });
    }
  });

  test('nothing is taken out of the audit or changed in it, by anybody', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1) }]);
    await links.resolve(citizen({ id: 1, pid: pid(1) }));
    const { console } = world().database;
    await expect(console(`UPDATE mitid_audit SET why = 'other'`)).rejects.toThrow('append-only');
    await expect(console('DELETE FROM mitid_audit')).rejects.toThrow('append-only');
    const values = `(seq, at, action) VALUES (1, 'never', 'forged')`;
    if (engine.name === 'sqlite') {
      await expect(console(`REPLACE INTO mitid_audit ${values}`)).rejects.toThrow('append-only');
    } else {
      const forged = values.replace('VALUES', 'OVERRIDING SYSTEM VALUE VALUES');
      const replaced = console(`INSERT INTO mitid_audit ${forged} ON CONFLICT (seq) DO UPDATE SET action = 'forged'`);
      await expect(replaced).rejects.toThrow('append-only');
    }
    if (engine.name === 'postgres') await expect(console('TRUNCATE mitid_audit')).rejects.toThrow('append-only');
    expect(await auditOf(links)).toMatchObject([{ action: 'linked' }]);
  });

  test('the audit is exported as JSON lines, in order, however long it is', async () => {
    const links = await world().open();
    const numbers = Array.from({ length: 1203 }, (_, index) => index + 1);
    const issuer = 'https://eident.example';
    await links.addAccounts(
      numbers.map((number) => ({
        account: `a-${number}`,
        class: 'citizen',
        identities: [{ issuer, namespace: 'mitid-uuid', id: `u-${number}` }],
      })),
    );
    let text = '';
    for await (const line of links.auditLines()) text += line;
    const records = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { account: string });
    expect(records.map(({ account }) => account)).toEqual(numbers.map((number) => `a-${number}`));
    expect(records[0]).toMatchObject({ action: 'linked', evidence: { rule: 'import' } });
  });
});
