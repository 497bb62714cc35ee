import type { Language, Text } from '../language';
import { DOCUMENTS_PATH, INSURANCE_PATH } from '../routes/paths';
import { html, unbroken, type Html } from './html';

const TEXTS = {
  da: {
    needsMore: 'Sider, der kræver mere',
    tryOut: 'Værd at prøve',
    tips: [
      'Annuller hos brokeren, og prøv igen.',
      'Skriv et forkert CPR-nummer.',
      'Start et login i to faner, og afslut det sidste først.',
      'Genindlæs adressen, du kom tilbage på: den virker kun én gang.',
    ],
  },
  en: {
    needsMore: 'Pages that need more',
    tryOut: 'Worth trying',
    tips: [
      'Cancel at the broker, and try again.',
      'Type a CPR number that is wrong.',
      'Start a login in two tabs, and finish the last one first.',
      'Reload the address you came back to: it works once only.',
    ],
  },
} as const;

interface LinkedText {
  readonly before: string;
  readonly link: string;
  readonly after: string;
}

const ACCOUNT: Readonly<Record<Language, LinkedText>> = {
  da: { before: 'Åbn', link: 'Min konto', after: 'uden at være logget ind.' },
  en: { before: 'Open', link: 'My account', after: 'without being logged in.' },
};

const BROKER_SESSION: Readonly<Record<Language, LinkedText>> = {
  da: {
    before: 'Log ind med NemLog-in, og log så ud hos brokeren på',
    link: 'din session dér',
    after: ': du er også logget ud her.',
  },
  en: {
    before: 'Log in with NemLog-in, then log out at the broker, on',
    link: 'your session there',
    after: ': you are logged out here too.',
  },
};

const GUARDED: readonly { readonly href: string; readonly text: Text; readonly why: Text }[] = [
  {
    href: `${INSURANCE_PATH}?plan=1`,
    text: { da: 'Tegn en forsikring', en: 'Take out insurance' },
    why: {
      da: ': CPR-nummeret, efter et login uden.',
      en: ': the CPR number, after a login without.',
    },
  },
  {
    href: `${DOCUMENTS_PATH}/high`,
    text: { da: 'Dokumenter på niveau Høj', en: 'Documents at level high' },
    why: { da: ': som for eksempel Ida1988.', en: ': as Ida1988, for one.' },
  },
];

/** What else there is to try: the pages whose guards ask for more, and a few things that go wrong. */
export function tips(language: Language, brokerSessionUrl: string): Html {
  const text = TEXTS[language];
  return html`<ul class="choices">
    <li class="tips" data-testid="guarded">
      <h2>${text.needsMore}</h2>
      <ul>
        ${GUARDED.map(({ href, text: link, why }) =>
          linkedTip({ before: '', link: link[language], after: why[language] }, href),
        )}
      </ul>
    </li>
    <li class="tips" data-testid="tips">
      <h2>${text.tryOut}</h2>
      <ul>
        ${text.tips.map((tip) => html`<li>${tip}</li>`)} ${linkedTip(ACCOUNT[language], '/account')}
        ${linkedTip(BROKER_SESSION[language], brokerSessionUrl)}
      </ul>
    </li>
  </ul>`;
}

function linkedTip({ before, link, after }: LinkedText, href: string): Html {
  const gap = after.startsWith(':') ? '' : ' ';
  return html`<li>${unbroken(before)} <a href="${href}">${link}</a>${gap}${after}</li>`;
}
