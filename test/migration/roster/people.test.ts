import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MitIdError } from '../../../src/errors';
import { jsonArray, rosterCsv, type RosterEntry } from '../../../src/migration';
import { plainHeading } from '../../../src/migration/import/fields';
import { readPeople, withPeople, type Unmatched } from '../../../src/migration/roster/people';
import type { PeopleMap } from '../../../src/migration/roster/people-columns';
import { PEOPLE_HEADINGS } from '../../../src/migration/roster/people-fields';
import { Folder } from '../import/support/files';
import { populate, reportsOf, textOf } from '../report/support';
import { ANNA, BENT, FIRM, OTHER_FIRM } from '../support/people';
import { onBothEngines } from '../support/stores';

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
});
afterEach(() => folder.remove());

const HEAD = 'account,cvr,rid,givenName,surname,emailAddress,linked,note\r\n';

/** Employees as the database gives them, of which one has two RIDs. */
async function* employees(...accounts: readonly string[]): AsyncGenerator<RosterEntry> {
  const none = { givenName: null, surname: null, emailAddress: null };
  for (const account of accounts) {
    yield await Promise.resolve({ account, cvr: FIRM, rid: '7', ...none, linked: false, note: null });
  }
}

const read = async (content: string | Buffer, map: PeopleMap = {}) =>
  await readPeople(folder.write('people', content), map);

async function joined(content: string | Buffer, map: PeopleMap = {}, accounts: readonly string[] = ['e-1']) {
  const people = await read(content, map);
  let unmatched: Unmatched | undefined;
  const csv = await textOf(rosterCsv(withPeople(employees(...accounts), people, (found) => (unmatched = found))));
  const cells = csv
    .split('\r\n')
    .slice(1, -1)
    .map((line) => line.replace(new RegExp(`^[^,]+,${FIRM},7,`), '').replace(/,false,$/, ''));
  return { cells, unmatched, leftOut: people.leftOut };
}

/** What the reading is refused with: its code, and what it says to whoever typed the command. */
async function refusal(content: string | Buffer, map: PeopleMap = {}): Promise<string> {
  const error: unknown = await read(content, map).catch((caught: unknown) => caught);
  if (!(error instanceof MitIdError)) throw new Error('it was not refused');
  const { problems = [], where = '', got = '', expected = '' } = error.detail;
  return [error.code, ...problems, where, got, expected].filter((text) => text !== '').join(' | ');
}

onBothEngines('the people of a roster', (world) => {
  test('are joined by account while it is written, and the database keeps none of them', async () => {
    await populate(world());
    const people = await read(
      'Bruger-id;Fornavn;Efternavn;E-mail\ne-1;Anne Marie;Sørensen;ams@firma.example\nc-1;Bo;Bo;\n;Uden;Konto;\n',
    );
    const reports = await reportsOf(world());
    try {
      const found: Unmatched[] = [];
      const csv = await textOf(rosterCsv(withPeople(reports.roster(), people, (unmatched) => found.push(unmatched))));
      expect(csv).toBe(
        `${HEAD}e-1,${FIRM},007,"Anne Marie",Sørensen,ams@firma.example,true,\r\n` +
          `e-2,${FIRM},'=1+1,,,,false,\r\ne-3,${OTHER_FIRM},,,,,false,no-rid\r\n`,
      );
      expect(found).toEqual([{ employees: 2, people: 2 }]);
    } finally {
      await reports.close();
    }
    expect(await world().database.contents()).not.toMatch(/Sørensen|ams@|Anne Marie/);
  });
});

describe('the file of the people', () => {
  const PERSON = 'Åse,Ægidius,aa@firma.example';

  test.each<[string, string | Buffer]>([
    ['a CSV with commas', 'account,givenName,surname,email\ne-1,Åse,Ægidius,aa@firma.example\n'],
    ['of ISO-8859-1', Buffer.from('account;fornavn;efternavn;mail\r\ne-1;Åse;Ægidius;aa@firma.example', 'latin1')],
    ['with a byte order mark', '\ufeffKonto;Fornavn;Efternavn;E-mail\ne-1;Åse;Ægidius;aa@firma.example\n'],
    ['with quotation marks and spaces', 'account,"First name",Last name,mail\n"e-1", Åse ,Ægidius,aa@firma.example'],
    ['that ends in empty rows', 'account;fornavn;efternavn;mail\ne-1;Åse;Ægidius;aa@firma.example\n;;;\n\n;;;\n'],
    ['of JSON lines', '{"account":"e-1","givenName":"Åse","surname":"Ægidius","emailAddress":"aa@firma.example"}\n'],
  ])('%s', async (_, content) => {
    expect(await joined(content)).toEqual({ cells: [PERSON], unmatched: { employees: 0, people: 0 }, leftOut: 0 });
  });

  test.each(
    (['givenName', 'surname', 'email'] as const).flatMap((field) =>
      PEOPLE_HEADINGS[field].map((heading) => [heading, field] as const),
    ),
  )('the heading %s is known as %s', async (heading, field) => {
    const cells = { givenName: 'x,,', surname: ',x,', email: ',,x' };
    expect((await joined(`konto,${heading.toUpperCase()}\ne-1,x\n`)).cells).toEqual([cells[field]]);
  });

  test('docs/migration.md has the headings that are known', () => {
    const text = readFileSync(join(__dirname, '../../../docs/migration.md'), 'utf8');
    const [, section = ''] = text.split('\n## Roster\n');
    const rows = [...section.matchAll(/^\| `(givenName|surname|email)` +\| (.+?) +\|$/gm)];
    const told = rows.map(([, field, words = '']) => [field, words.split(', ').map(plainHeading)]);
    const { givenName, surname, email } = PEOPLE_HEADINGS;
    expect(Object.fromEntries(told)).toEqual({ givenName, surname, email });
  });

  test('columns are named with map, and one that is named fills nothing else', async () => {
    const map = { account: 'Nr', givenName: 'kaldenavn', surname: 'FORNAVN', email: 'Adresse' };
    const content = 'Nr;Konto;Kaldenavn;Fornavn;Adresse\ne-1;x;Åse;Ægidius;aa@firma.example\n';
    expect((await joined(content, map)).cells).toEqual([PERSON]);
    const { account, givenName, surname, email } = map;
    const json = { [account]: 'e-1', [givenName]: 'Åse', [surname]: 'Ægidius', [email]: 'aa@firma.example' };
    const exact = { ...map, givenName: 'Kaldenavn' };
    expect((await joined(`${JSON.stringify(json)}\n`, exact)).cells).toEqual([PERSON]);
  });

  test('a member that stands in no line of the first 64 KiB is known, too; a number is a text, and null is nothing', async () => {
    const lines = Array.from({ length: 3000 }, (_, index) => `{"account":${index},"givenName":"Bo","surname":null}`);
    const content = [...lines, '{"account":3000,"givenName":"Åse","efternavn":"x","mail":"late@firma.example"}'].join(
      '\n',
    );
    const { cells, unmatched } = await joined(content, {}, ['2999', '3000']);
    expect(cells).toEqual(['Bo,,', 'Åse,,late@firma.example']);
    expect(unmatched).toEqual({ employees: 0, people: 2999 });
  });

  test.each<[string, string, PeopleMap, string]>([
    ['no column of accounts', 'Navn;Fornavn\n', {}, "no column of the people is known as the account's id"],
    ['no column of names', 'konto;navn\n', {}, 'no column of the people is known as a name or an e-mail address'],
    ['two columns for one field', 'konto;mail;e-mail\n', {}, 'map email: mail and e-mail could be it'],
    ['a column that is not there', 'konto;Kaldenavn\n', { givenName: 'kaldnavn' }, 'did you mean Kaldenavn?'],
    ['one column for two fields', 'konto;mail\n', { givenName: 'mail', email: 'mail' }, 'named for two fields'],
    ['nothing but empty lines', '\n\n', {}, 'people: has no headings'],
    ['nothing', '', {}, 'is empty'],
  ])('%s is refused', async (_, content, map, said) => {
    const refused = await refusal(content, map);
    expect(refused).toMatch(/^configuration_invalid \| /);
    expect(refused).toContain(said);
  });

  test('a file that is not there is refused', async () => {
    await expect(readPeople(folder.path('none.csv'))).rejects.toMatchObject({ code: 'configuration_invalid' });
  });

  test.each([
    ['an account twice', 'konto;mail\ne-1;a\n"e-2";"b\nc"\ne-3;d\n e-1 ;a\n', 'line 6: the account of line 2 again'],
    ['a JSON account twice', '{"account":7,"mail":"a"}\n\n{"account":"7"}', 'line 3: the account of line 1 again'],
    ['a cell too many', 'konto;mail\ne-1;a;b\n', 'line 2: 3 cells'],
    [
      'a stray quotation mark',
      'konto;mail\ne-1;a"b"\ne-2;c\n',
      'line 2: a quotation mark that opens or closes nothing',
    ],
    ['no object', '{"account":"e-1","mail":"a"}\n[]\n', 'line 2: no JSON object'],
    ['another JSON value', '{"account":"e-1","mail":["a"]}\n', 'line 1: email is another JSON value'],
  ])('%s is refused with its line', async (_, content, said) => {
    expect(await refusal(content)).toContain(`parameter_invalid | people | ${said}`);
  });
});

describe('what a person is called', () => {
  const names = [
    '=1+1',
    '+1',
    '-1',
    '@x',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    "'t Hooft",
    '\u200b=1',
    '\u0000+1',
    'Åse',
    'a,b',
  ];

  test.each(['givenName', 'surname', 'email'])('is no formula in a CSV: %s', async (field) => {
    const lines = names.map((name, index) => JSON.stringify({ account: `e-${index}`, [field]: name }));
    const accounts = names.map((_, index) => `e-${index}`);
    const { cells } = await joined(lines.join('\n'), {}, accounts);
    expect(cells.map((cell) => cell.replace(/^,*(.*?),*$/, '$1'))).toEqual([
      "'=1+1",
      "'+1",
      "'-1",
      "'@x",
      "'＝1",
      "'＋1",
      "'－1",
      "'＠x",
      `"''t Hooft"`,
      "'\u200b=1",
      "'\u0000+1",
      'Åse',
      '"a,b"',
    ]);
  });

  test('stands in one cell, in quotation marks where it needs them, line breaks and all', async () => {
    const { cells } = await joined('konto;fornavn;mail\ne-1;"Åse ""Aa""\n=1+1";+45@firma.example\n');
    expect(cells).toEqual([`"Åse ""Aa""\n=1+1",,'+45@firma.example`]);
  });

  test('is in JSON as it is in the file', async () => {
    const people = await read('konto;fornavn;mail\ne-1;=1+1;+a@firma.example\n');
    const json = await textOf(jsonArray(withPeople(employees('e-1'), people, () => undefined)));
    expect(JSON.parse(json)).toMatchObject([{ givenName: '=1+1', surname: null, emailAddress: '+a@firma.example' }]);
  });

  const hyphen = `${ANNA.slice(0, 6)}-${ANNA.slice(6)}`;
  const wide = ANNA.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
  test.each([
    ['as it is', ANNA],
    ['with a hyphen', hyphen],
    ['in a name', `Åse (${hyphen})`],
    ['right behind a name', `Åse${ANNA}`],
    ['in an address', `${ANNA}@firma.example`],
    ['right behind letters of an address', `aase${ANNA}x@firma.example`],
    ['in full-width digits', wide],
    ['with a mark that nobody sees', `${ANNA.slice(0, 6)}\u200b${ANNA.slice(6)}`],
    ['of another person, in words', `cpr nr. ${BENT}`],
  ])('is left out and counted where it may hold a CPR number: %s', async (_, text) => {
    const rows = [{ account: 'e-1', givenName: text, surname: 'Ægidius', email: text }];
    expect(await joined(JSON.stringify(rows[0]))).toEqual({
      cells: [',Ægidius,'],
      unmatched: { employees: 0, people: 0 },
      leftOut: 2,
    });
  });

  test('is not left out for other digits', async () => {
    const { cells, leftOut } = await joined('konto,fornavn,mail\ne-1,Bo 2,kim1990.12345678@firma.example\n');
    expect([cells, leftOut]).toEqual([['"Bo 2",,kim1990.12345678@firma.example'], 0]);
  });

  test('no CPR number is in what is refused', async () => {
    const doubled = await refusal(`konto;mail\n${ANNA};${ANNA}\n${ANNA};x\n`);
    const mapped = await refusal(`${ANNA};mail\ne-1;x\n`, { givenName: hyphen });
    const ragged = await refusal(`konto;mail\n${ANNA};${ANNA};${ANNA}\n`);
    for (const said of [doubled, mapped, ragged]) expect(said).not.toMatch(/\d{6}-?\d{4}/);
  });
});

describe('whom the roster and the file do not share', () => {
  test('an employee with two lines counts once', async () => {
    const { cells, unmatched } = await joined('konto;mail\ne-1;a\ne-9;b\n', {}, ['e-1', 'e-1', 'e-2', 'e-2', 'e-3']);
    expect(cells).toEqual([',,a', ',,a', ',,', ',,', ',,']);
    expect(unmatched).toEqual({ employees: 2, people: 1 });
  });

  test('is not told where the reading is broken off', async () => {
    const people = await read('konto;mail\ne-1;a\n');
    const found: Unmatched[] = [];
    for await (const entry of withPeople(employees('e-1', 'e-2'), people, (unmatched) => found.push(unmatched))) {
      expect(entry.emailAddress).toBe('a');
      break;
    }
    expect(found).toEqual([]);
  });
});
