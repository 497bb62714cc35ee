import type { LogoutFlow, ToldService } from '../brokers/nemlogin/logout/flow';
import type { Session } from '../brokers/nemlogin/session';
import { fullName } from '../personas';
import { refusalDetail } from './end-pages';
import { html, type Html } from './html';
import { page } from './layout';
import { TEXTS, type Language, type Texts } from './texts';

/** Who this browser is logged in as at NemLog-in, and at which services. */
export function sessionPage(language: Language, session: Session | undefined): string {
  const texts = TEXTS[language].session;
  if (session === undefined) {
    return page({ brand: 'NemLog-in', language, title: texts.title, body: html`<p>${texts.nobody}</p>` });
  }
  const services = [...new Set(session.logins.map(({ entityId }) => entityId))];
  return page({
    brand: 'NemLog-in',
    language,
    title: texts.title,
    body: html`<p>${texts.as} <strong>${fullName(session.persona)}</strong></p>
      <h2>${texts.at}</h2>
      <ul>
        ${services.map((entityId) => html`<li>${entityId}</li>`)}
      </ul>
      <form method="post" action="/nemlogin/session">
        <button class="primary">${texts.everywhere}</button>
      </form>`,
  });
}

/** What came of a logout at each service; what is wrong with an answer is there for the developer. */
export function endedPage({ language, personas, told }: LogoutFlow): string {
  const texts = TEXTS[language];
  return page({
    brand: 'NemLog-in',
    language,
    title: texts.logout.title,
    body: html`<p>${texts.session.was} <strong>${personas.map(fullName).join(', ')}</strong></p>
      <dl>${told.map((service) => serviceResult(service, texts))}</dl>
      <p>${texts.logout.text}</p>
      <p class="soft"><a href="/simulator/exchanges">/simulator/exchanges</a></p>`,
  });
}

function serviceResult({ entityId, result, status, problem }: ToldService, { session }: Texts): Html {
  return html`<dt>${entityId}</dt>
    <dd>
      ${session.results[result]}${status === undefined ? undefined : html`: <code>${status}</code>`}
      ${problem && html`<div lang="en">${refusalDetail(problem)}</div>`}
    </dd>`;
}
