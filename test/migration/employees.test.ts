import type { Profile } from '../../src/profile';
import { ANNA, BENT, citizen, cpr, EIDENT, employee, FIRM, nemId, OTHER_FIRM, pid, uuid } from './support/people';
import { auditOf, casesOf, onBothEngines } from './support/stores';

const CPR_UUID = uuid(900);
const RID_7 = `CVR:${FIRM}-RID:7`;
const words = { who: 'support:kim', why: 'she called' };

/** A legacy login whose identity is a RID, and what the broker says of the person. */
function legacy({ cpr: digits, cprUuid }: { readonly cpr?: string; readonly cprUuid?: string } = {}): Profile {
  const login = nemId(RID_7);
  const said = { ...(digits && { cpr: cpr(digits) }), ...(cprUuid && { cprUuid }) };
  return { ...login, person: { ...login.person, ...said } };
}

onBothEngines('employees', (world) => {
  test('CVR and RID alone ask for the CPR number; with it the account is matched', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'e-1', class: 'employee', cvr: FIRM, rid: '7', cpr: cpr(ANNA) }]);
    const asked = await links.resolve(employee({ id: 1, rid: '7' }));
    expect(asked).toEqual({ status: 'needs-cpr', ask: { stepUp: 'cpr' } });
    const told = await links.resolve(employee({ id: 1, rid: '7', cpr: ANNA }));
    expect(told).toEqual({ status: 'matched', account: 'e-1', evidence: ['cpr', 'cvr-rid'] });
  });

  test('CVR and RID alone are never enough: where nothing more is known, somebody must approve', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'e-1', class: 'employee', cvr: FIRM, rid: '7' }]);
    const answer = await links.resolve(employee({ id: 1, rid: '7', cpr: ANNA }));
    expect(answer).toMatchObject({ status: 'ambiguous', reason: 'needs-approval' });
    const unanswered = await links.resolve(employee({ id: 2, rid: '7' }), { asked: ['cpr'] });
    expect(unanswered).toMatchObject({ status: 'ambiguous', reason: 'needs-approval' });
  });

  test('RID alone suffices where the application has said that it may', async () => {
    const sufficient = { employee: [['cvr-rid']] } as const;
    const links = await world().open({ policy: { sufficient, dangerouslyAcceptRidAlone: true } });
    await links.addAccounts([{ account: 'e-1', class: 'employee', cvr: FIRM, rid: '7' }]);
    expect(await links.resolve(employee({ id: 1, rid: '7' }))).toMatchObject({ status: 'matched', account: 'e-1' });
  });

  test('the CPR UUID and the PID tell the person as the CPR number does', async () => {
    const links = await world().open();
    await links.addAccounts([
      { account: 'e-1', class: 'employee', cvr: FIRM, rid: '7', cprUuid: CPR_UUID },
      { account: 'e-2', class: 'employee', cvr: FIRM, rid: '8', pid: pid(8) },
    ]);
    const byUuid = await links.resolve(employee({ id: 1, rid: '7', cprUuid: CPR_UUID }));
    expect(byUuid).toMatchObject({ status: 'matched', account: 'e-1', evidence: ['cpr-uuid', 'cvr-rid'] });
    const byPid = await links.resolve(employee({ id: 2, rid: '8', pid: pid(8) }));
    expect(byPid).toMatchObject({ status: 'matched', account: 'e-2', evidence: ['pid', 'cvr-rid'] });
  });

  test('an employee who changes company does not take the old account along', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'e-1', class: 'employee', cvr: FIRM, rid: '7', cpr: cpr(ANNA) }]);
    const atNewFirm = await links.resolve(employee({ id: 2, cvr: OTHER_FIRM, rid: '12', cpr: ANNA }));
    expect(atNewFirm).toEqual({ status: 'unknown' });
    const atOldFirm = await links.resolve(employee({ id: 1, cvr: FIRM, rid: '7', cpr: ANNA }));
    expect(atOldFirm).toMatchObject({ status: 'matched', account: 'e-1' });
  });

  test('a RID that was reassigned within a company does not give the account to its new holder', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'e-1', class: 'employee', cvr: FIRM, rid: '7', cpr: cpr(ANNA) }]);
    const newHolder = await links.resolve(employee({ id: 2, rid: '7', cpr: BENT }));
    expect(newHolder).toMatchObject({ status: 'ambiguous', reason: 'evidence-disagrees' });
    expect(await casesOf(links)).toEqual([
      expect.objectContaining({ accounts: [{ account: 'e-1', agrees: ['cvr-rid'], disagrees: ['cpr'] }] }),
    ]);
  });

  test('and where the new holder has an account too, both claim the login', async () => {
    const links = await world().open();
    await links.addAccounts([
      { account: 'e-1', class: 'employee', cvr: FIRM, rid: '7', cpr: cpr(ANNA) },
      { account: 'e-2', class: 'employee', cvr: FIRM, rid: '9', cpr: cpr(BENT) },
    ]);
    const newHolder = await links.resolve(employee({ id: 2, rid: '7', cpr: BENT }));
    expect(newHolder).toMatchObject({ status: 'ambiguous', reason: 'evidence-disagrees' });
    expect((await casesOf(links))[0]?.accounts.map(({ account }) => account)).toEqual(['e-1', 'e-2']);
  });

  test('a RID that another company uses too is another key', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'e-1', class: 'employee', cvr: FIRM, rid: '7', cpr: cpr(ANNA) }]);
    const stranger = await links.resolve(employee({ id: 2, cvr: OTHER_FIRM, rid: '7', cpr: BENT }));
    expect(stranger).toEqual({ status: 'unknown' });
  });

  test('a person with a private and two professional identities has three accounts', async () => {
    const links = await world().open();
    await links.addAccounts([
      { account: 'c-1', class: 'citizen', cpr: cpr(ANNA), pid: pid(1) },
      { account: 'e-1', class: 'employee', cvr: FIRM, rid: '7', cpr: cpr(ANNA) },
      { account: 'e-2', class: 'employee', cvr: OTHER_FIRM, rid: '7', cpr: cpr(ANNA) },
    ]);
    const answers = [
      await links.resolve(citizen({ id: 1, cpr: ANNA })),
      await links.resolve(employee({ id: 2, rid: '7', cpr: ANNA })),
      await links.resolve(employee({ id: 3, cvr: OTHER_FIRM, rid: '7', cpr: ANNA })),
    ];
    expect(answers.map((answer) => 'account' in answer && answer.account)).toEqual(['c-1', 'e-1', 'e-2']);
  });

  test('two employments in one company are told apart by the RID', async () => {
    const links = await world().open();
    await links.addAccounts([
      { account: 'e-1', class: 'employee', cvr: FIRM, rid: '7', cpr: cpr(ANNA) },
      { account: 'e-2', class: 'employee', cvr: FIRM, rid: '8', cpr: cpr(ANNA) },
    ]);
    const second = await links.resolve(employee({ id: 2, rid: '8', cpr: ANNA }));
    expect(second).toMatchObject({ status: 'matched', account: 'e-2' });
    const neither = await links.resolve(employee({ id: 3, rid: '9', cpr: ANNA }));
    expect(neither).toMatchObject({ status: 'ambiguous', reason: 'evidence-disagrees' });
    const untold = await links.resolve(employee({ id: 4, cpr: ANNA }));
    expect(untold).toMatchObject({ status: 'ambiguous', reason: 'two-accounts' });
  });

  test('a linked RID of a legacy login is no more than a RID: its new holder does not come by the link', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'e-1', class: 'employee', cvr: FIRM, cpr: cpr(ANNA) }]);
    expect(await links.resolve(legacy({ cpr: ANNA }))).toMatchObject({ status: 'matched', account: 'e-1' });
    expect(await links.resolve(legacy({ cpr: ANNA }))).toMatchObject({ status: 'linked', account: 'e-1' });
    expect(await links.resolve(legacy())).toMatchObject({ status: 'needs-cpr' });
    const unanswered = await links.resolve(legacy(), { asked: ['cpr'] });
    expect(unanswered).toMatchObject({ status: 'ambiguous', reason: 'needs-approval' });
    const newHolder = await links.resolve(legacy({ cpr: BENT }));
    expect(newHolder).toMatchObject({ status: 'ambiguous', reason: 'evidence-disagrees' });
  });

  test('an approval of a linked RID is for one login: the next holder needs another', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'e-1', class: 'employee', cvr: FIRM, rid: '7' }]);
    await links.approve({ account: 'e-1', ...words });
    expect(await links.resolve(legacy())).toMatchObject({ status: 'matched', evidence: ['cvr-rid', 'approval'] });
    for (const later of [legacy(), legacy({ cpr: BENT })]) {
      expect(await links.resolve(later)).toMatchObject({ status: 'ambiguous', reason: 'needs-approval' });
    }
    await links.approve({ account: 'e-1', ...words });
    expect(await links.resolve(legacy())).toMatchObject({ status: 'linked', account: 'e-1' });
    expect(await links.resolve(legacy())).toMatchObject({ status: 'ambiguous', reason: 'needs-approval' });
    const actions = (await auditOf(links)).map(({ action }) => action);
    expect(actions).toEqual(['approved', 'linked', 'queued', 'approved', 'approval-used']);
  });

  test.each([
    ['no key of the person', {}, {}],
    ['a CPR number that may not be asked for', { cpr: cpr(ANNA) }, { ask: [] }],
    ['a CPR UUID that the login does not say', { cprUuid: CPR_UUID }, {}],
    ['a PID that a legacy login is not asked for', { pid: pid(1) }, {}],
  ])('an imported RID is no more than a RID where the account has %s', async (_name, known, policy) => {
    const links = await world().open({ policy });
    const identities = [{ issuer: EIDENT, namespace: 'cvr-rid', id: RID_7 }] as const;
    await links.addAccounts([{ account: 'e-1', class: 'employee', cvr: FIRM, identities, ...known }]);
    expect(await links.resolve(legacy())).toMatchObject({ status: 'ambiguous', reason: 'needs-approval' });
  });

  test('a linked RID logs in with a key of the person that agrees, and with none that disagrees', async () => {
    const links = await world().open();
    const identities = [{ issuer: EIDENT, namespace: 'cvr-rid', id: RID_7 }] as const;
    await links.addAccounts([{ account: 'e-1', class: 'employee', cvr: FIRM, cprUuid: CPR_UUID, identities }]);
    const holder = await links.resolve(legacy({ cpr: ANNA, cprUuid: CPR_UUID }));
    expect(holder).toMatchObject({ status: 'linked', account: 'e-1', evidence: 'import' });
    const other = await links.resolve(legacy({ cpr: BENT, cprUuid: uuid(901) }));
    expect(other).toMatchObject({ status: 'ambiguous', reason: 'evidence-disagrees' });
  });

  test('a linked RID suffices where the application has said that it may', async () => {
    const policy = { sufficient: { employee: [['cvr-rid']] }, dangerouslyAcceptRidAlone: true } as const;
    const links = await world().open({ policy });
    const identities = [{ issuer: EIDENT, namespace: 'cvr-rid', id: RID_7 }] as const;
    await links.addAccounts([{ account: 'e-1', class: 'employee', cvr: FIRM, rid: '9', identities }]);
    expect(await links.resolve(legacy())).toMatchObject({ status: 'linked', account: 'e-1' });
  });

  test('a linked RID that somebody has settled stands, until a login contradicts it', async () => {
    const links = await world().open();
    const identities = [{ issuer: EIDENT, namespace: 'cvr-rid', id: RID_7 }] as const;
    await links.addAccounts([{ account: 'e-1', class: 'employee', cvr: FIRM, identities }]);
    await links.resolve(legacy());
    const [open] = await casesOf(links);
    await links.settle(open!.id, { decision: { linkTo: 'e-1' }, ...words });
    const settled = { status: 'linked', account: 'e-1', evidence: 'approval' };
    expect(await links.resolve(legacy())).toMatchObject(settled);
    await links.addAccounts([{ account: 'e-1', class: 'employee', cvr: FIRM, cpr: cpr(ANNA) }]);
    expect(await links.resolve(legacy())).toEqual({ status: 'needs-cpr', ask: { stepUp: 'cpr' } });
    expect(await links.resolve(legacy({ cpr: ANNA }))).toMatchObject(settled);
    expect(await links.resolve(legacy(), { asked: ['cpr'] })).toMatchObject(settled);
    const other = await links.resolve(legacy({ cpr: BENT }));
    expect(other).toMatchObject({ status: 'ambiguous', reason: 'evidence-disagrees' });
    expect(await casesOf(links)).toMatchObject([{ accounts: [{ account: 'e-1', disagrees: ['cpr'] }] }]);
  });

  test('a MitID identity that an approved RID has linked is a person, and stays linked', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'e-1', class: 'employee', cvr: FIRM, rid: '7' }]);
    await links.approve({ account: 'e-1', ...words });
    expect(await links.resolve(employee({ id: 1, rid: '7' }))).toMatchObject({ status: 'matched' });
    expect(await links.resolve(employee({ id: 1, rid: '7' }))).toMatchObject({ status: 'linked', account: 'e-1' });
  });

  test('a RID that is approved does not outweigh the account that the CPR number tells', async () => {
    const links = await world().open();
    await links.addAccounts([
      { account: 'e-1', class: 'employee', cvr: FIRM, rid: '7' },
      { account: 'e-2', class: 'employee', cvr: FIRM, rid: '9', cpr: cpr(BENT) },
    ]);
    await links.approve({ account: 'e-1', who: 'support:kim', why: 'she called' });
    const answer = await links.resolve(employee({ id: 2, rid: '7', cpr: BENT }));
    expect(answer).toMatchObject({ status: 'ambiguous', reason: 'evidence-disagrees' });
  });

  test('a company of which nothing is known asks nobody for anything', async () => {
    const links = await world().open();
    await links.addAccounts([{ account: 'e-1', class: 'employee', cvr: FIRM, rid: '7', cpr: cpr(ANNA) }]);
    expect(await links.resolve(employee({ id: 2, cvr: OTHER_FIRM, rid: '7' }))).toEqual({ status: 'unknown' });
    expect(await links.resolve(employee({ id: 2, cvr: FIRM }))).toMatchObject({ status: 'needs-cpr' });
  });
});
