import type { Request } from 'express';
import { readCookies } from '../session';

/**
 * Lets go of a session that express-session has just made because the browser sent none: its cookie would take the place
 * of the one that the browser has and did not send. A session that the browser named, and those of other middleware, stay.
 */
export function dropNewSession(req: Request): void {
  const target = req as unknown as { session?: unknown; readonly sessionID?: unknown };
  const { sessionID } = target;
  if (typeof sessionID !== 'string' || sessionID === '') return;
  const named = readCookies(req).some(({ value }) => decoded(value).includes(sessionID));
  if (!named) target.session = undefined;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
