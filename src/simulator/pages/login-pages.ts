import type { Flow, Step } from '../brokers/eident/flow';
import { canUse, identitiesOf } from '../brokers/eident/identity';
import type { Problem } from '../brokers/eident/take-step';
import { sanitizeHtml } from '../brokers/eident/transaction-html';
import { eidsOf } from '../brokers/eident/vendors';
import { fullName, PERSONAS } from '../personas';
import { html, type Html } from './html';
import { alert, page } from './layout';
import { choice, choices, described, identityChoice, personChoice, stepForm } from './parts';
import { TEXTS, type Texts } from './texts';

/** The page of a step of the login. */
export function loginPage(flow: Flow, step: Step, problem?: Problem): string {
  const texts = TEXTS[flow.language];
  const { title, body } = PAGES[step](flow, texts, problem);
  const { referenceText } = flow.request;
  return page({
    brand: 'E-Ident',
    language: flow.language,
    title,
    body: html`<p class="soft">${texts.loggingInTo} ${new URL(flow.merchant.callbackUrl).host}</p>
      ${referenceText === undefined ? undefined : html`<p class="reference"><strong>${texts.reference}:</strong> ${referenceText}</p>`}
      ${problem === undefined ? undefined : alert(texts.problem[problem])} ${body}
      ${form(flow, step, html`<button class="quiet" name="action" value="cancel">${texts.cancel}</button>`)}`,
  });
}

type PageOf = (flow: Flow, texts: Texts, problem?: Problem) => { readonly title: string; readonly body: Html };

const PAGES: Readonly<Record<Step, PageOf>> = {
  eid(flow, texts) {
    const eids = eidsOf(flow.request.vendors).map((eid) => choice('eid', eid, texts.eid.names[eid]));
    return { title: texts.eid.title, body: form(flow, 'eid', choices(eids)) };
  },

  person(flow, texts, problem) {
    const eid = flow.eid ?? 'mitid';
    const persons = PERSONAS.filter((persona) => canUse(persona, eid));
    return {
      title: texts.person.title[eid],
      body: personChoice(flow.language, persons, (body) => form(flow, 'person', body), problem !== undefined),
    };
  },

  approve(flow, texts) {
    const text = flow.request.transactionText;
    const shown =
      text === undefined
        ? undefined
        : text.type === 'html'
          ? html`<div class="transaction">${sanitizeHtml(text.text)}</div>`
          : html`<pre class="transaction">${text.text}</pre>`;
    return {
      title: texts.approve.title,
      body: html`<p>${texts.approve.as} ${flow.persona && fullName(flow.persona)}</p>
        ${
          shown &&
          html`<p>${texts.approve.text}</p>
            ${shown}`
        }
        ${form(flow, 'approve', html`<button class="primary">${texts.approve.approve}</button>`)}`,
    };
  },

  cpr(flow, texts, problem) {
    const digits = flow.persona?.cpr?.reveal() ?? '';
    return {
      title: texts.cpr.title,
      body: form(
        flow,
        'cpr',
        html`<label for="cpr">${texts.cpr.label}</label>
          <input
            type="text"
            id="cpr"
            name="cpr"
            inputmode="numeric"
            autocomplete="off"
            required
            ${described(problem !== undefined, 'hint')}
          />
          <p class="hint" id="hint">
            ${texts.cpr.hint} <strong>${digits.slice(0, 6)}-${digits.slice(6)}</strong>. ${texts.cpr.wrong}
          </p>
          <p class="actions"><button class="primary">${texts.continue}</button></p>`,
      ),
    };
  },

  identity(flow, texts) {
    const { persona, eid = 'mitid', request } = flow;
    const identities = persona === undefined ? [] : identitiesOf(persona, eid, request.vendors);
    return {
      title: texts.identity.title,
      body: form(flow, 'identity', identityChoice(texts, identities, persona && fullName(persona))),
    };
  },
};

// MitID breaks out of an iframe (seed 001): in the embedded UI mode the first click takes the whole window.
function form({ id, embedded }: Flow, step: Step, body: Html): Html {
  return stepForm(`/its/login/${id}`, step, body, embedded);
}
