import type express from 'express';
import { endingOf, LoginApp } from '../strategies/nemlog-in/support/login-app';
import {
  BINDINGS,
  bring,
  configureLogout,
  isIn,
  loggedIn,
  requestFor,
  statusIn,
} from '../strategies/nemlog-in/support/logout';

const express4 = jest.requireActual<typeof express>('express4');
const app = LoginApp.use(express4);
beforeEach(() => void configureLogout(app));

describe('Express 4', () => {
  it('is what this file runs on', () => {
    expect(jest.requireActual<{ version: string }>('express4/package.json').version).toMatch(/^4\./);
  });

  it.each(BINDINGS)('ends a session that NemLog-in ends by %s', async (binding) => {
    const { visitor, nameId, sessionIndex } = await loggedIn(app, 1);
    const { location } = await bring(app, binding, requestFor(app, { nameId, sessionIndexes: [sessionIndex] }));
    expect(statusIn(location)).toBe('Success');
    expect(await isIn(app, visitor)).toBe(false);
  });

  it('ends it at once in the browser that the message comes by', async () => {
    const { visitor, nameId } = await loggedIn(app, 1);
    await bring(app, 'redirect', requestFor(app, { nameId, sessionIndexes: [] }), { visitor });
    expect(visitor.cookies.has('mitid-session')).toBe(false);
    expect(await isIn(app, visitor)).toBe(false);
  });

  it('gives what is not believed to the error handler', async () => {
    const { visitor, nameId } = await loggedIn(app, 1);
    const document = requestFor(app, { nameId, issuer: 'https://evil.example' });
    expect(endingOf(await bring(app, 'redirect', document))).toMatchObject({ status: 401, code: 'issuer_mismatch' });
    expect(await isIn(app, visitor)).toBe(true);
  });

  it('sends a logout of ours to NemLog-in', async () => {
    const { visitor } = await loggedIn(app, 1);
    const { status, location } = await visitor.visit(`${app.url}/logout`, { method: 'POST' });
    expect([status, new URL(location).host]).toEqual([303, 'login.idp.example']);
    expect(await isIn(app, visitor)).toBe(false);
  });
});
