import { pid, SECRET } from '../support/people';
import { onBothEngines } from '../support/stores';
import { accountsIn, fictitiousCpr, Folder, importInto } from './support/files';
import { CprHasher } from '../../../src/migration/cpr-hash';
import { Cpr } from '../../../src/identifiers';

const CPR = fictitiousCpr(7);
const HASH = new CprHasher([SECRET]).hashes(Cpr.parse(CPR) as Cpr)[0];

/** One account, its id with Danish letters, in every way of writing it down. */
const ROWS = { headings: ['Kundenr.', 'Navn', 'PID', 'CPR-nummer'], cells: ['Ærø-Ødis-Å1', 'Bjørn', pid(1), CPR] };
const csv = (sign: string, end = '\n') => [ROWS.headings.join(sign), ROWS.cells.join(sign), ''].join(end);
const object = Object.fromEntries(ROWS.headings.map((heading, at) => [heading, ROWS.cells[at]]));

const STORED = [
  { id: 'Ærø-Ødis-Å1', class: 'citizen', cvr: null },
  { scope: 'citizen', kind: 'pid', value: pid(1), account_id: 'Ærø-Ødis-Å1' },
  { scope: 'citizen', kind: 'cpr', value: HASH, account_id: 'Ærø-Ødis-Å1' },
].map((row) => JSON.stringify(row));

const FILES: readonly (readonly [string, string | Buffer])[] = [
  ['comma, UTF-8', csv(',')],
  ['semicolon, UTF-8 with a byte order mark, CRLF', `\ufeff${csv(';', '\r\n')}`],
  ['semicolon, ISO-8859-1', Buffer.from(csv(';', '\r\n'), 'latin1')],
  ['comma, ISO-8859-1, no line feed at the end', Buffer.from(csv(',').trimEnd(), 'latin1')],
  ['quoted cells, with delimiters and line breaks in them', csv(';').replace('Bjørn', '"Bjørn ""B""; den\r\nÆldre"')],
  ['quoted headings', csv(',').replace('Kundenr.', '"Kundenr."').replace('Navn', '"Navn; for, og efter"')],
  ['spaces around cells', csv(';').replaceAll(';', ' ; ')],
  ['empty lines', `${csv(';').replaceAll('\n', '\n\n')}\n\n`],
  ['JSON lines', `${JSON.stringify(object)}\n`],
  ['JSON lines with a byte order mark, CRLF', `\ufeff${JSON.stringify(object)}\r\n\r\n`],
  ['JSON lines, ISO-8859-1', Buffer.from(JSON.stringify(object), 'latin1')],
];

onBothEngines('the format of a file', (world) => {
  const folder = new Folder();
  afterAll(() => folder.remove());

  test.each(FILES)('%s', async (_, content) => {
    const { database } = world();
    const summary = await importInto(database, { file: folder.write('accounts', content), class: 'citizen' });
    expect(summary).toMatchObject({ status: 'imported', rows: 1, accepted: 1, rejected: 0 });
    expect(await accountsIn(database)).toEqual([...STORED].sort());
  });

  test('what is said goes before what is guessed', async () => {
    const { database } = world();
    const content = `"a,b";"c,d";KundeNr;PID\n1;2;k-1;${pid(1)}\n`;
    const file = folder.write('accounts', Buffer.from(content, 'latin1'));
    const said = { format: 'csv', delimiter: ';', encoding: 'iso-8859-1' } as const;
    const summary = await importInto(database, { file, class: 'citizen', ...said });
    expect(summary).toMatchObject({ accepted: 1, ignored: ['a,b', 'c,d'] });
  });

  test('employees and companies, with classes in a column and numbers as JSON numbers', async () => {
    const { database } = world();
    const lines = [
      { konto: 'm-1', klasse: 'medarbejder', cvr: 90000001, rid: 1234 },
      { konto: 'm-2', klasse: 'Employee', subject: 'CVR:90000001-RID:1235' },
      { konto: 'v-1', klasse: 'virksomhed', cvr: '90000001', uid: '77', rid: '' },
    ].map((line) => JSON.stringify(line));
    const summary = await importInto(database, { file: folder.write('accounts', lines.join('\n')) });
    expect(summary).toMatchObject({ accepted: 3, rejected: 0 });
    const keys = await database.console('SELECT account_id, scope, value FROM mitid_keys ORDER BY account_id');
    expect(keys.map((row) => Object.values(row))).toEqual([
      ['m-1', 'employee:90000001', 'CVR:90000001-RID:1234'],
      ['m-2', 'employee:90000001', 'CVR:90000001-RID:1235'],
      ['v-1', 'company:90000001', 'CVR:90000001-UID:77'],
    ]);
  });

  test('a member that JSON lines have late is read from there on', async () => {
    const { database } = world();
    const early = Array.from(
      { length: 2000 },
      (_, at) => `{"konto":"k-${at}","pid":"${pid(at)}","note":"${'x'.repeat(50)}"}`,
    );
    const late = `{"konto":"late","CPR-nr":"${CPR}"}`;
    await importInto(database, { file: folder.write('accounts', [...early, late].join('\n')), class: 'citizen' });
    const keys = await database.console(`SELECT value FROM mitid_keys WHERE account_id = 'late'`);
    expect(keys).toEqual([{ value: HASH }]);
  });
});
