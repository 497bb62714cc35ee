import type { Language } from '../language';
import type { Visitor } from '../visitor';
import { shownName } from '../words';
import { html } from './html';
import type { Page } from './layout';

const TEXTS = {
  da: {
    title: 'Min konto',
    lead: 'Denne side kan kun ses af den, der er logget ind. Uden login går vejen over forsiden og tilbage hertil.',
    number: 'Kundenummer',
    logins: 'Antal login',
    tab: 'Faneblad i adressen',
  },
  en: {
    title: 'My account',
    lead: 'Only somebody who is logged in sees this page. Without a login the way goes by the front page, and back here.',
    number: 'Customer number',
    logins: 'Logins',
    tab: 'Tab in the address',
  },
} as const;

/** A page behind the login. `tab` came in its query, and must have survived the way round by the broker. */
export function accountPage(language: Language, { account, profile }: Visitor, tab: string | undefined): Page {
  const text = TEXTS[language];
  return {
    title: text.title,
    main: html`<h1>${text.title}</h1>
      <p class="lead">${text.lead}</p>
      <section class="card">
        <h2>${shownName(profile, language)}</h2>
        <dl>
          <div>
            <dt>${text.number}</dt>
            <dd class="unbroken" data-testid="account">${account.number}</dd>
          </div>
          <div>
            <dt>${text.logins}</dt>
            <dd>${account.logins}</dd>
          </div>
          ${
            tab === undefined
              ? undefined
              : html`<div>
                  <dt>${text.tab}</dt>
                  <dd data-testid="tab">${tab}</dd>
                </div>`
          }
        </dl>
      </section>`,
  };
}
