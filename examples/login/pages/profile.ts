import { toSession } from 'passport-mitid-saml';
import { checksOf } from '../checks';
import type { Choice } from '../choices';
import type { Language } from '../language';
import type { Visitor } from '../visitor';
import { KINDS, LEVELS, scopeText, shownName } from '../words';
import { html, unbroken, type Html } from './html';
import type { Page } from './layout';
import { FIELDS, PROFILE_TEXTS } from './profile-texts';

/** The session id's hash before and after the login, to see that it changed. */
export interface SessionChange {
  readonly before: string;
  readonly after: string;
}

/** What arrived, and what was checked. */
export function profilePage(
  language: Language,
  visitor: Visitor,
  { choice, session }: { readonly choice?: Choice; readonly session?: SessionChange },
): Page {
  const text = PROFILE_TEXTS[language];
  const { profile, account } = visitor;
  return {
    title: text.title,
    main: html`<h1 data-testid="display-name">${shownName(profile, language)}</h1>
      <p class="badges">${badges(language, visitor)}</p>
      <p class="lead">
        ${text.foundBy[account.foundBy]} <strong class="unbroken" data-testid="account">${account.number}</strong>.
      </p>
      ${choice && policy(language, visitor, choice)}
      <div class="cards">${cards(language, visitor)} ${privileges(language, visitor)}</div>
      ${session && sessionNote(language, session)} ${stepUp(language, visitor)}
      <details>
        <summary>${text.attributes}</summary>
        ${attributes(visitor)}
      </details>
      <details>
        <summary>${text.json}</summary>
        <pre>${JSON.stringify(toSession(profile), undefined, 2)}</pre>
      </details>`,
  };
}

// In English the very words of the profile.
function badges(language: Language, { profile }: Visitor): Html[] {
  const { provider, identityType, assurance } = profile;
  const words =
    language === 'en'
      ? [provider, identityType, assurance.loa]
      : [provider, KINDS[identityType].da, assurance.loa && LEVELS[assurance.loa].da];
  return words.filter((badge) => badge !== undefined).map((badge) => html`<span class="badge">${badge}</span> `);
}

function policy(language: Language, visitor: Visitor, choice: Choice): Html {
  const text = PROFILE_TEXTS[language];
  return html`<section>
    <h2>${text.policy}</h2>
    <p>${text.policyLead} <strong>${unbroken(choice.title[language])}</strong>.</p>
    <table data-testid="policy">
      <thead>
        <tr>
          <th scope="col">${text.what}</th>
          <th scope="col">${text.asked}</th>
          <th scope="col">${text.got}</th>
          <th scope="col">${text.verdict}</th>
        </tr>
      </thead>
      <tbody>
        ${checksOf(visitor, choice).map(
          ({ what, asked, got }) =>
            html`<tr>
              <th scope="row">${what[language]}</th>
              <td data-label="${text.asked}">${unbroken(asked[language])}</td>
              <td data-label="${text.got}">${got[language]}</td>
              <td class="met">${text.met}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

function cards(language: Language, visitor: Visitor): Html[] {
  return FIELDS.flatMap(({ title, rows }) => {
    const filled = rows.flatMap(({ name, label, read }) => {
      const found = read(visitor);
      const value = typeof found === 'object' ? found[language] : found;
      return value === undefined || value === '' ? [] : [{ name, label, value }];
    });
    if (filled.length === 0) return [];
    return [
      html`<section class="card">
        <h2>${title[language]}</h2>
        <dl>
          ${filled.map(
            ({ name, label, value }) =>
              html`<div>
                <dt>${label[language]}</dt>
                <dd data-testid="${name}">${value}</dd>
              </div>`,
          )}
        </dl>
      </section>`,
    ];
  });
}

function privileges(language: Language, { profile }: Visitor): Html | undefined {
  if (profile.privileges.length === 0) return undefined;
  return html`<section class="card" data-testid="privileges">
    <h2>${PROFILE_TEXTS[language].privileges}</h2>
    <dl>
      ${profile.privileges.map(
        ({ privilege, scope, constraints }) =>
          html`<div>
            <dt>${scopeText(scope, language)}</dt>
            <dd>
              <code>${privilege}</code>
              ${constraints.map(({ name, value }) => html`<br /><small>${name}: ${value.toString()}</small>`)}
            </dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

function sessionNote(language: Language, { before, after }: SessionChange): Html {
  const text = PROFILE_TEXTS[language];
  return html`<p class="note">
    ${text.session} <code data-testid="session-before">${before}</code> →
    <code data-testid="session-after">${after}</code>. ${text.sessionWhy}
  </p>`;
}

// MitID at E-Ident only: the broker's page for it reuses the transaction of a MitID login.
function stepUp(language: Language, { broker, profile }: Visitor): Html | undefined {
  if (profile.person.cpr !== undefined || broker !== 'eident' || profile.provider === 'nemid') return undefined;
  const text = PROFILE_TEXTS[language];
  return html`<p class="note">
    ${text.stepUp} <a class="button" href="/login/step-up" data-testid="step-up">${text.stepUpDo}</a>
  </p>`;
}

function attributes({ profile }: Visitor): Html {
  return html`<dl class="wide">
    ${[...profile.attributes].map(
      ([name, values]) =>
        html`<div>
          <dt><code>${name}</code></dt>
          <dd>${values.join(' · ')}</dd>
        </div>`,
    )}
  </dl>`;
}
