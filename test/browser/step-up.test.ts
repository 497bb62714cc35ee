import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser';
import { cancel, choosePerson, cprOf, pathOf, textOf, typeCpr, wrongCprOf } from '../support/broker-pages';
import { personaCprIn } from '../support/cpr-watch/personas';
import { DemoBrowser } from '../support/demo-browser';

const MINUTE_MS = 60_000;
/** A page behind `requireCpr`, with a query that has to survive. */
const PAGE = '/insurance?plan=2%20%26%20%C3%A6';

describeInBrowser('pages that need more than a login', () => {
  const demo = DemoBrowser.use();

  afterEach(() => {
    demo.simulator.shiftClock(0);
    demo.simulator.clearFaults();
  });

  async function logIn(persona = 'citizen', path = '/login/mitid'): Promise<Page> {
    const page = await demo.visit();
    await page.goto(`${demo.url}${path}`);
    await choosePerson(page, persona);
    await page.locator('[data-testid=session]').waitFor();
    return page;
  }

  /** Nobody is asked who they are: the broker's page is the one for the CPR number. */
  async function expectOnlyCprAsked(page: Page): Promise<void> {
    expect(page.url()).toContain(`${demo.simulator.url}/its/`);
    expect(await page.locator('#cpr').count()).toBe(1);
    expect(await page.locator('button[name=persona]').count()).toBe(0);
  }

  /** Logged in as before, by the same session, without the CPR number. */
  async function expectAsBefore(page: Page, name: string, session: string | undefined): Promise<void> {
    await page.goto(`${demo.url}/profile`);
    expect(await textOf(page, 'display-name')).toBe(name);
    expect(await textOf(page, 'session')).toBe(session);
    expect(await textOf(page, 'person.cpr')).toBeUndefined();
  }

  async function expectRefusal(page: Page, code: string, title: string): Promise<void> {
    await page.locator('[data-testid=message]').waitFor();
    expect(await page.locator('h1').innerText()).toBe(title);
    const reference = (await textOf(page, 'reference')) ?? 'none';
    expect(demo.log.filter((line) => line.includes(`${code} (${reference})`))).toHaveLength(1);
  }

  describe('the CPR number, at E-Ident', () => {
    test('is typed once, without logging in again, and the person lands on the page they wanted', async () => {
      const page = await logIn();
      await page.goto(`${demo.url}${PAGE}`);
      await expectOnlyCprAsked(page);
      await typeCpr(page, cprOf('citizen'));
      expect(pathOf(page)).toBe(PAGE);
      expect(await textOf(page, 'plan')).toBe('2 & æ');
      expect(await textOf(page, 'person.cpr')).toBe('120385-xxxx');
      expect(personaCprIn(await page.content())).toBeUndefined();
      // And is not asked for again.
      await page.goto(`${demo.url}/insurance`);
      expect(pathOf(page)).toBe('/insurance');
    });

    test('is asked for with the login where nobody is logged in', async () => {
      const page = await demo.visit();
      await page.goto(demo.url);
      await page.locator('[data-testid=guarded] a').first().click();
      await choosePerson(page, 'citizen');
      await typeCpr(page, cprOf('citizen'));
      expect(pathOf(page)).toBe('/insurance?plan=1');
      expect(await textOf(page, 'person.cpr')).toBe('120385-xxxx');
    });

    test('typed wrong: refused, the session stays as it was, and it can be tried again', async () => {
      const page = await logIn();
      const session = await textOf(page, 'session');
      await page.goto(`${demo.url}${PAGE}`);
      await typeCpr(page, wrongCprOf('citizen'));
      await expectRefusal(page, 'cpr_not_matched', 'The CPR number does not match');
      expect(personaCprIn(await page.content())).toBeUndefined();
      const again = (await page.locator('[data-testid=next]').getAttribute('href')) ?? '';
      await expectAsBefore(page, 'Anna Sørensen', session);
      await page.goto(`${demo.url}${again}`);
      await expectOnlyCprAsked(page);
      await typeCpr(page, cprOf('citizen'));
      expect(pathOf(page)).toBe(PAGE);
    });

    test('typed wrong in the login itself: nobody is logged in, and it can be tried again', async () => {
      const page = await demo.visit();
      await page.goto(`${demo.url}${PAGE}`);
      await choosePerson(page, 'citizen');
      await typeCpr(page, wrongCprOf('citizen'));
      await expectRefusal(page, 'cpr_not_matched', 'The CPR number does not match');
      // A guard that a login has just come back to starts no other, once.
      await page.locator('[data-testid=next]').click();
      await expectRefusal(page, 'login_required', 'Log in first');
      await page.locator('[data-testid=next]').click();
      await choosePerson(page, 'citizen');
      await typeCpr(page, cprOf('citizen'));
      expect(pathOf(page)).toBe(PAGE);
    });

    test('cancelled: the session stays as it was', async () => {
      const page = await logIn();
      const session = await textOf(page, 'session');
      await page.goto(`${demo.url}${PAGE}`);
      await cancel(page);
      await expectRefusal(page, 'user_cancelled', 'You cancelled');
      await expectAsBefore(page, 'Anna Sørensen', session);
    });

    test('of another person: refused, and the session stays as it was', async () => {
      const page = await logIn();
      const session = await textOf(page, 'session');
      demo.simulator.fault('other-person');
      await page.goto(`${demo.url}${PAGE}`);
      await typeCpr(page, cprOf('citizen'));
      await expectRefusal(page, 'step_up_other_person', 'That was another person');
      await expectAsBefore(page, 'Anna Sørensen', session);
    });

    /** Logs in so that the login's transaction has just ended: a broker's clock may be behind by what the skew allows. */
    async function logInLate(): Promise<Page> {
      demo.simulator.shiftClock(-(15 * MINUTE_MS + 5_000));
      const page = await logIn();
      expect(pathOf(page)).toBe('/profile');
      demo.simulator.shiftClock(0);
      return page;
    }

    test('later than 15 minutes, by a page: the person logs in again, and lands there', async () => {
      const page = await logInLate();
      await page.goto(`${demo.url}${PAGE}`);
      expect(await page.locator('button[name=persona]').count()).toBeGreaterThan(0);
      await choosePerson(page, 'citizen');
      await typeCpr(page, cprOf('citizen'));
      expect(pathOf(page)).toBe(PAGE);
      expect(await textOf(page, 'person.cpr')).toBe('120385-xxxx');
    });

    test('later than 15 minutes, by another person who logs in: refused', async () => {
      const page = await logInLate();
      const session = await textOf(page, 'session');
      await page.goto(`${demo.url}${PAGE}`);
      await choosePerson(page, 'level-substantial');
      await typeCpr(page, cprOf('level-substantial'));
      await expectRefusal(page, 'step_up_other_person', 'That was another person');
      await expectAsBefore(page, 'Anna Sørensen', session);
    });

    test('later than 15 minutes, by the button: refused before the broker is asked, then by a login anew', async () => {
      const page = await logInLate();
      await page.locator('[data-testid=step-up]').click();
      expect(pathOf(page)).toBe('/login/step-up');
      await expectRefusal(page, 'step_up_expired', 'Your login is too old for that');
      await page.locator('[data-testid=next]').click();
      await choosePerson(page, 'citizen');
      await typeCpr(page, cprOf('citizen'));
      expect(pathOf(page)).toBe('/profile');
      expect(await textOf(page, 'person.cpr')).toBe('120385-xxxx');
    });

    test('later than 15 minutes at the broker: what it says is an error, and the session stays as it was', async () => {
      const page = await logIn();
      const session = await textOf(page, 'session');
      demo.simulator.shiftClock(15 * MINUTE_MS);
      await page.goto(`${demo.url}${PAGE}`);
      await page.locator('[data-testid=message]').waitFor();
      expect(demo.log.at(-1)).toContain((await textOf(page, 'reference')) ?? 'none');
      await expectAsBefore(page, 'Anna Sørensen', session);
    });

    test('is in the login already, with the NemID of a person at Signicat', async () => {
      const page = await logIn('citizen', '/login/signicat-nemid');
      await page.waitForURL(`${demo.url}/profile`);
      await page.goto(`${demo.url}${PAGE}`);
      expect(pathOf(page)).toBe(PAGE);
      expect(await textOf(page, 'person.cpr')).toBe('120385-xxxx');
    });

    test('of a NemID of old cannot be had', async () => {
      const page = await demo.visit();
      await page.goto(`${demo.url}/login/nemid`);
      await page.locator('button[name=eid][value="dk_nemid-opensign"]').click();
      await choosePerson(page, 'nemid-company');
      await page.goto(`${demo.url}${PAGE}`);
      await expectRefusal(page, 'cpr_unavailable', 'The CPR number cannot be had here');
    });
  });

  describe('a program that asks for JSON', () => {
    test('is answered 401 where nobody is logged in, 403 where more is needed, and never sent to a broker', async () => {
      const page = await demo.visit();
      await page.goto(demo.url);
      const ask = async (path: string) => {
        const answer = await page.request.get(`${demo.url}${path}`, {
          headers: { accept: 'application/json' },
          maxRedirects: 0,
        });
        return [answer.status(), await answer.json()] as unknown;
      };
      const logInFirst = { error: 'login_required', message: 'Please log in first.' };
      expect(await ask(PAGE)).toEqual([401, logInFirst]);
      expect(await ask('/documents/high')).toEqual([401, logInFirst]);
      await page.goto(`${demo.url}/login/mitid`);
      await choosePerson(page, 'citizen');
      expect(await ask(PAGE)).toEqual([403, { error: 'cpr_required', message: 'The CPR number is needed for this.' }]);
      expect(await ask('/documents/high')).toEqual([
        403,
        { error: 'assurance_required', message: 'A login with a higher level of assurance is needed.' },
      ]);
    });
  });

  describe('a level of assurance', () => {
    test('at NemLog-in: a login at Low steps up to High, and the page opens', async () => {
      const page = await demo.visit();
      demo.simulator.fault('loa-low');
      await page.goto(`${demo.url}/documents/low`);
      expect(page.url()).toContain(`${demo.simulator.url}/nemlogin/`);
      await choosePerson(page, 'level-high');
      await page.waitForURL(`${demo.url}/documents/low`);
      expect(await textOf(page, 'assurance.loa')).toBe('low');

      await page.goto(`${demo.url}/documents/high?year=2026`);
      await choosePerson(page, 'level-high');
      await page.waitForURL(`${demo.url}/documents/high?year=2026`);
      expect(await textOf(page, 'assurance.loa')).toBe('high');
      // And the page of the lower level stays open.
      await page.goto(`${demo.url}/documents/substantial`);
      expect(await textOf(page, 'assurance.loa')).toBe('high');
    });

    test('at NemLog-in: a person who does not reach it is refused, and the session stays as it was', async () => {
      const page = await logIn('citizen', '/login/nemlog-in');
      await page.waitForURL(`${demo.url}/profile`);
      const session = await textOf(page, 'session');
      await page.goto(`${demo.url}/documents/high`);
      await choosePerson(page, 'citizen');
      await expectRefusal(page, 'loa_unavailable', 'Your login is not secure enough');
      await expectAsBefore(page, 'Anna Sørensen', session);
    });

    test('at NemLog-in: another person who reaches it is refused', async () => {
      const page = await logIn('citizen', '/login/nemlog-in');
      await page.waitForURL(`${demo.url}/profile`);
      const session = await textOf(page, 'session');
      await page.goto(`${demo.url}/documents/high`);
      await choosePerson(page, 'level-high');
      await expectRefusal(page, 'step_up_other_person', 'That was another person');
      await expectAsBefore(page, 'Anna Sørensen', session);
    });

    test('at E-Ident: whose login has it is let in; whose has not is sent to log in at that level', async () => {
      const ida = await logIn('level-high');
      await ida.goto(`${demo.url}/documents/high`);
      expect(await textOf(ida, 'assurance.loa')).toBe('high');
      const anna = await logIn();
      await anna.goto(`${demo.url}/documents/high`);
      await choosePerson(anna, 'citizen');
      await expectRefusal(anna, 'loa_too_low', 'Your login is not secure enough');
    });
  });
});
