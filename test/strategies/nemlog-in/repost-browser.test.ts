import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import helmet from 'helmet';
import type { Page } from 'playwright-core';
import { describeInBrowser, launchBrowser, type WatchedBrowser, type WatchedContext } from '../../support/browser';
import { PERSON_UUID } from '../../support/saml2';
import { answerTo, metadataOf } from './support/idp';
import { LoginApp } from './support/login-app';
import { POST_SERVICE } from './support/logout-form';

// `localhost` and `127.0.0.1` are two sites, so that a form from one to the other is what NemLog-in's is to an application.
describeInBrowser('the answer is posted from another site', () => {
  const app = LoginApp.use();
  let browser: WatchedBrowser;
  let idp: Server;
  let idpUrl = '';
  const visitors: WatchedContext[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
    idp = createServer((req, res) => {
      const { searchParams } = new URL(req.url ?? '/', idpUrl);
      res.setHeader('Content-Type', 'text/html');
      if (req.method === 'POST') {
        void text(req).then((form) => res.end(`<h1>${[...new URLSearchParams(form).keys()].join(' and ')}</h1>`));
        return;
      }
      if (!searchParams.has('SAMLRequest')) {
        res.end('<h1>another site</h1>');
        return;
      }
      const fields = answerTo(new URL(req.url ?? '/', idpUrl).href, app.callbackUrl);
      const inputs = Object.entries(fields).map(
        ([name, value]) => `<input type="hidden" name="${name}" value="${value}">`,
      );
      res.end(`<form method="post" action="${app.callbackUrl}">${inputs.join('')}<button>Go on</button></form>`);
    });
    idp.listen(0, '127.0.0.1');
    await once(idp, 'listening');
    idpUrl = `http://127.0.0.1:${(idp.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    app.before = helmet();
    app.answer = undefined;
    app.configure({ idpMetadata: metadataOf().replace(/Location="[^"]*"/, `Location="${idpUrl}/sso"`) });
  });
  afterEach(async () => {
    await Promise.all(visitors.splice(0).map(({ context }) => context.close()));
  });
  afterAll(async () => {
    await browser.close();
    idp.closeAllConnections();
    idp.close();
  });

  async function visit(javaScript: boolean): Promise<{ page: Page; complaints: readonly string[] }> {
    const visitor = await browser.newVisitor({ javaScript });
    visitors.push(visitor);
    return { page: await visitor.context.newPage(), complaints: visitor.complaints };
  }

  async function toAnswer(page: Page): Promise<void> {
    await page.goto(`${app.url}/cart/full`);
    await page.goto(`${app.url}/login`);
    expect(new URL(page.url()).origin).toBe(idpUrl);
  }

  test('our page posts it again by itself, and the login and the session are there, behind helmet', async () => {
    app.callbackCall = { keepSessionInfo: true };
    const { page, complaints } = await visit(true);
    await toAnswer(page);
    await page.click('button');
    await page.waitForFunction(() => document.body.innerText.includes('outcome'));
    expect(await page.innerText('body')).toContain(PERSON_UUID);
    await page.goto(`${app.url}/me`);
    expect(JSON.parse(await page.innerText('body'))).toMatchObject({ user: { id: PERSON_UUID }, cart: 'full' });
    expect(complaints).toEqual([]);
  });

  test('without scripts the person presses a button', async () => {
    const { page } = await visit(false);
    await toAnswer(page);
    await page.click('button');
    expect(await page.innerText('h1')).toBe('Du bliver logget ind');
    await page.getByRole('button', { name: 'Fortsæt (Continue)' }).click();
    expect(await page.innerText('body')).toContain(PERSON_UUID);
  });

  test('a logout is posted there by a page of ours, by itself, behind helmet', async () => {
    app.configure({
      logoutUrl: app.logoutUrl,
      idpMetadata: metadataOf(undefined, undefined, POST_SERVICE).replace(
        /Location="[^"]*"/g,
        `Location="${idpUrl}/sso"`,
      ),
    });
    const { page, complaints } = await visit(true);
    await toAnswer(page);
    await page.click('button');
    await page.waitForFunction(() => document.body.innerText.includes('outcome'));
    await page.evaluate(() => {
      const form = document.body.appendChild(document.createElement('form'));
      form.method = 'post';
      form.action = '/logout';
      form.submit();
    });
    await page.waitForURL(`${idpUrl}/sso`);
    expect(await page.innerText('h1')).toBe('SAMLRequest and RelayState');
    expect(complaints).toEqual([]);
    await page.goto(`${app.url}/me`);
    expect(JSON.parse(await page.innerText('body'))).toMatchObject({ user: null });
  });

  test('the application may send the browser on to another site of its own', async () => {
    app.callbackCall = { successRedirect: `${idpUrl}/account` };
    const { page } = await visit(true);
    await toAnswer(page);
    await page.click('button');
    await page.waitForURL(`${idpUrl}/account`);
    expect(await page.innerText('h1')).toBe('another site');
  });
});
