import { Console } from 'node:console';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { format, inspect } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { MessageChannel, Worker } from 'node:worker_threads';
import { Cpr } from '../../src/identifiers';
import { MitIdError } from '../../src/errors';
import { cprForms, findCpr } from '../support/cpr-watch/forms';

// Every way that a value takes out of a program by accident, walked with a CPR in hand.

const DIGITS = '0101905123';
const FORMS = cprForms(DIGITS);
const cpr = Cpr.parse(DIGITS)!;
const holder = { name: 'Bjørn', person: { cpr }, list: [cpr], map: new Map([['cpr', cpr]]), set: new Set([cpr]) };

const WAYS: readonly (readonly [string, () => unknown])[] = [
  ['String()', () => String(cpr)],
  ['a template', () => `the ${cpr as unknown as string}`],
  ['adding to a text', () => 'cpr: ' + (cpr as unknown as string)],
  ['toLocaleString', () => cpr.toLocaleString()],
  ['Number()', () => String(Number(cpr))],
  ['a property name', () => Object.keys({ [cpr as unknown as string]: 1 }).join()],
  ['join', () => [cpr, [cpr]].join()],
  ['JSON.stringify', () => JSON.stringify(holder, null, 2)],
  ['JSON.stringify of a Map made an array', () => JSON.stringify([...holder.map, ...holder.set])],
  ['a JSON.stringify replacer', () => JSON.stringify(holder, (_key, value: unknown) => value)],
  ['URLSearchParams', () => new URLSearchParams({ cpr: cpr as unknown as string }).toString()],
  ['Buffer.from', () => Buffer.from(String(cpr)).toString('hex')],
  ['Object.entries', () => inspect([Object.entries(holder.person), Object.entries(cpr), Object.values(cpr)])],
  ['Object.assign', () => inspect(Object.assign({}, cpr, holder), { showHidden: true, depth: Infinity })],
  ['own descriptors', () => inspect(Object.getOwnPropertyDescriptors(cpr), { showHidden: true, depth: Infinity })],
  ['every member of the prototype but reveal', () => inspect([cpr.birthDate, cpr.isReplacementNumber, cpr.toJSON()])],
  ['inspect', () => inspect(holder)],
  [
    'inspect, all the way',
    () => inspect(holder, { showHidden: true, getters: true, depth: Infinity, showProxy: true }),
  ],
  ['inspect without custom', () => inspect(holder, { customInspect: false, showHidden: true, depth: Infinity })],
  ['inspect of a proxy', () => inspect(new Proxy(cpr, {}), { showProxy: true, showHidden: true })],
  ['format', () => format('%s %o %O %j %d %i %f', cpr, cpr, holder, holder, cpr, cpr, cpr)],
  ['structuredClone', () => inspect(structuredClone(holder), { showHidden: true, depth: Infinity })],
  ['v8.serialize', () => serialize(holder).toString('latin1')],
  ['v8.deserialize', () => inspect(deserialize(serialize(holder)), { showHidden: true, depth: Infinity })],
  ['an error of its text', () => inspect(new Error(`got ${cpr as unknown as string}`))],
  ['an error with a cause', () => inspect(new Error('x', { cause: holder }), { showHidden: true, depth: Infinity })],
  [
    'an error with members',
    () => inspect(Object.assign(new Error('x'), holder), { showHidden: true, depth: Infinity }),
  ],
  ['an AggregateError', () => inspect(new AggregateError([cpr, holder]), { showHidden: true, depth: Infinity })],
  ['a MitIdError', () => inspect(new MitIdError('cpr_missing', { got: String(cpr) }, { cause: holder }), { depth: 9 })],
  ['the TypeError of a wrong call', () => thrownBy(() => Reflect.apply(Cpr.prototype.reveal, holder, []))],
  ['the TypeError of an assignment', () => thrownBy(() => Object.assign(cpr, { toString: () => 'x' }))],
];

function thrownBy(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return inspect(error, { showHidden: true });
  }
  throw new Error('expected an error');
}

test.each(WAYS)('%s shows no digits', (_, walk) => {
  expect(findCpr(String(walk()), FORMS)).toBeUndefined();
});

test.each(['log', 'error', 'dir', 'table', 'dirxml', 'group', 'trace'] as const)(
  'console.%s shows no digits',
  async (method) => {
    const out = new PassThrough();
    const console = new Console({ stdout: out, stderr: out, inspectOptions: { showHidden: true, depth: null } });
    console[method](cpr);
    console[method](holder);
    console[method]([cpr, holder]);
    out.end();
    const written = await text(out);
    expect(written.length).toBeGreaterThan(0);
    expect(findCpr(written, FORMS)).toBeUndefined();
  },
);

test('a message to a port brings an object that is no Cpr', async () => {
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(holder);
  const [arrived] = (await once(port2, 'message')) as [typeof holder];
  port1.close();
  expect(arrived.name).toBe('Bjørn');
  expect(arrived.person.cpr).not.toBeInstanceOf(Cpr);
  expect((arrived.person.cpr as Partial<Cpr>).reveal).toBeUndefined();
  expect(findCpr(inspect(arrived, { showHidden: true, depth: Infinity }), FORMS)).toBeUndefined();
});

test('a worker is not given the digits by workerData either', async () => {
  const echo = `const { parentPort, workerData } = require('node:worker_threads');
    parentPort.postMessage(require('node:util').inspect(workerData, { showHidden: true, depth: Infinity }));`;
  const worker = new Worker(echo, { eval: true, workerData: holder });
  const [shown] = (await once(worker, 'message')) as [string];
  await worker.terminate();
  expect(shown).toContain('Bjørn');
  expect(findCpr(shown, FORMS)).toBeUndefined();
});

test('a clone is an empty object, without reveal and without what comparisons go by', () => {
  const clone: object = structuredClone(cpr);
  expect(Reflect.ownKeys(clone)).toEqual([]);
  expect(clone).not.toBeInstanceOf(Cpr);
});

test('the digits would have been found', () => {
  expect(findCpr(inspect({ cpr: cpr.reveal() }), FORMS)).toBe('010190-xxxx in plain text');
  expect(findCpr(serialize({ cpr: cpr.reveal() }).toString('latin1'), FORMS)).toBe('010190-xxxx in plain text');
});
