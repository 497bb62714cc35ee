import type { Problem } from '../problem';
import type { Language } from '../language';
import { html } from './html';
import type { Page } from './layout';
import { problemTexts } from './problem-texts';

const TEXTS = {
  da: {
    reference: 'Reference',
    why: 'Oplys den, hvis du kontakter os. Den står også i loggen, sammen med årsagen.',
    again: 'Prøv igen',
    other: 'Andre måder at logge ind på',
    still: 'Du er stadig logget ind som',
  },
  en: {
    reference: 'Reference',
    why: 'Tell us this if you contact us. It stands in the log too, beside the reason.',
    again: 'Try again',
    other: 'Other ways to log in',
    still: 'You are still logged in as',
  },
} as const;

/** What is known of the visitor who met the problem. */
export interface Bystander {
  readonly name?: string;
  /** The path of the login that was started last. */
  readonly lastStart?: string;
}

/** What went wrong, as the person may know it: the public message and a reference, never the reason. */
export function problemPage(language: Language, problem: Problem, { name, lastStart }: Bystander): Page {
  const text = TEXTS[language];
  const { title, message, next } = problemTexts(language, problem);
  const again = lastStart === undefined || problem.status === 400 ? undefined : { href: lastStart, label: text.again };
  const first = next ?? again;
  return {
    title,
    main: html`<section class="problem ${problem.kind}">
      <h1>${title}</h1>
      <p class="lead" data-testid="message">${message}</p>
      <p>
        ${first && html`<a class="button" href="${first.href}" data-testid="next">${first.label}</a>`}
        <a class="button ${first ? 'second' : ''}" href="/">${text.other}</a>
      </p>
      ${name === undefined ? undefined : html`<p>${text.still} <a href="/profile">${name}</a>.</p>`}
      ${
        problem.reference === undefined
          ? undefined
          : html`<p class="reference">
              ${text.reference} <code data-testid="reference">${problem.reference}</code><br />
              <small>${text.why}</small>
            </p>`
      }
    </section>`,
  };
}
