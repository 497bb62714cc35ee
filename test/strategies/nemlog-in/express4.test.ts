import type express from 'express';
import { Visitor } from '../eident/support/visitor';
import { LoginApp, postFromElsewhere } from './support/login-app';
import { answerTo } from './support/idp';

const express4 = jest.requireActual<typeof express>('express4');
const app = LoginApp.use(express4);

describe('Express 4', () => {
  it('is what this file runs on', () => {
    expect(jest.requireActual<{ version: string }>('express4/package.json').version).toMatch(/^4\./);
  });

  it('logs in, with a session of its own and a way back', async () => {
    app.answer = undefined;
    app.call = { returnTo: '/inbox' };
    const visitor = new Visitor();
    expect(await app.login(visitor)).toMatchObject({ outcome: 'in', authInfo: { returnTo: '/inbox' } });
    expect((await app.me(visitor)).user).not.toBeNull();
  });

  it('has an answer from another site posted again', async () => {
    const visitor = new Visitor();
    const { location } = await app.begin(visitor);
    const fields = answerTo(location, app.callbackUrl);
    const page = await postFromElsewhere(visitor, app.callbackUrl, fields);
    expect(page.text).toContain('name="mitid_reposted"');
    expect(page.setCookies).toEqual([]);
    expect(await app.end(visitor, { ...fields, mitid_reposted: '1' })).toMatchObject({ outcome: 'in' });
  });

  it('fails a parameter of the application’s own through its error handler', async () => {
    app.answer = undefined;
    app.call = { loa: 'medium' as never };
    expect((await app.begin(new Visitor())).status).toBe(500);
  });
});
