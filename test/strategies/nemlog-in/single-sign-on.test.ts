import { MemoryStateStore } from '../../../src/state';
import { instant } from '../../support/saml2';
import { Visitor } from '../eident/support/visitor';
import type { AnswerWith } from './support/idp';
import { LoginApp } from './support/login-app';

const MINUTE = 60_000;
const app = LoginApp.use();

/** What NemLog-in answers from a session that it has: the person authenticated a while ago, and is asked nothing. */
const fromSession = (): AnswerWith => ({
  authnInstant: instant(Date.now() - 20 * MINUTE),
  sessionIndex: '_one-session',
});

describe('single sign-on', () => {
  test('lets in whoever authenticated for another service', async () => {
    const stateStore = new MemoryStateStore();
    const visitor = new Visitor();
    app.configure({ name: 'first', stateStore });
    expect(await app.login(visitor, { sessionIndex: '_one-session' })).toMatchObject({ outcome: 'in' });
    const { record: first } = await app.me(visitor);
    app.configure({ name: 'second', stateStore });
    const elsewhere = new Visitor();
    expect(await app.login(elsewhere, fromSession())).toMatchObject({ outcome: 'in' });
    const { record: second } = await app.me(elsewhere);
    expect(second).toMatchObject({ strategy: 'second', key: first?.key, sessionIndex: first?.sessionIndex });
    expect(second?.id).not.toBe(first?.id);
  });

  test('does not, where the person is to authenticate anew, or did too long ago', async () => {
    app.call = { forceAuthn: true };
    expect((await app.login(new Visitor(), fromSession())).code).toBe('authentication_too_old');
    app.call = {};
    app.configure({ maxAuthenticationAgeMs: 10 * MINUTE });
    expect((await app.login(new Visitor(), fromSession())).code).toBe('authentication_too_old');
  });
});
