import type { Flow, Step } from '../brokers/nemlogin/flow';
import { identitiesOf } from '../brokers/nemlogin/identities';
import { canLogIn } from '../brokers/nemlogin/levels';
import type { Problem } from '../brokers/nemlogin/take-step';
import { fullName, PERSONAS } from '../personas';
import { html, type Html } from './html';
import { alert, page } from './layout';
import { identityChoice, personChoice, stepForm } from './parts';
import { TEXTS } from './texts';

/** The page of a step of a login at NemLog-in. */
export function nemLogInPage(flow: Flow, step: Step, problem?: Problem): string {
  const { language, serviceProvider } = flow;
  const texts = TEXTS[language];
  const form = (body: Html): Html => stepForm(`/nemlogin/login/${flow.id}`, step, body);
  return page({
    brand: 'NemLog-in',
    language,
    title: step === 'person' ? texts.person.title.nemlogin : texts.identity.title,
    body: html`<p class="soft">${texts.loggingInTo} ${new URL(serviceProvider.callbackUrl).host}</p>
      ${problem === undefined ? undefined : alert(texts.problem[problem])}
      ${step === 'person' ? persons(flow, form, problem) : identities(flow, form)}
      ${form(html`<button class="quiet" name="action" value="cancel">${texts.cancel}</button>`)}`,
  });
}

function persons({ language, dialect }: Flow, form: (body: Html) => Html, problem?: Problem): Html {
  const offered = PERSONAS.filter((persona) => canLogIn(persona, dialect));
  return personChoice(language, offered, form, problem !== undefined);
}

function identities({ language, persona, request }: Flow, form: (body: Html) => Html): Html {
  const offered = persona === undefined ? [] : identitiesOf(persona, request.identityTypes);
  return form(identityChoice(TEXTS[language], offered, persona && fullName(persona)));
}
