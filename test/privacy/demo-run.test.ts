import { join } from 'node:path';
import { CHOICES } from '../../examples/eident-login/choices';
import { FAULTS } from '../../src/simulator/faults';
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

/** The broker's CPR page tells the person which number to type: the one page that may. */
const isCprPage = ({ url: at, body }: Visit): boolean => at.startsWith(simulatorUrl) && body.includes('id="hint"');

function leaks(visits: readonly Visit[]): string[] {
  return visits.flatMap((visit) => {
    const wire = [visit.url, visit.headers, visit.location ?? '', isCprPage(visit) ? '' : visit.body].join('\n');
    const found = personaCprIn(decoded(wire));
    return found === undefined ? [] : [`${visit.method} ${new URL(visit.url).pathname}: ${found}`];
  });
}

function decoded(text: string): string {
  return `${text}\n${text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))}`;
}

describe('a run of the whole demo', () => {
  test('every persona, by every button that asks for the CPR number or does not', async () => {
    for (const { id, nemid } of PERSONAS) {
      for (const { id: choice } of CHOICES.filter((one) => (nemid === undefined) === (one.id !== 'nemid'))) {
        const one = visitor();
        await one.open(`${url}/login/${choice}`, { persona: id });
        await one.open(`${url}/profile`);
        await one.open(`${url}/account?tab=1`);
        await one.open(`${url}/login/step-up`, { persona: id });
        await one.open(`${url}/profile?lang=da`);
        await one.submit(`${url}/logout`, {});
      }
    }
    const pages = visitors.flatMap(({ visits }) => visits).map(({ body }) => body);
    // Who reaches level Low only is never let in.
    for (const { id, cpr, mitid } of PERSONAS.filter((persona) => persona.mitid?.aal !== 'low')) {
      if (mitid !== undefined)
        expect([id, pages.some((body) => body.includes(`>${String(cpr)}<`))]).toEqual([id, true]);
    }
  }, 120_000);

  test.each(['wrong', 'cancel'] as const)('the CPR number typed: %s', async (cpr) => {
    for (const choice of ['mitid-cpr', 'mitid-pid']) {
      const { status } = await visitor().open(`${url}/login/${choice}`, { persona: 'citizen', cpr });
      expect(status).toBe(401);
    }
  });

  // slow waits out the whole timeout; src-run.test.ts has it with a shorter one.
  test.each(FAULTS.map(({ name }) => name).filter((name) => name !== 'slow'))('the fault %s', async (name) => {
    const one = visitor();
    expect((await one.send('POST', `${simulatorUrl}/simulator/faults/${name}`)).status).toBe(204);
    await one.open(`${url}/login/mitid-cpr`, { persona: 'citizen' });
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
