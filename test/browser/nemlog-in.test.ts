import type { Page } from 'playwright-core';
import { NEMLOG_IN_CALLBACK_PATH } from '../../examples/login/routes/paths';
import { describeInBrowser } from '../support/browser';
import { cancel, chooseIdentity, choosePerson, pathOf, textOf } from '../support/broker-pages';
import { personaCprIn } from '../support/cpr-watch/personas';
import { DemoBrowser } from '../support/demo-browser';

// The broker and the application are two sites to the browser, as they are in the field: what NemLog-in's page posts is
// followed by no SameSite=Lax cookie.
const HOSTS = { app: 'b.localhost', simulator: 'a.localhost' };

describeInBrowser('logging in by NemLog-in, from another site', () => {
  const demo = DemoBrowser.use(HOSTS);

  async function start(options?: Parameters<DemoBrowser['visit']>[0]): Promise<Page> {
    const page = await demo.visit(options);
    await page.goto(demo.url);
    await page.locator('[data-testid="login-nemlog-in"]').click();
    expect(page.url()).toContain(`${demo.simulator.url}/nemlogin/`);
    return page;
  }

  test('a citizen', async () => {
    const page = await start();
    await choosePerson(page, 'citizen');
    await page.waitForURL(`${demo.url}/profile`);
    expect(await textOf(page, 'display-name')).toBe('Anna Sørensen');
    expect(await textOf(page, 'key.namespace')).toBe('nemlogin-person');
    expect(await textOf(page, 'assurance.loa')).toBe('substantial');
    expect(await textOf(page, 'transaction.trust')).toBe('signature');
    // Fjordbo is a private company, which is told no CPR number.
    expect(await textOf(page, 'person.cpr')).toBeUndefined();
    expect(await textOf(page, 'policy')).toMatch(
      /Level of assurance\s+at least substantial\s+substantial\s+✓ in order\s+Kind of identity\s+private person, professional\s+private person/,
    );
    expect(personaCprIn(await page.content())).toBeUndefined();
  });

  test('the first POST brings no cookie, the second both: that of the login and that of the session', async () => {
    const page = await start();
    const session = (await page.context().cookies(demo.url)).find(({ name }) => name === 'demo-session');
    expect(session?.sameSite).toBe('Lax');
    const posts: Promise<string[]>[] = [];
    page.on('request', (request) => {
      if (request.method() !== 'POST' || new URL(request.url()).pathname !== NEMLOG_IN_CALLBACK_PATH) return;
      posts.push(request.allHeaders().then(({ cookie = '' }) => cookie.match(/[^=; ]+(?==)/g) ?? []));
    });
    await choosePerson(page, 'citizen');
    await page.waitForURL(`${demo.url}/profile`);
    const [first, second, ...more] = await Promise.all(posts);
    expect([first, more]).toEqual([[], []]);
    expect(second).toEqual(expect.arrayContaining(['demo-session', expect.stringMatching(/^mitid-login-/)]));
  });

  test('an employee of two companies chooses the one', async () => {
    const page = await start();
    await choosePerson(page, 'employee-two-companies');
    await chooseIdentity(page, 'Kystbanens Pensionskasse');
    await page.waitForURL(`${demo.url}/profile`);
    expect(await textOf(page, 'display-name')).toBe('Malene Thøgersen');
    expect(await textOf(page, 'key.namespace')).toBe('nemlogin-professional');
    expect(await textOf(page, 'organization.cvr')).toBe('90602675');
    expect(await page.locator('.badges').innerText()).toMatch(/mitid-erhverv\s+professional/);
  });

  test('an employee, in Danish: words for what the profile says, and the privileges', async () => {
    const page = await demo.visit();
    await page.goto(`${demo.url}/?lang=da`);
    await page.locator('[data-testid="login-nemlog-in"]').click();
    await choosePerson(page, 'employee');
    await chooseIdentity(page, 'Nordlys');
    await page.waitForURL(`${demo.url}/profile`);
    expect(await page.locator('.badges').innerText()).toMatch(/^mitid-erhverv\s+erhvervsbruger\s+Betydelig$/);
    expect(await textOf(page, 'assurance.loa')).toBe('Betydelig');
    expect(await textOf(page, 'transaction.trust')).toBe('signatur');
    expect(await textOf(page, 'privileges')).toMatch(/^Rettigheder\s+CVR-nummer 9\d{7}\s+urn:/);
  });

  test('a name-protected person is not greeted by a UUID', async () => {
    const page = await start();
    await choosePerson(page, 'name-protected');
    await page.waitForURL(`${demo.url}/profile`);
    expect(await textOf(page, 'display-name')).toBe('Name protected');
  });

  test('the tips lead to the account and to the session at the broker', async () => {
    const page = await demo.visit();
    await page.goto(demo.url);
    const links = await page
      .locator('[data-testid=tips] a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(links).toEqual(['/account', `${demo.simulator.url}/nemlogin/session`]);
  });

  test('a person who cannot reach the level is told so, with a reference that is in the log', async () => {
    const page = await start();
    await choosePerson(page, 'level-low');
    await page.waitForURL(`${demo.url}${NEMLOG_IN_CALLBACK_PATH}`);
    await page.locator('[data-testid=message]').waitFor();
    expect(await page.locator('h1').innerText()).toBe('Your login is not secure enough');
    expect(demo.log.at(-1)).toContain(`loa_unavailable (${(await textOf(page, 'reference')) ?? 'none'})`);
    expect(demo.log.at(-1)).toContain('broker said NoAuthnContext');
  });

  test('a lower level than was asked for is refused, whatever the broker lets pass', async () => {
    demo.simulator.fault('lower-loa');
    const page = await start();
    await choosePerson(page, 'level-low');
    await page.locator('[data-testid=message]').waitFor();
    expect(demo.log.at(-1)).toContain(`loa_too_low (${(await textOf(page, 'reference')) ?? 'none'})`);
    expect(await textOf(page, 'display-name')).toBeUndefined();
  });

  test('cancelling is met kindly, and the login can be tried again', async () => {
    const page = await start();
    await cancel(page);
    await page.locator('[data-testid=message]').waitFor();
    expect(await page.locator('h1').innerText()).toBe('You cancelled');
    expect(demo.log.at(-1)).toContain(`user_cancelled (${(await textOf(page, 'reference')) ?? 'none'})`);
    await page.locator('[data-testid=next]').click();
    await choosePerson(page, 'citizen');
    await page.waitForURL(`${demo.url}/profile`);
    expect(await textOf(page, 'display-name')).toBe('Anna Sørensen');
  });

  test('a page behind the login is come back to, with its query', async () => {
    const page = await demo.visit();
    await page.goto(`${demo.url}/account?tab=2%20%26%20%C3%A6`);
    await page.locator('[data-testid=login-nemlog-in]').click();
    await choosePerson(page, 'citizen');
    await page.locator('[data-testid=tab]').waitFor();
    expect(pathOf(page)).toBe('/account?tab=2%20%26%20%C3%A6');
  });

  test('two tabs at once, finished in reverse order: each ends where it should', async () => {
    const first = await demo.visit();
    const second = await first.context().newPage();
    await first.goto(`${demo.url}/login/nemlog-in?returnTo=${encodeURIComponent('/account?tab=first')}`);
    await second.goto(`${demo.url}/login/nemlog-in?returnTo=${encodeURIComponent('/account?tab=second')}`);
    await choosePerson(second, 'employee');
    const identities = second.locator('button[name=identity]');
    if ((await identities.count()) > 0) await identities.first().click();
    await second.locator('[data-testid=tab]').waitFor();
    expect(await textOf(second, 'tab')).toBe('second');
    await choosePerson(first, 'citizen');
    await first.locator('[data-testid=tab]').waitFor();
    expect(await textOf(first, 'tab')).toBe('first');
    expect(await first.locator('main h2').innerText()).toBe('Anna Sørensen');
  });

  test('a message that cannot be trusted is refused with the public message and nothing more', async () => {
    demo.simulator.fault('bad-signature');
    const page = await start();
    await choosePerson(page, 'citizen');
    await page.locator('[data-testid=message]').waitFor();
    expect(await textOf(page, 'message')).toBe('The login could not be verified. Please try again.');
    expect(demo.log.at(-1)).toContain(`decryption_failed (${(await textOf(page, 'reference')) ?? 'none'})`);
    expect(await page.content()).not.toMatch(/decryption|signature|digest/);
  });

  test('without JavaScript, by the buttons', async () => {
    const page = await start({ javaScript: false });
    await choosePerson(page, 'citizen');
    await page.locator('form button').click();
    expect(page.url()).toBe(`${demo.url}${NEMLOG_IN_CALLBACK_PATH}`);
    expect(await page.locator('h1').innerText()).toBe('Du bliver logget ind');
    await page.locator('form button').click();
    expect(await textOf(page, 'display-name')).toBe('Anna Sørensen');
  });
});
