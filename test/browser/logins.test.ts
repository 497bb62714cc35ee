import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser';
import {
  cancel,
  chooseIdentity,
  choosePerson,
  cprOf,
  pathOf,
  textOf,
  typeCpr,
  wrongCprOf,
} from '../support/broker-pages';
import { personaCprIn } from '../support/cpr-watch/personas';
import { DemoBrowser } from '../support/demo-browser';

describeInBrowser('logging in with a browser', () => {
  const demo = DemoBrowser.use();

  async function start(choice: string, options?: Parameters<DemoBrowser['visit']>[0]): Promise<Page> {
    const page = await demo.visit(options);
    await page.goto(demo.url);
    await page.locator(`[data-testid="login-${choice}"]`).click();
    expect(page.url()).toContain(`${demo.simulator.url}/its/`);
    return page;
  }

  test('a citizen with MitID sees the profile and what the policy said', async () => {
    const page = await start('mitid');
    await choosePerson(page, 'citizen');
    expect(pathOf(page)).toBe('/profile');
    expect(await textOf(page, 'display-name')).toBe('Anna Sørensen');
    expect(await textOf(page, 'key.namespace')).toBe('mitid-uuid');
    expect(await textOf(page, 'assurance.loa')).toBe('substantial');
    expect(await textOf(page, 'transaction.trust')).toBe('signature');
    expect(await textOf(page, 'person.cpr')).toBeUndefined();
    expect(await textOf(page, 'policy')).toMatch(
      /Level of assurance\s+at least substantial\s+substantial\s+✓ in order/,
    );
  });

  test('a person types the user id instead of choosing', async () => {
    const page = await start('mitid');
    await page.locator('#userId').fill('Anna1985');
    await page.locator('form:has(#userId) button.primary').click();
    expect(await textOf(page, 'display-name')).toBe('Anna Sørensen');
  });

  test('an employee of two companies chooses the one, then the other', async () => {
    const page = await start('mitid-erhverv');
    await choosePerson(page, 'employee-two-companies');
    await chooseIdentity(page, 'Kystbanens Pensionskasse');
    expect(await textOf(page, 'display-name')).toBe('Malene Thøgersen');
    expect(await textOf(page, 'organization.cvr')).toBe('90602675');
    const first = await textOf(page, 'account');

    await page.goto(`${demo.url}/login/mitid-erhverv`);
    await choosePerson(page, 'employee-two-companies');
    await chooseIdentity(page, 'Smedjen på Ærø');
    expect(await textOf(page, 'organization.cvr')).toBe('97354685');
    expect(await textOf(page, 'organization.rid')).toBeUndefined();
    expect(await textOf(page, 'account')).not.toBe(first);
  });

  test('the same employee may go on as a private person', async () => {
    const page = await start('mitid-erhverv');
    await choosePerson(page, 'employee-two-companies');
    await chooseIdentity(page, 'private');
    expect(await textOf(page, 'key.namespace')).toBe('mitid-uuid');
    expect(await textOf(page, 'organization.cvr')).toBeUndefined();
  });

  test('a manager acts on behalf of a company', async () => {
    const page = await start('mitid-erhverv');
    await choosePerson(page, 'manager');
    await chooseIdentity(page, 'Boghulen');
    expect(await textOf(page, 'authorizedToRepresent')).toBe('94874521');
    expect(await textOf(page, 'key.namespace')).toBe('mitid-uuid');
  });

  test('a CPR number is typed wrong, then right; it is shown masked and stands nowhere on the page', async () => {
    const page = await start('mitid-cpr');
    await choosePerson(page, 'citizen');
    await typeCpr(page, wrongCprOf('citizen'));
    expect(await page.locator('h1').innerText()).toBe('The CPR number does not match');
    expect(demo.log.at(-1)).toContain(`cpr_not_matched (${(await textOf(page, 'reference')) ?? 'none'})`);
    expect(personaCprIn(await page.content())).toBeUndefined();

    await page.locator('[data-testid=next]').click();
    await choosePerson(page, 'citizen');
    await typeCpr(page, cprOf('citizen'));
    expect(await textOf(page, 'person.cpr')).toBe('120385-xxxx');
    expect(await textOf(page, 'policy')).toMatch(/CPR number\s+asked for\s+given/);
    expect(personaCprIn(await page.content())).toBeUndefined();
  });

  test('a CPR number that is no number is asked for again by the broker', async () => {
    const page = await start('mitid-cpr');
    await choosePerson(page, 'citizen');
    await typeCpr(page, '12');
    expect(page.url()).toContain(demo.simulator.url);
    await typeCpr(page, cprOf('citizen'));
    expect(await textOf(page, 'person.cpr')).toBe('120385-xxxx');
  });

  test('a person who is logged in adds the CPR number without a new login', async () => {
    const page = await start('mitid');
    await choosePerson(page, 'replacement-cpr');
    await page.locator('[data-testid=step-up]').click();
    await typeCpr(page, cprOf('replacement-cpr'));
    expect(pathOf(page)).toBe('/profile');
    expect(await textOf(page, 'display-name')).toBe('Zoë Grønbæk-Müller');
    expect(await textOf(page, 'person.cpr')).toMatch(/^\d{6}-xxxx$/);
    expect(await textOf(page, 'step-up')).toBeUndefined();
  });

  test('a PID finds the account from the days of NemID', async () => {
    const page = await start('mitid-pid');
    await choosePerson(page, 'level-high');
    await typeCpr(page, cprOf('level-high'));
    expect(await textOf(page, 'nemid.pid')).toMatch(/^9208-2002-2-\d{12}$/);
    expect(await page.locator('main .lead').first().innerText()).toContain('from the days of NemID');
    const account = await textOf(page, 'account');

    await page.goto(`${demo.url}/login/mitid`);
    await choosePerson(page, 'level-high');
    expect(await textOf(page, 'account')).toBe(account);
    expect(await page.locator('main .lead').first().innerText()).toContain('Welcome back');
  });

  test('a citizen who never had a NemID is told so, and can go on without', async () => {
    const page = await start('mitid-pid');
    await choosePerson(page, 'citizen-without-nemid');
    await typeCpr(page, cprOf('citizen-without-nemid'));
    expect(await page.locator('h1').innerText()).toBe('You never had a NemID');
    expect(demo.log.at(-1)).toContain('pid_missing');
    await page.locator('[data-testid=next]').click();
    await choosePerson(page, 'citizen-without-nemid');
    expect(await textOf(page, 'display-name')).toBe('Mikkel Nygård');
  });

  test.each([
    ['nemid-key-card', 'dk_nemid_js', 'pid', 'private'],
    ['nemid-key-file', 'dk_nemid-opensign', 'cvr-rid', 'professional'],
    ['nemid-company', 'dk_nemid-opensign', 'cvr-uid', 'company'],
  ])('a NemID of old: %s', async (persona, eid, namespace, identityType) => {
    const page = await start('nemid');
    await page.locator(`button[name=eid][value="${eid}"]`).click();
    await choosePerson(page, persona);
    expect(await textOf(page, 'key.namespace')).toBe(namespace);
    expect(await page.locator('.badges').innerText()).toMatch(new RegExp(`nemid\\s+${identityType}`));
    expect(await textOf(page, 'assurance.loa')).toBeUndefined();
  });

  test('cancelling is met kindly, and the login can be tried again', async () => {
    const page = await start('mitid');
    await cancel(page);
    expect(await page.locator('h1').innerText()).toBe('You cancelled');
    expect(demo.log.at(-1)).toContain(`user_cancelled (${(await textOf(page, 'reference')) ?? 'none'})`);
    await page.locator('[data-testid=next]').click();
    await choosePerson(page, 'citizen');
    expect(await textOf(page, 'display-name')).toBe('Anna Sørensen');
  });

  test('a login below the level asked for is refused, with a reference that is in the log', async () => {
    const page = await start('mitid');
    await choosePerson(page, 'level-low');
    expect(await textOf(page, 'message')).toContain('A login with a higher level of assurance is needed.');
    expect(demo.log.at(-1)).toContain(`loa_too_low (${(await textOf(page, 'reference')) ?? 'none'})`);
    expect(await textOf(page, 'display-name')).toBeUndefined();
  });

  test('a message that cannot be trusted is refused with the public message and nothing more', async () => {
    demo.simulator.fault('bad-signature');
    const page = await start('mitid');
    await choosePerson(page, 'citizen');
    expect(await textOf(page, 'message')).toBe('The login could not be verified. Please try again.');
    expect(demo.log.at(-1)).toContain(`(${(await textOf(page, 'reference')) ?? 'none'})`);
    expect(await page.content()).not.toMatch(/signature_invalid|digest_mismatch/);
  });

  test('in Danish, by what the browser prefers, and the broker too', async () => {
    const page = await start('mitid-cpr', { language: 'da-DK' });
    expect(await page.locator('html').getAttribute('lang')).toBe('da');
    await choosePerson(page, 'citizen');
    await typeCpr(page, wrongCprOf('citizen'));
    expect(await page.locator('h1').innerText()).toBe('CPR-nummeret passer ikke');
  });

  test('without JavaScript', async () => {
    const page = await start('mitid-cpr', { javaScript: false });
    await choosePerson(page, 'citizen');
    await typeCpr(page, cprOf('citizen'));
    expect(await textOf(page, 'person.cpr')).toBe('120385-xxxx');
    await page.locator('nav button').click();
    expect(page.url()).toContain(demo.simulator.eident.logoutUrl);
  });
});
