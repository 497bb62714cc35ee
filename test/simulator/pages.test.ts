import { startSimulator, type Simulator } from '../../src/simulator';
import { PERSONAS } from '../../src/simulator/personas';
import { artifactIn, CALLBACK, codeIn, getAssertion, requestUrl } from './support/application';
import { attribute } from './support/message';
import { headingOf, Visitor, type Seen } from './support/visitor';

const HOSTILE = `"><script>alert(1)</script><img src=x onerror='a'>&`;
const ERHVERV = 'mitid,mitid:mitid_erhverv';

let simulator: Simulator;
let visitor: Visitor;
beforeAll(async () => {
  simulator = await startSimulator({ callbackUrl: CALLBACK });
});
afterAll(() => simulator.close());
beforeEach(() => {
  visitor = new Visitor(simulator.url);
});

const open = (parameters: Record<string, string>): Promise<Seen> => visitor.open(requestUrl(simulator, parameters));

/** Goes to a page of the login, in that language. */
async function reach(page: string, locale: string): Promise<Seen> {
  const reference_text = 'Sag 42';
  switch (page) {
    case 'eid':
      return open({ locale, reference_text });
    case 'person':
      return open({ locale, reference_text, forcepkivendor: 'mitid' });
    case 'approve':
      await open({
        locale,
        reference_text,
        forcepkivendor: 'mitid',
        transactiontext: 'Ja',
        transactiontext_type: 'text',
      });
      return visitor.press('persona', 'citizen');
    case 'cpr':
      await open({ locale, reference_text, forcepkivendor: 'mitid', returnssn: 'true' });
      return visitor.press('persona', 'citizen');
    default:
      await open({ locale, reference_text, forcepkivendor: ERHVERV });
      return visitor.press('persona', 'all-identity-types');
  }
}

const PAGES = [
  ['eid', 'Vælg, hvordan du vil logge på', 'Choose how to log in'],
  ['person', 'Log på med MitID', 'Log in with MitID'],
  ['approve', 'Godkend', 'Approve'],
  ['cpr', 'Indtast dit CPR-nummer', 'Enter your CPR number'],
  ['identity', 'Vælg identitet', 'Choose identity'],
] as const;

describe.each(PAGES)('the page %s', (name, danish, english) => {
  test.each([
    ['', 'da', danish],
    ['da_DK', 'da', danish],
    ['sv_SE', 'da', danish],
    ['en_GB', 'en', english],
  ])('locale %s: lang=%s', async (locale, language, title) => {
    const { status, body } = await reach(name, locale);
    expect(status).toBe(200);
    expect(headingOf(body)).toBe(title);
    expect(body).toContain(`<html lang="${language}">`);
    expect(body).toContain(`<title>${title} ·`);
  });

  test('shows the reference text', async () => {
    expect((await reach(name, '')).body).toContain('Sag 42');
  });

  test('has a button to cancel, which ends at the status URL', async () => {
    await reach(name, '');
    expect(codeIn(await visitor.press('action', 'cancel'))).toBe('cancel');
  });

  test('works without script and asks for nothing from elsewhere', async () => {
    const { body, headers } = await reach(name, '');
    expect(body).not.toMatch(/<script|javascript:|\son[a-z]+=|\sstyle=|<style|https?:\/\/(?!localhost)/i);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("style-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src|unsafe/);
    expect(headers.get('set-cookie')).toBeNull();
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('every field has a label, every button a text', async () => {
    const { body } = await reach(name, '');
    for (const [, id] of body.matchAll(/<input type="text" id="([^"]+)"/g))
      expect(body).toContain(`<label for="${id ?? ''}">`);
    const buttons = [...body.matchAll(/<button[^>]*>(.*?)<\/button>/gs)];
    expect(buttons.length).toBeGreaterThan(0);
    for (const [, text = ''] of buttons) expect(text.replace(/<[^>]*>/g, '').trim()).not.toBe('');
  });
});

describe('the person page', () => {
  test('lists who can use the eID, and nobody else', async () => {
    const { body } = await reach('person', '');
    const offered = [...body.matchAll(/name="persona" value="([^"]+)"/g)].map(([, id]) => id);
    expect(offered).toEqual(PERSONAS.filter(({ mitid }) => mitid).map(({ id }) => id));
  });

  test('a user id can be typed', async () => {
    await reach('person', '');
    const { text } = await getAssertion(simulator, artifactIn(await visitor.fill('userId', 'bjørn2712')));
    expect(attribute(text, 'FULLNAME')).toBe('Bjørn Ærenlund');
  });

  test.each(['', 'nobody', 'Inge-Lise'])('a user id that has no MitID is asked again: "%s"', async (userId) => {
    await reach('person', 'en_GB');
    const { status, body } = await visitor.fill('userId', userId);
    expect(status).toBe(422);
    expect(body).toContain('role="alert"');
    expect(body).toContain('There is no user with this user ID.');
    expect(body).toContain('aria-invalid="true"');
    expect(artifactIn(await visitor.press('persona', 'citizen'))).toMatch(/^AA[A-Za-z0-9+/]+=*$/);
  });

  test.each([
    ['dk_nemid_js', 'Log in with NemID key card', ['nemid-key-card']],
    ['dk_nemid-opensign', 'Log in with NemID key file', ['nemid-key-file', 'nemid-company']],
  ])('legacy NemID has its own: %s', async (forcepkivendor, title, ids) => {
    const { body } = await open({ forcepkivendor, locale: 'en_GB' });
    expect(headingOf(body)).toBe(title);
    expect([...body.matchAll(/name="persona" value="([^"]+)"/g)].map(([, id]) => id)).toEqual(ids);
  });
});

describe('the eID page', () => {
  test.each([
    ['', ['mitid', 'dk_nemid_js', 'dk_nemid-opensign']],
    ['mitid,dk_nemid_js', ['mitid', 'dk_nemid_js']],
    [' mitid:mitid_erhverv , dk_nemid-opensign, se_bankid', ['mitid', 'dk_nemid-opensign']],
  ])('forcepkivendor "%s"', async (forcepkivendor, eids) => {
    const { body } = await open({ forcepkivendor });
    expect([...body.matchAll(/name="eid" value="([^"]+)"/g)].map(([, eid]) => eid)).toEqual(eids);
  });

  test('is not shown for MitID with MitID Erhverv: the identity is chosen at the end', async () => {
    expect(headingOf((await open({ forcepkivendor: ERHVERV })).body)).toBe('Log på med MitID');
  });

  test('goes on to the person page of the eID', async () => {
    await reach('eid', 'en_GB');
    expect(headingOf((await visitor.press('eid', 'dk_nemid_js')).body)).toBe('Log in with NemID key card');
  });

  test('an eID that is not offered is not taken', async () => {
    await open({ forcepkivendor: 'mitid,dk_nemid_js', locale: 'en_GB' });
    const seen = await visitor.submit((form) => form.includes('name="eid"'), { eid: 'dk_nemid-opensign' });
    expect(seen.status).toBe(422);
    expect(seen.body).toContain('Choose one of the options.');
  });
});

describe('the CPR page', () => {
  const cprOf = (id: string): string => PERSONAS.find((one) => one.id === id)?.cpr?.reveal() ?? '';

  test('tells the number to type', async () => {
    const { body } = await reach('cpr', '');
    const cpr = cprOf('citizen');
    expect(body.includes(`${cpr.slice(0, 6)}-${cpr.slice(6)}`)).toBe(true);
  });

  test.each(['-', ' ', ''])('takes it with "%s" in it', async (divider) => {
    await reach('cpr', '');
    const cpr = cprOf('citizen');
    expect(artifactIn(await visitor.fill('cpr', ` ${cpr.slice(0, 6)}${divider}${cpr.slice(6)} `))).toMatch(
      /^AA[A-Za-z0-9+/]+=*$/,
    );
  });

  test.each(['', '12', '3213856124', 'abcdef-ghij'])('asks again for what is no CPR number: "%s"', async (typed) => {
    await reach('cpr', 'en_GB');
    const { status, body } = await visitor.fill('cpr', typed);
    expect(status).toBe(422);
    expect(body).toContain('A CPR number is ten digits');
    expect(body).toMatch(/id="cpr"[^>]*aria-invalid="true"\s+aria-describedby="problem hint"/);
  });

  test('another number is match_ssn_error', async () => {
    await reach('cpr', '');
    expect(codeIn(await visitor.fill('cpr', cprOf('minor')))).toBe('match_ssn_error');
  });

  test('the number is in no address', async () => {
    await reach('cpr', '');
    const seen = await visitor.fill('cpr', cprOf('citizen'));
    expect(seen.location?.includes(cprOf('citizen').slice(6))).toBe(false);
  });
});

describe('the identity page', () => {
  const choices = (body: string): (string | undefined)[] =>
    [...body.matchAll(/name="identity" value="([^"]+)"/g)].map(([, id]) => id);

  test('offers private, on behalf of a company, and each employer', async () => {
    const { body } = await reach('identity', 'en_GB');
    expect(choices(body)).toEqual(['private', 'represents:97354685', 'employee:99836903', 'employee:90602675']);
    expect(body).toContain('On behalf of Smedjen på Ærø ApS');
    expect(body).toContain('Employee of Kystbanens Pensionskasse');
  });

  test('does not offer private where only MitID Erhverv was asked for', async () => {
    await open({ forcepkivendor: 'mitid:mitid_erhverv' });
    const { body } = await visitor.press('persona', 'all-identity-types');
    expect(choices(body)).toEqual(['represents:97354685', 'employee:99836903', 'employee:90602675']);
  });

  test("another company's identity is not taken", async () => {
    await reach('identity', '');
    expect(
      (await visitor.submit((form) => form.includes('name="identity"'), { identity: 'employee:94874521' })).status,
    ).toBe(422);
  });
});

describe('the transaction text', () => {
  const approve = async (text: string, type: string): Promise<string> => {
    await open({ forcepkivendor: 'mitid', transactiontext: text, transactiontext_type: type });
    return (await visitor.press('persona', 'citizen')).body;
  };

  test('is approved before anything else happens', async () => {
    await approve('Overfør 1.000 kr.', 'text');
    expect(artifactIn(await visitor.submit((form) => form.includes('>Godkend<'), {}))).toMatch(/^AA[A-Za-z0-9+/]+=*$/);
  });

  test('as text, it is text', async () => {
    expect(await approve('<b>ikke fed</b>', 'text')).toContain(
      '<pre class="transaction">&lt;b&gt;ikke fed&lt;/b&gt;</pre>',
    );
  });

  test('as HTML, it is what is allowed of it', async () => {
    const body = await approve(
      '<h2 style="color:red">Aftale</h2><p>Ja &amp; nej<b>tak</p><a href="https://x.example">A</a>',
      'html',
    );
    expect(body).toContain('<h2>Aftale</h2><p>Ja &amp; nej<b>tak</b></p><a>A</a>');
  });
});

describe('hostile input stays text', () => {
  test.each(['reference_text', 'TARGET', 'additional_info', 'locale', 'wi', 'style'])('%s', async (name) => {
    for (const page of [await open({ [name]: HOSTILE }), await open({ [name]: HOSTILE, forcepkivendor: 'mitid' })]) {
      expect(page.status).toBe(200);
      expect(page.body).not.toContain('<script');
      expect(page.body).not.toContain('<img');
    }
  });

  test('the reference text is shown as it is written', async () => {
    const { body } = await open({ reference_text: HOSTILE });
    expect(body).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  test('in the error page too', async () => {
    const { status, body } = await open({ mid: HOSTILE, status: '' });
    expect(status).toBe(400);
    expect(body).not.toContain('<script');
    expect(body).toContain('&lt;script&gt;');
  });

  test('and in the usage page', async () => {
    const { status, body } = await visitor.open(requestUrl(simulator, { persona: HOSTILE }));
    expect(status).toBe(400);
    expect(body).not.toContain('<script');
  });
});

describe('the way through', () => {
  test('a page can be reloaded', async () => {
    const { body } = await reach('cpr', '');
    const id = /action="(\/its\/login\/[0-9a-f]{32})"/.exec(body)?.[1] ?? '';
    const again = await visitor.open(`${simulator.url}${id}`);
    expect(headingOf(again.body)).toBe(headingOf(body));
  });

  test('an answer to an earlier page changes nothing: the current page is shown', async () => {
    const { body } = await reach('person', '');
    const action = /action="(\/its\/login\/[0-9a-f]{32})"/.exec(body)?.[1] ?? '';
    const post = (fields: Record<string, string>): Promise<Response> =>
      fetch(`${simulator.url}${action}`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
    await open({ forcepkivendor: 'mitid', returnssn: 'true' });
    const cprPage = (await visitor.press('persona', 'citizen')).body;
    const current = /action="(\/its\/login\/[0-9a-f]{32})"/.exec(cprPage)?.[1] ?? '';
    const late = await fetch(`${simulator.url}${current}`, {
      method: 'POST',
      body: new URLSearchParams({ step: 'person', persona: 'minor' }),
      redirect: 'manual',
    });
    expect(late.headers.get('location')).toBe(current);
    expect((await post({ step: 'cpr', cpr: '0101585000' })).headers.get('location')).toBe(action);
  });

  test('is over when it is over: the back button finds a page that says so', async () => {
    const { body } = await reach('person', '');
    const action = /action="(\/its\/login\/[0-9a-f]{32})"/.exec(body)?.[1] ?? '';
    await visitor.press('persona', 'citizen');
    const { status, body: gone } = await visitor.open(`${simulator.url}${action}`);
    expect(status).toBe(410);
    expect(headingOf(gone)).toBe('Dette login er afsluttet eller udløbet');
  });

  test('is over after a quarter of an hour', async () => {
    await reach('person', 'en_GB');
    simulator.shiftClock(15 * 60_000);
    const { status, body } = await visitor.press('persona', 'citizen');
    simulator.shiftClock(0);
    expect(status).toBe(410);
    expect(headingOf(body)).toBe('This login has been completed or has expired');
  });
});

test('embedded (wi=r): the application may frame the page, and the first click takes the whole window', async () => {
  const { headers, body } = await open({ wi: 'r', forcepkivendor: 'mitid' });
  expect(headers.get('content-security-policy')).toContain('frame-ancestors http://localhost:3999');
  expect(body).toMatch(/<form method="post" action="[^"]+"\s+target="_top">/);
  expect((await open({ forcepkivendor: 'mitid' })).body).not.toContain('_top');
});

describe('logout', () => {
  test('a page that leads back to the application', async () => {
    const { status, body } = await visitor.open(
      `${simulator.eident.logoutUrl}?mid=${simulator.eident.merchantId}&locale=en_GB`,
    );
    expect(status).toBe(200);
    expect(headingOf(body)).toBe('You are logged out');
    expect(body).toContain('href="http://localhost:3999"');
  });

  test('in Danish, without a merchant', async () => {
    expect(headingOf((await visitor.open(simulator.eident.logoutUrl)).body)).toBe('Du er logget af');
  });
});
