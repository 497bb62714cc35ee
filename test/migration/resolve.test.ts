import { codeOfAsync, errorOfAsync } from '../support/codes';
import { dump } from '../support/dump';
import { ANNA, BENT, citizen, cpr, employee, FIRM, nemId, NEXT_SECRET, pid, SECRET, uuid } from './support/people';
import { auditOf, casesOf, onBothEngines } from './support/stores';

onBothEngines('AccountLinks.resolve', (world) => {
  test('matched by PID once, linked ever after', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1) }]);
    const login = citizen({ id: 1, pid: pid(1) });
    expect(await links.resolve(login)).toEqual({ status: 'matched', account: 'a-1', evidence: ['pid'] });
    expect(await links.resolve(login)).toMatchObject({ status: 'linked', account: 'a-1', evidence: 'pid' });
    expect(await links.resolve(citizen({ id: 1 }))).toMatchObject({ status: 'linked', account: 'a-1' });
  });

  test('the link keeps its evidence in the audit', async () => {
    const links = await world().open({ clock: () => new Date('2026-11-22T10:00:00Z') });
    await links.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1), cpr: cpr(ANNA) }]);
    await links.resolve(citizen({ id: 1, pid: pid(1), cpr: ANNA }));
    expect(await auditOf(links)).toEqual([
      {
        seq: expect.any(Number) as number,
        at: '2026-11-22T10:00:00.000Z',
        action: 'linked',
        account: 'a-1',
        identity: { namespace: 'mitid-uuid', issuer: 'https://eident.example', id: uuid(1) },
        evidence: {
          agrees: ['pid', 'cpr'],
          rule: ['pid'],
          brought: ['pid', 'cpr'],
          assertionId: 'TI2-617b5cdc6fb84f16a6022e328d970bb7',
          trust: 'signature',
          loa: 'substantial',
        },
      },
    ]);
  });

  test('matched by CPR, through the hash', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'a-1', class: 'citizen', cpr: cpr(ANNA) }]);
    expect(await links.resolve(citizen({ id: 1, cpr: ANNA }))).toMatchObject({ status: 'matched', account: 'a-1' });
  });

  test('needs-pid once a login, then unknown', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1) }]);
    const login = citizen({ id: 1 });
    expect(await links.resolve(login)).toEqual({ status: 'needs-pid', ask: { returnNemidPid: true } });
    expect(await links.resolve(login, { asked: ['pid'] })).toEqual({ status: 'unknown' });
  });

  test('needs-cpr where accounts are known by CPR, and PID has been asked', async () => {
    const links = await world().open();
    await links.addAccounts([
      { account: 'a-1', class: 'citizen', pid: pid(1) },
      { account: 'a-2', class: 'citizen', cpr: cpr(ANNA) },
    ]);
    const asked = await links.resolve(citizen({ id: 1 }), { asked: ['pid'] });
    expect(asked).toEqual({ status: 'needs-cpr', ask: { stepUp: 'cpr' } });
    const told = await links.resolve(citizen({ id: 1, cpr: ANNA }), { asked: ['pid', 'cpr'] });
    expect(told).toMatchObject({ status: 'matched', account: 'a-2' });
  });

  test('asks nothing that no account could answer, nor what the policy does not ask', async () => {
    const links = await world().open();
    expect(await links.resolve(citizen({ id: 1 }))).toEqual({ status: 'unknown' });
    const silent = await world().open({ policy: { ask: [] } });
    await silent.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1), cpr: cpr(ANNA) }]);
    expect(await silent.resolve(citizen({ id: 1 }))).toEqual({ status: 'unknown' });
  });

  test('evidence that disagrees is ambiguous: queued once, nobody linked', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1), cpr: cpr(BENT) }]);
    const login = citizen({ id: 1, pid: pid(1), cpr: ANNA });
    const first = await links.resolve(login);
    expect(first).toMatchObject({ status: 'ambiguous', reason: 'evidence-disagrees' });
    expect(await links.resolve(login)).toEqual(first);
    expect(await casesOf(links)).toEqual([
      expect.objectContaining({
        reason: 'evidence-disagrees',
        scope: 'citizen',
        logins: 2,
        accounts: [{ account: 'a-1', agrees: ['pid'], disagrees: ['cpr'] }],
      }),
    ]);
    expect((await auditOf(links)).map(({ action }) => action)).toEqual(['queued']);
  });

  test('two accounts that claim a login are ambiguous', async () => {
    const links = await world().open();
    await links.addAccounts([
      { account: 'a-1', class: 'citizen', pid: pid(1) },
      { account: 'a-2', class: 'citizen', cpr: cpr(ANNA) },
    ]);
    const login = citizen({ id: 1, pid: pid(1), cpr: ANNA });
    expect(await links.resolve(login)).toMatchObject({ status: 'ambiguous', reason: 'two-accounts' });
  });

  test('an account that is linked is not given to another identity', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1) }]);
    await links.resolve(citizen({ id: 1, pid: pid(1) }));
    const refusal = await errorOfAsync(links.resolve(citizen({ id: 2, pid: pid(1) })));
    expect(refusal).toMatchObject({ code: 'link_taken', outcome: 'fail', status: 403 });
    expect(dump(refusal)).not.toContain(pid(1));
    expect(await casesOf(links)).toEqual([expect.objectContaining({ reason: 'link-taken', logins: 1 })]);
    expect(await links.resolve(citizen({ id: 1 }))).toMatchObject({ status: 'linked', account: 'a-1' });
  });

  test('the same person at two brokers has one account; the same UUID of another issuer has none', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1) }]);
    await links.resolve(citizen({ id: 1, pid: pid(1) }));
    const elsewhere = { issuer: 'https://other.example' };
    expect(await links.resolve(citizen({ id: 1, ...elsewhere }), { asked: ['pid'] })).toEqual({ status: 'unknown' });
    expect(await links.resolve(citizen({ id: 9, pid: pid(1), ...elsewhere }))).toMatchObject({ account: 'a-1' });
  });

  test('issuers share a name space where the policy says so', async () => {
    const policy = { sharedIssuers: [['https://eident.example', 'https://other.example']] };
    const links = await world().open({ policy });
    await links.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1) }]);
    await links.resolve(citizen({ id: 1, pid: pid(1) }));
    expect(await links.resolve(citizen({ id: 1, issuer: 'https://other.example' }))).toMatchObject({
      status: 'linked',
    });
  });

  test('a legacy login finds the account by its certificate, and is not asked for a PID', async () => {
    const links = await world().open();
    await links.addAccounts([
      { account: 'a-1', class: 'citizen', certificateSubject: `PID:${pid(1)}` },
      { account: 'c-1', class: 'company', certificateSubject: `CVR:${FIRM}-UID:1234` },
    ]);
    expect(await links.resolve(nemId(`PID:${pid(1)}`))).toMatchObject({ status: 'matched', account: 'a-1' });
    expect(await links.resolve(nemId(`CVR:${FIRM}-UID:1234`))).toMatchObject({ status: 'matched', account: 'c-1' });
    expect(await links.resolve(nemId(`PID:${pid(2)}`))).toEqual({ status: 'unknown' });
    expect(await links.resolve(nemId(`CVR:${FIRM}-UID:9999`))).toEqual({ status: 'unknown' });
  });

  test('a citizen never finds an employee account, whatever agrees', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'e-1', class: 'employee', cvr: FIRM, rid: '7', cpr: cpr(ANNA), pid: pid(1) }]);
    expect(await links.resolve(citizen({ id: 1, cpr: ANNA, pid: pid(1) }))).toEqual({ status: 'unknown' });
  });

  test('two windows of one person: both get the account, one link is made', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1) }]);
    const login = citizen({ id: 1, pid: pid(1) });
    const answers = await Promise.all(Array.from({ length: 8 }, () => links.resolve(login)));
    expect(answers.map((answer) => 'account' in answer && answer.account)).toEqual(Array(8).fill('a-1'));
    expect((await auditOf(links)).map(({ action }) => action)).toEqual(['linked']);
  });

  test('a policy of the application is held to', async () => {
    const links = await world().open({ policy: { sufficient: { citizen: [['pid', 'cpr']] } } });
    await links.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1), cpr: cpr(ANNA) }]);
    expect(await links.resolve(citizen({ id: 1, pid: pid(1) }))).toMatchObject({ status: 'needs-cpr' });
    const both = await links.resolve(citizen({ id: 1, pid: pid(1), cpr: ANNA }));
    expect(both).toMatchObject({ status: 'matched', evidence: ['pid', 'cpr'] });
  });

  test('a database that does not work is a typed error', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1) }]);
    await world()
      .database.console('DROP TABLE mitid_links')
      .catch(() => undefined);
    expect(await codeOfAsync(links.resolve(employee({ id: 1 })))).toBe('link_store_failed');
  });

  test('what a CPR secret is replaced by finds what the earlier one hashed', async () => {
    const before = await world().open();
    await before.addAccounts([{ account: 'a-1', class: 'citizen', cpr: cpr(ANNA) }]);
    const links = await world().open({ cprSecrets: [NEXT_SECRET, SECRET] });
    expect(await links.resolve(citizen({ id: 1, cpr: ANNA }))).toMatchObject({ status: 'matched', account: 'a-1' });
  });
});
