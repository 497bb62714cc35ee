import { readFileSync } from 'node:fs';

/**
 * What is mutated, and by which test files it is judged: those that run in this process, without another program, the
 * quickest first, since each mutant runs them anew until one of them fails.
 */
export const ROOMS = JSON.parse(readFileSync(new URL('rooms.json', import.meta.url), 'utf8'));

/** The file name that a room's reports have. */
export const fileOf = (room) => room.replaceAll(/[^a-z0-9-]+/gi, '-').toLowerCase();
