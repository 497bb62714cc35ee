import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { MemoryAnswer, MemoryTask } from './memory-child';

/**
 * An import in a process of its own, which looks at its memory.
 *
 * @param script the child, compiled.
 * @returns undefined where it failed.
 */
export async function measuredImport(script: string, task: MemoryTask): Promise<MemoryAnswer | undefined> {
  const child = fork(script, { execArgv: ['--expose-gc'] });
  let answer: MemoryAnswer | undefined;
  child.on('message', (message: MemoryAnswer) => (answer = message));
  child.send(task);
  await once(child, 'exit');
  return answer;
}
