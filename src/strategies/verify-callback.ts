import { MitIdError } from '../errors';

/**
 * What a verify callback calls: with an error where something broke, with the user, or with `false` where this person has
 * no account; `info` then reaches `req.authInfo`, or the failure.
 */
export type VerifiedCallback = (error: unknown, user?: Express.User | false | null, info?: object | string) => void;

/** What the application made of a profile. */
export interface VerifyAnswer {
  readonly user: Express.User | false;
  readonly info?: object | string;
}

/** An error that the application handed to `done`: passed on as it is. */
export class VerifyCallbackError extends Error {
  constructor(readonly original: Error) {
    super('the verify callback answered with an error');
  }
}

/**
 * Runs a verify callback that may answer at once, later, or by breaking.
 *
 * @param run calls the verify callback with the `done` it is given.
 * @throws VerifyCallbackError what `done` was given; MitIdError `verify_failed` for a throw or a rejection, with its cause.
 */
export function askApplication(run: (done: VerifiedCallback) => unknown): Promise<VerifyAnswer> {
  return new Promise((resolve, reject) => {
    const broke = (cause: unknown) => {
      const got = cause instanceof Error ? cause.name : typeof cause;
      reject(new MitIdError('verify_failed', { where: 'verify callback', got }, { cause }));
    };
    const done: VerifiedCallback = (error, user, info) => {
      // Express takes a string for the name of a route to skip to, so only an Error goes on as it is.
      if (error instanceof Error) reject(new VerifyCallbackError(error));
      else if (error !== undefined && error !== null && error !== false) broke(error);
      // Passport asks whether the user is truthy: '' and 0 are nobody, whatever their type says.
      else resolve({ user: user ? user : false, ...(info !== undefined && { info }) });
    };
    try {
      Promise.resolve(run(done)).catch(broke);
    } catch (cause) {
      broke(cause);
    }
  });
}
