import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser';
import { chooseIdentity, choosePerson, cprOf, pathOf, textOf, wrongCprOf } from '../support/broker-pages';
import { personaCprIn } from '../support/cpr-watch/personas';
import { DemoBrowser } from '../support/demo-browser';

describeInBrowser('the CPR number at NemLog-in, which tells a private company none', () => {
  const demo = DemoBrowser.use();

  afterEach(() => {
    demo.simulator.nemlogin.endSessions();
    demo.simulator.clearFaults();
  });

  /** Logs in and goes to the page that needs the number. */
  async function atTheForm(persona = 'citizen'): Promise<Page> {
    const page = await demo.visit();
    await page.goto(`${demo.url}/login/nemlog-in`);
    await choosePerson(page, persona);
    await page.waitForURL(`${demo.url}/profile`);
    expect(await textOf(page, 'person.cpr')).toBeUndefined();
    await page.goto(`${demo.url}/insurance`);
    expect(pathOf(page)).toBe('/cpr');
    return page;
  }

  async function type(page: Page, cpr: string): Promise<void> {
    await page.locator('#cpr').fill(cpr);
    await Promise.all([page.waitForEvent('load'), page.locator('form:has(#cpr) button').click()]);
    expect(personaCprIn(await page.content())).toBeUndefined();
    expect(page.url()).not.toContain(cpr.slice(-4));
  }

  test('typed right: the page opens, and stays open', async () => {
    const page = await atTheForm();
    await type(page, cprOf('citizen'));
    expect(pathOf(page)).toBe('/insurance');
    expect(await textOf(page, 'person.cpr')).toBe('120385-xxxx');
    await page.goto(`${demo.url}/profile`);
    expect(await textOf(page, 'person.cpr')).toBe('120385-xxxx');
    await page.goto(`${demo.url}/insurance?plan=3`);
    expect(pathOf(page)).toBe('/insurance?plan=3');
  });

  test('typed wrong, then right', async () => {
    const page = await atTheForm();
    await type(page, wrongCprOf('citizen'));
    expect(await textOf(page, 'cpr-match')).toBe('That is not your CPR number. Tries left: 2');
    await type(page, '12');
    expect(await textOf(page, 'cpr-match')).toBe('That is not a CPR number.');
    await type(page, cprOf('citizen'));
    expect(pathOf(page)).toBe('/insurance');
  });

  test('typed wrong three times: locked, in every tab, until the next login', async () => {
    const page = await atTheForm();
    for (const left of [2, 1, 0]) {
      await type(page, wrongCprOf('citizen'));
      expect(await textOf(page, 'cpr-match')).toBe(`That is not your CPR number. Tries left: ${left}`);
    }
    await type(page, cprOf('citizen'));
    expect(await textOf(page, 'cpr-match')).toContain('This login has no tries left.');
    expect(await page.locator('#cpr').count()).toBe(0);

    const tab = await page.context().newPage();
    await tab.goto(`${demo.url}/insurance`);
    await type(tab, cprOf('citizen'));
    expect(await textOf(tab, 'cpr-match')).toContain('This login has no tries left.');

    await tab.locator('main .button').click();
    await choosePerson(tab, 'citizen');
    await tab.waitForURL(`${demo.url}/cpr`);
    await type(tab, cprOf('citizen'));
    expect(pathOf(tab)).toBe('/insurance');
  });

  test('where the service does not answer, nobody is let in', async () => {
    const page = await atTheForm();
    demo.simulator.fault('match-connection-reset');
    // Not by the browser, whose console would complain of the status.
    const answer = await page.request.post(`${demo.url}/cpr`, { form: { cpr: cprOf('citizen') } });
    expect([answer.status(), await answer.text()]).toEqual([
      503,
      expect.stringContaining('It could not be checked now. Try again later.'),
    ]);
    await page.goto(`${demo.url}/insurance`);
    expect(pathOf(page)).toBe('/cpr');
  });

  test('of an employee it cannot be had', async () => {
    const page = await demo.visit();
    await page.goto(`${demo.url}/login/nemlog-in`);
    await choosePerson(page, 'employee');
    await chooseIdentity(page, 'Nordlys');
    await page.waitForURL(`${demo.url}/profile`);
    await page.goto(`${demo.url}/insurance`);
    expect(await page.locator('h1').innerText()).toBe('The CPR number cannot be had here');
    await page.goto(`${demo.url}/cpr`);
    await type(page, cprOf('employee'));
    expect(await page.locator('h1').innerText()).toBe('The CPR number cannot be checked');
  });

  test('of nobody who is logged in it is not asked', async () => {
    const page = await demo.visit();
    await page.goto(`${demo.url}/cpr`);
    await type(page, cprOf('citizen'));
    expect(await page.locator('h1').innerText()).toBe('Log in first');
  });

  test("another site's form is refused", async () => {
    const page = await atTheForm();
    const response = await page.request.post(`${demo.url}/cpr`, {
      headers: { 'Sec-Fetch-Site': 'cross-site' },
      form: { cpr: cprOf('citizen') },
    });
    expect(response.status()).toBe(403);
    await page.goto(`${demo.url}/insurance`);
    expect(pathOf(page)).toBe('/cpr');
  });
});
