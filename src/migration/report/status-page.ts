import { createHash } from 'node:crypto';
import { Xml, xml } from '../../metadata/write-xml';
import type { MigrationStatus, Progress } from './status';
import { statusChart } from './status-chart';
import { STATUS_STYLE } from './status-style';
import { CLASS_WORDS, number, projectionWords, share, time } from './words';

const CLASSES = ['citizen', 'employee', 'company'] as const;
const STYLE_HASH = createHash('sha256').update(STATUS_STYLE, 'utf8').digest('base64');
/** The page says itself that it loads nothing and runs nothing. */
const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; img-src data:; base-uri 'none'; form-action 'none'`;

/**
 * The status as one page of HTML that needs nothing beside it: no script, no other file. It is well-formed XML as well, and names
 * no account and no person.
 */
export function statusPage(status: MigrationStatus): string {
  const { at, classes, all, weeks, cases } = status;
  const page = xml`<!DOCTYPE html>
<html lang="en" xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="${POLICY}" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="robots" content="noindex" />
<link rel="icon" href="data:," />
<title>Accounts and their MitID logins</title>
<style>${new Xml(STATUS_STYLE)}</style>
</head>
<body>
<main>
<h1>Accounts and their MitID logins</h1>
<p class="soft">${time(at)}. Weeks begin on Monday, in UTC.</p>
<div class="classes">
${[card('all', all), ...classes.map((one) => card(one.class, one))]}</div>
<section>
<h2>Linked per week</h2>
<p class="soft">An account counts in the week of its first link. Links that an import brought are left out.</p>
${statusChart(weeks)}
<ul class="legend">${CLASSES.map((name) => xml`<li><span class="${name}" aria-hidden="true">■</span>${CLASS_WORDS[name]}</li>`)}</ul>
</section>
${weeks.length === 0 ? undefined : weekTable(weeks)}
<section>
<h2>Open cases: ${number(cases.open)}</h2>
<p class="soft">Logins that found more than one account, or evidence that disagrees: nobody was logged in.</p>
<dl>${cases.byReason.map((one) => row(one.reason, number(one.cases)))}</dl>
</section>
</main>
</body>
</html>
`;
  return page.text;
}

function card(name: keyof typeof CLASS_WORDS, progress: Progress): Xml {
  const { accounts, linked, waiting, ambiguous, byEvidence, projection } = progress;
  const evidence = byEvidence.map((one) => row(one.evidence, number(one.accounts)));
  return xml`<section data-class="${name}">
<h2>${CLASS_WORDS[name]}</h2>
<dl>${row('Accounts', number(accounts))}${row('Linked', `${number(linked)} (${share(linked, accounts)})`)}${row('Waiting', number(waiting))}${row('Ambiguous', number(ambiguous))}</dl>
${
  evidence.length === 0
    ? undefined
    : xml`<h3>Linked by</h3>
<dl>${evidence}</dl>`
}
<h3>Projected end</h3>
<p>${accounts === 0 ? '–' : projectionWords(projection)}</p>
</section>
`;
}

function row(term: string, value: string): Xml {
  return xml`<dt>${term}</dt><dd>${value}</dd>`;
}

function weekTable(weeks: MigrationStatus['weeks']): Xml {
  const names = [...CLASSES, 'all'] as const;
  return xml`<details>
<summary>Every week in figures</summary>
<div class="scroll"><table>
<thead><tr><th scope="col">Week</th>${names.map((name) => xml`<th scope="col">${CLASS_WORDS[name]}</th>`)}</tr></thead>
<tbody>
${weeks.map(
  (week) => xml`<tr><th scope="row">${week.week}</th>${names.map((name) => xml`<td>${number(week[name])}</td>`)}</tr>
`,
)}</tbody>
</table></div>
</details>`;
}
