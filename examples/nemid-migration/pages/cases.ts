import type { CaseAccount, OpenCase } from 'passport-mitid-saml/migration';
import { html, type Html } from '../../login/pages/html';
import type { Page } from './layout';
import { evidenceWords, REASONS } from './words';

/** The logins that wait for a decision, each with its form. */
export function casesPage(cases: readonly OpenCase[]): Page {
  return {
    title: 'Cases',
    main: html`<h1>Cases</h1>
      <p class="lead">
        Logins that somebody must look at; nobody was let in. In an application of yours this page is behind the login
        of the staff.
      </p>
      ${cases.length === 0 ? html`<p class="note" data-testid="no-cases">Nothing waits.</p>` : cases.map(caseSection)}`,
  };
}

function caseSection({ id, reason, identity, scope, accounts, logins }: OpenCase): Html {
  return html`<section class="card case" data-testid="case" data-case="${id}">
    <h2>${REASONS[reason]}</h2>
    <dl>
      <div>
        <dt>Identity</dt>
        <dd><code>${identity.id}</code> (${identity.namespace})</dd>
      </div>
      <div>
        <dt>Among</dt>
        <dd>${scope}</dd>
      </div>
      <div>
        <dt>Logins that met it</dt>
        <dd>${logins}</dd>
      </div>
    </dl>
    <form method="post" action="/cases/${id}">
      <fieldset>
        <legend>The account is</legend>
        ${accounts.map(accountChoice)}
        <label class="option">
          <input type="radio" name="account" value="" required /> <span><strong>none of them</strong></span>
        </label>
      </fieldset>
      <label>Who decides <input name="who" required maxlength="100" autocomplete="off" /></label>
      <label>Why <input name="why" required maxlength="500" autocomplete="off" /></label>
      <p><button class="button" data-testid="settle">Settle</button></p>
    </form>
  </section>`;
}

function accountChoice({ account, agrees, disagrees }: CaseAccount): Html {
  return html`<label class="option">
    <input type="radio" name="account" value="${account}" required />
    <span
      ><strong>${account}</strong><br />agrees: ${evidenceWords(agrees)}<br />disagrees:
      ${evidenceWords(disagrees)}</span
    >
  </label>`;
}
