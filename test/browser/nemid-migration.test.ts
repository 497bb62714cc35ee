import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { startDemo, type Demo } from '../../examples/nemid-migration/demo';
import { generateAccounts } from '../../examples/nemid-migration/generate';
import { describeInBrowser, launchBrowser, type WatchedBrowser, type WatchedContext } from '../support/browser';
import { cancel, chooseIdentity, choosePerson, cprOf, pathOf, textOf, typeCpr } from '../support/broker-pages';
import { personaCprIn } from '../support/cpr-watch/personas';

const ACCOUNTS = 400;

describeInBrowser('examples/nemid-migration', () => {
  // A machine that runs the other tests beside Chromium is slow at times.
  jest.setTimeout(60_000);
  const log: string[] = [];
  let demo: Demo;
  let browser: WatchedBrowser;
  let cprs: ReadonlySet<string>;
  let visitors: WatchedContext[] = [];
  /** Every answer of the application. */
  let bodies: Promise<string>[] = [];

  beforeAll(async () => {
    [demo, browser] = await Promise.all([
      startDemo({ port: 0, simulatorPort: 0, accounts: ACCOUNTS, log: (line) => void log.push(line) }),
      launchBrowser(),
    ]);
    cprs = new Set(generateAccounts(demo.simulator.personas, ACCOUNTS).flatMap(({ cpr = [] }) => cpr));
  });

  afterEach(async () => {
    const written = [...(await Promise.all(bodies)), ...visitors.flatMap(({ requests }) => requests)];
    const complaints = visitors.flatMap((visitor) => visitor.complaints);
    const hosts = new Set(visitors.flatMap(({ requests }) => requests).map((url) => new URL(url).hostname));
    await Promise.all(visitors.map(({ context }) => context.close()));
    [visitors, bodies] = [[], []];
    expect(complaints).toEqual([]);
    expect([...hosts].filter((host) => host !== 'localhost')).toEqual([]);
    expect([...written, ...log].filter(holdsCpr)).toEqual([]);
  });

  afterAll(async () => {
    await Promise.all([browser.close(), demo.close()]);
  });

  /** Whether a text holds the CPR number of an account or of a persona. */
  function holdsCpr(text: string): boolean {
    const runs = text.match(/\d{6}-\d{4}|\d{10,}/g) ?? [];
    const tens = runs
      .map((run) => run.replace('-', ''))
      .flatMap((run) => Array.from({ length: run.length - 9 }, (_, at) => run.slice(at, at + 10)));
    return personaCprIn(text) !== undefined || tens.some((ten) => cprs.has(ten));
  }

  async function visit(): Promise<Page> {
    const visitor = await browser.newVisitor();
    visitors.push(visitor);
    visitor.context.on('response', (response) => {
      const isPage = response.url().startsWith(demo.url) && response.status() !== 302 && response.status() !== 303;
      if (isPage) bodies.push(response.text().catch(() => ''));
    });
    return visitor.context.newPage();
  }

  async function start(page: Page, who: 'citizen' | 'employee', persona: string): Promise<void> {
    await page.goto(demo.url);
    await page.locator(`[data-testid=login-${who}]`).click();
    await choosePerson(page, persona);
  }

  async function statusOf(page: Page): Promise<string | null> {
    expect(pathOf(page)).toBe('/account');
    return page.locator('[data-testid=status]').getAttribute('data-status');
  }

  /** The figures of a class in the report, by their words. */
  async function figures(page: Page, accountClass: string): Promise<Readonly<Record<string, string>>> {
    await page.goto(`${demo.url}/report`);
    const list = page.locator(`[data-class=${accountClass}] dl`).first();
    const [terms, values] = [await list.locator('dt').allInnerTexts(), await list.locator('dd').allInnerTexts()];
    return Object.fromEntries(terms.map((term, at) => [term, values[at] ?? '']));
  }

  const isWider = (page: Page): Promise<boolean> =>
    page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

  test('a citizen is asked for the PID, found by it, and at the next login found without', async () => {
    const page = await visit();
    await start(page, 'citizen', 'citizen');
    // The application sends her round once more, and now the broker looks the PID up by the CPR number.
    await choosePerson(page, 'citizen');
    await typeCpr(page, cprOf('citizen'));
    expect(await statusOf(page)).toBe('matched');
    expect(await page.locator('h1').innerText()).toBe('We found your account');
    expect(await textOf(page, 'name')).toBe('Anna Sørensen');
    expect(await textOf(page, 'evidence')).toBe('the PID of the NemID');
    const account = await textOf(page, 'account');

    await page.locator('nav button').click();
    const later = await visit();
    await start(later, 'citizen', 'citizen');
    expect(await statusOf(later)).toBe('linked');
    expect(await textOf(later, 'account')).toBe(account);
    expect(await textOf(later, 'evidence')).toBe('the PID of the NemID');
  });

  test('who cancels what is asked for is let in nowhere, and may go on', async () => {
    const page = await visit();
    await start(page, 'citizen', 'level-substantial');
    await cancel(page);
    await page.goto(`${demo.url}/account`);
    expect(await statusOf(page)).toBe('needs-pid');
    expect(await textOf(page, 'account')).toBeUndefined();
    await page.locator('[data-testid=more]').click();
    await choosePerson(page, 'level-substantial');
    await typeCpr(page, cprOf('level-substantial'));
    expect(await statusOf(page)).toBe('matched');
  });

  test('a citizen who never had a NemID is unknown, opens an account, and is found by it', async () => {
    const page = await visit();
    await start(page, 'citizen', 'citizen-without-nemid');
    await choosePerson(page, 'citizen-without-nemid');
    await typeCpr(page, cprOf('citizen-without-nemid'));
    expect(await statusOf(page)).toBe('unknown');
    expect(await textOf(page, 'account')).toBeUndefined();
    await page.locator('[data-testid=open]').click();
    expect(await statusOf(page)).toBe('linked');
    const account = await textOf(page, 'account');
    expect(account).toMatch(/^N-\d+$/);

    const later = await visit();
    await start(later, 'citizen', 'citizen-without-nemid');
    expect(await statusOf(later)).toBe('linked');
    expect(await textOf(later, 'account')).toBe(account);
  });

  test("another site's form opens no account", async () => {
    const page = await visit();
    const response = await page.request.post(`${demo.url}/account`, { headers: { 'Sec-Fetch-Site': 'cross-site' } });
    expect(response.status()).toBe(403);
  });

  test('an employee whose RID agrees gives the CPR number, and is found by both', async () => {
    const page = await visit();
    await start(page, 'employee', 'employee');
    // A step-up: nobody is asked again who they are.
    expect(await page.locator('button[name=persona]').count()).toBe(0);
    await typeCpr(page, cprOf('employee'));
    expect(await statusOf(page)).toBe('matched');
    expect(await textOf(page, 'evidence')).toBe('the CPR number, and CVR number and RID');
  });

  test('a RID that was a leaver’s lets nobody in, until somebody settles the case', async () => {
    const page = await visit();
    await start(page, 'employee', 'all-identity-types');
    await chooseIdentity(page, 'Nordlys');
    await typeCpr(page, cprOf('all-identity-types'));
    expect(await statusOf(page)).toBe('ambiguous');
    expect(await textOf(page, 'reason')).toBe('The evidence disagrees.');
    expect(await textOf(page, 'account')).toBeUndefined();
    const caseId = await textOf(page, 'case');

    const staff = await visit();
    await staff.goto(`${demo.url}/cases`);
    const settled = staff.locator(`[data-case="${caseId ?? ''}"]`);
    expect(await settled.locator('.option').first().innerText()).toMatch(
      /^F-\d+\nagrees: CVR number and RID\ndisagrees: the CPR number$/,
    );
    const forged = await staff.request.post(`${demo.url}/cases/${caseId ?? ''}`, {
      headers: { 'Sec-Fetch-Site': 'cross-site' },
      form: { account: '', who: 'Mallory', why: 'none' },
    });
    expect(forged.status()).toBe(403);
    await settled.locator('input[name=account]').first().check();
    await settled.locator('input[name=who]').fill('Karen, Support');
    await settled.locator('input[name=why]').fill(`the new holder, ${cprOf('all-identity-types')}`);
    await settled.locator('[data-testid=settle]').click();
    // A CPR number in the reason is refused: the audit is for ever.
    expect(await textOf(staff, 'message')).toBe('why: what may be a CPR number. Expected: words without one.');
    await staff.goto(`${demo.url}/cases`);
    await settled.locator('input[name=account]').first().check();
    await settled.locator('input[name=who]').fill('Karen, Support');
    await settled.locator('input[name=why]').fill('the employer says that the account goes with the RID');
    await settled.locator('[data-testid=settle]').click();
    expect(pathOf(staff)).toBe('/cases');
    expect(await settled.count()).toBe(0);

    await start(page, 'employee', 'all-identity-types');
    await chooseIdentity(page, 'Nordlys');
    expect(await statusOf(page)).toBe('linked');
    expect(await textOf(page, 'evidence')).toBe('somebody’s approval');
  });

  test('an employee with a RID alone is not let in; a case that is dismissed is opened by the next login', async () => {
    const page = await visit();
    await start(page, 'employee', 'employee-two-companies');
    await chooseIdentity(page, 'Kystbanens Pensionskasse');
    expect(await statusOf(page)).toBe('ambiguous');
    expect(await textOf(page, 'reason')).toBe('What agrees is not enough.');
    const first = await textOf(page, 'case');

    await page.goto(`${demo.url}/cases`);
    const settled = page.locator(`[data-case="${first ?? ''}"]`);
    await settled.locator('input[name=account]').last().check();
    await settled.locator('input[name=who]').fill('Karen, Support');
    await settled.locator('input[name=why]').fill('left the company');
    await settled.locator('[data-testid=settle]').click();

    await start(page, 'employee', 'employee-two-companies');
    await chooseIdentity(page, 'Kystbanens Pensionskasse');
    expect(await statusOf(page)).toBe('ambiguous');
    expect(await textOf(page, 'case')).not.toBe(first);
  });

  test('an employee of a company without accounts is unknown', async () => {
    const page = await visit();
    await start(page, 'employee', 'employee-two-companies');
    await chooseIdentity(page, 'Smedjen');
    expect(await statusOf(page)).toBe('unknown');
  });

  test('the report counts what the logins did', async () => {
    const page = await visit();
    const before = await figures(page, 'citizen');
    expect(Number((await figures(page, 'all'))['Accounts']) >= ACCOUNTS).toBe(true);
    await start(page, 'citizen', 'level-high');
    await choosePerson(page, 'level-high');
    await typeCpr(page, cprOf('level-high'));
    expect(await statusOf(page)).toBe('matched');
    const after = await figures(page, 'citizen');
    expect(after['Accounts']).toBe(before['Accounts']);
    expect(Number(after['Waiting'])).toBe(Number(before['Waiting']) - 1);
    expect(parseInt(after['Linked'] ?? '', 10)).toBe(parseInt(before['Linked'] ?? '', 10) + 1);
    expect(await page.locator('[data-class=citizen] dl').nth(1).innerText()).toContain('pid');
  });

  test('every page fits a telephone', async () => {
    const page = await visit();
    await page.setViewportSize({ width: 390, height: 800 });
    await page.goto(demo.url);
    expect(await isWider(page)).toBe(false);
    await start(page, 'employee', 'employee-two-companies');
    await chooseIdentity(page, 'Kystbanens Pensionskasse');
    expect(await statusOf(page)).toBe('ambiguous');
    expect(await isWider(page)).toBe(false);
    for (const path of ['/cases', '/report', '/nowhere']) {
      await page.goto(`${demo.url}${path}`);
      expect([path, await isWider(page)]).toEqual([path, false]);
    }
    expect(await page.locator('h1').innerText()).toBe('There is no such page');
    await start(page, 'citizen', 'minor');
    await choosePerson(page, 'minor');
    await typeCpr(page, cprOf('minor'));
    expect(await statusOf(page)).toBe('unknown');
    expect(await isWider(page)).toBe(false);
  });

  test('neither the database nor what lies beside it holds a CPR number', () => {
    const folder = dirname(demo.file);
    const names = readdirSync(folder);
    expect(names).toContain(basename(demo.file));
    expect(names).not.toContain('accounts.csv');
    expect([cprs.size > ACCOUNTS / 5, holdsCpr(`0${[...cprs][0] ?? ''}`)]).toEqual([true, true]);
    expect(names.filter((name) => holdsCpr(readFileSync(join(folder, name), 'latin1')))).toEqual([]);
  });
});
