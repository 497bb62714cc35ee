import { join } from 'node:path';
import { CHOICES } from '../../examples/login/choices';
import { EIDENT_FAULTS } from '../../src/simulator/faults/eident';
import { NEMLOGIN_FAULTS } from '../../src/simulator/faults/nemlogin';
import { SIGNICAT_MITID_FAULTS, SIGNICAT_NEMID_FAULTS } from '../../src/simulator/faults/signicat';
import { UUID_MATCH_FAULTS } from '../../src/simulator/faults/uuidmatch';
import { PERSONAS } from '../../src/simulator/personas';
import { cprOf, wrongCprOf } from '../support/broker-pages';
import { personaCprIn } from '../support/cpr-watch/personas';
import { spawnDemo, type DemoProcess } from '../support/demo-process';
import { HttpVisitor, type Visit } from '../support/http-visitor';

// The demo in a process of its own, every persona through every button, every fault and every wrong turn; then everything
// that was written, asked for and answered is searched for the personas' CPR numbers.

const visitors: HttpVisitor[] = [];
let demo: DemoProcess;
let url: string;
let simulatorUrl: string;

beforeAll(async () => {
  demo = spawnDemo({}, ['--require', join(__dirname, '..', 'support', 'loopback-only.cjs')]);
  ({ url, simulatorUrl } = await demo.ready);
});

afterAll(async () => {
  await demo.stop();
});

function visitor(): HttpVisitor {
  const one = new HttpVisitor();
  visitors.push(one);
  return one;
}

/** Arms a fault, as a program does: a visitor, being a browser, would be shown the page of faults. */
async function arm(fault: string): Promise<void> {
  const { status } = await fetch(`${simulatorUrl}/simulator/faults/${fault}`, { method: 'POST' });
  expect(status).toBe(204);
}

/** The broker's CPR page tells the person which number to type: the one page that may. */
const isCprPage = ({ url: at, body }: Visit): boolean => at.startsWith(simulatorUrl) && body.includes('id="hint"');

/** The form that brings the assertion: a fault sends one that is not encrypted. */
const bringsAssertion = ({ url: at, body }: Visit): boolean =>
  at.startsWith(simulatorUrl) && body.includes('name="SAMLResponse"');

function leaks(visits: readonly Visit[]): string[] {
  return visits.flatMap((visit) => {
    const shown = isCprPage(visit) || bringsAssertion(visit) ? '' : visit.body;
    const wire = [visit.url, visit.headers, visit.location ?? '', shown].join('\n');
    const found = personaCprIn(decoded(wire));
    return found === undefined ? [] : [`${visit.method} ${new URL(visit.url).pathname}: ${found}`];
  });
}

function decoded(text: string): string {
  return `${text}\n${text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))}`;
}

const isOwnProfile = ({ url: at, status }: Visit): boolean => at === `${url}/profile` && status === 200;

/** Whether a button is one for who has a NemID of old alone, or for who has not. */
const isFor = (button: string, nemIdAlone: boolean): boolean =>
  nemIdAlone ? /^(?:signicat-)?nemid(?:-|$)/.test(button) : button !== 'nemid';

describe('a run of the whole demo', () => {
  test('every persona, by every button that asks for the CPR number or does not', async () => {
    for (const { id, nemid } of PERSONAS) {
      for (const { id: choice } of CHOICES.filter(({ id: button }) => isFor(button, nemid !== undefined))) {
        const one = visitor();
        await one.open(`${url}/login/${choice}`, { persona: id });
        await one.open(`${url}/profile`);
        await one.open(`${url}/account?tab=1`);
        await one.open(`${url}/login/step-up`, { persona: id });
        await one.open(`${url}/profile?lang=da`);
        await one.open(`${url}/insurance?plan=1`, { persona: id });
        await one.open(`${url}/documents/high`, { persona: id });
        await one.submit(`${url}/logout`, {});
      }
    }
    const pages = visitors.flatMap(({ visits }) => visits).map(({ body }) => body);
    for (const { id, title } of CHOICES.filter(({ broker }) => broker.startsWith('signicat'))) {
      const posted = visitors.some(({ visits }) =>
        visits.some((at, index) => at.url.endsWith(`/login/${id}`) && visits.slice(index).some(isOwnProfile)),
      );
      expect([title.en, posted]).toEqual([title.en, true]);
    }
    // Who reaches level Low only is never let in.
    for (const { id, cpr, mitid } of PERSONAS.filter((persona) => persona.mitid?.aal !== 'low')) {
      if (mitid !== undefined)
        expect([id, pages.some((body) => body.includes(`>${String(cpr)}<`))]).toEqual([id, true]);
    }
  }, 240_000);

  test.each(['wrong', 'cancel'] as const)('the CPR number typed: %s', async (cpr) => {
    for (const choice of ['mitid-cpr', 'mitid-pid']) {
      const { status } = await visitor().open(`${url}/login/${choice}`, { persona: 'citizen', cpr });
      expect(status).toBe(401);
    }
  });

  test('every persona, by the pages that need more than a login, before it and after it', async () => {
    for (const { id, cpr, mitid } of PERSONAS) {
      if (mitid === undefined) continue;
      const ends: string[] = [];
      for (const path of ['/insurance?plan=1', '/documents/low', '/documents/high']) {
        const one = visitor();
        ends.push((await one.open(`${url}${path}`, { persona: id, identity: 'private' })).url);
        const { body } = await one.open(`${url}/insurance`, { persona: id, identity: 'private' });
        if (path.startsWith('/insurance')) expect(body.includes(`>${String(cpr)}<`)).toBe(mitid.aal !== 'low');
        await one.open(`${url}/profile`);
      }
      expect(ends.includes(`${url}/insurance?plan=1`)).toBe(mitid.aal !== 'low');
      expect(ends.includes(`${url}/documents/low`)).toBe(true);
      expect(ends.includes(`${url}/documents/high`)).toBe(mitid.aal === 'high' && mitid.ial === 'high');
    }
  }, 120_000);

  test('every persona, by the CPR number that NemLog-in matches: wrong, broken, right', async () => {
    const matched: string[] = [];
    for (const { id, cpr } of PERSONAS) {
      if (cpr === undefined) continue;
      const one = visitor();
      await one.open(`${url}/login/nemlog-in`, { persona: id, identity: 'private' });
      await one.open(`${url}/insurance`);
      for (const typed of [wrongCprOf(id), `${cprOf(id)}0`, cprOf(id)]) await one.submit(`${url}/cpr`, { cpr: typed });
      const { body } = await one.open(`${url}/insurance`);
      if (body.includes(`>${String(cpr)}<`)) matched.push(id);
      await one.open(`${url}/profile`);
    }
    // Whoever reaches level Low only, or has no MitID, is not logged in at NemLog-in.
    expect(matched).toEqual(
      PERSONAS.filter(({ cpr, mitid }) => cpr && mitid && mitid.aal !== 'low').map(({ id }) => id),
    );
  }, 120_000);

  test.each(UUID_MATCH_FAULTS.filter(({ name }) => name !== 'match-slow').map(({ name }) => name))(
    'by the CPR match, the fault %s',
    async (name) => {
      const one = visitor();
      await one.open(`${url}/login/nemlog-in`, { persona: 'citizen' });
      await arm(name);
      expect((await one.submit(`${url}/cpr`, { cpr: cprOf('citizen') })).status).toBe(503);
    },
  );

  // slow waits out the whole timeout; src-run.test.ts has it with a shorter one.
  test.each([
    ...EIDENT_FAULTS.filter(({ name }) => name !== 'slow').map(({ name }) => ['mitid-cpr', name] as const),
    ...NEMLOGIN_FAULTS.map(({ name }) => ['nemlog-in', name] as const),
    ...SIGNICAT_MITID_FAULTS.map(({ name }) => ['signicat-mitid', name] as const),
    ...SIGNICAT_NEMID_FAULTS.map(({ name }) => ['signicat-nemid', name] as const),
  ])('by the button %s, the fault %s', async (choice, name) => {
    const one = visitor();
    await arm(name);
    await one.open(`${url}/login/${choice}`, { persona: 'citizen' });
    await one.open(`${url}/profile`);
    await fetch(`${simulatorUrl}/simulator/faults`, { method: 'DELETE' });
  });

  test('the pages of the broker, with numbers typed right, wrong, and where none belongs', async () => {
    const one = visitor();
    const type = async (at: Visit, fields: Record<string, string>) => one.submit(at.url, fields);
    const persons = await one.open(`${url}/login/mitid-cpr`);
    const again = await type(persons, { step: 'person', userId: cprOf('citizen') });
    expect(again.url).toContain(simulatorUrl);
    const cprPage = await type(again, { step: 'person', persona: 'citizen' });
    expect(isCprPage(cprPage)).toBe(true);
    expect(personaCprIn(cprPage.body)).toContain('120385-xxxx');
    expect(isCprPage(await type(cprPage, { step: 'cpr', cpr: `${cprOf('citizen')}0` }))).toBe(true);
    expect((await type(cprPage, { step: 'cpr', cpr: cprOf('citizen') })).url).toBe(`${url}/profile`);

    const next = await type(await one.open(`${url}/login/mitid-cpr`), { step: 'person', persona: 'citizen' });
    expect((await type(next, { step: 'cpr', cpr: wrongCprOf('citizen') })).status).toBe(401);
  });

  test('wrong turns: callbacks of every broken form', async () => {
    const one = visitor();
    const { visits } = one;
    await one.open(`${url}/login/mitid-cpr`, { persona: 'citizen' });
    const callback = visits.find((visit) => visit.url.includes('SAMLart='))?.url ?? '';
    const base = `${url}/login/mitid/callback`;
    for (const wrong of [
      callback,
      `${callback}&SAMLart=x`,
      callback.replace('SAMLart=', 'SAMLart=x'),
      `${base}?TARGET=x`,
      `${base}?TARGET=x&SAMLart=y`,
      `${base}?mitid_login=x&status=cancel`,
      `${url}/login/nothing`,
      `${url}/login/mitid?returnTo=//evil.example`,
    ]) {
      expect((await one.open(wrong)).status).toBeGreaterThanOrEqual(400);
    }
    expect((await visitor().open(callback)).status).toBe(401);
  });

  test('what the simulator shows to its developer', async () => {
    const one = visitor();
    for (const path of [
      '/',
      '/simulator/exchanges',
      '/simulator/exchanges.json',
      '/simulator/faults',
      '/simulator/eident.json',
    ]) {
      expect((await one.open(`${simulatorUrl}${path}`)).status).toBe(200);
    }
    const exchanges = one.visits.find((visit) => visit.url.endsWith('exchanges.json'));
    expect(exchanges?.body).toContain('120385-xxxx');
  });

  test('leaves no CPR number in an address, a header, a page, or anything that was written', () => {
    const visits = visitors.flatMap((one) => one.visits);
    expect(visits.length).toBeGreaterThan(500);
    expect(leaks(visits)).toEqual([]);
    expect(demo.stdout().split('\n').length).toBeGreaterThan(100);
    expect(personaCprIn(demo.output())).toBeUndefined();
  });

  test('asks no other machine for anything, and complains of nothing', () => {
    expect(demo.stderr()).toBe('');
  });

  test('and would have found one', () => {
    const cpr = cprOf('citizen');
    const planted: Visit = { method: 'GET', url: `${url}/x`, status: 200, headers: '', body: '' };
    expect(leaks([{ ...planted, url: `${url}/x?cpr=${encodeURIComponent(cpr)}` }])).toHaveLength(1);
    expect(leaks([{ ...planted, headers: `set-cookie: a=${Buffer.from(cpr).toString('base64url')}` }])).toHaveLength(1);
    expect(leaks([{ ...planted, location: `${url}/x?cpr=${cpr.replace('-', '%2D')}` }])).toHaveLength(1);
    expect(leaks([{ ...planted, body: `<dd>${cpr}</dd>` }])).toHaveLength(1);
    expect(leaks([{ ...planted, body: `<p id="hint">${cpr}</p>` }])).toHaveLength(1);
    expect(leaks([{ ...planted, url: simulatorUrl, body: `<p id="hint">${cpr}</p>` }])).toHaveLength(0);
  });
});
