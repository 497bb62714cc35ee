import { html, type Html, type HtmlPart } from './html';
import { TEXTS, type Language } from './texts';

export const STYLESHEET_PATH = '/simulator/style.css';
export const SUBMIT_SCRIPT_PATH = '/simulator/submit.js';

/** Whose page it is; `Simulator` is the simulator's own, for developers. */
export type Brand = 'E-Ident' | 'NemLog-in' | 'Signicat' | 'Simulator';

export interface PageContent {
  readonly brand: Brand;
  readonly language: Language;
  readonly title: string;
  readonly body: HtmlPart;
  /** Developer pages are wider than those that a person sees on the way through a login. */
  readonly wide?: boolean;
  /** The page that brings the browser back by POST submits itself; no other page has a script. */
  readonly submits?: boolean;
}

/** A whole page: language, title, one heading, one main region. */
export function page({ brand, language, title, body, wide = false, submits = false }: PageContent): string {
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${brand === 'Simulator' ? brand : `${brand} simulator`}</title>
        <link rel="stylesheet" href="${STYLESHEET_PATH}" />
        ${submits ? html`<script src="${SUBMIT_SCRIPT_PATH}" defer></script>` : undefined}
      </head>
      <body>
        <header>
          <p class="brand">${brand}</p>
          <p class="note">${brand === 'Simulator' ? TEXTS[language].fictitious : TEXTS[language].simulator}</p>
        </header>
        <main class="${wide ? 'wide' : 'narrow'}">
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`.text;
}

/** Something went wrong with what was entered: read out at once, and named by the field. */
export function alert(text: string | undefined): Html | undefined {
  return text === undefined ? undefined : html`<p class="alert" role="alert" id="problem">${text}</p>`;
}
