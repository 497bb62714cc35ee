import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser';
import { choosePerson, pathOf, textOf } from '../support/broker-pages';
import { DemoBrowser } from '../support/demo-browser';

const HOSTS = { app: 'b.localhost', simulator: 'a.localhost' };

describeInBrowser('single logout with NemLog-in, two sites', () => {
  const demo = DemoBrowser.use(HOSTS);

  afterEach(() => {
    demo.simulator.nemlogin.endSessions();
    demo.simulator.clearFaults();
  });

  async function logIn(persona: string): Promise<Page> {
    const page = await demo.visit();
    await page.goto(`${demo.url}/login/nemlog-in`);
    await choosePerson(page, persona);
    await page.waitForURL(`${demo.url}/profile`);
    return page;
  }

  async function isLoggedIn(page: Page): Promise<boolean> {
    await page.goto(`${demo.url}/account`);
    return pathOf(page) === '/account';
  }

  /** The newest row of the demo's page of sessions, as any visitor reads it: the customer number, and what happened. */
  async function newestRow(): Promise<string[]> {
    const page = await demo.visit();
    await page.goto(`${demo.url}/sessions`);
    const row = page.locator('[data-testid=sessions] tbody tr').first();
    return [await row.locator('th').innerText(), await row.locator('td').last().innerText()];
  }

  /** Whether the broker still knows the browser: the next login comes back without a page of the broker's. */
  async function brokerKnows(page: Page): Promise<boolean> {
    await page.goto(`${demo.simulator.url}/nemlogin/session`);
    return (await page.locator('form button.primary').count()) === 1;
  }

  test('from the application: both sessions end, and the page says which', async () => {
    const page = await logIn('citizen');
    const account = await textOf(page, 'account');
    expect(await brokerKnows(page)).toBe(true);
    await page.goto(`${demo.url}/profile`);
    await page.locator('nav button').click();
    await page.locator('[data-testid=logged-out]').waitFor();
    expect(pathOf(page)).toBe('/sessions?loggedOut');
    expect(await textOf(page, 'sessions')).toMatch(new RegExp(`${account ?? 'none'}\\s+logged out here`));
    expect(await brokerKnows(page)).toBe(false);
    expect(await isLoggedIn(page)).toBe(false);
    const names = (await page.context().cookies(demo.url)).map(({ name }) => name);
    expect(names).not.toContain('mitid-session');
  });

  test('from the broker, with two browsers logged in as two people: the one is logged out, the other is not', async () => {
    const anna = await logIn('citizen');
    const account = await textOf(anna, 'account');
    const other = await logIn('level-substantial');
    await anna.goto(`${demo.simulator.url}/nemlogin/session`);
    await anna.locator('form button.primary').click();
    await anna.waitForURL(/\/nemlogin\/logout\//);
    expect(await newestRow()).toEqual([account, 'logged out at the broker']);
    expect(await isLoggedIn(anna)).toBe(false);
    expect(await isLoggedIn(other)).toBe(true);
    expect(await brokerKnows(other)).toBe(true);
  });

  test('from the broker, by a browser that brings no cookie of the session: it is ended all the same', async () => {
    const anna = await logIn('citizen');
    const account = await textOf(anna, 'account');
    const other = await logIn('level-substantial');
    expect(await newestRow()).toEqual([await textOf(other, 'account'), 'logged in']);
    const { url } = demo.simulator.nemlogin.logOut({ persona: 'citizen', binding: 'redirect' });
    const stranger = await demo.visit();
    await stranger.goto(url);
    expect(await isLoggedIn(anna)).toBe(false);
    expect(await isLoggedIn(other)).toBe(true);
    expect(await newestRow()).toEqual([account, 'logged out at the broker']);
    expect(demo.log.at(-1)).toBe(`ended-by-broker: ${account ?? 'none'}`);
  });

  test('from the broker, by POST', async () => {
    const anna = await logIn('citizen');
    const account = await textOf(anna, 'account');
    const { url, form } = demo.simulator.nemlogin.logOut({ persona: 'citizen', binding: 'post' });
    const fields = Object.entries(form ?? {})
      .map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`)
      .join('');
    const stranger = await demo.visit();
    await stranger.setContent(`<form method="post" action="${url}">${fields}<button>go</button></form>`);
    await stranger.locator('button').click();
    await stranger.waitForURL(/\/nemlogin\//);
    expect(await isLoggedIn(anna)).toBe(false);
    expect(await newestRow()).toEqual([account, 'logged out at the broker']);
  });

  test.each(['bad-logout-signature', 'unsigned-logout-request', 'wrong-logout-issuer'] as const)(
    'a LogoutRequest that is not the broker’s (%s) ends nobody’s session',
    async (fault) => {
      const anna = await logIn('citizen');
      const other = await logIn('level-substantial');
      demo.simulator.fault(fault);
      const { url } = demo.simulator.nemlogin.logOut({ persona: 'citizen', binding: 'redirect' });
      const page = await anna.context().newPage();
      const answer = await page.goto(url);
      expect(answer?.status()).toBe(401);
      expect(demo.log.at(-1)).toContain((await textOf(page, 'reference')) ?? 'none');
      expect(await isLoggedIn(anna)).toBe(true);
      expect(await isLoggedIn(other)).toBe(true);
    },
  );
});
