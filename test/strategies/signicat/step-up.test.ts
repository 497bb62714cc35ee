import { MITID_UUID } from '../../support/eident-logins';
import { SIGNICAT_LOGINS, STEP_UP_ID } from '../../support/signicat-logins';
import { instant } from '../../support/xml-text';
import { Visitor } from '../eident/support/visitor';
import { requestIn, type AnswerWith } from '../nemlog-in/support/idp';
import { LoginApp } from './support/login-app';
import { mitIdAnswer } from './support/signicat';

const app = LoginApp.use();
beforeEach(() => void app.mitId({ stepUpParameter: 'token_id' }));

const { 'national-identity': cpr, ...WITHOUT_CPR } = SIGNICAT_LOGINS.mitId.says;
const says = (said: Readonly<Record<string, string>>): AnswerWith => ({ attributes: Object.entries(said) });
const BARE = says(WITHOUT_CPR);

/** A browser that is logged in without a CPR number, and about to give one. */
async function steppingUp(first: AnswerWith = BARE): Promise<Visitor> {
  const visitor = new Visitor();
  expect(await app.mitIdLogin(visitor, first)).toMatchObject({ outcome: 'in' });
  app.call = { stepUp: 'cpr' };
  return visitor;
}

describe('a CPR step-up', () => {
  test('goes on from the login’s auth-token-id, in the parameter that the options name', async () => {
    const visitor = await steppingUp();
    expect(app.profiles[0]?.person.cpr).toBeUndefined();
    const { location } = await app.begin(visitor);
    const query = new URL(location).searchParams;
    expect([...query.keys()]).toEqual(['SAMLRequest', 'RelayState', 'SigAlg', 'Signature', 'token_id']);
    expect(query.get('token_id')).toBe(STEP_UP_ID);
    expect(requestIn(location)).not.toContain(STEP_UP_ID);
    expect(await app.mitIdLogin(visitor)).toMatchObject({ outcome: 'in', user: { id: MITID_UUID } });
    expect(app.profiles[1]?.person.cpr?.reveal()).toBe(cpr);
  });

  test('takes the place of the login that it began with', async () => {
    const visitor = await steppingUp();
    const { record: before } = await app.me(visitor);
    await app.mitIdLogin(visitor);
    const { record } = await app.me(visitor);
    expect(record?.id).toBeDefined();
    expect(record?.id).not.toBe(before?.id);
    // For nobody has authenticated.
    expect(record?.expiresAt).toBe(before?.expiresAt);
  });

  test('without a CPR number is none', async () => {
    expect(await app.mitIdLogin(await steppingUp(), BARE)).toMatchObject({ code: 'cpr_missing' });
  });

  test('of another person is none', async () => {
    const visitor = await steppingUp();
    const nameId = '11111111-2222-4333-8444-555555555555';
    const other = { ...says({ ...SIGNICAT_LOGINS.mitId.says, mitidUuid: nameId }), nameId };
    expect(await app.mitIdLogin(visitor, other)).toMatchObject({ code: 'step_up_other_person' });
    expect((await app.me(visitor)).user).toEqual({ id: MITID_UUID, provider: 'mitid' });
  });

  test('at a lower level is none', async () => {
    const lower = says({ ...SIGNICAT_LOGINS.mitId.says, mitidLoa: 'LOW' });
    expect(await app.mitIdLogin(await steppingUp(), lower)).toMatchObject({ code: 'loa_too_low' });
  });

  test('that a call ends which names one, ends no login without', async () => {
    app.callbackCall = { stepUp: 'cpr' };
    expect(await app.mitIdLogin(new Visitor())).toMatchObject({ code: 'login_unknown' });
    app.callbackCall = {};
    const visitor = await steppingUp();
    app.callbackCall = { stepUp: 'cpr' };
    expect(await app.mitIdLogin(visitor)).toMatchObject({ outcome: 'in' });
  });

  test('whose session has ended meanwhile is none', async () => {
    const visitor = await steppingUp();
    const { location } = await app.begin(visitor);
    await visitor.post(`${app.url}/logout`, {});
    expect(await app.end(visitor, mitIdAnswer(location, app.callbackUrl))).toMatchObject({
      code: 'step_up_no_transaction',
    });
  });
});

describe('no step-up starts', () => {
  const codeOfStart = async (visitor: Visitor) =>
    (JSON.parse((await app.begin(visitor)).text) as { code: string }).code;

  test('where nobody is logged in', async () => {
    app.call = { stepUp: 'cpr' };
    expect(await codeOfStart(new Visitor())).toBe('step_up_no_transaction');
  });

  test('where the login named no transaction', async () => {
    const without = says({ ...WITHOUT_CPR, 'auth-token-id': '' });
    expect(await codeOfStart(await steppingUp(without))).toBe('step_up_no_transaction');
  });

  test('where the transaction’s time has passed', async () => {
    const visitor = await steppingUp({ ...BARE, notOnOrAfter: instant(Date.now() - 30_000) });
    expect(await codeOfStart(visitor)).toBe('step_up_expired');
  });

  test('where the options name no parameter for it', async () => {
    app.mitId();
    app.call = { stepUp: 'cpr' };
    expect(await codeOfStart(new Visitor())).toBe('parameter_invalid');
  });
});
