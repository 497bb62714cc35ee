import type { Identity } from '../brokers/identity';
import { fullName, type Persona } from '../personas';
import { html, type Html } from './html';
import { TEXTS, type Language, type Texts } from './texts';

/** The form that answers a page of a login. */
export function stepForm(action: string, step: string, body: Html, wholeWindow = false): Html {
  const target = wholeWindow ? html` target="_top"` : undefined;
  return html`<form method="post" action="${action}" ${target}>
    <input type="hidden" name="step" value="${step}" />${body}
  </form>`;
}

/** What a person chooses between: one click each. */
export function choices(items: readonly Html[]): Html {
  return html`<ul class="choices">
    ${items.map((item) => html`<li>${item}</li>`)}
  </ul>`;
}

export function choice(name: string, value: string, title: string, detail?: string): Html {
  return html`<button class="choice" name="${name}" value="${value}">
    <strong>${title}</strong>
    ${detail === undefined ? undefined : html`<span class="soft">${detail}</span>`}
  </button>`;
}

/** What describes a field: the problem with what was typed, and the hint. */
export function described(wrong: boolean, hint?: string): Html | undefined {
  const by = [...(wrong ? ['problem'] : []), ...(hint === undefined ? [] : [hint])].join(' ');
  if (by === '') return undefined;
  return wrong ? html`aria-invalid="true" aria-describedby="${by}"` : html`aria-describedby="${by}"`;
}

/** A person to click, or a user id to type. @param form puts it into the form of the page. */
export function personChoice(
  language: Language,
  persons: readonly Persona[],
  form: (body: Html) => Html,
  wrong: boolean,
): Html {
  const texts = TEXTS[language];
  const offered = persons.map((persona) =>
    choice(
      'persona',
      persona.id,
      fullName(persona),
      `${persona.description[language]} (${texts.person.userIdOf} ${persona.userId})`,
    ),
  );
  return html`<h2>${texts.person.choose}</h2>
    ${form(choices(offered))}
    <h2>${texts.person.type}</h2>
    ${form(
      html`<label for="userId">${texts.person.userId}</label>
        <input type="text" id="userId" name="userId" autocomplete="off" required ${described(wrong)} />
        <p class="actions"><button class="primary">${texts.continue}</button></p>`,
    )}`;
}

/** As whom to go on. @param name the person's own. */
export function identityChoice(texts: Texts, identities: readonly Identity[], name: string | undefined): Html {
  return choices(
    identities.map((identity) => {
      const { title, detail } = identityLabel(identity, texts, name);
      return choice('identity', identity.id, title, detail);
    }),
  );
}

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
