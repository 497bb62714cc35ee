import type { About } from '../check/check';
import { summaryOf, type Checklist, type Finding, type Verdict } from '../check/checklist';
import { developerPage, NAVIGATION, table } from './developer-parts';
import { html, type Html } from './html';

const GROUPS: readonly (readonly [about: About, heading: string])[] = [
  ['AuthnRequest', 'AuthnRequest'],
  ['metadata', 'Metadata'],
  ['login', 'Login'],
];
const WORDS: Readonly<Record<Verdict, string>> = {
  mend: 'Mend',
  warn: 'Look at',
  'not seen': 'Not seen',
  ok: 'OK',
};
const ORDER = Object.keys(WORDS) as Verdict[];

/** How each service provider holds against what NemLog-in demands, and how to mend what it does not. */
export function checkPage(checklists: readonly Checklist[]): string {
  return developerPage(
    'Would NemLog-in take it?',
    html`${NAVIGATION}
      <p>
        The last AuthnRequest and the last metadata of each application, held against what is known of OIOSAML and
        NemLog-in. NemLog-in’s own integration test has the last word. The same as JSON:
        <a href="/simulator/check.json">/simulator/check.json</a>
      </p>
      ${checklists.length === 0 ? html`<p>Nothing yet: start a login in your application, or give its metadata.</p>` : undefined}
      ${checklists.map(section)}
      <h2>Give metadata</h2>
      <form method="post" action="/simulator/check/metadata">
        <label for="metadata">The EntityDescriptor of your application</label>
        <textarea id="metadata" name="metadata" rows="8" spellcheck="false" required></textarea>
        <p class="actions"><button class="primary">Check it</button></p>
      </form>`,
  );
}

function section({ entityId, requests, findings }: Checklist): Html {
  return html`<h2>${entityId === '' ? 'Somebody who does not say who it is' : entityId}</h2>
    <p>${summaryOf(findings)}. Requests so far: ${requests}.</p>
    <p>What your application makes of an answer: arm <a href="/simulator/faults">faults</a>, and log in.</p>
    ${GROUPS.map(([about, heading]) =>
      group(
        heading,
        findings.filter((one) => one.about === about),
      ),
    )}`;
}

function group(heading: string, findings: readonly Finding[]): Html {
  const sorted = ORDER.flatMap((verdict) => findings.filter((one) => one.verdict === verdict));
  const isOpen = findings.some(({ verdict }) => verdict === 'mend' || verdict === 'warn');
  return html`<details ${isOpen ? html`open` : undefined}>
    <summary>${heading}: ${summaryOf(findings)}</summary>
    ${table(['Verdict', 'Demand', 'Got', 'How to mend it'], sorted.map(row))}
  </details>`;
}

function row({ verdict, what, demand, source, got, mend = '' }: Finding): readonly Html[] {
  return [
    html`<strong>${WORDS[verdict]}</strong>`,
    html`${what} <span class="soft">(${demand}; ${source})</span>`,
    html`${got}`,
    html`${verdict === 'ok' ? '' : mend}`,
  ];
}
