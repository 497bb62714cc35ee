import type { EIdentError } from '../brokers/eident/error-codes';
import { html } from './html';
import { page } from './layout';
import { TEXTS, type Language } from './texts';

/** Why an error cannot be sent to the application. */
export type NoWayBack = 'noStatus' | 'foreignStatus';

/** An error that stays at the broker: the code and, for the developer who looks at it, the reason. */
export function errorPage(language: Language, error: EIdentError, why: NoWayBack, startUrl?: string): string {
  const texts = TEXTS[language].error;
  return page({
    language,
    title: texts.title,
    body: html`<p>${texts.code}: <code>${error.code}</code></p>
      <p>${texts.reason}: ${error.reason}</p>
      <p class="soft">${texts[why]}</p>
      ${startUrl === undefined ? undefined : html`<p><a href="${startUrl}">${texts.startAgain}</a></p>`}`,
  });
}

/** The login is over: the back button, a bookmark, or a quarter of an hour. */
export function gonePage(language: Language): string {
  const texts = TEXTS[language].gone;
  return page({ language, title: texts.title, body: html`<p>${texts.text}</p>` });
}

/** Brings the browser back with the assertion in a form (SAML 1.1 Browser/POST profile). */
export function postPage(language: Language, callbackUrl: string, samlResponse: string, target: string): string {
  const texts = TEXTS[language];
  return page({
    language,
    title: texts.post.title,
    submits: true,
    body: html`<p>${texts.post.text}</p>
      <form method="post" action="${callbackUrl}">
        <input type="hidden" name="SAMLResponse" value="${samlResponse}" />
        <input type="hidden" name="TARGET" value="${target}" />
        <button class="primary">${texts.continue}</button>
      </form>`,
  });
}

/** The end of a logout; `backUrl` is the application's own address. */
export function logoutPage(language: Language, backUrl: string | undefined): string {
  const texts = TEXTS[language].logout;
  return page({
    language,
    title: texts.title,
    body: html`<p>${texts.text}</p>
      ${backUrl === undefined ? undefined : html`<p><a href="${backUrl}">${texts.back}</a></p>`}`,
  });
}

/** A test or a developer asked for something that is not there. */
export function usagePage(text: string): string {
  return page({ language: 'en', title: 'The simulator cannot do that', body: html`<p>${text}</p>` });
}
