import type { Page, Route } from 'playwright-core';
import { CALLBACK_PATH } from '../../examples/login/routes/paths';
import { describeInBrowser } from '../support/browser';
import { cancel, chooseIdentity, choosePerson, pathOf, textOf } from '../support/broker-pages';
import { DemoBrowser } from '../support/demo-browser';

describeInBrowser('sessions, tabs and return paths', () => {
  const demo = DemoBrowser.use();

  async function logIn(page: Page, persona: string): Promise<void> {
    await page.goto(`${demo.url}/login/mitid`);
    await choosePerson(page, persona);
    expect(pathOf(page)).toBe('/profile');
  }

  async function isLoggedIn(page: Page): Promise<boolean> {
    await page.goto(`${demo.url}/account`);
    return pathOf(page) === '/account';
  }

  async function sessionCookie(page: Page): Promise<string | undefined> {
    return (await page.context().cookies(demo.url)).find(({ name }) => name === 'demo-session')?.value;
  }

  test('two tabs at once, finished in reverse order: each ends where it should', async () => {
    const first = await demo.visit();
    const second = await first.context().newPage();
    await first.goto(`${demo.url}/login/mitid?returnTo=${encodeURIComponent('/account?tab=first')}`);
    await second.goto(`${demo.url}/login/mitid-erhverv?returnTo=${encodeURIComponent('/account?tab=second')}`);

    await choosePerson(second, 'employee-two-companies');
    await chooseIdentity(second, 'Kystbanens Pensionskasse');
    expect(pathOf(second)).toBe('/account?tab=second');
    expect(await second.locator('main h2').innerText()).toBe('Malene Thøgersen');

    await choosePerson(first, 'citizen');
    expect(pathOf(first)).toBe('/account?tab=first');
    expect(await first.locator('main h2').innerText()).toBe('Anna Sørensen');
  });

  test('two tabs at once, one cancelled: the other goes on', async () => {
    const first = await demo.visit();
    const second = await first.context().newPage();
    await first.goto(`${demo.url}/login/mitid`);
    await second.goto(`${demo.url}/login/mitid`);
    await cancel(first);
    expect(await first.locator('h1').innerText()).toBe('You cancelled');
    await choosePerson(second, 'citizen');
    expect(await textOf(second, 'display-name')).toBe('Anna Sørensen');
  });

  test('a page behind the login is come back to, with its query', async () => {
    const page = await demo.visit();
    await page.goto(`${demo.url}/account?tab=2%20%26%20%C3%A6`);
    expect(pathOf(page)).toMatch(/^\/\?returnTo=/);
    await page.locator('[data-testid=login-mitid]').click();
    await choosePerson(page, 'citizen');
    expect(pathOf(page)).toBe('/account?tab=2%20%26%20%C3%A6');
    expect(await textOf(page, 'tab')).toBe('2 & æ');
  });

  test.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/\t/evil.example', 'javascript:alert(1)'])(
    'the foreign return path %j is refused before the broker is asked',
    async (returnTo) => {
      const page = await demo.visit();
      const response = await page.goto(`${demo.url}/login/mitid?returnTo=${encodeURIComponent(returnTo)}`);
      expect(response?.status()).toBe(400);
      expect(new URL(page.url()).origin).toBe(demo.url);
      expect(demo.log.at(-1)).toContain('parameter_invalid');
      expect(demo.log.at(-1)).toContain((await textOf(page, 'reference')) ?? 'none');
    },
  );

  test('the session id changes at login, and the page says so', async () => {
    const page = await demo.visit();
    await page.goto(demo.url);
    const [mark, cookie] = [await textOf(page, 'session'), await sessionCookie(page)];
    await logIn(page, 'citizen');
    expect(await textOf(page, 'session-before')).toBe(mark);
    expect(await textOf(page, 'session-after')).toBe(await textOf(page, 'session'));
    expect(await textOf(page, 'session-after')).not.toBe(mark);
    expect(await sessionCookie(page)).not.toBe(cookie);

    const other = await demo.visit();
    await other.context().addCookies([{ name: 'demo-session', value: cookie ?? '', url: demo.url }]);
    expect(await isLoggedIn(other)).toBe(false);
  });

  test('logging out ends the session here and at the broker, which offers the way back', async () => {
    const page = await demo.visit();
    await logIn(page, 'citizen');
    const cookie = await sessionCookie(page);
    await page.locator('nav button').click();
    expect(page.url()).toBe(demo.simulator.eident.logoutUrl);
    await page.locator(`a[href^="${demo.url}"]`).click();
    expect(new URL(page.url()).origin).toBe(demo.url);
    expect(await isLoggedIn(page)).toBe(false);

    const other = await demo.visit();
    await other.context().addCookies([{ name: 'demo-session', value: cookie ?? '', url: demo.url }]);
    expect(await isLoggedIn(other)).toBe(false);
  });

  test("another person's callback address is refused and leaves no session (login CSRF)", async () => {
    const attacker = await demo.visit();
    await attacker.goto(`${demo.url}/login/mitid`);
    const callback = await new Promise<string>((resolve, reject) => {
      // The broker's answer is the redirect: the attacker reads it and does not follow it.
      const keep = async (route: Route): Promise<void> => {
        const answer = await route.fetch({ maxRedirects: 0 });
        await route.fulfill({ status: 204 });
        resolve(answer.headers()['location'] ?? '');
      };
      attacker
        .route(`${demo.simulator.url}/its/login/**`, keep, { times: 1 })
        .then(() => attacker.locator('button[name=persona][value=citizen]').click({ noWaitAfter: true }))
        .catch(reject);
    });
    expect(callback).toContain('SAMLart=');

    const victim = await demo.visit();
    const response = await victim.goto(callback);
    expect(response?.status()).toBe(401);
    expect(demo.log.at(-1)).toContain(`browser_mismatch (${(await textOf(victim, 'reference')) ?? 'none'})`);
    expect(await isLoggedIn(victim)).toBe(false);

    // The address was good all along: in the browser that started the login it works, once.
    await attacker.goto(callback);
    expect(pathOf(attacker)).toBe('/profile');
  });

  test('a callback address that was used is refused, and the person stays logged in', async () => {
    const page = await demo.visit();
    const callbacks: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes(`${CALLBACK_PATH}?`)) callbacks.push(request.url());
    });
    await logIn(page, 'citizen');
    expect(callbacks).toHaveLength(1);
    const response = await page.goto(callbacks[0] ?? '');
    expect(response?.status()).toBe(401);
    expect(await page.locator('h1').innerText()).toBe('That login is over');
    expect(demo.log.at(-1)).toContain(`login_unknown (${(await textOf(page, 'reference')) ?? 'none'})`);
    expect(await isLoggedIn(page)).toBe(true);
  });

  test("another site's form cannot log a person out", async () => {
    const page = await demo.visit();
    await logIn(page, 'citizen');
    const response = await page.request.post(`${demo.url}/logout`, { headers: { 'Sec-Fetch-Site': 'same-site' } });
    expect(response.status()).toBe(403);
    expect(await isLoggedIn(page)).toBe(true);
  });
});
