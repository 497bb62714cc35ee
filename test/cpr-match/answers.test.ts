import type { ServerResponse } from 'node:http';
import type { CprMatch } from '../../src/cpr-match';
import { MemoryStateStore } from '../../src/state';
import { dump } from '../support/dump';
import { CPR, logIn } from './support/logins';
import { lines, matcherOf } from './support/matcher';
import { MatchService, says } from './support/service';

const service = MatchService.use();

async function ask(timeoutMs?: number): Promise<CprMatch> {
  const store = new MemoryStateStore();
  const matcher = matcherOf(service(), store, timeoutMs === undefined ? {} : { timeoutMs });
  return matcher.match(await logIn(store), CPR);
}

/** A response as it stands on the wire. */
const raw =
  (text: string) =>
  (response: ServerResponse): void =>
    void response.socket?.end(text);

// The server echoes what it was asked wherever it can: a CPR number in an answer must not get into an error either.
const ECHO = `{"cpr":"${CPR}","result":"Match"}`;

test.each([
  ['the word in lower case', says('"match"'), 'another answer in JSON (string)'],
  ['the word in upper case', says('"MATCH"'), 'another answer in JSON (string)'],
  ['the word with white space in it', says('"Match "'), 'another answer in JSON (string)'],
  ['another word', says('"TooManyRequests"'), 'another answer in JSON (string)'],
  ['the word without quotation marks', says('Match'), '5 bytes that are no JSON'],
  ['two answers', says('"Match""NoMatch"'), '16 bytes that are no JSON'],
  ['a byte order mark', says('\ufeff"Match"'), '10 bytes that are no JSON'],
  ['true', says('true'), 'another answer in JSON (boolean)'],
  ['null', says('null'), 'another answer in JSON (null)'],
  ['an array', says('["Match"]'), 'another answer in JSON (object)'],
  ['an object with the number', says(ECHO), 'another answer in JSON (object)'],
  ['nothing', says(''), '0 bytes that are no JSON'],
  ['HTML', says('"Match"', 'text/html'), '7 bytes that are not application/json'],
  ['a type that only begins so', says('"Match"', 'application/jsonp'), '7 bytes that are not application/json'],
  ['no type', raw('HTTP/1.1 200 OK\r\ncontent-length: 7\r\n\r\n"Match"'), '7 bytes that are not application/json'],
  ['HTTP 500 with the word', says('"Match"', 'application/json', 500), 'HTTP 500'],
  ['HTTP 201 with the word', says('"Match"', 'application/json', 201), 'HTTP 201'],
  ['HTTP 400 with the number', says(ECHO, 'application/json', 400), 'HTTP 400'],
  ['HTTP 403', says('', 'text/plain', 403), 'HTTP 403'],
  ['more than 4 KiB', says(`"Match"${' '.repeat(4_090)}`), 'more'],
  [
    'more than 4 KiB, said in front',
    raw('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 4000000000\r\n\r\n"Match"'),
    'ECONNRESET',
  ],
  [
    'half an answer',
    raw('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n"Match"'),
    'ECONNRESET',
  ],
  ['the number where HTTP belongs', raw(`${CPR} ${CPR} ${CPR}\r\n\r\n`), 'HPE_INVALID_CONSTANT'],
  ['another protocol', raw('HTTP/1.1 101 Go\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n"Match"'), 'HTTP 101'],
  ['a connection that is reset', (response: ServerResponse) => void response.destroy(), 'ECONNRESET'],
])('%s is not known, and says nothing of the number', async (_what, answer, got) => {
  service().answer = answer;
  const found = await ask();
  expect(found).toMatchObject({ outcome: 'not-known', triesLeft: 2, error: { code: 'cpr_match_failed' } });
  if (found.outcome !== 'not-known') return;
  expect([found.error.detail.got, found.error.outcome, found.error.status]).toEqual([got, 'error', 502]);
  expect(lines).toEqual([
    expect.stringMatching(/^cpr_match_failed .*"strategy":"nemlog-in","code":"cpr_match_failed"/),
  ]);
  const shown = `${dump(found)}${dump(found.error)}${lines.join()}`;
  for (const form of [CPR, `${CPR.slice(0, 6)}-${CPR.slice(6)}`, Buffer.from(CPR).toString('hex')]) {
    expect(shown.replaceAll(' ', '').includes(form)).toBe(false);
  }
});

test.each([301, 302, 307, 308])('a redirect (%i) is not followed, and not known', async (status) => {
  service().answer = (response) => void response.writeHead(status, { Location: service().url }).end('"Match"');
  const found = await ask();
  expect(found).toMatchObject({ outcome: 'not-known', error: { detail: { got: `HTTP ${status}` } } });
  expect(service().bodies).toHaveLength(1);
});

test('no answer in time is not known, and the error names the option', async () => {
  service().answer = () => undefined;
  const found = await ask(1_000);
  expect(found).toMatchObject({
    outcome: 'not-known',
    error: { code: 'cpr_match_failed', detail: { expected: 'an answer within 1000 ms', option: 'timeoutMs' } },
  });
});

test('an answer that drips is cut off in time', async () => {
  service().answer = (response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).write('"');
    const drip = setInterval(() => response.write('M'), 50).unref();
    response.on('close', () => clearInterval(drip));
  };
  expect(await ask(1_000)).toMatchObject({ outcome: 'not-known', error: { detail: { option: 'timeoutMs' } } });
});

test('a match that was sent is known whatever stands in its other headers', async () => {
  service().answer = (response) =>
    void response.writeHead(200, { 'Content-Type': 'Application/JSON ; charset=UTF-8', Date: 'x' }).end('"Match"');
  expect((await ask()).outcome).toBe('match');
});

test('nothing that is shown of a matcher or an outcome holds the number or the key', async () => {
  service().answer = says('"Match"');
  const store = new MemoryStateStore();
  const matcher = matcherOf(service(), store);
  const found = await matcher.match(await logIn(store), CPR);
  const shown = `${dump(matcher)}${dump(found)}`;
  expect(shown.includes(CPR)).toBe(false);
  expect(shown).not.toMatch(/PRIVATE KEY/);
  expect(dump(found)).toContain('010161-xxxx');
});
