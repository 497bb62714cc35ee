import type { Exchange, ExchangeStep } from '../exchanges';
import { EIDENT_FAULTS } from '../faults/eident';
import type { FaultBase } from '../faults/fault';
import { LOGOUT_FAULTS, NEMLOGIN_FAULTS } from '../faults/nemlogin';
import { SIGNICAT_MITID_FAULTS, SIGNICAT_NEMID_FAULTS } from '../faults/signicat';
import { UUID_MATCH_FAULTS } from '../faults/uuidmatch';
import { fullName, PERSONAS } from '../personas';
import type { NemLogIn } from '../brokers/nemlogin/state';
import type { Signicat } from '../brokers/signicat/state';
import { developerPage, NAVIGATION, table } from './developer-parts';
import { html, type Html } from './html';

/**
 * The front page: how to connect an application, and who can log in.
 *
 * @param configuration for `EIdentStrategy`.
 */
export function frontPage(
  configuration: Readonly<Record<string, string>>,
  { metadataUrl }: NemLogIn,
  signicat: Signicat,
  notices: readonly string[],
): string {
  return developerPage(
    'Three brokers on your own machine',
    html`${NAVIGATION} ${notices.map((notice) => html`<p class="alert" role="status">${notice}</p>`)}
      <p>Start a login in your application; it sends the browser here. Every key and every person is made up.</p>
      <h2>E-Ident</h2>
      <p>
        Spread into <code>new EIdentStrategy({ … })</code>, beside <code>callbackUrl</code> and <code>eids</code>. The
        same as JSON: <a href="/simulator/eident.json">/simulator/eident.json</a>
      </p>
      <pre tabindex="0">
${Object.entries(configuration)
          .map(([name, value]) => `${name}: ${JSON.stringify(value)},`)
          .join('\n')}</pre>
      <h2>NemLog-in</h2>
      <p>
        Its metadata, for <code>idpMetadata</code> of <code>new NemLogInStrategy({ … })</code>:
        <a href="${metadataUrl}">${metadataUrl}</a>. Who is registered, and how it encrypts:
        <a href="/simulator/nemlogin">/simulator/nemlogin</a>
      </p>
      <h2>Signicat</h2>
      <p>
        MitID: its metadata, for <code>idpMetadata</code> of <code>new SignicatStrategy({ … })</code>:
        <a href="${signicat.metadataUrl}">${signicat.metadataUrl}</a>. NemID, and who is registered:
        <a href="/simulator/signicat">/simulator/signicat</a>
      </p>
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
export function faultsPage(armed: readonly string[], shiftedByMs: number): string {
  return developerPage(
    'Faults',
    html`${NAVIGATION}
      <p>
        A fault is used once, by the next exchange that it applies to. Armed now:
        ${armed.length === 0 ? 'none' : armed.join(', ')}.
      </p>
      <h2>At E-Ident</h2>
      ${faultTable(EIDENT_FAULTS)}
      <h2>At NemLog-in</h2>
      <p>A name that stands in several tables is used by whichever login comes first.</p>
      ${faultTable(NEMLOGIN_FAULTS)}
      <h2>Of a logout at NemLog-in</h2>
      <p><code>none</code> is no error: the message is sound, and the application goes on.</p>
      ${faultTable(LOGOUT_FAULTS)}
      <h2>Of a CPR match at NemLog-in</h2>
      ${faultTable(UUID_MATCH_FAULTS)}
      <h2>At Signicat, with MitID</h2>
      ${faultTable(SIGNICAT_MITID_FAULTS)}
      <h2>At Signicat, with NemID</h2>
      ${faultTable(SIGNICAT_NEMID_FAULTS)}
      <h2>Clock</h2>
      <p>The simulator's clock runs ${shiftedByMs / 1000} seconds ahead of this machine's.</p>
      <form method="post" action="/simulator/clock">
        <label for="shift">Milliseconds ahead (negative: behind)</label>
        <input type="text" id="shift" name="shift" inputmode="numeric" value="${shiftedByMs}" />
        <p class="actions"><button class="primary">Set the clock</button></p>
      </form>`,
  );
}

function faultTable(faults: readonly FaultBase[]): Html {
  return table(
    ['Fault', 'What happens', 'Your application sees', 'Arm'],
    faults.map(({ name, description, seenAs }) => [
      html`<code>${name}</code>`,
      html`${description}`,
      html`<code>${seenAs}</code>`,
      html`<form method="post" action="/simulator/faults/${name}">
        <button class="quiet" aria-label="Arm ${name}">Arm</button>
      </form>`,
    ]),
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
            <summary>
              ${id}. ${title}: ${steps.at(-1)?.title} <span class="soft">${clockOf(steps.at(-1))}</span>
            </summary>
            ${steps.map(stepOf)}
          </details>`,
      )}`,
  );
}

/** Hours, minutes and seconds of the last step, by the simulator's clock (UTC). */
function clockOf(step: ExchangeStep | undefined): string {
  return step === undefined ? '' : `${step.at.slice(11, 19)} UTC`;
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
