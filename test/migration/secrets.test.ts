import { errorOfAsync } from '../support/codes';
import { cprForms, findCpr } from '../support/cpr-watch/forms';
import {
  ANNA,
  BENT,
  CARL,
  citizen,
  cpr,
  employee,
  FIRM,
  nemId,
  NEXT_SECRET,
  pid,
  SECRET,
  uuid,
} from './support/people';
import { auditOf, casesOf, onBothEngines } from './support/stores';

const words = { who: 'support:kim', why: 'asked for' };
const CPR_UUID = uuid(900);

onBothEngines('the secrets of CPR numbers', (world) => {
  test('rotation: logins renew the hashes, and the old secret can go when none is left', async () => {
    const before = await world().open();
    await before.addAccounts([{ account: 'a-1', class: 'citizen', cpr: cpr(ANNA) }]);
    await before.addAccounts([{ account: 'a-2', class: 'citizen', cpr: cpr(BENT) }]);
    const both = { cprSecrets: [NEXT_SECRET, SECRET] };
    const links = await world().open(both);
    expect([...(await links.secretUse())]).toEqual([['k2', 0], ['k1', 2]]); // prettier-ignore
    await links.resolve(citizen({ id: 1, cpr: ANNA }));
    expect([...(await links.secretUse())]).toEqual([['k2', 1], ['k1', 1]]); // prettier-ignore
    const early = await errorOfAsync(world().open({ cprSecrets: [NEXT_SECRET] }));
    expect(early).toMatchObject({ code: 'configuration_invalid' });
    expect(early.message).toContain('cprSecrets: k1 is missing');
    await links.resolve(citizen({ id: 2, cpr: BENT }));
    const after = await world().open({ cprSecrets: [NEXT_SECRET] });
    expect(await after.resolve(citizen({ id: 2, cpr: BENT }))).toMatchObject({ status: 'linked', account: 'a-2' });
    const actions = (await auditOf(after)).map(({ action }) => action);
    expect(actions).toEqual(['linked', 'rehashed', 'linked', 'rehashed']);
  });

  test('an account that is linked already has its hash renewed by the next login that says the CPR number', async () => {
    const before = await world().open();
    await before.addAccounts([{ account: 'a-1', class: 'citizen', cpr: cpr(ANNA) }]);
    await before.resolve(citizen({ id: 1, cpr: ANNA }));
    const links = await world().open({ cprSecrets: [NEXT_SECRET, SECRET] });
    await links.resolve(citizen({ id: 1 }));
    expect((await links.secretUse()).get('k1')).toBe(1);
    await links.resolve(citizen({ id: 1, cpr: ANNA }));
    expect((await links.secretUse()).get('k1')).toBe(0);
  });

  test('a secret that was changed under its id is refused', async () => {
    await world().open();
    const changed = { id: SECRET.id, secret: NEXT_SECRET.secret };
    const error = await errorOfAsync(world().open({ cprSecrets: [changed] }));
    expect(error.code).toBe('configuration_invalid');
    expect(error.message).toContain('k1 is another secret');
  });

  test('a RID that is a CPR number is kept hashed, found again, and renewed', async () => {
    const before = await world().open();
    await before.addAccounts([{ account: 'e-1', class: 'employee', cvr: FIRM, rid: ANNA, cprUuid: CPR_UUID }]);
    const links = await world().open({ cprSecrets: [NEXT_SECRET, SECRET] });
    const answer = await links.resolve(employee({ id: 1, rid: ANNA, cprUuid: CPR_UUID }));
    expect(answer).toMatchObject({ status: 'matched', account: 'e-1', evidence: ['cpr-uuid', 'cvr-rid'] });
    expect(Object.fromEntries(await links.secretUse())).toEqual({ k1: 0, k2: 1 });
  });

  test('the identity of a legacy login whose RID is a CPR number is linked under both secrets', async () => {
    const policy = { sufficient: { employee: [['cvr-rid']] }, dangerouslyAcceptRidAlone: true } as const;
    const before = await world().open({ policy });
    await before.addAccounts([{ account: 'e-1', class: 'employee', cvr: FIRM, rid: ANNA }]);
    await before.resolve(nemId(`CVR:${FIRM}-RID:${ANNA}`));
    const links = await world().open({ cprSecrets: [NEXT_SECRET, SECRET], policy });
    expect(await links.resolve(nemId(`CVR:${FIRM}-RID:${ANNA}`))).toMatchObject({ status: 'linked', account: 'e-1' });
    const after = await world().open({ cprSecrets: [NEXT_SECRET], policy });
    expect(await after.resolve(nemId(`CVR:${FIRM}-RID:${ANNA}`))).toMatchObject({ status: 'linked', account: 'e-1' });
  });

  test('an open case of an identity that is kept hashed is the same case under a new secret', async () => {
    const before = await world().open();
    const shared = { class: 'employee', cvr: FIRM, rid: ANNA } as const;
    await before.addAccounts([
      { account: 'e-1', ...shared },
      { account: 'e-2', ...shared },
    ]);
    const login = nemId(`CVR:${FIRM}-RID:${ANNA}`);
    await before.resolve(login, { asked: ['cpr'] });
    const links = await world().open({ cprSecrets: [NEXT_SECRET, SECRET] });
    await links.resolve(login, { asked: ['cpr'] });
    const [open, ...others] = await casesOf(links);
    expect([open?.logins, others]).toEqual([2, []]);
    await links.settle(open!.id, { decision: { linkTo: 'e-2' }, ...words });
    expect(await links.resolve(login)).toMatchObject({ status: 'linked', account: 'e-2' });
  });

  test('a secret that identities, cases or the numbers of companies are hashed under cannot be left out', async () => {
    const before = await world().open();
    const { issuer } = nemId(`CVR:${FIRM}-RID:7`).key;
    const identities = [{ issuer, namespace: 'cvr-rid', id: `CVR:${FIRM}-RID:${CARL}` }] as const;
    await before.addAccounts([
      { account: 'e-1', class: 'employee', cvr: FIRM, identities },
      { account: 'f-1', class: 'company', cvr: FIRM, uid: BENT },
    ]);
    const links = await world().open({ cprSecrets: [NEXT_SECRET, SECRET] });
    const left = async (use: number) => {
      expect((await links.secretUse()).get('k1')).toBe(use);
      const early = await errorOfAsync(world().open({ cprSecrets: [NEXT_SECRET] }));
      expect(early.message).toContain('cprSecrets: k1 is missing');
    };
    await left(2);
    await links.closeAccount({ account: 'e-1', ...words });
    await left(1);
  });

  test('two processes that bring different secrets under one id: one of them starts', async () => {
    await world().open();
    const opened = await Promise.allSettled(
      ['one', 'two', 'three', 'four'].map((name) =>
        world().open({ cprSecrets: [{ id: 'k9', secret: `a fictitious secret of 32 bytes, ${name}` }] }),
      ),
    );
    const refused = opened.filter(({ status }) => status === 'rejected');
    expect(refused).toMatchObject(Array(3).fill({ reason: { code: 'configuration_invalid' } }));
  });

  test('the database holds no CPR number, in any spelling', async () => {
    const links = await world().open();
    await links.addAccounts([
      { account: 'a-1', class: 'citizen', cpr: cpr(ANNA), pid: pid(1) },
      { account: 'a-2', class: 'citizen', cpr: cpr(BENT) },
      { account: 'e-1', class: 'employee', cvr: FIRM, rid: CARL },
    ]);
    await links.approve({ account: 'e-1', ...words });
    await links.resolve(citizen({ id: 1, cpr: ANNA }));
    await links.resolve(citizen({ id: 2, cpr: BENT, pid: pid(1) }));
    await links.resolve(nemId(`CVR:${FIRM}-RID:${CARL}`));
    await links.unlink({ account: 'e-1', ...words });
    await links.resolve(nemId(`CVR:${FIRM}-RID:${CARL}`));
    expect(await casesOf(links)).toHaveLength(2);
    const contents = await world().database.contents();
    expect(contents).toContain('hmac:k1:');
    expect(contents).toContain(pid(1));
    expect(findCpr(contents, [ANNA, BENT, CARL].flatMap(cprForms))).toBeUndefined();
  });
});
