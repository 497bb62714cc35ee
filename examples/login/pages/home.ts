import { CHOICE_GROUPS, type Choice, type ChoiceGroup } from '../choices';
import type { Language, Text } from '../language';
import { html, unbroken, type Html } from './html';
import type { Page } from './layout';
import { tips } from './tips';

/** Somebody to log in as at the simulator. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly userId: string;
  readonly description: Text;
}

/** What the front page says of the simulator. */
export interface Simulator {
  readonly people: readonly Person[];
  /** Where a person sees, and ends, the session at NemLog-in. */
  readonly brokerSessionUrl: string;
}

/** What the front page knows of its visitor. */
interface Arrival {
  readonly name?: string;
  /** Where a login is to lead. */
  readonly returnTo?: string;
}

const TEXTS = {
  da: {
    title: 'Log ind',
    lead: 'Vælg, hvordan du vil logge ind. Brokeren er en simulator på denne maskine: skriv et bruger-id, eller vælg en person dér.',
    back: 'Derefter kommer du tilbage til',
    tryWith: 'Prøv',
    variants: 'Eller',
    welcome: 'Du er logget ind som',
    toProfile: 'Gå til profilen',
  },
  en: {
    title: 'Log in',
    lead: 'Choose how to log in. The broker is a simulator on this machine: type a user id, or pick a person there.',
    back: 'Afterwards you come back to',
    tryWith: 'Try',
    variants: 'Or',
    welcome: 'You are logged in as',
    toProfile: 'Go to the profile',
  },
} as const;

/** The front page: the ways to log in by broker, who to try them with, and what else to try. */
export function homePage(language: Language, simulator: Simulator, arrival: Arrival): Page {
  const text = TEXTS[language];
  const { name, returnTo } = arrival;
  const greeting =
    name === undefined
      ? undefined
      : html`<p class="note">${text.welcome} <strong>${name}</strong>. <a href="/profile">${text.toProfile}</a></p>`;
  const purpose = returnTo === undefined ? undefined : html`<p class="note">${text.back} <code>${returnTo}</code>.</p>`;
  return {
    title: text.title,
    main: html`<h1>${text.title}</h1>
      <p class="lead">${text.lead}</p>
      ${greeting} ${purpose}
      <div class="groups">
        ${CHOICE_GROUPS.map((group) => groupSection(group, language, simulator.people, arrival))}
      </div>

      ${tips(language, simulator.brokerSessionUrl)}`,
  };
}

function groupSection(group: ChoiceGroup, language: Language, people: readonly Person[], arrival: Arrival): Html {
  const { title, choices, variants = [] } = group;
  const last = choices.length - 1;
  // A broker with few buttons stands beside another.
  return html`<section class="group wide-${Math.min(choices.length, 3)}">
    <h2>${unbroken(title[language])}</h2>
    <ul class="choices">
      ${choices.map((choice, at) => choiceItem(choice, at === last ? variants : [], language, people, arrival))}
    </ul>
  </section>`;
}

function choiceItem(
  choice: Choice,
  variants: readonly Choice[],
  language: Language,
  people: readonly Person[],
  arrival: Arrival,
): Html {
  const tried = people.filter(({ id }) => choice.tryWith.includes(id));
  return html`<li>
    <a class="choice" href="${hrefOf(choice, arrival)}" data-testid="login-${choice.id}">
      <strong>${choice.title[language]}</strong> <span>${unbroken(choice.description[language])}</span>
    </a>
    ${variantLinks(variants, language, arrival)}
    <dl class="people" aria-label="${TEXTS[language].tryWith}">
      ${tried.map(
        ({ name, userId, description }) =>
          html`<div>
            <dt>${name} <code>${userId}</code></dt>
            <dd>${description[language]}</dd>
          </div>`,
      )}
    </dl>
  </li>`;
}

function variantLinks(variants: readonly Choice[], language: Language, arrival: Arrival): Html | undefined {
  if (variants.length === 0) return undefined;
  return html`<p class="variants">
    ${TEXTS[language].variants}
    ${variants.map(
      (one, at) =>
        html`${at === 0 ? '' : ' · '}<a href="${hrefOf(one, arrival)}" data-testid="login-${one.id}"
            >${one.title[language]}</a
          >`,
    )}
  </p>`;
}

function hrefOf({ id }: Choice, { returnTo }: Arrival): string {
  return `/login/${id}${returnTo === undefined ? '' : `?returnTo=${encodeURIComponent(returnTo)}`}`;
}
