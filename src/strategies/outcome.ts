import { isNativeError } from 'node:util/types';
import type { Response } from 'express';
import { MitIdError } from '../errors';
import type { FinishedLogin } from './admit';
import { logRefusal } from './log-refusal';
import type { LoginCore } from './login-core';
import { VerifyCallbackError } from './verify-callback';

/** How far a request has taken a login: to the broker, to a page of ours, or to a profile. */
export type Step =
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'page'; readonly send: (res: Response) => void }
  | { readonly kind: 'finished'; readonly login: FinishedLogin };

/** What Passport is to be told; of a page, nothing: it is the answer. */
export type Outcome =
  | Exclude<Step, { kind: 'finished' }>
  | { readonly kind: 'success'; readonly user: Express.User; readonly info: object | string | undefined }
  | { readonly kind: 'no-user'; readonly info: object | string | undefined }
  | { readonly kind: 'refused'; readonly error: MitIdError }
  | { readonly kind: 'broken'; readonly error: Error };

/** The outcome of a login that threw; a refusal is logged. */
export function outcomeOf({ config }: LoginCore, error: unknown): Outcome {
  if (error instanceof VerifyCallbackError) return { kind: 'broken', error: error.original };
  logRefusal(config, error);
  if (!(error instanceof MitIdError)) return { kind: 'broken', error: asError(error) };
  return { kind: error.outcome === 'fail' ? 'refused' : 'broken', error };
}

/** Express goes on without an error where it is handed an empty one, and skips a route where it is handed a string. */
export function asError(thrown: unknown): Error {
  if (isNativeError(thrown) || thrown instanceof Error) return thrown;
  return new Error('something that is no Error was thrown', { cause: thrown });
}
