import type { EIdentError } from '../brokers/eident/error-codes';
import type { RefusalDetail } from '../brokers/request-refusal';
import { html, type Html } from './html';
import { page, type Brand } from './layout';
import { TEXTS, type Language } from './texts';

/** Why an error cannot be sent to the application. */
export type NoWayBack = 'noStatus' | 'foreignStatus';

/** An error that stays at the broker: the code and, for the developer who looks at it, the reason. */
export function errorPage(language: Language, error: EIdentError, why: NoWayBack, startUrl?: string): string {
  const texts = TEXTS[language].error;
  return page({
    brand: 'E-Ident',
    language,
    title: texts.title,
    body: html`<p>${texts.code}: <code>${error.code}</code></p>
      <p>${texts.reason}: ${error.reason}</p>
      <p class="soft">${texts[why]}</p>
      ${startUrl === undefined ? undefined : html`<p><a href="${startUrl}">${texts.startAgain}</a></p>`}`,
  });
}

/** The login is over: the back button, a bookmark, or a quarter of an hour. */
export function gonePage(language: Language, brand: Brand): string {
  const texts = TEXTS[language].gone;
  return page({ brand, language, title: texts.title, body: html`<p>${texts.text}</p>` });
}

/** A form that brings the browser back by POST. */
export interface PostForm {
  readonly brand: Brand;
  readonly language: Language;
  /** The application's callback. */
  readonly action: string;
  /** By the name of the form field. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Brings the browser back with the assertion in a form (the POST profiles of SAML 1.1 and 2.0). */
export function postPage({ brand, language, action, fields }: PostForm): string {
  const texts = TEXTS[language];
  const inputs = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
  return page({
    brand,
    language,
    title: texts.post.title,
    submits: true,
    body: html`<p>${texts.post.text}</p>
      <form method="post" action="${action}">
        ${inputs}
        <button class="primary">${texts.continue}</button>
      </form>`,
  });
}

/** The end of a logout; `backUrl` is the application's own address. */
export function logoutPage(language: Language, backUrl: string | undefined): string {
  const texts = TEXTS[language].logout;
  return page({
    brand: 'E-Ident',
    language,
    title: texts.title,
    body: html`<p>${texts.text}</p>
      ${backUrl === undefined ? undefined : html`<p><a href="${backUrl}">${texts.back}</a></p>`}`,
  });
}

/** A test or a developer asked for something that is not there. */
export function usagePage(text: string): string {
  const title = 'The simulator cannot do that';
  return page({ brand: 'Simulator', language: 'en', title, body: html`<p>${text}</p>` });
}

/** What the broker did not take: what it was asked, or the answer to what it asked itself. */
export type RefusedMessage = 'request' | 'answer';

/** A message that is not taken: for the developer, since nobody knows where a person could be sent back to. */
export function requestRefusedPage(brand: Brand, detail: RefusalDetail, message: RefusedMessage = 'request'): string {
  return page({
    brand,
    language: 'en',
    title: `${brand} does not take this ${message}`,
    body: html`${refusalDetail(detail)}
      <p class="soft">The ${message}, decoded: <a href="/simulator/exchanges">/simulator/exchanges</a></p>`,
  });
}

/** What is wrong with a message, and how to mend it. */
export function refusalDetail({ what, got, expected, mend }: RefusalDetail): Html {
  return html`<p>What is wrong: <strong>${what}</strong></p>
    <dl>
      <dt>Got</dt>
      <dd>${got}</dd>
      <dt>Expected</dt>
      <dd>${expected}</dd>
      <dt>How to mend it</dt>
      <dd>${mend}</dd>
    </dl>`;
}
