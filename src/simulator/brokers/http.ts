import type { NextFunction, Response } from 'express';
import { allowFraming, allowOwnScript } from '../http/headers';
import { usagePage } from '../pages/end-pages';
import type { Outcome } from './outcome';
import { UsageError } from './usage-error';

/** The query of a request. Not `request.query`: what it holds for a repeated parameter differs between express 4 and 5. */
export function queryOf(originalUrl: string): URLSearchParams {
  return new URL(originalUrl, 'http://localhost').searchParams;
}

/** The query as it stands in the address, without the question mark. */
export function rawQueryOf(originalUrl: string): string {
  const mark = originalUrl.indexOf('?');
  return mark === -1 ? '' : originalUrl.slice(mark + 1);
}

/** The text fields of a parsed form; one that is given twice is left out. */
export function formOf(body: unknown): Record<string, string> {
  const fields = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  return Object.fromEntries(fields.filter((field): field is [string, string] => typeof field[1] === 'string'));
}

/** Answers the browser. */
export function sendOutcome(response: Response, outcome: Outcome): void {
  if (outcome.kind === 'redirect') {
    response.redirect(303, outcome.location);
    return;
  }
  if (outcome.submits === true) allowOwnScript(response);
  if (outcome.framedBy !== undefined) allowFraming(response, outcome.framedBy);
  if (outcome.cookie !== undefined) response.append('Set-Cookie', outcome.cookie);
  response.status(outcome.status).type('html').send(outcome.body);
}

/** Answers with what a promise comes to: express 4 does not look after one that a handler returns. */
export function answer(response: Response, next: NextFunction, outcome: Promise<Outcome>): void {
  outcome
    .then((told) => sendOutcome(response, told))
    .catch((error: unknown) => {
      if (error instanceof UsageError) response.status(400).type('html').send(usagePage(error.message));
      else next(error);
    });
}
