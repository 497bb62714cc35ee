import { PERSONAS } from '../../src/simulator/personas';

// Not a test of the suite: cpr-watch.test.ts runs it to see that the watch barks.
const cpr = PERSONAS[0]?.cpr?.reveal() ?? '';
const how = process.env['PLANTED_AS'];

test('writes what must not be written', () => {
  if (how === 'console') globalThis.console.log(`logged in: ${cpr}`);
  if (how === 'stderr') process.stderr.write(`{"cpr":"${cpr.slice(0, 6)}-${cpr.slice(6)}"}\n`);
  if (how === 'base64') process.stdout.write(`${Buffer.from(`<DK_SSN>${cpr}</DK_SSN>`).toString('base64')}\n`);
  if (how === 'two writes') {
    process.stdout.write(cpr.slice(0, 5));
    process.stdout.write(`${cpr.slice(5)}\n`);
  }
});
