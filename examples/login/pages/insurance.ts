import type { Language } from '../language';
import { maskedCprOf, type Visitor } from '../visitor';
import { shownName } from '../words';
import { html } from './html';
import type { Page } from './layout';

const TEXTS = {
  da: {
    title: 'Tegn en forsikring',
    lead: 'Denne side kræver CPR-nummeret. Manglede det, har du givet det på vejen hertil, uden at logge ind igen.',
    cpr: 'CPR-nummer',
    kept: 'Sessionen gemmer det krypteret; her vises kun fødselsdagen.',
    plan: 'Dækning i adressen',
  },
  en: {
    title: 'Take out insurance',
    lead: 'This page needs the CPR number. Where it was missing, you gave it on the way, without logging in again.',
    cpr: 'CPR number',
    kept: 'The session keeps it encrypted; only the date of birth is shown.',
    plan: 'Plan in the address',
  },
} as const;

/** A page behind `requireCpr`. `plan` came in its query, and must have survived the way round by the broker. */
export function insurancePage(language: Language, visitor: Visitor, plan: unknown): Page {
  const text = TEXTS[language];
  return {
    title: text.title,
    main: html`<h1>${text.title}</h1>
      <p class="lead">${text.lead}</p>
      <section class="card">
        <h2>${shownName(visitor.profile, language)}</h2>
        <dl>
          <div>
            <dt>${text.cpr}</dt>
            <dd data-testid="person.cpr">${maskedCprOf(visitor)}</dd>
          </div>
          ${
            typeof plan !== 'string'
              ? undefined
              : html`<div>
                  <dt>${text.plan}</dt>
                  <dd data-testid="plan">${plan}</dd>
                </div>`
          }
        </dl>
        <p><small>${text.kept}</small></p>
      </section>`,
  };
}
