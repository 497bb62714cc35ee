import type { Flow, Step } from '../brokers/eident/flow';
import { canUse, identitiesOf, type Identity } from '../brokers/eident/identity';
import type { Problem } from '../brokers/eident/take-step';
import { sanitizeHtml } from '../brokers/eident/transaction-html';
import { eidsOf } from '../brokers/eident/vendors';
import { fullName, PERSONAS } from '../personas';
import { html, type Html } from './html';
import { alert, page } from './layout';
import { TEXTS, type Texts } from './texts';

/** The page of a step of the login. */
export function loginPage(flow: Flow, step: Step, problem?: Problem): string {
  const texts = TEXTS[flow.language];
  const { title, body } = PAGES[step](flow, texts, problem);
  const { referenceText } = flow.request;
  return page({
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
    const choices = eidsOf(flow.request.vendors).map((eid) => choice('eid', eid, texts.eid.names[eid]));
    return { title: texts.eid.title, body: form(flow, 'eid', list(choices)) };
  },

  person(flow, texts, problem) {
    const eid = flow.eid ?? 'mitid';
    const choices = PERSONAS.filter((persona) => canUse(persona, eid)).map((persona) =>
      choice(
        'persona',
        persona.id,
        fullName(persona),
        `${persona.description[flow.language]} (${texts.person.userIdOf} ${persona.userId})`,
      ),
    );
    return {
      title: texts.person.title[eid],
      body: html`<h2>${texts.person.choose}</h2>
        ${form(flow, 'person', list(choices))}
        <h2>${texts.person.type}</h2>
        ${form(
          flow,
          'person',
          html`<label for="userId">${texts.person.userId}</label>
            <input type="text" id="userId" name="userId" autocomplete="off" required ${described(problem)} />
            <p class="actions"><button class="primary">${texts.continue}</button></p>`,
        )}`,
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
            ${described(problem, 'hint')}
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
    const choices = identities.map((identity) => {
      const { title, detail } = identityLabel(identity, texts, persona && fullName(persona));
      return choice('identity', identity.id, title, detail);
    });
    return { title: texts.identity.title, body: form(flow, 'identity', list(choices)) };
  },
};

function identityLabel(identity: Identity, texts: Texts, name?: string): { title: string; detail?: string } {
  const cvr = (number: string): string => `${texts.identity.cvr} ${number}`;
  switch (identity.kind) {
    case 'representative':
      return { title: `${texts.identity.represents} ${identity.company.name}`, detail: cvr(identity.company.cvr) };
    case 'professional': {
      const { company } = identity.employment;
      return { title: `${texts.identity.employee} ${company.name}`, detail: cvr(company.cvr) };
    }
    default:
      return { title: texts.identity.private, ...(name === undefined ? {} : { detail: name }) };
  }
}

// MitID breaks out of an iframe (seed 001): in the embedded UI mode the first click takes the whole window.
function form(flow: Flow, step: Step, body: Html): Html {
  const target = flow.embedded ? html` target="_top"` : undefined;
  return html`<form method="post" action="/its/login/${flow.id}" ${target}>
    <input type="hidden" name="step" value="${step}" />${body}
  </form>`;
}

function list(items: readonly Html[]): Html {
  return html`<ul class="choices">
    ${items.map((item) => html`<li>${item}</li>`)}
  </ul>`;
}

function choice(name: string, value: string, title: string, detail?: string): Html {
  return html`<button class="choice" name="${name}" value="${value}">
    <strong>${title}</strong>
    ${detail === undefined ? undefined : html`<span class="soft">${detail}</span>`}
  </button>`;
}

function described(problem: Problem | undefined, hint?: string): Html | undefined {
  const by = [...(problem === undefined ? [] : ['problem']), ...(hint === undefined ? [] : [hint])].join(' ');
  if (by === '') return undefined;
  return problem === undefined ? html`aria-describedby="${by}"` : html`aria-invalid="true" aria-describedby="${by}"`;
}
