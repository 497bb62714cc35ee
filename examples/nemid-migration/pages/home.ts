import { html, type Html } from '../../login/pages/html';
import type { Page } from './layout';

interface Story {
  readonly userId: string;
  readonly name: string;
  readonly text: string;
}

interface Choice {
  readonly href: string;
  readonly testId: string;
  readonly title: string;
  readonly text: string;
  readonly stories: readonly Story[];
}

const CHOICES: readonly Choice[] = [
  {
    href: '/login/citizen',
    testId: 'login-citizen',
    title: 'Citizen, with MitID',
    text: 'Citizens’ accounts are keyed on the PID of their NemID.',
    stories: [
      {
        userId: 'Anna1985',
        name: 'Anna Sørensen',
        text: 'The first login asks for the PID and finds her account. The second needs no PID.',
      },
      { userId: 'Mikkel1998', name: 'Mikkel Nygård', text: 'Never had a NemID: he is offered a new account.' },
    ],
  },
  {
    href: '/login/employee',
    testId: 'login-employee',
    title: 'Employee, with MitID Erhverv',
    text: 'Employees’ accounts are keyed on CVR number and RID, most with a CPR number beside them.',
    stories: [
      {
        userId: 'Rasmus1982',
        name: 'Rasmus Kjærgaard',
        text: 'The RID agrees. The CPR number is asked for, agrees too, and the account is found.',
      },
      {
        userId: 'Bjørn2712',
        name: 'Bjørn Ærenlund at Nordlys',
        text: 'His RID was a leaver’s before: the CPR number disagrees, and somebody has to look at it.',
      },
      {
        userId: 'Malene1990',
        name: 'Malene Thøgersen',
        text: 'At Kystbanen the account has a RID alone, which is not enough. At Smedjen there is no account.',
      },
    ],
  },
];

/** The front page: the two ways to log in, and who to try them with. */
export function homePage(accounts: number): Page {
  return {
    title: 'From NemID to MitID',
    main: html`<h1>From NemID to MitID</h1>
      <p class="lead">
        This application has <strong data-testid="accounts">${accounts.toLocaleString('en')}</strong> accounts from the
        days of NemID. Log in with MitID, and see whether yours is found. The broker is a simulator on this machine:
        pick a person there.
      </p>
      <ul class="choices">
        ${CHOICES.map(choiceItem)}
      </ul>
      <p class="note">
        Logins that nobody can decide by themselves wait under <a href="/cases">Cases</a>. How far all accounts have
        come stands in the <a href="/report">report</a>.
      </p>`,
  };
}

function choiceItem({ href, testId, title, text, stories }: Choice): Html {
  return html`<li>
    <a class="choice" href="${href}" data-testid="${testId}"><strong>${title}</strong> <span>${text}</span></a>
    <dl class="people">
      ${stories.map(
        (story) =>
          html`<div>
            <dt>${story.name} <code>${story.userId}</code></dt>
            <dd>${story.text}</dd>
          </div>`,
      )}
    </dl>
  </li>`;
}
