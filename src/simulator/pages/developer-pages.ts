import type { Exchange, ExchangeStep } from '../exchanges';
import { FAULTS, type FaultName } from '../faults';
import { fullName, PERSONAS } from '../personas';
import { html, type Html } from './html';
import { page } from './layout';

const developerPage = (title: string, body: Html): string => page({ language: 'en', title, body, wide: true });

const NAVIGATION = html`<nav aria-label="Simulator">
  <ul>
    <li><a href="/">Start</a></li>
    <li><a href="/simulator/faults">Faults</a></li>
    <li><a href="/simulator/exchanges">Exchanges</a></li>
  </ul>
</nav>`;

/** The front page: how to connect an application, and who can log in. */
export function frontPage(configuration: Readonly<Record<string, string>>): string {
  return developerPage(
    'E-Ident on your own machine',
    html`${NAVIGATION}
      <p>Start a login in your application; it sends the browser here. Every key and every person is made up.</p>
      <h2>Configuration</h2>
      <p>
        Spread into <code>new EIdentStrategy({ … })</code>, beside <code>callbackUrl</code> and <code>eids</code>. The
        same as JSON: <a href="/simulator/eident.json">/simulator/eident.json</a>
      </p>
      <pre tabindex="0">
${Object.entries(configuration)
          .map(([name, value]) => `${name}: ${JSON.stringify(value)},`)
          .join('\n')}</pre>
      <h2>Personas</h2>
      <p>
        Name one in the header <code>x-persona</code> or the query parameter <code>persona</code> of the request to skip
        every page.
      </p>
      ${table(
        ['Id', 'User ID', 'Name', 'What for'],
        PERSONAS.map((persona) => [
          html`<code>${persona.id}</code>`,
          html`${persona.userId}`,
          html`${fullName(persona)}`,
          html`${persona.description.en}`,
        ]),
      )}`,
  );
}

/** The faults, which of them are armed, and the clock. */
export function faultsPage(armed: readonly FaultName[], shiftedByMs: number): string {
  return developerPage(
    'Faults',
    html`${NAVIGATION}
      <p>
        A fault is used once, by the next exchange that it applies to. Armed now:
        ${armed.length === 0 ? 'none' : armed.join(', ')}.
      </p>
      ${table(
        ['Fault', 'What happens', 'Your application sees', 'Arm'],
        FAULTS.map(({ name, description, seenAs }) => [
          html`<code>${name}</code>`,
          html`${description}`,
          html`<code>${seenAs}</code>`,
          html`<form method="post" action="/simulator/faults/${name}">
            <button class="quiet" aria-label="Arm ${name}">Arm</button>
          </form>`,
        ]),
      )}
      <h2>Clock</h2>
      <p>The simulator's clock runs ${shiftedByMs / 1000} seconds ahead of this machine's.</p>
      <form method="post" action="/simulator/clock">
        <label for="shift">Milliseconds ahead (negative: behind)</label>
        <input type="text" id="shift" name="shift" inputmode="numeric" value="${shiftedByMs}" />
        <p class="actions"><button class="primary">Set the clock</button></p>
      </form>`,
  );
}

/** What went over the wire, newest first, decoded. */
export function exchangesPage(exchanges: readonly Exchange[]): string {
  const shown = [...exchanges].reverse();
  return developerPage(
    'Exchanges',
    html`${NAVIGATION}
      <p>
        The latest exchanges, newest first. CPR numbers are masked. The same as JSON:
        <a href="/simulator/exchanges.json">/simulator/exchanges.json</a>
      </p>
      ${shown.length === 0 ? html`<p>Nothing yet.</p>` : undefined}
      ${shown.map(
        ({ id, title, steps }, index) =>
          html`<details ${index === 0 ? html`open` : undefined}>
            <summary>${id}. ${title}: ${steps.at(-1)?.title}</summary>
            ${steps.map(stepOf)}
          </details>`,
      )}`,
  );
}

function stepOf({ at, title, fields, document }: ExchangeStep): Html {
  return html`<h2>${title}</h2>
    <p class="soft">${at}</p>
    ${
      fields.length === 0
        ? undefined
        : table(
            ['Name', 'Value', 'Meaning'],
            fields.map(({ name, value, meaning = '' }) => [
              html`<code>${name}</code>`,
              html`${value}`,
              html`${meaning}`,
            ]),
          )
    }
    ${document === undefined ? undefined : html`<pre tabindex="0">${document}</pre>`}`;
}

function table(heads: readonly string[], rows: readonly (readonly Html[])[]): Html {
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
