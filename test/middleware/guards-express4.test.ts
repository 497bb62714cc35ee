import type express from 'express';
import { requireAssurance, requireCpr } from '../../src/middleware';
import { LoginApp } from '../strategies/eident/support/login-app';
import { browser, journey, page, returning } from './support/journey';

const express4 = jest.requireActual<typeof express>('express4');
const app = LoginApp.use(express4);

beforeEach(() => {
  app.custom = true;
  app.answer = returning();
  const high = requireAssurance('high', app.strategy, { afterPost: '/me' });
  app.guard = page('/high', high, page('/cpr', requireCpr(app.strategy), express4.Router()));
});

describe('Express 4', () => {
  it('is what this file runs on', () => {
    expect(jest.requireActual<{ version: string }>('express4/package.json').version).toMatch(/^4\./);
  });

  it.each(['/cpr', '/high'])('sends a browser through a login and back to %s', async (path) => {
    const visitor = browser('level-high');
    const { steps, answer } = await journey(app, visitor, path);
    expect([steps, answer.status]).toEqual([[path, 'broker', 'callback', path], 200]);
  });

  it('sends one that is logged in through the step-up', async () => {
    const visitor = browser('citizen');
    await app.login(visitor);
    expect((await journey(app, visitor, '/cpr?a=1')).said).toMatchObject({ page: '/cpr?a=1' });
    expect(app.profiles[1]?.person.cpr).toBeDefined();
  });

  it('sends a form to where the route says', async () => {
    const { status } = await browser('level-high').visit(`${app.url}/high`, { method: 'POST' });
    expect(status).toBe(303);
  });

  it('answers a script with a typed refusal', async () => {
    const answer = await browser('citizen').visit(`${app.url}/cpr`, { headers: { accept: 'application/json' } });
    expect([answer.status, (JSON.parse(answer.text) as { error: string }).error]).toEqual([401, 'login_required']);
  });

  it('gives the refusal of a page to the error handler', async () => {
    const visitor = browser('citizen');
    await visitor.visit(`${app.url}/login/password`, { method: 'POST' });
    const { answer, said } = await journey(app, visitor, '/cpr');
    expect([answer.status, said['code']]).toEqual([403, 'cpr_required']);
  });
});
