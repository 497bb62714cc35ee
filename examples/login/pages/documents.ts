import type { Nsis } from 'passport-mitid-saml';
import type { Language } from '../language';
import type { Visitor } from '../visitor';
import { LEVELS, shownName } from '../words';
import { html } from './html';
import type { Page } from './layout';

const TEXTS = {
  da: {
    title: 'Dokumenter på niveau',
    lead: 'Denne side kræver mindst sit sikringsniveau. Var dit login lavere, er du blevet bedt om et nyt.',
    level: 'Dit login har niveau',
    name: 'Logget ind som',
  },
  en: {
    title: 'Documents at level',
    lead: 'This page needs a login of its level at least. Where yours was lower, you were asked for another.',
    level: 'Your login has level',
    name: 'Logged in as',
  },
} as const;

/** A page behind `requireAssurance`. */
export function documentsPage(language: Language, level: Nsis, visitor: Visitor | undefined): Page {
  const text = TEXTS[language];
  const title = `${text.title} ${LEVELS[level][language]}`;
  const { loa } = visitor?.profile.assurance ?? {};
  return {
    title,
    main: html`<h1>${title}</h1>
      <p class="lead">${text.lead}</p>
      <section class="card">
        <dl>
          <div>
            <dt>${text.name}</dt>
            <dd>${visitor && shownName(visitor.profile, language)}</dd>
          </div>
          <div>
            <dt>${text.level}</dt>
            <dd data-testid="assurance.loa">${loa && LEVELS[loa][language]}</dd>
          </div>
        </dl>
      </section>`,
  };
}
