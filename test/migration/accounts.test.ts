import type { AccountRecord } from '../../src/migration';
import { errorOfAsync } from '../support/codes';
import {
  ANNA,
  BENT,
  citizen,
  cpr,
  employee,
  FIRM,
  nemId,
  NEXT_SECRET,
  OTHER_FIRM,
  pid,
  SECRET,
  uuid,
} from './support/people';
import { auditOf, onBothEngines } from './support/stores';

const issuer = 'https://eident.example';

onBothEngines('AccountLinks.addAccounts', (world) => {
  test('an account that is there gets the keys it had not', async () => {
    const links = await world().open();
    expect(await links.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(1) }])).toEqual(['added']);
    expect(await links.addAccounts([{ account: 'a-1', class: 'citizen', cpr: cpr(ANNA) }])).toEqual(['extended']);
    const both = await links.resolve(citizen({ id: 1, pid: pid(1), cpr: ANNA }));
    expect(both).toMatchObject({ status: 'matched', evidence: ['pid', 'cpr'] });
  });

  test('an account is of one class and one company', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'a-1', class: 'employee', cvr: FIRM, rid: '7' }]);
    const others: AccountRecord[] = [
      { account: 'a-1', class: 'employee', cvr: OTHER_FIRM, rid: '7' },
      { account: 'a-1', class: 'citizen', pid: pid(1) },
    ];
    for (const other of others) expect(await links.addAccounts([other])).toEqual(['refused-class']);
    expect(await links.resolve(citizen({ id: 1, pid: pid(1) }))).toEqual({ status: 'unknown' });
  });

  test('an account does not become another person, and a CPR number is known under every secret', async () => {
    const links = await world().open();
    const anna: AccountRecord = { account: 'a-1', class: 'citizen', cpr: cpr(ANNA), cprUuid: uuid(900) };
    await links.addAccounts([anna]);
    const rotated = await world().open({ cprSecrets: [NEXT_SECRET, SECRET] });
    for (const other of [{ cpr: cpr(BENT) }, { cprUuid: uuid(901) }]) {
      const added = await rotated.addAccounts([{ account: 'a-1', class: 'citizen', pid: pid(2), ...other }]);
      expect(added).toEqual(['refused-person']);
    }
    expect(await rotated.resolve(citizen({ id: 2, cpr: BENT, pid: pid(2) }))).toEqual({ status: 'unknown' });
    expect(await rotated.addAccounts([{ ...anna, pid: pid(1) }])).toEqual(['extended']);
  });

  test('an identity that is known is linked at once', async () => {
    const links = await world().open();
    const identities = [{ issuer, namespace: 'mitid-uuid', id: uuid(1) }] as const;
    await links.addAccounts([{ account: 'a-1', class: 'citizen', identities }]);
    expect(await links.resolve(citizen({ id: 1 }))).toMatchObject({
      status: 'linked',
      account: 'a-1',
      evidence: 'import',
    });
    expect(await auditOf(links)).toMatchObject([{ action: 'linked', account: 'a-1', evidence: { rule: 'import' } }]);
    expect(await links.addAccounts([{ account: 'a-1', class: 'citizen', identities }])).toEqual(['extended']);
    expect(await auditOf(links)).toHaveLength(1);
  });

  test('an identity has one account, and an account one identity of a kind: in the database and in the batch', async () => {
    const links = await world().open();
    const known = (account: string, id: number): AccountRecord => ({
      account,
      class: 'citizen',
      identities: [{ issuer, namespace: 'mitid-uuid', id: uuid(id) }],
    });
    await links.addAccounts([known('a-1', 1)]);
    expect(await links.addAccounts([known('a-2', 1), known('a-1', 2)])).toEqual([
      'refused-identity',
      'refused-identity',
    ]);
    expect(await links.addAccounts([known('a-3', 3), known('a-4', 3)])).toEqual(['added', 'refused-identity']);
    const twoOfAKind = {
      ...known('a-5', 5),
      identities: [...known('a-5', 5).identities!, ...known('', 6).identities!],
    };
    expect(await links.addAccounts([twoOfAKind])).toEqual(['refused-identity']);
  });

  test('subjects of certificates are the numbers they hold', async () => {
    const links = await world().open();
    await links.addAccounts([
      { account: 'e-1', class: 'employee', certificateSubject: `CVR:${FIRM}-RID:7`, cpr: cpr(ANNA) },
      { account: 'c-1', class: 'company', certificateSubject: `CVR:${FIRM}-FID:55` },
      { account: 'e-2', class: 'employee', cvr: FIRM, certificateSubject: `UI:DK-E:G:${uuid(3).toUpperCase()}` },
    ]);
    const byRid = await links.resolve(employee({ id: 1, rid: '7', cpr: ANNA }));
    expect(byRid).toMatchObject({ account: 'e-1', evidence: ['cpr', 'cvr-rid'] });
    expect(await links.resolve(nemId(`CVR:${FIRM}-FID:55`))).toMatchObject({ status: 'matched', account: 'c-1' });
    const rows = await world().database.console(`SELECT value FROM mitid_keys WHERE kind = 'certificate'`);
    expect(rows).toMatchObject([{ value: uuid(3) }]);
  });

  test('a batch that names an account twice is refused whole', async () => {
    const links = await world().open();
    const record: AccountRecord = { account: 'a-1', class: 'citizen', pid: pid(1) };
    expect(await errorOfAsync(links.addAccounts([record, record]))).toMatchObject({ code: 'parameter_invalid' });
    expect(await links.addAccounts([record])).toEqual(['added']);
  });
});
