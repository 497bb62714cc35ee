import type { Page } from 'playwright-core';
import { SIGNICAT_MITID_CALLBACK_PATH, SIGNICAT_NEMID_CALLBACK_PATH } from '../../examples/login/routes/paths';
import { describeInBrowser } from '../support/browser';
import { cancel, chooseIdentity, choosePerson, pathOf, textOf } from '../support/broker-pages';
import { personaCprIn } from '../support/cpr-watch/personas';
import { DemoBrowser } from '../support/demo-browser';

// Two sites, as in the field: what Signicat's page posts is followed by no SameSite=Lax cookie.
const HOSTS = { app: 'b.localhost', simulator: 'a.localhost' };

describeInBrowser('logging in by Signicat, from another site', () => {
  const demo = DemoBrowser.use(HOSTS);

  async function start(choice: string, options?: Parameters<DemoBrowser['visit']>[0]): Promise<Page> {
    const page = await demo.visit(options);
    await page.goto(demo.url);
    await page.locator(`[data-testid="login-${choice}"]`).click();
    expect(page.url()).toContain(`${demo.simulator.url}/signicat/`);
    return page;
  }

  test('the front page shows the buttons by broker, and the methods of NemID beneath theirs', async () => {
    const page = await demo.visit();
    await page.goto(demo.url);
    expect(await page.locator('.group > h2').allInnerTexts()).toEqual(['E-Ident', 'NemLog-in', 'Signicat']);
    const links = page.locator('.variants a');
    expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))).toEqual([
      '/login/signicat-nemid-moces',
      '/login/signicat-nemid-erhverv',
      '/login/signicat-nemid-codefile',
    ]);
  });

  test('MitID: a citizen', async () => {
    const page = await start('signicat-mitid');
    await choosePerson(page, 'citizen');
    await page.waitForURL(`${demo.url}/profile`);
    expect(await textOf(page, 'display-name')).toBe('Anna Sørensen');
    expect(await textOf(page, 'key.namespace')).toBe('mitid-uuid');
    expect(await textOf(page, 'assurance.loa')).toBe('substantial');
    expect(await textOf(page, 'transaction.trust')).toBe('signature');
    expect(await textOf(page, 'person.cpr')).toBeUndefined();
    expect(await textOf(page, 'policy')).toMatch(/Kind of identity\s+as agreed with the broker\s+private person/);
    expect(personaCprIn(await page.content())).toBeUndefined();
  });

  test('MitID: a page that needs the CPR number gets it on the login there is, and nobody is asked anything', async () => {
    const page = await start('signicat-mitid');
    await choosePerson(page, 'citizen');
    await page.waitForURL(`${demo.url}/profile`);
    await page.goto(`${demo.url}/insurance?plan=2`);
    await page.locator('[data-testid="person.cpr"]').waitFor();
    expect(pathOf(page)).toBe('/insurance?plan=2');
    expect(await textOf(page, 'person.cpr')).toBe('120385-xxxx');
    expect(personaCprIn(await page.content())).toBeUndefined();
  });

  test.each([
    ['signicat-nemid', 'nemid-key-card', undefined, 'pid', 'private', 'Inge-Lise Mølgård'],
    ['signicat-nemid', 'employee', 'Nordlys', 'cvr-rid', 'professional', 'Rasmus Kjærgaard'],
    ['signicat-nemid-moces', 'employee', undefined, 'cvr-rid', 'professional', 'Rasmus Kjærgaard'],
    ['signicat-nemid-erhverv', 'manager', 'Boghulen', 'pid', 'private', 'Åse Kjær'],
    ['signicat-nemid-codefile', 'nemid-key-file', undefined, 'cvr-rid', 'professional', 'Torben Høeg'],
  ])('NemID: %s, %s', async (choice, persona, identity, namespace, type, name) => {
    const page = await start(choice);
    await choosePerson(page, persona);
    if (identity !== undefined) await chooseIdentity(page, identity);
    await page.waitForURL(`${demo.url}/profile`);
    expect(await textOf(page, 'display-name')).toBe(name);
    expect(await textOf(page, 'key.namespace')).toBe(namespace);
    expect(await page.locator('.badges').innerText()).toMatch(new RegExp(`nemid\\s+${type}`));
    expect(await textOf(page, 'assurance.loa')).toBeUndefined();
    expect(personaCprIn(await page.content())).toBeUndefined();
  });

  test('NemID on behalf of a company, of a person who has none: a private person, and no error', async () => {
    const page = await start('signicat-nemid-erhverv');
    await choosePerson(page, 'citizen');
    await page.waitForURL(`${demo.url}/profile`);
    expect(await textOf(page, 'display-name')).toBe('Anna Sørensen');
    expect(await page.locator('.badges').innerText()).toMatch(/nemid\s+private/);
    expect(await textOf(page, 'organization.cvr')).toBeUndefined();
    expect(await textOf(page, 'authorizedToRepresent')).toBeUndefined();
  });

  test.each([
    ['signicat-mitid', SIGNICAT_MITID_CALLBACK_PATH],
    ['signicat-nemid', SIGNICAT_NEMID_CALLBACK_PATH],
  ])('%s: the first POST brings no cookie, the second those of the login and the session', async (choice, path) => {
    const page = await start(choice);
    const session = (await page.context().cookies(demo.url)).find(({ name }) => name === 'demo-session');
    expect(session?.sameSite).toBe('Lax');
    const posts: Promise<string[]>[] = [];
    page.on('request', (request) => {
      if (request.method() !== 'POST' || new URL(request.url()).pathname !== path) return;
      posts.push(request.allHeaders().then(({ cookie = '' }) => cookie.match(/[^=; ]+(?==)/g) ?? []));
    });
    await choosePerson(page, 'citizen');
    await page.waitForURL(`${demo.url}/profile`);
    const [first, second, ...more] = await Promise.all(posts);
    expect([first, more]).toEqual([[], []]);
    expect(second).toEqual(expect.arrayContaining(['demo-session', expect.stringMatching(/^mitid-login-/)]));
  });

  test.each(['signicat-mitid', 'signicat-nemid'])(
    '%s: cancelling is met kindly, and can be tried again',
    async (choice) => {
      const page = await start(choice);
      await cancel(page);
      await page.locator('[data-testid=message]').waitFor();
      expect(await page.locator('h1').innerText()).toBe('You cancelled');
      expect(demo.log.at(-1)).toContain(`user_cancelled (${(await textOf(page, 'reference')) ?? 'none'})`);
      await page.locator('[data-testid=next]').click();
      await choosePerson(page, 'citizen');
      await page.waitForURL(`${demo.url}/profile`);
      expect(await textOf(page, 'display-name')).toBe('Anna Sørensen');
    },
  );

  test('a message that cannot be trusted is refused with the public message and nothing more', async () => {
    demo.simulator.fault('recipient-of-another-login');
    const page = await start('signicat-nemid');
    await choosePerson(page, 'citizen');
    await page.locator('[data-testid=message]').waitFor();
    expect(await textOf(page, 'message')).toBe('The login could not be verified. Please try again.');
    expect(demo.log.at(-1)).toContain(`recipient_mismatch (${(await textOf(page, 'reference')) ?? 'none'})`);
    expect(await page.content()).not.toMatch(/recipient/i);
  });

  test('a page behind the login is come back to, with its query, and logging out ends the session', async () => {
    const page = await demo.visit();
    await page.goto(`${demo.url}/account?tab=2%20%26%20%C3%A6`);
    await page.locator('[data-testid=login-signicat-nemid-erhverv]').click();
    await choosePerson(page, 'citizen');
    await page.locator('[data-testid=tab]').waitFor();
    expect(pathOf(page)).toBe('/account?tab=2%20%26%20%C3%A6');
    await page.locator('nav button').click();
    await page.locator('[data-testid=logged-out]').waitFor();
    await page.goto(`${demo.url}/account`);
    expect(pathOf(page)).toMatch(/^\/\?returnTo=/);
  });

  test('the PID that NemLog-in tells leads to the account of the same person’s NemID', async () => {
    const accounts: (string | undefined)[] = [];
    for (const choice of ['signicat-nemid', 'nemlog-in']) {
      const page = await demo.visit();
      await page.goto(`${demo.url}/login/${choice}`);
      await choosePerson(page, 'level-substantial');
      await page.waitForURL(`${demo.url}/profile`);
      expect(await page.locator('main .lead').first().innerText()).toContain('from the days of NemID');
      accounts.push(await textOf(page, 'account'));
    }
    expect(accounts[1]).toBe(accounts[0]);
  });

  test('without JavaScript, by the buttons', async () => {
    const page = await start('signicat-nemid', { javaScript: false });
    await choosePerson(page, 'citizen');
    await page.locator('form button').click();
    expect(page.url()).toContain(`${demo.url}${SIGNICAT_NEMID_CALLBACK_PATH}?`);
    await page.locator('form button').click();
    expect(await textOf(page, 'display-name')).toBe('Anna Sørensen');
  });
});
