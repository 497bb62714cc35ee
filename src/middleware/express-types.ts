import type { LoginRecord } from '../session';

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- how Express has its request extended; nothing else is seen by all
  namespace Express {
    interface Request {
      /** Set by `mitidSession`: the login that this session was made by; undefined where nobody is logged in by one. */
      mitid?: LoginRecord | undefined;
    }
  }
}
