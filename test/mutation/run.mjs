// npm run mutation [-- room …]: mutates each room's files, and fails where a mutant survives that nothing explains.
import { spawnSync } from 'node:child_process';
import { ROOMS } from './rooms.mjs';
import { survivors } from './survivors.mjs';

const asked = process.argv.slice(2);
const unknown = asked.filter((room) => !Object.hasOwn(ROOMS, room));
if (unknown.length > 0) {
  console.error(`No such room: ${unknown.join('; ')}. There are: ${Object.keys(ROOMS).join('; ')}.`);
  process.exit(1);
}
const rooms = asked.length > 0 ? asked : Object.keys(ROOMS);
const stryker = 'test/mutation/node_modules/@stryker-mutator/core/bin/stryker.js';

for (const room of rooms) {
  console.log(`\n${room}`);
  const { status } = spawnSync(process.execPath, [stryker, 'run', 'test/mutation/stryker.config.mjs'], {
    stdio: 'inherit',
    env: { ...process.env, MUTATION_ROOM: room },
  });
  if (status !== 0) process.exit(1);
}

const { rows, unexplained, stale } = survivors(rooms);
console.log('\n| File | Killed | Explained | Score |\n| --- | --- | --- | --- |');
for (const { file, killed, survived } of rows) {
  const score = ((100 * killed) / (killed + survived)).toFixed(1);
  console.log(`| \`${file}\` | ${killed} | ${survived} | ${score} % |`);
}
for (const mutant of unexplained) console.log(`\nsurvived, unexplained: ${JSON.stringify(mutant, null, 2)}`);
for (const mutant of stale) console.log(`\nexplained, but it does not survive: ${JSON.stringify(mutant, null, 2)}`);
if (unexplained.length + stale.length > 0) process.exit(1);
