import { html, type Html } from './html';
import { page } from './layout';

/** A page for whoever develops the application. */
export const developerPage = (title: string, body: Html): string =>
  page({ brand: 'Simulator', language: 'en', title, body, wide: true });

export const NAVIGATION = html`<nav aria-label="Simulator">
  <ul>
    <li><a href="/">Start</a></li>
    <li><a href="/simulator/nemlogin">NemLog-in</a></li>
    <li><a href="/simulator/signicat">Signicat</a></li>
    <li><a href="/simulator/check">Check</a></li>
    <li><a href="/simulator/faults">Faults</a></li>
    <li><a href="/simulator/exchanges">Exchanges</a></li>
  </ul>
</nav>`;

/** A table; on a narrow screen each row stands as a block of its own. */
export function table(heads: readonly string[], rows: readonly (readonly Html[])[]): Html {
  return html`<table>
    <thead>
      <tr>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (cells) =>
          html`<tr>
            ${cells.map((cell) => html`<td>${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
