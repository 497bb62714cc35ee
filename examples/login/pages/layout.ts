import { LANGUAGES, type Language } from '../language';
import { html, type Html } from './html';

/** What every page shows around its content. */
export interface Surroundings {
  readonly language: Language;
  /** This page in the other language. */
  readonly otherLanguageUrl: string;
  /** The name of the person who is logged in. */
  readonly name?: string;
  /** The first characters of the session id's hash, to see it change at login. */
  readonly session: string;
  /** Where the simulator shows what went over the wire. */
  readonly exchangesUrl: string;
}

export interface Page {
  readonly title: string;
  readonly main: Html;
}

const TEXTS = {
  da: {
    skip: 'Spring til indholdet',
    profile: 'Profil',
    account: 'Min konto',
    logOut: 'Log ud',
    session: 'Session',
    exchanges: 'Se, hvad der blev sendt',
    sessions: 'Sessioner',
    fictitious: 'En demo af passport-mitid-saml. Alle personer er opdigtede, og intet forlader denne maskine.',
    other: 'English',
  },
  en: {
    skip: 'Skip to the content',
    profile: 'Profile',
    account: 'My account',
    logOut: 'Log out',
    session: 'Session',
    exchanges: 'See what was sent',
    sessions: 'Sessions',
    fictitious: 'A demo of passport-mitid-saml. The people are fictitious, and nothing leaves this machine.',
    other: 'Dansk',
  },
} as const;

/** A whole document. It works without JavaScript: there is none. */
export function document({ title, main }: Page, around: Surroundings): string {
  const text = TEXTS[around.language];
  return `<!doctype html>\n${
    html`<html lang="${around.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Fjordbo</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <a class="skip" href="#content">${text.skip}</a>
        <header class="top">
          <a class="brand" href="/"><img src="/icon.svg" alt="" width="28" height="28" />Fjordbo</a>
          <nav>${navigation(around)}</nav>
        </header>
        <main id="content">${main}</main>
        <footer>
          <p>${text.fictitious}</p>
          <p>
            <a href="${around.exchangesUrl}">${text.exchanges}</a>
            <a href="/sessions">${text.sessions}</a>
            <span>${text.session} <code data-testid="session">${around.session}</code></span>
          </p>
        </footer>
      </body>
    </html>`.text
  }\n`;
}

function navigation({ language, otherLanguageUrl, name }: Surroundings): Html {
  const text = TEXTS[language];
  const other = LANGUAGES.find((one) => one !== language) ?? language;
  const own =
    name === undefined
      ? undefined
      : html`<a href="/profile">${text.profile}</a>
          <a href="/account">${text.account}</a>
          <form method="post" action="/logout"><button class="quiet">${text.logOut}</button></form>`;
  return html`${own} <a href="${otherLanguageUrl}" lang="${other}" hreflang="${other}">${text.other}</a>`;
}
