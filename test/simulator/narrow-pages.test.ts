import type { Page } from 'playwright-core';
import type { Simulator } from '../../src/simulator';
import { describeInBrowser, launchBrowser, type WatchedBrowser } from '../support/browser';
import { cancel, choosePerson, chooseIdentity } from '../support/broker-pages';
import { CALLBACK, requestUrl, zeroClick } from './support/application';
import { nemLogIn, requestAddress, SP } from './support/service-provider';
import { startWithOneKey } from './support/start';

const PHONE = { width: 390, height: 844 };

describeInBrowser('on a narrow screen', () => {
  let simulator: Simulator;
  let browser: WatchedBrowser;
  let page: Page;
  beforeAll(async () => {
    simulator = await startWithOneKey({ callbackUrl: CALLBACK, nemlogin: { serviceProviders: [SP] } });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await simulator.close();
  });
  beforeEach(async () => {
    page = await (await browser.newVisitor()).context.newPage();
    await page.setViewportSize(PHONE);
  });
  afterEach(() => page.context().close());

  // A string: the browser's types are not ours.
  const overflow = (): Promise<unknown> =>
    page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

  test.each(['/', '/simulator/faults', '/simulator/nemlogin', '/simulator/signicat', '/simulator/exchanges'])(
    '%s does not scroll sideways',
    async (path) => {
      await zeroClick(simulator, 'employee', { forcepkivendor: 'mitid:mitid_erhverv', returnssn: 'true' });
      await zeroClick(simulator, 'citizen', {
        status: 'https://somewhere-else.example/a/rather/long/path/to/a/callback',
      });
      await nemLogIn(simulator, 'employee', { asked: { types: ['Professional'] } });
      await page.goto(`${simulator.url}${path}`);
      expect(await overflow()).toBe(0);
    },
  );

  test('nor do the pages of a login, nor that of a refused request', async () => {
    await page.goto(requestAddress(simulator));
    expect(await overflow()).toBe(0);
    await choosePerson(page, 'all-identity-types');
    expect(await overflow()).toBe(0);
    await page.goto(requestAddress(simulator, { callbackUrl: `https://a.example/${'long'.repeat(50)}` }));
    expect(await overflow()).toBe(0);
    await page.goto(requestUrl(simulator, { forcepkivendor: 'mitid' }));
    expect(await overflow()).toBe(0);
  });

  test('nor do the pages of the session and of its end', async () => {
    const entityId = `https://app.example/${'long'.repeat(40)}`;
    const { callbackUrl, signingCert } = SP;
    simulator.nemlogin.register({ entityId, callbackUrl, signingCert });
    await page.context().route(`${new URL(callbackUrl).origin}/**`, (route) => route.fulfill({ body: 'arrived' }));
    await page.goto(requestAddress(simulator, { issuer: entityId, types: ['Person'] }));
    await choosePerson(page, 'citizen');
    await page.waitForURL(callbackUrl);
    await page.goto(`${simulator.url}/nemlogin/session`);
    expect(await overflow()).toBe(0);
    await page.getByRole('button', { name: 'Log out everywhere' }).click();
    await page.getByText('not logged out').waitFor();
    expect(await overflow()).toBe(0);
  });

  test('the browser posts the answer by itself', async () => {
    const posted: string[] = [];
    await page.context().route(`${new URL(SP.callbackUrl).origin}/**`, async (route) => {
      posted.push(route.request().postData() ?? '');
      await route.fulfill({ status: 200, contentType: 'text/plain', body: 'arrived' });
    });
    await page.goto(requestAddress(simulator, {}, { relayState: 'relay' }));
    await choosePerson(page, 'all-identity-types');
    await chooseIdentity(page, 'Nordlys');
    await page.waitForURL(SP.callbackUrl);
    expect(posted).toEqual([expect.stringMatching(/^SAMLResponse=[^&]+&RelayState=relay$/)]);
    await page.goto(requestAddress(simulator, { forceAuthn: 'true' }));
    await cancel(page);
    await page.waitForURL(SP.callbackUrl);
    expect(posted).toHaveLength(2);
  });
});
