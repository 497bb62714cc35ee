import { randomBytes } from 'node:crypto';
import { MitIdError, type MitIdErrorCode } from 'passport-mitid-saml';
import { html } from '../../login/pages/html';
import type { Page } from './layout';

/** An error as a page can show it and the log can explain it. */
export interface Problem {
  readonly status: number;
  readonly code: MitIdErrorCode | 'not_found' | 'unexpected';
  /** Public: safe to show to anybody. */
  readonly message: string;
  /** Stands in the log too. */
  readonly reference?: string;
}

export const NOT_FOUND: Problem = { status: 404, code: 'not_found', message: 'Not found.' };

/** What to show of an error; what is not the package's says nothing but that something is wrong. */
export function problemOf(error: unknown): Problem {
  if (error instanceof MitIdError) {
    const { code, message, reference, status, detail } = error;
    if (code !== 'parameter_invalid') return { code, message, reference, status };
    // The only parameters of ours that a person writes are those of the form that settles a case; `got` says no value.
    const { where = 'form', got = 'something is missing', expected = 'something else' } = detail;
    return { code, reference, status: 400, message: `${where}: ${got}. Expected: ${expected}.` };
  }
  const reference = randomBytes(4).toString('hex');
  return { status: 500, code: 'unexpected', message: 'Something went wrong.', reference };
}

/** What went wrong, as the person may know it: the public message and a reference, never the reason. */
export function problemPage({ status, message, reference }: Problem): Page {
  const title = status === 404 ? 'There is no such page' : 'That did not work';
  return {
    title,
    main: html`<section class="problem">
      <h1>${title}</h1>
      <p class="lead" data-testid="message">${message}</p>
      <p><a class="button" href="/">To the front page</a></p>
      ${
        reference === undefined
          ? undefined
          : html`<p class="reference">Reference <code data-testid="reference">${reference}</code></p>`
      }
    </section>`,
  };
}
