import { CHOICES, type Choice } from '../choices';
import type { Language, Text } from '../language';
import { html, type Html } from './html';
import type { Page } from './layout';

/** Somebody to log in as at the simulator. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly userId: string;
  readonly description: Text;
}

const TEXTS = {
  da: {
    title: 'Log ind',
    lead: 'Vælg, hvordan du vil logge ind. Brokeren er en simulator på denne maskine: skriv et bruger-id, eller vælg en person dér.',
    back: 'Derefter kommer du tilbage til',
    tryWith: 'Prøv',
    welcome: 'Du er logget ind som',
    toProfile: 'Gå til profilen',
    more: 'Værd at prøve',
    tips: [
      'Fortryd hos brokeren, og prøv igen.',
      'Skriv et forkert CPR-nummer.',
      'Start et login i to faner, og afslut det sidste først.',
      'Genindlæs adressen, du kom tilbage på: den virker kun én gang.',
      'Åbn Min konto uden at være logget ind.',
    ],
  },
  en: {
    title: 'Log in',
    lead: 'Choose how to log in. The broker is a simulator on this machine: type a user id, or pick a person there.',
    back: 'Afterwards you come back to',
    tryWith: 'Try',
    welcome: 'You are logged in as',
    toProfile: 'Go to the profile',
    more: 'Worth trying',
    tips: [
      'Cancel at the broker, and try again.',
      'Type a CPR number that is wrong.',
      'Start a login in two tabs, and finish the last one first.',
      'Reload the address you came back to: it works once only.',
      'Open My account without being logged in.',
    ],
  },
} as const;

/** The front page: the ways to log in, who to try them with, and what else to try. */
export function homePage(
  language: Language,
  people: readonly Person[],
  { name, returnTo }: { readonly name?: string; readonly returnTo?: string },
): Page {
  const text = TEXTS[language];
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
      <ul class="choices">
        ${CHOICES.map((choice) => choiceItem(choice, language, people, returnTo))}
        <li class="tips">
          <h2>${text.more}</h2>
          <ul>
            ${text.tips.map((tip) => html`<li>${tip}</li>`)}
          </ul>
        </li>
      </ul>`,
  };
}

function choiceItem(choice: Choice, language: Language, people: readonly Person[], returnTo?: string): Html {
  const query = returnTo === undefined ? '' : `?returnTo=${encodeURIComponent(returnTo)}`;
  const tried = people.filter(({ id }) => choice.tryWith.includes(id));
  return html`<li>
    <a class="choice" href="/login/${choice.id}${query}" data-testid="login-${choice.id}">
      <strong>${choice.title[language]}</strong> <span>${choice.description[language]}</span>
    </a>
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
