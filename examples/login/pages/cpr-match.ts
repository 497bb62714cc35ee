import type { CprMatch } from 'passport-mitid-saml';
import type { Language } from '../language';
import { CPR_MATCH_PATH } from '../routes/paths';
import { html, unbroken, type Html } from './html';
import type { Page } from './layout';

/** What came of the number that was typed, where it was not a match. */
export type CprMatchNote = Exclude<CprMatch, { readonly outcome: 'match' }>;

const TEXTS = {
  da: {
    title: 'Dit CPR-nummer',
    lead: 'NemLog-in giver ikke en privat virksomhed CPR-nummeret, men siger, om det, du skriver, er dit. Det gælder dem, der er logget ind dér som privatperson.',
    label: 'CPR-nummer',
    send: 'Fortsæt',
    again: 'Log ind igen',
    'no-match': 'Det er ikke dit CPR-nummer. Forsøg tilbage:',
    malformed: 'Det er ikke et CPR-nummer.',
    locked: 'Der er ikke flere forsøg på dette login. Log ind igen for at prøve på ny.',
    'not-known': 'Det kunne ikke kontrolleres nu. Prøv igen senere.',
  },
  en: {
    title: 'Your CPR number',
    lead: 'NemLog-in does not tell a private company the CPR number, but says whether the one you type is yours. It does so for whoever is logged in there as a private person.',
    label: 'CPR number',
    send: 'Go on',
    again: 'Log in again',
    'no-match': 'That is not your CPR number. Tries left:',
    malformed: 'That is not a CPR number.',
    locked: 'This login has no tries left. Log in again before you try once more.',
    'not-known': 'It could not be checked now. Try again later.',
  },
} as const;

/** The form for the CPR number; what was typed before is not repeated. */
export function cprMatchPage(language: Language, note: CprMatchNote | undefined): Page {
  const text = TEXTS[language];
  return {
    title: text.title,
    main: html`<h1>${text.title}</h1>
      <p class="lead">${unbroken(text.lead)}</p>
      ${note && noteOn(language, note)} ${note?.outcome === 'locked' ? logInAgain(language) : form(language)}`,
  };
}

function noteOn(language: Language, note: CprMatchNote): Html {
  const left = note.outcome === 'no-match' ? html` <strong>${note.triesLeft}</strong>` : undefined;
  return html`<p class="note" role="alert" data-testid="cpr-match">${TEXTS[language][note.outcome]}${left}</p>`;
}

function form(language: Language): Html {
  const text = TEXTS[language];
  return html`<form class="card" method="post" action="${CPR_MATCH_PATH}">
    <p>
      <label for="cpr">${text.label}</label>
      <input id="cpr" name="cpr" inputmode="numeric" autocomplete="off" maxlength="11" required />
    </p>
    <button class="button primary">${text.send}</button>
  </form>`;
}

function logInAgain(language: Language): Html {
  return html`<p><a class="button" href="/login/nemlog-in?again&amp;returnTo=%2Fcpr">${TEXTS[language].again}</a></p>`;
}
