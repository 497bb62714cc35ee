import type { Language } from '../language';
import type { SessionEvent } from '../session-log';
import { html } from './html';
import type { Page } from './layout';

const TEXTS = {
  da: {
    title: 'Sessioner',
    loggedOut: 'Du er logget ud',
    here: 'Sessionen her hos os er slut.',
    lead: 'Hvad der er sket med sessioner hos os: login, logout her, og logout hos brokeren.',
    none: 'Intet endnu.',
    account: 'Kundenummer',
    what: 'Hvad',
    when: 'Hvornår',
    login: 'logget ind',
    logout: 'logget ud her',
    'ended-by-broker': 'logget ud hos brokeren',
  },
  en: {
    title: 'Sessions',
    loggedOut: 'You are logged out',
    here: 'The session here has ended.',
    lead: 'What happened to sessions here: logins, logouts here, and logouts at the broker.',
    none: 'Nothing yet.',
    account: 'Customer number',
    what: 'What',
    when: 'When',
    login: 'logged in',
    logout: 'logged out here',
    'ended-by-broker': 'logged out at the broker',
  },
} as const;

/** Which sessions began and ended. `loggedOut`: the visitor comes from a logout. */
export function sessionsPage(language: Language, events: readonly SessionEvent[], loggedOut: boolean): Page {
  const text = TEXTS[language];
  const title = loggedOut ? text.loggedOut : text.title;
  return {
    title,
    main: html`<h1>${title}</h1>
      ${loggedOut ? html`<p class="note" data-testid="logged-out">${text.here}</p>` : undefined}
      <p class="lead">${text.lead}</p>
      ${
        events.length === 0
          ? html`<p>${text.none}</p>`
          : html`<table data-testid="sessions">
              <thead>
                <tr>
                  <th scope="col">${text.when}</th>
                  <th scope="col">${text.account}</th>
                  <th scope="col">${text.what}</th>
                </tr>
              </thead>
              <tbody>
                ${events.map(
                  ({ at, account, what }) =>
                    html`<tr>
                      <td data-label="${text.when}">${at.toISOString().slice(11, 19)}</td>
                      <th scope="row" class="unbroken">${account}</th>
                      <td data-label="${text.what}">${text[what]}</td>
                    </tr>`,
                )}
              </tbody>
            </table>`
      }`,
  };
}
