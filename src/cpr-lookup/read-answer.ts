import { Cpr, parsePid, parseRid, parseUuid } from '../identifiers';
import type { PidMatch } from './cpr-lookup';

/** Reads the plain text of an answer; undefined for anything but exactly what it reads. */
export type ReadAnswer<T> = (text: string) => T | undefined;

const MATCHES: ReadonlyMap<string, PidMatch> = new Map([
  ['0', 'match'],
  ['1', 'no-match'],
  ['2', 'invalid-pid'],
  ['3', 'invalid-cpr'],
  ['5', 'too-many-tries'],
]);

export const readCpr: ReadAnswer<Cpr> = (text) => Cpr.parse(text);
export const readPid: ReadAnswer<string> = parsePid;
export const readUuid: ReadAnswer<string> = parseUuid;
export const readMatch: ReadAnswer<PidMatch> = (text) => MATCHES.get(text);

/** A RID may be nearly any text; in an answer it has a digit and no space, so that `null` and `Not found` are none. */
export const readRid: ReadAnswer<string> = (text) =>
  /^(?=.*\d)[A-Za-z0-9._-]+$/.test(text) ? parseRid(text) : undefined;
