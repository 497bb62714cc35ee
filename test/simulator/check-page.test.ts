import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { METADATA } from '../../src/trust';
import { CHECKS } from '../../src/simulator/check/checks';
import { describeInBrowser, launchBrowser } from '../support/browser';
import { Checked, oddIn } from './support/checked';
import { headingOf, Visitor } from './support/visitor';
import { SP } from './support/service-provider';
import type { Checklist } from '../../src/simulator';

const XML = 'application/samlmetadata+xml';
const FORM = 'application/x-www-form-urlencoded';

let checked: Checked;
let page: string;
beforeAll(async () => {
  checked = await Checked.start();
  page = `${checked.simulator.url}/simulator/check`;
});
afterAll(() => checked.simulator.close());

const post = (body: string, headers: Record<string, string>): Promise<Response> =>
  fetch(`${page}/metadata`, { method: 'POST', body, headers, redirect: 'manual' });
const seen = async (): Promise<string> => (await new Visitor(checked.simulator.url).open(page)).body;

test('before anything came, it says how to begin', async () => {
  const body = await seen();
  expect(headingOf(body)).toBe('Would NemLog-in take it?');
  expect(body).toContain('Nothing yet');
  expect(body).toContain('<form method="post" action="/simulator/check/metadata">');
  expect(await (await fetch(`${page}.json`)).json()).toEqual([]);
});

test('what is to be mended comes first, with what was got and how', async () => {
  await checked.request({ destination: 'https://elsewhere.example' });
  const body = await seen();
  expect(body).toContain(`<h2>${SP.entityId}</h2>`);
  expect(body).toMatch(/1 to mend, 0 to look at, \d+ OK, \d+ not seen\. Requests so far: 1\./);
  const [first = ''] = /<tbody>.*?<\/tr>/s.exec(body) ?? [];
  expect(first).toContain('<strong>Mend</strong>');
  expect(first).toContain('https://elsewhere.example');
  expect(first).toContain(`Take it from the metadata, to the letter: ${checked.simulator.nemlogin.entryPoint}`);
  const [json] = (await (await fetch(`${page}.json`)).json()) as Checklist[];
  expect(oddIn(json!)).toEqual(['mend destination']);
  expect(json?.findings.map(({ id }) => id)).toEqual(CHECKS.map(({ id }) => id));
});

test('what an application makes of answers is left to the faults', async () => {
  const body = await seen();
  expect(body).toContain('<a href="/simulator/faults">faults</a>');
  expect(body).toContain('Arm on /simulator/faults, one at a time, and log in: tampered');
});

test('hostile content stays text', async () => {
  await checked.request({ issuer: `"><script>alert(1)</script>`, destination: `'><img src=x onerror=alert(1)>` });
  const body = await seen();
  expect(body).not.toMatch(/<script|<img/);
  expect(body).toContain('&lt;script&gt;');
});

test('somebody who does not say who it is', async () => {
  await checked.request({ issuer: null });
  expect(await seen()).toContain('<h2>Somebody who does not say who it is</h2>');
});

describe('metadata over HTTP', () => {
  test.each([XML, 'application/xml', 'text/xml; charset=utf-8'])('as %s: the checklist comes back', async (type) => {
    const response = await post(checked.metadata, { 'content-type': type });
    expect(response.status).toBe(200);
    const checklist = (await response.json()) as Checklist;
    expect([checklist.entityId, oddIn(checklist)]).toEqual([SP.entityId, expect.not.arrayContaining(['mend acs-one'])]);
  });

  test('by the form of the page, and back to the page', async () => {
    const body = new URLSearchParams({ metadata: checked.metadata.replace(SP.entityId, 'https://by-form.example') });
    const headers = { 'content-type': FORM, origin: checked.simulator.url, accept: 'text/html' };
    const response = await post(body.toString(), headers);
    expect([response.status, response.headers.get('location')]).toEqual([303, '/simulator/check']);
    expect(await seen()).toContain('<h2>https://by-form.example</h2>');
  });

  test('what is no metadata is judged, what is nothing is refused', async () => {
    const judged = (await (await post('hello', { 'content-type': XML })).json()) as Checklist;
    expect([judged.entityId, oddIn(judged)]).toEqual(['', expect.arrayContaining(['mend metadata-readable'])]);
    for (const [type, body] of [
      ['application/json', '{}'],
      [FORM, 'other=x'],
    ] as const) {
      const { status } = await post(body, { 'content-type': type, origin: checked.simulator.url });
      expect([type, status]).toEqual([type, 400]);
    }
  });

  test('from the pages of others, or too large, it is refused', async () => {
    expect((await post('x', { 'content-type': XML, origin: 'https://evil.example' })).status).toBe(403);
    expect((await post('metadata=x', { 'content-type': FORM })).status).toBe(403);
    expect((await post('x'.repeat(METADATA.maxBytes + 1), { 'content-type': XML })).status).toBe(413);
  });
});

describeInBrowser('on a narrow screen', () => {
  test('it does not scroll sideways, and takes metadata without script', async () => {
    await checked.request({ issuer: `https://a.example/${'long'.repeat(60)}` });
    await checked.request({ callbackUrl: `https://a.example/${'long'.repeat(50)}` });
    const browser = await launchBrowser();
    try {
      const tab = await (await browser.newVisitor()).context.newPage();
      await tab.setViewportSize({ width: 390, height: 844 });
      await tab.goto(page);
      const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
      expect(await tab.evaluate(overflow)).toBe(0);
      await tab.getByLabel('The EntityDescriptor of your application').fill('hello');
      await tab.getByRole('button', { name: 'Check it' }).click();
      await tab.getByText('is not XML').waitFor();
      expect([tab.url(), await tab.evaluate(overflow)]).toEqual([page, 0]);
    } finally {
      await browser.close();
    }
  });
});

test('the docs list every check as the data says', () => {
  const docs = readFileSync(join(__dirname, '../../docs/simulator.md'), 'utf8');
  const section = docs.split(/^#+ /m).find((text) => text.startsWith('Every check\n')) ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  const cells = rows.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  expect(cells).toEqual(CHECKS.map(({ id, about, demand, what }) => [`\`${id}\``, about, demand, what]));
});
