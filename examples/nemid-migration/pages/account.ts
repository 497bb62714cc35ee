import { html, type Html } from '../../login/pages/html';
import type { Found, Visitor } from '../visitor';
import type { Page } from './layout';
import { evidenceWords, REASONS } from './words';

/** What a login has found: an account, or why there is none. */
export function accountPage({ profile, found }: Visitor): Page {
  const { title, main } = contentOf(found);
  const company = profile.organization?.name;
  const who = html`<strong data-testid="name">${profile.displayName}</strong
    >${company === undefined ? '' : ` of ${company}`}`;
  return {
    title,
    main: html`<h1>${title}</h1>
      <p class="lead">${who}</p>
      <div data-testid="status" data-status="${found.status}">${main}</div>`,
  };
}

function contentOf(found: Found): Page {
  switch (found.status) {
    case 'matched':
      return {
        title: 'We found your account',
        main: html`${accountCard(found.account, evidenceWords(found.evidence), 'Found by')}
          <p class="note">
            The account is linked to your MitID now: the next login finds it without asking. Log out and try.
          </p>`,
      };
    case 'linked':
      return {
        title: 'Welcome back',
        main: accountCard(found.account, evidenceWords(found.evidence.split('+')), 'Linked by'),
      };
    case 'ambiguous':
      return { title: 'We could not tell which account is yours', main: waiting(REASONS[found.reason], found.caseId) };
    case 'taken':
      return { title: 'This login cannot be connected to an account', main: waiting(REASONS['link-taken']) };
    case 'unknown':
      return {
        title: 'We do not know you yet',
        main: html`<p>None of our accounts is yours. You may open a new one.</p>
          <form method="post" action="/account">
            <button class="button" data-testid="open">Open an account</button>
          </form>`,
      };
    case 'needs-pid':
    case 'needs-cpr':
      return {
        title: 'One more thing',
        main: html`<p>To find your account, we need to ask the broker once more.</p>
          <p><a class="button" href="/login/more" data-testid="more">Go on</a></p>`,
      };
  }
}

function accountCard(account: string, evidence: string, label: string): Html {
  return html`<section class="card">
    <dl>
      <div>
        <dt>Customer number</dt>
        <dd class="unbroken" data-testid="account">${account}</dd>
      </div>
      <div>
        <dt>${label}</dt>
        <dd data-testid="evidence">${evidence}</dd>
      </div>
    </dl>
  </section>`;
}

function waiting(reason: string, caseId?: string): Html {
  return html`<p>
      <strong data-testid="reason">${reason}.</strong> So you are not let in to any. Somebody will look at it: log in
      again when they have.
    </p>
    ${caseId === undefined ? undefined : html`<p class="reference">Case <code data-testid="case">${caseId}</code></p>`}
    <p><a class="button second" href="/cases">See what they see</a></p>`;
}
