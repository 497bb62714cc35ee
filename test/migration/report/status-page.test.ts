import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { statusPage, type MigrationStatus, type WeekStatus } from '../../../src/migration';
import { daysAfter, isoWeek } from '../../../src/migration/report/iso-week';
import { describeInBrowser, launchBrowser, type WatchedBrowser, type WatchedContext } from '../../support/browser';
import { requireTool } from '../../support/tool';

const PHONE = { width: 390, height: 844 };

/** Forty weeks, of which the last 26 are drawn; figures of millions, which are the widest. */
const weeks: readonly WeekStatus[] = Array.from({ length: 40 }, (_, index) => {
  const [citizen, employee, company] = [1000 * index, 100 * index, index % 2];
  return {
    ...isoWeek(daysAfter('2026-02-16', index * 7)),
    citizen,
    employee,
    company,
    all: citizen + employee + company,
  };
});
const progress = {
  accounts: 12_345_678,
  linked: 4_000_000,
  waiting: 8_345_000,
  ambiguous: 678,
  byEvidence: [{ evidence: 'pid+cpr+cpr-uuid+certificate+approval', accounts: 4_000_000 }],
  projection: { state: 'projected', end: '2028-01-01', linksPerWeek: 1234.5, fromWeeks: 4 },
} as const;
const status: MigrationStatus = {
  at: '2026-11-26T10:00:00.000Z',
  classes: (['citizen', 'employee', 'company'] as const).map((name) => ({ class: name, ...progress })),
  all: progress,
  weeks,
  cases: { open: 3, byReason: [{ reason: 'two-accounts', cases: 3 }] },
};

requireTool('xmllint')('the page of the status', () => {
  test.each([
    ['full', status],
    ['empty', { ...status, weeks: [], cases: { open: 0, byReason: [] } }],
  ])('is well-formed when %s', (_name, shown) => {
    const { status: code, stderr } = spawnSync('xmllint', ['--noout', '--nonet', '-'], { input: statusPage(shown) });
    expect([code, stderr.toString()]).toEqual([0, '']);
  });
});

test('what is data is escaped', () => {
  const evidence = `</dt><script>alert("1")</script>&`;
  const page = statusPage({ ...status, all: { ...progress, byEvidence: [{ evidence, accounts: 1 }] } });
  expect(page).toContain('<dt>&lt;/dt&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;</dt>');
  expect(page).not.toContain('<script');
});

test('before the first link there is no chart', () => {
  const page = statusPage({ ...status, weeks: [] });
  expect(page).toContain('No login has been linked yet.');
  expect(page).not.toContain('<svg');
});

test('the first week is a column, and no block across the picture', () => {
  const width = (shown: readonly WeekStatus[]) =>
    Number(/<rect class="citizen" [^>]*width="([\d.]+)"/.exec(statusPage({ ...status, weeks: shown }))?.[1]);
  expect(width(weeks.slice(-1))).toBe(64);
  expect(width(weeks)).toBeLessThan(64);
});

describeInBrowser('the page of the status in a browser', () => {
  let browser: WatchedBrowser;
  let folder: string;
  let visitor: WatchedContext;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser();
    folder = mkdtempSync(join(tmpdir(), 'mitid-status-'));
    writeFileSync(join(folder, 'status.html'), statusPage(status));
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    visitor = await browser.newVisitor({ javaScript: false });
    page = await visitor.context.newPage();
    await page.setViewportSize(PHONE);
    await page.goto(pathToFileURL(join(folder, 'status.html')).href);
  });
  afterEach(() => visitor.context.close());

  test('asks for nothing but itself, and the console has nothing to say', () => {
    expect(visitor.requests.filter((url) => !url.startsWith('data:'))).toEqual([page.url()]);
    expect(visitor.complaints).toEqual([]);
  });

  test('draws the last 26 weeks with their figures', async () => {
    const columns = page.locator('svg g[data-week]');
    expect(await columns.count()).toBe(26);
    expect(await columns.first().getAttribute('data-week')).toBe(weeks.at(-26)?.week);
    expect(await columns.last().locator('title').textContent()).toBe(
      '2026-W47: citizens 39,000, employees 3,900, companies 1',
    );
    const heights = async (index: number) =>
      Promise.all(
        (await columns.nth(index).locator('rect').all()).map(async (bar) => (await bar.boundingBox())?.height ?? 0),
      );
    const [first, last] = [await heights(0), await heights(25)];
    // 14,000 citizens and 39,000: one scale for all.
    expect((first[0] ?? 0) / (last[0] ?? 1)).toBeCloseTo(14 / 39, 1);
    expect((last[1] ?? 0) / (last[0] ?? 1)).toBeCloseTo(0.1, 1);
  });

  test('tells a screen reader what the chart shows', async () => {
    const chart = page.getByRole('img', { name: /Accounts linked per week/ });
    expect(await chart.locator('desc').textContent()).toBe(
      'From 2026-W22 to 2026-W47: 757,913 accounts linked, at most 42,901 a week (2026-W47).',
    );
  });

  test('does not scroll sideways on a phone, with the table of the weeks open, too', async () => {
    await page.getByText('Every week in figures').click();
    expect(await page.getByRole('row').count()).toBe(41);
    const root = page.locator('html');
    const width = await root.evaluate((element) => (element as unknown as { scrollWidth: number }).scrollWidth);
    expect(width).toBe(PHONE.width);
  });

  test.each(['light', 'dark'] as const)('is %s where the person wants it so', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    const ground = await page
      .locator('body')
      .evaluate(
        'getComputedStyle(document.body).backgroundColor + " " + getComputedStyle(document.querySelector("rect.citizen")).fill',
      );
    expect(ground).toBe(
      colorScheme === 'light' ? 'rgb(238, 241, 247) rgb(11, 61, 145)' : 'rgb(17, 23, 38) rgb(138, 180, 255)',
    );
  });
});
