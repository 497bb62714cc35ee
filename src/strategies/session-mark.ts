import type { Request } from 'express';
import { hashToken } from '../session';

const MARK = 'mitidLogin';

type Done = (error?: unknown) => void;
type LogIn = (this: Request, user: unknown, ...rest: unknown[]) => unknown;

/** Which login a session was made by. */
export interface MarkedLogin {
  /** The Passport name of the strategy. */
  readonly strategy: string;
  /** Of its LoginRecord. */
  readonly recordId: string;
}

interface Mark extends MarkedLogin {
  /** Binds the two to one session. */
  readonly seal: string;
}

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
export function markLogin(req: Request, login: MarkedLogin): void {
  const target = req as unknown as AppRequest;
  const { logIn, sessionID: earlier } = target;
  if (logIn === undefined) return;
  const marking: LogIn = (user, ...rest) => {
    const done = rest.find(isFunction);
    const finish: Done = (error) => {
      if (isError(error) || target.sessionID === earlier) done?.(error);
      else setMark(target, login, (failed) => done?.(failed));
    };
    return logIn.call(req, user, ...rest.map((one) => (one === done && done !== undefined ? finish : one)));
  };
  target.logIn = marking;
  target.login = marking;
}

/**
 * Has the session that one login made hang on another, of the same person, whose record takes the place of the first one's:
 * the application need not log anybody in anew for a step-up.
 */
export async function passMarkOn(req: Request, recordId: string, login: MarkedLogin): Promise<void> {
  if (!isMarked(req, recordId)) return;
  await new Promise<void>((resolve, reject) => {
    setMark(req as unknown as AppRequest, login, (error) => {
      if (isError(error))
        reject(error instanceof Error ? error : new Error('the session was not saved', { cause: error }));
      else resolve();
    });
  });
}

/** The login that Passport's session, as this request has it, was made by; undefined where it is none of ours. */
export function loginOf(req: Request): MarkedLogin | undefined {
  const { session, sessionID } = req as unknown as AppRequest;
  const mark = session?.[MARK];
  if (typeof sessionID !== 'string' || !isMark(mark) || mark.seal !== sealOf(mark, sessionID)) return undefined;
  return { strategy: mark.strategy, recordId: mark.recordId };
}

/** Whether Passport's session, as this request has it, is the one that was made when the record was. */
export function isMarked(req: Request, recordId: string): boolean {
  return loginOf(req)?.recordId === recordId;
}

function setMark({ session, sessionID }: AppRequest, login: MarkedLogin, done: Done): void {
  if (session === undefined || session === null || typeof sessionID !== 'string') {
    done();
    return;
  }
  const { strategy, recordId } = login;
  session[MARK] = { strategy, recordId, seal: sealOf(login, sessionID) } satisfies Mark;
  // Passport has saved the session already, and the redirect that follows may overtake the save at the response's end.
  if (typeof session.save === 'function') session.save(done);
  else done();
}

function sealOf({ strategy, recordId }: MarkedLogin, sessionId: string): string {
  return hashToken(JSON.stringify([strategy, recordId, sessionId]));
}

function isMark(value: unknown): value is Mark {
  if (typeof value !== 'object' || value === null) return false;
  const { strategy, recordId, seal } = value as Partial<Record<keyof Mark, unknown>>;
  return [strategy, recordId, seal].every((part) => typeof part === 'string');
}

function isFunction(value: unknown): value is Done {
  return typeof value === 'function';
}

function isError(error: unknown): boolean {
  return error !== undefined && error !== null;
}
