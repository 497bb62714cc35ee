import type { FaultName, Simulator } from '../../src/simulator';
import { FAULT_NAMES } from '../../src/simulator/faults';
import { EIDENT_FAULTS } from '../../src/simulator/faults/eident';
import { PERSONAS } from '../../src/simulator/personas';
import { errorOf } from '../support/codes';
import { artifactOf, CALLBACK, codeIn, faultIn, getAssertion, messageOf, zeroClick } from './support/application';
import { element } from './support/message';
import { startWithOneKey } from './support/start';
import { headingOf, Visitor } from './support/visitor';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startWithOneKey({ callbackUrl: CALLBACK });
});
afterEach(() => simulator.close());

const post = (path: string, body?: unknown): Promise<Response> =>
  fetch(`${simulator.url}${path}`, {
    method: 'POST',
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });

test.each(['typo', '', '__proto__', 'toString'])('fault("%s") throws, and arms nothing', async (name) => {
  const error = errorOf(() => simulator.fault(name as FaultName));
  expect(error.code).toBe('configuration_invalid');
  expect(error.detail.problems).toEqual([expect.stringContaining('bad-signature')]);
  expect(await artifactOf(simulator, 'citizen')).toMatch(/^AA/);
});

describe('faults by HTTP', () => {
  test('are armed once', async () => {
    expect((await post('/simulator/faults/cancel')).status).toBe(204);
    expect(codeIn(await zeroClick(simulator, 'citizen'))).toBe('cancel');
    expect(await artifactOf(simulator, 'citizen')).toMatch(/^AA/);
  });

  test('one that is not known is 404 and tells which are', async () => {
    const response = await post('/simulator/faults/nonsense');
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ error: 'no such fault', faults: FAULT_NAMES });
  });

  test.each(['__proto__', 'constructor', 'toString'])('%s is not known', async (name) => {
    expect((await post(`/simulator/faults/${name}`)).status).toBe(404);
  });

  test('can be forgotten, by HTTP and by helper', async () => {
    await post('/simulator/faults/cancel');
    await fetch(`${simulator.url}/simulator/faults`, { method: 'DELETE' });
    expect(await artifactOf(simulator, 'citizen')).toMatch(/^AA/);
    simulator.fault('cancel');
    simulator.clearFaults();
    expect(await artifactOf(simulator, 'citizen')).toMatch(/^AA/);
  });

  test('queue up: each exchange takes the oldest that applies to it', async () => {
    simulator.fault('soap-fault');
    simulator.fault('inpro');
    simulator.fault('artifact-expired');
    expect(codeIn(await zeroClick(simulator, 'citizen'))).toBe('inpro');
    const codes = [];
    for (let count = 0; count < 3; count += 1) {
      codes.push(faultIn((await getAssertion(simulator, await artifactOf(simulator, 'citizen'))).text));
    }
    expect(codes).toEqual(['generalerror', 'artifact_expired', 'no fault']);
  });

  test('the page lists each with a button that arms it, and says what is armed', async () => {
    const visitor = new Visitor(simulator.url);
    const { body } = await visitor.open(`${simulator.url}/simulator/faults`);
    expect(headingOf(body)).toBe('Faults');
    for (const { name, description } of EIDENT_FAULTS) {
      expect(body).toContain(`action="/simulator/faults/${name}"`);
      expect(body).toContain(description);
    }
    const armed = await fetch(`${simulator.url}/simulator/faults/loa-low`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: simulator.url, accept: 'text/html,*/*', 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect([armed.status, armed.headers.get('location')]).toEqual([303, '/simulator/faults']);
    expect((await visitor.open(`${simulator.url}/simulator/faults`)).body).toMatch(/Armed now:\s+loa-low\./);
  });
});

describe('the clock', () => {
  const issued = async (): Promise<number> =>
    Date.parse(element(await messageOf(simulator, 'citizen'), 'Assertion').attribute('IssueInstant') ?? '');

  const difference = async (): Promise<number> => (await issued()) - Date.now();

  test.each([3_600_000, -3_600_000])('is set %d ms ahead by helper', async (shift) => {
    simulator.shiftClock(shift);
    expect(Math.abs((await difference()) - shift)).toBeLessThan(60_000);
  });

  test.each([3_600_000, -3_600_000])('is set %d ms ahead by HTTP', async (shift) => {
    expect((await post('/simulator/clock', { shift })).status).toBe(204);
    expect(Math.abs((await difference()) - shift)).toBeLessThan(60_000);
  });

  test('is set, not moved: zero is this machine’s time again', async () => {
    simulator.shiftClock(3_600_000);
    simulator.shiftClock(0);
    expect(Math.abs(await difference())).toBeLessThan(60_000);
  });

  test.each([{}, { shift: 'soon' }, { shift: null }, { shift: 1e300 }, { shift: '1e9' }, [1]])(
    '%j is refused',
    async (body) => {
      expect((await post('/simulator/clock', body)).status).toBe(400);
    },
  );

  test('moves the ages of people along', async () => {
    const age = async (): Promise<number> => {
      const message = await messageOf(simulator, 'employee', { forcepkivendor: 'mitid:mitid_erhverv' });
      return Number(/"NEMLOGIN.AGE"[^>]*><[^>]*>(\d+)</.exec(message)?.[1]);
    };
    simulator.shiftClock(Date.parse('2026-02-16T23:59:00Z') - Date.now());
    const before = await age();
    simulator.shiftClock(Date.parse('2026-02-17T00:01:00Z') - Date.now());
    expect([before, await age()]).toEqual([43, 44]);
  });
});

describe('the front page', () => {
  test('tells how to connect and who can log in', async () => {
    const { body } = await new Visitor(simulator.url).open(`${simulator.url}/`);
    expect(headingOf(body)).toBe('Three brokers on your own machine');
    expect(body).toContain(simulator.eident.entryPoint);
    for (const { id, userId } of PERSONAS) {
      expect(body).toContain(`<code>${id}</code>`);
      expect(body).toContain(userId);
    }
  });

  test('the configuration as JSON is the connection', async () => {
    expect(await (await fetch(`${simulator.url}/simulator/eident.json`)).json()).toEqual({ ...simulator.eident });
  });

  test('the style sheet is served by the simulator itself', async () => {
    const { headers } = await fetch(`${simulator.url}/simulator/style.css`);
    expect(headers.get('content-type')).toMatch(/^text\/css/);
  });
});
