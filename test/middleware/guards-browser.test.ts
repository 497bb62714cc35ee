import type { BrowserContext, Page, Response } from 'playwright-core';
import { requireCpr } from '../../src/middleware';
import { LoginApp } from '../strategies/eident/support/login-app';
import { describeInBrowser, launchBrowser, type WatchedBrowser } from '../support/browser';
import { page, returning } from './support/journey';

describeInBrowser('a guarded page in a browser', () => {
  const app = LoginApp.use();
  const contexts: BrowserContext[] = [];
  let browser: WatchedBrowser;
  let tab: Page;

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });
  beforeEach(async () => {
    app.custom = true;
    app.answer = returning();
    app.guard = page('/pension', requireCpr(app.strategy, { afterPost: '/me' }));
    const { context } = await browser.newVisitor();
    contexts.push(context);
    await context.setExtraHTTPHeaders({ 'x-persona': 'citizen' });
    tab = await context.newPage();
    app.call = { returnTo: '/me' };
    await tab.goto(`${app.url}/login/mitid`);
    app.call = {};
  });
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
  });

  const goTo = async (path: string): Promise<Response> => {
    const response = await tab.goto(`${app.url}${path}`);
    if (response === null) throw new Error(`no answer for ${path}`);
    return response;
  };

  it('is reached through the step-up, and opens', async () => {
    expect(tab.url()).toBe(`${app.url}/me`);
    expect((await goTo('/pension?tab=2')).status()).toBe(200);
    expect(tab.url()).toBe(`${app.url}/pension?tab=2`);
    expect(app.profiles[1]?.person.cpr).toBeDefined();
  });

  it('is refused to a step-up that failed and led back to it, and starts one for who tries again', async () => {
    app.answer = returning('/pension');
    app.simulator.fault('cancel');
    const refused = await goTo('/pension');
    expect([refused.status(), await refused.json()]).toEqual([403, expect.objectContaining({ code: 'cpr_required' })]);
    expect((await goTo('/pension')).status()).toBe(200);
  });

  it('is lost to a form, whose sender lands where the route says', async () => {
    await tab.setContent(`<form method="post" action="${app.url}/pension"><button>Send</button></form>`);
    await tab.click('button');
    await tab.waitForURL(`${app.url}/me`);
    expect(app.profiles[1]?.person.cpr).toBeDefined();
  });

  it('is not for a script to be sent on from', async () => {
    const answer = await tab.evaluate(async () => {
      const { status, redirected, headers } = await fetch('/pension');
      return { status, redirected, type: headers.get('content-type') };
    });
    expect(answer).toEqual({ status: 403, redirected: false, type: 'application/json; charset=utf-8' });
  });
});
