import { html, type Html } from '../../login/pages/html';

/** What every page shows around its content. */
export interface Surroundings {
  /** The name of the person who has logged in. */
  readonly name?: string;
  /** Where the simulator shows what went over the wire. */
  readonly exchangesUrl: string;
}

export interface Page {
  readonly title: string;
  readonly main: Html;
}

/** A whole document. It works without JavaScript: there is none. */
export function document({ title, main }: Page, { name, exchangesUrl }: Surroundings): string {
  const own =
    name === undefined
      ? undefined
      : html`<a href="/account">My account</a>
          <form method="post" action="/logout"><button class="quiet">Log out</button></form>`;
  return `<!doctype html>\n${
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Fjordbo</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/style.css" />
        <link rel="stylesheet" href="/migration.css" />
      </head>
      <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header class="top">
          <a class="brand" href="/"><img src="/icon.svg" alt="" width="28" height="28" />Fjordbo</a>
          <nav><a href="/cases">Cases</a> <a href="/report">Report</a> ${own}</nav>
        </header>
        <main id="content">${main}</main>
        <footer>
          <p>A demo of passport-mitid-saml. The people are fictitious, and nothing leaves this machine.</p>
          <p><a href="${exchangesUrl}">See what was sent</a></p>
        </footer>
      </body>
    </html>`.text
  }\n`;
}
