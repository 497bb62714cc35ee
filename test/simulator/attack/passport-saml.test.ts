import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attackCommand } from '../../../src/cli/attack';
import type { Simulator } from '../../../src/simulator';
import { runInProcess } from '../../cli/in-process';
import { startWithOneKey } from '../support/start';
import { attackedIn } from './support/attacked';
import { startPlainApplication, type PlainApplication } from './support/plain-application';

const page = readFileSync(join(__dirname, '../../../docs/attack-your-app.md'), 'utf8');

let simulator: Simulator;
let app: PlainApplication;
let speaksAgain: () => void;
beforeAll(async () => {
  speaksAgain = silenced(console);
  simulator = await startWithOneKey({});
  app = await startPlainApplication(simulator);
});
afterAll(async () => {
  speaksAgain();
  await Promise.all([app.close(), simulator.close()]);
});

// xml-encryption warns of each old algorithm that it takes.
function silenced(log: Console): () => void {
  const { warn } = log;
  log.warn = () => undefined;
  return () => (log.warn = warn);
}

const attack = (...args: readonly string[]) =>
  runInProcess(attackCommand(), [`${app.url}/login`, '--simulator', simulator.url, ...args], {});

test('an application on plain passport-saml lets exactly these in', async () => {
  const { code, out } = await attack('--logged-in', '/account', '--json');
  const told = attackedIn(out);
  expect(code).toBe(1);
  expect(told['let-in']).toEqual([
    'bad-response-signature',
    'sha1',
    'xsw-7',
    'same-id',
    'comment',
    'comment-in-nameid',
    'instruction-in-nameid',
    'dtd',
    'plain-assertion',
    '3des',
    'wrong-recipient',
    'missing-recipient',
    'wrong-destination',
    'wrong-issuer',
    'issuer-in-capitals',
    'lookalike-issuer',
    'wrong-response-issuer',
    'expired-confirmation',
    'confirmation-not-before',
    'session-expired',
    'wrong-in-response-to',
    'missing-in-response-to',
    'wrong-confirmation-in-response-to',
    'missing-confirmation-in-response-to',
    'replayed-assertion',
    'replayed-response',
    'status-requester',
    'wrong-version',
    'wrong-assertion-version',
    'holder-of-key',
    'missing-confirmation',
    'missing-authn-statement',
    'missing-nameid',
    'loa-low',
    'lower-loa',
    'uninvited',
    'answer-to-another-login',
    'answer-under-own-state',
    'replay-in-another-browser',
    'replay-in-the-same-browser',
    'declared-latin-1',
    'lax-base64',
    'unsigned-logout-request-by-redirect',
    'sha1-logout-by-redirect',
    'sha1-logout-by-post',
    'replayed-logout-by-redirect',
    'replayed-logout-by-post',
    'wrong-logout-destination-by-redirect',
    'wrong-logout-destination-by-post',
    'other-person-logout-by-redirect',
    'other-person-logout-by-post',
    'other-session-index-by-redirect',
    'other-session-index-by-post',
  ]);
  expect(told.failed).toEqual([]);
  const all = told['let-in'].length + told.refused.length + Object.keys(told.reasons).length;
  expect(page).toContain(`lets ${told['let-in'].length} of ${all} in`);
  expect(told.reasons).toEqual({ 'old-authn-instant': 'the login does not ask for ForceAuthn' });
  // It reads what was signed, so nobody becomes the forged person.
  expect([told.forged, told.notForged]).toEqual([[], ['xsw-7', 'same-id']]);
}, 120_000);

test('without a page to look at, its answer tells; logouts are left out', async () => {
  const only = 'unsigned,wrong-destination,uninvited,sha1-logout-by-post';
  const { code, out } = await attack('--only', only, '--json');
  const told = attackedIn(out);
  expect([code, told['let-in'], told.refused]).toEqual([1, ['wrong-destination', 'uninvited'], ['unsigned']]);
  expect(told.reasons).toEqual({ 'sha1-logout-by-post': 'a logout is seen with --logged-in alone' });
});

test('the table: what was let in, what that means, and who showed it', async () => {
  const { code, out } = await attack('--only', 'unsigned,xsw-7,wrong-destination', '--logged-in', '/account');
  expect(code).toBe(1);
  // Word for word what the page shows.
  expect(page).toContain(`\`\`\`\n${out}\`\`\`\n`);
});
