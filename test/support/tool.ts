import { spawnSync } from 'node:child_process';

/**
 * `describe` where a command-line tool is there. Where it is not, the block fails in CI, so that no comparison is lost
 * unnoticed; on a laptop it is skipped, with one line that says so.
 *
 * @param name the command, which must answer to `--version`.
 */
export function requireTool(name: string): jest.Describe {
  if (spawnSync(name, ['--version']).error === undefined) return describe;
  if (process.env['CI'] !== undefined) throw new Error(`${name} is missing: CI runs every comparison`);
  process.stderr.write(`${name} is missing: the tests that compare with it are skipped\n`);
  return describe.skip;
}
