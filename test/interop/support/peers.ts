import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Where Debian's package simplesamlphp lies. */
export const SIMPLESAMLPHP = '/usr/share/simplesamlphp';
/** Debian's Python: its packages are not there for another one. */
export const PYTHON = '/usr/bin/python3';

const PEERS = {
  // PHP's DOM is a package of its own.
  simplesamlphp: () => existsSync(SIMPLESAMLPHP) && spawnSync('php', ['-r', 'new DOMDocument();']).status === 0,
  pysaml2: () => spawnSync(PYTHON, ['-c', 'import saml2']).status === 0,
} as const;

/**
 * `describe` where software that is not ours is there. Where it is not, the block fails in CI; on a laptop it is skipped,
 * with one line that says so. What to install: docs/interop.md.
 */
export function requirePeer(name: keyof typeof PEERS): jest.Describe {
  if (PEERS[name]()) return describe;
  if (process.env['CI'] !== undefined) throw new Error(`${name} is missing: CI logs in through it`);
  process.stderr.write(`${name} is missing: what is between it and us is skipped\n`);
  return describe.skip;
}
