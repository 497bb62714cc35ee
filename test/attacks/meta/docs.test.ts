import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnyLaneName, Row } from '../harness/registry';
import { allRows } from './all-rows';
import { LANE_WORDS } from './lane-words';
import { cell, code, table } from './markdown';

const file = join(__dirname, '..', '..', '..', 'docs', 'attacks.md');

const introduction = `# Attacks

Every attack that the tests make, with the error code it is refused with. Each is a message and its undone twin: the
twin logs in, the attack is refused with exactly this code, and refusing it uses up nothing of the honest login. They
run against the protocol lane and over HTTP, through Express and Passport. Below each table of attacks stand the
spellings that look odd and must be accepted, because they say what their twin says. What takes two logins, two browsers
or the other fields of a form is done over HTTP alone. An attack that _comes to nothing_ is in an honest login, which comes
through without it.

_1.1 post_ is SAML 1.1 Browser/POST, _1.1 artifact_ is SAML 1.1 Browser/Artifact over SOAP, _2.0_ is SAML 2.0 with the
assertion in the open, and in _2.0 encrypted_ it was encrypted after the attack had been written into it. _Signicat NemID_ and
_Signicat MitID_ are the first and the last of them through the strategy for Signicat, over HTTP alone: the judge is the same,
so that there each attack on what is the strategy's own is made, and one or two of every other class. What is wrong
inside a ciphertext before its signature is verified has one code there, \`decryption_failed\`, whatever code the table
says: anything else would answer an attacker's questions about the plaintext. So has an assertion that says that it is of
another login (Recipient, InResponseTo), since a stolen one would be asked about too. What else is judged after the
signature keeps its code, and so does what stands outside the ciphertext.

A logout is made at the handler of \`logoutUrl\`, over HTTP, with two people logged in. The identity provider's LogoutRequest
(_request_) comes by HTTP-Redirect or in a form, and the attack comes in the browser of the person it names: refused, it ends
nobody's session and gets no answer, and its twin, brought by the other person's browser, ends that one session alone. A
LogoutResponse (_response_) is due to a person who has logged out: refused, it does not use up that logout.

_What we send_ is written with a value that tries to be more than one, and read back: the value arrives as it was and nothing
beside it, or it is refused.

[security.md](security.md) has the same attacks by class. Generated from \`test/attacks\` by \`UPDATE_DOCS=1 npx jest test/attacks/meta/docs\`; a test keeps the two equal.
`;

function page(): string {
  const sections = allRows().map(({ file: name, rows }) => {
    const of = (kind: Row['kind']) => rows.filter((row) => row.kind === kind);
    const said = (row: Row) => [code(row.name), where(row), cell(row.source)];
    const tables = [
      table(['Attack', 'Refused with', 'Where', 'Shown or ruled by'], of('attack').map(attackRow)),
      table(['Comes to nothing', 'Where', 'Shown or ruled by'], of('futile').map(said)),
      table(['Accepted', 'Where', 'Because'], of('harmless').map(said)),
    ];
    const parts = [`## ${title(name)}`, ...tables.filter((text) => text !== '')];
    return parts.join('\n\n');
  });
  return `${introduction}\n${sections.join('\n\n')}\n`;
}

const attackRow = (row: Row) => [code(row.name), codes(row), where(row), cell(row.source)];

/** The code, and where another is right the lanes and why. */
function codes({ code: usual, codes: others = {} }: Row): string {
  const lanes = Object.keys(others) as AnyLaneName[];
  const reasons = new Set(lanes.map((lane) => reason(others[lane])));
  const more = [...reasons].map((text) => {
    const where = lanes.filter((lane) => reason(others[lane]) === text).map((lane) => LANE_WORDS[lane]);
    return `; ${where.join(', ')}: ${text}`;
  });
  return code(usual ?? '') + more.join('');
}

const reason = ([other, because]: readonly string[] = []) => `${code(other ?? '')}, as ${because ?? ''}`;
const title = (name: string) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ');
const where = ({ lanes }: Row) => lanes.map((lane) => LANE_WORDS[lane]).join(', ');

test('docs/attacks.md says what the tests do', () => {
  const wanted = page();
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, wanted);
  expect(readFileSync(file, 'utf8')).toBe(wanted);
});
