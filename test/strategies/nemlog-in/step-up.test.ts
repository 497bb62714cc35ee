import { requireAssurance, requireCpr } from '../../../src/middleware';
import { MemoryStateStore } from '../../../src/state';
import type { AuditEvent } from '../../../src/strategies/audit-event';
import {
  attributesWith,
  BASIC_FORMAT,
  EID,
  instant,
  NSIS,
  OIOSAML2_CITIZEN,
  OIOSAML3_PRIVATE,
  OIOSAML3_PROFESSIONAL,
  PROFESSIONAL_NAME_ID,
} from '../../support/saml2';
import { browser, page } from '../../middleware/support/journey';
import { Visitor } from '../eident/support/visitor';
import { answerTo, requestIn, type AnswerWith } from './support/idp';
import { nameIdOf } from './support/logout';
import { endingOf, LoginApp } from './support/login-app';

const app = LoginApp.use();
const events: AuditEvent[] = [];
const auditLog = { record: (event: AuditEvent) => void events.push(event) };

const PRIVATE = attributesWith(OIOSAML3_PRIVATE, `${EID}cprNumber`, undefined);
/** What NemLog-in says of somebody who has just authenticated at a level. */
const at = (loa: string, more: AnswerWith = {}): AnswerWith => ({
  attributes: attributesWith(PRIVATE, `${NSIS}loa`, loa),
  authnInstant: instant(Date.now()),
  ...more,
});

beforeEach(() => {
  events.length = 0;
});

async function loggedIn(answer = at('Substantial'), visitor = new Visitor()): Promise<Visitor> {
  app.call = {};
  expect(await app.login(visitor, answer)).toMatchObject({ outcome: 'in' });
  app.call = { stepUp: 'assurance', loa: 'high' };
  return visitor;
}

describe('an assurance step-up', () => {
  test('asks for the level and for an authentication anew, and takes the place of the login', async () => {
    const visitor = await loggedIn();
    const before = (await app.me(visitor)).record;
    const { location } = await app.begin(visitor);
    expect(requestIn(location)).toContain('https://data.gov.dk/concept/core/nsis/loa/High');
    expect(requestIn(location)).toContain('ForceAuthn="true"');
    expect(await app.end(visitor, answerTo(location, app.callbackUrl, at('High')))).toMatchObject({ outcome: 'in' });
    const after = (await app.me(visitor)).record;
    expect([before?.loa, after?.loa]).toEqual(['substantial', 'high']);
    expect(after?.key).toEqual(before?.key);
    expect(after?.id).not.toBe(before?.id);
    expect(await app.strategy._core.sessions.findById(before?.id ?? '')).toBeUndefined();
  });

  test('asks for no authentication anew where the call says so', async () => {
    const visitor = await loggedIn();
    app.call = { stepUp: 'assurance', loa: 'high', forceAuthn: false };
    expect(requestIn((await app.begin(visitor)).location)).not.toContain('ForceAuthn');
  });

  test('does not take a session of NemLog-in’s for it', async () => {
    const visitor = await loggedIn();
    const { location } = await app.begin(visitor);
    const old = at('High', { authnInstant: instant(Date.now() - 10 * 60_000) });
    expect((await app.end(visitor, answerTo(location, app.callbackUrl, old))).code).toBe('authentication_too_old');
  });

  test.each<[string, string, AnswerWith]>([
    ['step_up_other_person', 'of another person', at('High', { nameId: nameIdOf(7) })],
    ['step_up_other_person', 'of another person at a lower level', at('Substantial', { nameId: nameIdOf(7) })],
    [
      'step_up_other_person',
      'of the same person for an employer',
      { nameId: PROFESSIONAL_NAME_ID, attributes: OIOSAML3_PROFESSIONAL, authnInstant: instant(Date.now()) },
    ],
    ['loa_too_low', 'at a level that is too low', at('Substantial')],
    ['user_cancelled', 'of nobody, who cancelled', { assertion: '', statusCodes: ['Responder', 'AuthnFailed'] }],
  ])('is refused with %s for an answer %s, and the session stays as it was', async (code, _name, answer) => {
    app.configure({ auditLog });
    const visitor = await loggedIn();
    const before = await app.me(visitor);
    const { location } = await app.begin(visitor);
    expect((await app.end(visitor, answerTo(location, app.callbackUrl, answer))).code).toBe(code);
    expect(await app.me(visitor)).toEqual(before);
    expect(app.profiles).toHaveLength(1);
    const said = { stepUp: 'assurance', steppedUpFrom: before.record?.id };
    expect(events.slice(2)).toMatchObject([
      { event: 'login-started', ...said },
      { event: 'login-refused', code, ...said },
    ]);
  });

  test('may not leave the session with a lower level than it had', async () => {
    const visitor = await loggedIn(at('High'));
    app.call = { stepUp: 'assurance', loa: 'substantial' };
    const { location } = await app.begin(visitor);
    expect(requestIn(location)).toContain('/nsis/loa/High');
    expect((await app.end(visitor, answerTo(location, app.callbackUrl, at('Substantial')))).code).toBe('loa_too_low');
  });

  test('needs somebody who is logged in, by this strategy', async () => {
    app.call = { stepUp: 'assurance', loa: 'high' };
    expect(endingOf(await app.begin(new Visitor())).code).toBe('step_up_no_transaction');
    const visitor = await loggedIn();
    await visitor.visit(`${app.url}/login/password`, { method: 'POST' });
    expect(endingOf(await app.begin(visitor)).code).toBe('step_up_no_transaction');
  });

  test.each(['/logout', '/login/password'])('that comes back after %s is refused', async (path) => {
    const visitor = await loggedIn();
    const { location } = await app.begin(visitor);
    await visitor.visit(`${app.url}${path}`, { method: 'POST' });
    const { code } = await app.end(visitor, answerTo(location, app.callbackUrl, at('High')));
    expect(code).toBe('step_up_no_transaction');
  });

  test('in two tabs ends in the first one only', async () => {
    const visitor = await loggedIn();
    const tabs = [await app.begin(visitor), await app.begin(visitor)];
    const endings = [];
    for (const { location } of tabs)
      endings.push(await app.end(visitor, answerTo(location, app.callbackUrl, at('High'))));
    expect(endings).toMatchObject([{ outcome: 'in' }, { outcome: 'fail', code: 'step_up_no_transaction' }]);
    expect((await app.me(visitor)).record?.loa).toBe('high');
  });

  test('does not undo a logout while the answer is judged', async () => {
    const stateStore = new MemoryStateStore();
    app.configure({ stateStore });
    const visitor = await loggedIn();
    const { location } = await app.begin(visitor);
    const claim = stateStore.claim.bind(stateStore);
    jest.spyOn(stateStore, 'claim').mockImplementation(async (key, ttlMs) => {
      await visitor.visit(`${app.url}/logout`, { method: 'POST' });
      return claim(key, ttlMs);
    });
    const { code } = await app.end(visitor, answerTo(location, app.callbackUrl, at('High')));
    expect(code).toBe('step_up_no_transaction');
    expect((await app.me(visitor)).record).toBeUndefined();
  });

  test('ends at no callback that names one, where it was none', async () => {
    const visitor = await loggedIn();
    app.call = { loa: 'high' };
    const { location } = await app.begin(visitor);
    app.callbackCall = { stepUp: 'assurance', loa: 'high' };
    expect((await app.end(visitor, answerTo(location, app.callbackUrl, at('High')))).code).toBe('login_unknown');
  });

  test.each([
    { stepUp: 'assurance' },
    { stepUp: 'cpr', loa: 'high' },
    { stepUp: 'assurance', loa: 'high', isPassive: true },
  ])('named wrongly, %j, is the application’s mistake', async (call) => {
    app.call = call as typeof app.call;
    expect(endingOf(await app.begin(new Visitor())).code).toBe('parameter_invalid');
  });

  test('is none of OIOSAML 2', async () => {
    app.configure({ dialect: 'oiosaml-2' });
    app.call = { stepUp: 'assurance', loa: 'high' };
    expect(endingOf(await app.begin(new Visitor())).code).toBe('parameter_invalid');
  });
});

describe('the guard of a route', () => {
  beforeEach(() => {
    app.guard = page('/high', requireAssurance('high', app.strategy), page('/cpr', requireCpr(app.strategy)));
  });
  const codeAt = async (visitor: Visitor, path: string) => endingOf(await visitor.visit(`${app.url}${path}`)).code;

  test('sends a person through the step-up, and the callback back', async () => {
    app.answer = undefined;
    const visitor = await loggedIn(at('Substantial'), browser('nobody'));
    expect(await codeAt(visitor, '/cpr')).toBe('cpr_unavailable');
    const { location } = await visitor.visit(`${app.url}/high?of=1`);
    expect(requestIn(location)).toContain('ForceAuthn="true"');
    const ending = await app.end(visitor, answerTo(location, app.callbackUrl, at('High')));
    expect(ending).toMatchObject({ outcome: 'in', authInfo: { returnTo: '/high?of=1' } });
    expect(endingOf(await visitor.visit(`${app.url}/high`))).toMatchObject({ status: 200, page: '/high' });
  });

  test('logs in whoever is not, and refuses at once who never gets there', async () => {
    const visitor = browser('nobody');
    const { location } = await visitor.visit(`${app.url}/cpr`);
    expect(requestIn(location)).not.toContain('ForceAuthn');
    await app.end(visitor, answerTo(location, app.callbackUrl, at('Substantial')));
    expect(await codeAt(visitor, '/cpr')).toBe('cpr_unavailable');
  });

  test('lets in whose login brought the attribute', async () => {
    const visitor = await loggedIn(at('Substantial', { attributes: OIOSAML3_PRIVATE }), browser('nobody'));
    expect(endingOf(await visitor.visit(`${app.url}/cpr`))).toMatchObject({ status: 200, page: '/cpr' });
  });

  test('does not start the step-up again that came back without', async () => {
    const visitor = await loggedIn(at('Substantial'), browser('nobody'));
    const { location } = await visitor.visit(`${app.url}/high`);
    await app.end(
      visitor,
      answerTo(location, app.callbackUrl, { assertion: '', statusCodes: ['Responder', 'AuthnFailed'] }),
    );
    expect(await codeAt(visitor, '/high')).toBe('assurance_required');
    expect((await visitor.visit(`${app.url}/high`)).location).not.toBe('');
  });

  test('knows that OIOSAML 2 has no level to ask for', async () => {
    app.configure({ dialect: 'oiosaml-2' });
    app.guard = page('/high', requireAssurance('high', app.strategy), page('/cpr', requireCpr(app.strategy)));
    const visitor = await loggedIn(
      { attributes: OIOSAML2_CITIZEN, attributeFormat: BASIC_FORMAT, nameId: 'x' },
      browser('nobody'),
    );
    expect(await codeAt(visitor, '/high')).toBe('loa_unavailable');
    expect(endingOf(await visitor.visit(`${app.url}/cpr`)).status).toBe(200);
    expect((await browser('nobody').visit(`${app.url}/high`)).location).toContain('SAMLRequest');
  });

  test('answers a login by another strategy of its own by that one', async () => {
    const high = requireAssurance('high', [app.configure({ name: 'other' }), app.configure()]);
    app.guard = page('/high', high);
    const visitor = await loggedIn(at('Substantial'), browser('nobody'));
    // A step-up, where the first of the two would only log in.
    expect(requestIn((await visitor.visit(`${app.url}/high`)).location)).toContain('ForceAuthn="true"');
  });
});
