import type { Request } from 'express';
import { hashToken } from '../session';

const MARK = 'mitidLogin';

type Done = (error?: unknown) => void;
type LogIn = (this: Request, user: unknown, ...rest: unknown[]) => unknown;

/** What session middleware and Passport put on a request, as far as it is there. */
interface AppRequest {
  logIn?: LogIn;
  login?: LogIn;
  readonly sessionID?: unknown;
  readonly session?: { [MARK]?: unknown; save?(done: Done): unknown } | null;
}

/**
 * Has the session that Passport makes for this login say so: our LoginRecord lies under a cookie of its own, and would
 * otherwise outlive a logout and the login of somebody else that we never hear of. The application may log the user in
 * itself (`req.logIn` in a custom callback), so that is where the mark is made, of this request only.
 *
 * The mark is good for one record in one session: it counts for nothing in a session that inherits it, as
 * `keepSessionInfo` lets the next person's do. A session that is not new (`session: false`, or middleware whose sessions
 * have no id) is somebody else's, and gets none.
 */
export function markLogin(req: Request, recordId: string): void {
  const target = req as unknown as AppRequest;
  const { logIn, sessionID: earlier } = target;
  if (logIn === undefined) return;
  const marking: LogIn = (user, ...rest) => {
    const done = rest.find(isFunction);
    const finish: Done = (error) => {
      if (isError(error) || target.sessionID === earlier) done?.(error);
      else setMark(target, recordId, (failed) => done?.(failed));
    };
    return logIn.call(req, user, ...rest.map((one) => (one === done && done !== undefined ? finish : one)));
  };
  target.logIn = marking;
  target.login = marking;
}

/** Whether Passport's session, as this request has it, is the one that was made when the record was. */
export function isMarked(req: Request, recordId: string): boolean {
  const { session, sessionID } = req as unknown as AppRequest;
  return typeof sessionID === 'string' && session?.[MARK] === markOf(recordId, sessionID);
}

function setMark({ session, sessionID }: AppRequest, recordId: string, done: Done): void {
  if (session === undefined || session === null || typeof sessionID !== 'string') {
    done();
    return;
  }
  session[MARK] = markOf(recordId, sessionID);
  // Passport has saved the session already, and the redirect that follows may overtake the save at the response's end.
  if (typeof session.save === 'function') session.save(done);
  else done();
}

function markOf(recordId: string, sessionId: string): string {
  return hashToken(`${recordId} ${sessionId}`);
}

function isFunction(value: unknown): value is Done {
  return typeof value === 'function';
}

function isError(error: unknown): boolean {
  return error !== undefined && error !== null;
}
