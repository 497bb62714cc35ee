import { readFileSync } from 'node:fs';

/**
 * The most memory that this process has held, in bytes. Linux has `maxRSS` begin at what the parent held when it forked, which makes
 * the child of a large process look large and hides what it takes itself: VmHWM of proc(5) begins anew.
 */
export function peakMemory(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  const [, kb] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kb) * 1024;
}
