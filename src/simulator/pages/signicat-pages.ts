import type { Flow, Problem, Step } from '../brokers/signicat/flow';
import { fullName, PERSONAS } from '../personas';
import { html, type Html } from './html';
import { alert, page } from './layout';
import { identityChoice, personChoice, stepForm } from './parts';
import { TEXTS } from './texts';

/** The page of a step of a login at Signicat. */
export function signicatPage(flow: Flow, step: Step, problem?: Problem): string {
  const { language, errand, persona } = flow;
  const texts = TEXTS[language];
  const form = (body: Html): Html => stepForm(`/signicat/login/${flow.id}`, step, body);
  const offered = PERSONAS.filter((one) => errand.identitiesOf(one).length > 0);
  const identities = persona === undefined ? [] : errand.identitiesOf(persona);
  return page({
    brand: 'Signicat',
    language,
    title: step === 'person' ? texts.person.title[errand.eid] : texts.identity.title,
    body: html`<p class="soft">${texts.loggingInTo} ${new URL(errand.callbackUrl).host}</p>
      ${problem === undefined ? undefined : alert(texts.problem[problem])}
      ${
        step === 'person'
          ? personChoice(language, offered, form, problem !== undefined)
          : form(identityChoice(texts, identities, persona && fullName(persona)))
      }
      ${form(html`<button class="quiet" name="action" value="cancel">${texts.cancel}</button>`)}`,
  });
}
