import type express from 'express';
import { LoginApp, persona } from './support/login-app';

const express4 = jest.requireActual<typeof express>('express4');
const app = LoginApp.use(express4);

describe('Express 4', () => {
  it('is what this file runs on', () => {
    expect(jest.requireActual<{ version: string }>('express4/package.json').version).toMatch(/^4\./);
  });

  it('logs in by artifact, with a session of its own and a way back', async () => {
    app.call = { returnTo: '/inbox' };
    const visitor = persona('citizen');
    expect(await app.login(visitor)).toMatchObject({ outcome: 'in', authInfo: { returnTo: '/inbox' } });
    expect((await app.me(visitor)).user).not.toBeNull();
  });

  it('logs in by POST', async () => {
    app.configure({ bindings: ['post'] });
    app.registerMerchant({ profile: 'post' });
    expect(await app.postedLogin(persona('citizen'))).toMatchObject({ outcome: 'in' });
  });

  it('refuses a callback in another browser', async () => {
    const callback = await app.toCallback(persona('citizen'));
    expect(await app.end(persona('citizen'), callback)).toMatchObject({
      status: 401,
      outcome: 'fail',
      answer: { text: 'Unauthorized' },
    });
  });

  it('fails a parameter of the application’s own through its error handler', async () => {
    app.call = { referenceText: 'x'.repeat(131) };
    const ending = await app.end(persona('citizen'), `${app.url}/login/mitid`);
    expect(ending).toMatchObject({ status: 500, outcome: 'error', code: 'parameter_invalid' });
  });
});
