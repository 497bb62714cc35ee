import { pid } from '../support/people';
import { casesOf, onBothEngines } from '../support/stores';
import { citizen } from '../support/people';
import { accountsIn, fictitiousCpr, Folder, importInto } from './support/files';

const QUEUED = 'a login with it is queued until one is right';

onBothEngines('the rejects', (world) => {
  const folder = new Folder();
  afterAll(() => folder.remove());
  const judged = async (content: string, options: Partial<Parameters<typeof importInto>[1]> = {}) => {
    const file = folder.write('accounts.csv', content);
    const rejects = folder.path('rejects.csv');
    return await importInto(world().database, { file, rejects, class: 'citizen', ...options });
  };

  test('say line, column, reason and the shape of what is there', async () => {
    const digits = fictitiousCpr(1);
    const summary = await judged(
      [
        'KundeNr;Navn;Borgers PID;CPR-nr.;CVR',
        `k-1;Anna;${pid(1)};${digits};`,
        `k-2;"Bo\r\nden, Ældre";PID 17;;`,
        `k-3;;;${digits.slice(1)};`,
        `k-4;;;${digits}9;`,
        `;;${pid(5)};;`,
        `k-6;;;;`,
        `k-7;;${pid(7)}`,
        `k-8;;${pid(8)};;90000001`,
        `${digits};;${pid(9)};;`,
        '',
      ].join('\n'),
      { map: { pid: 'borgers pid ' } },
    );
    expect(summary).toMatchObject({ rows: 9, accepted: 1, rejected: 8 });
    const shape = '(10 digits)';
    expect(folder.rejects()).toEqual([
      '3,Borgers PID,"expected 9208-2002-2- and 12 digits; got another text (3 letters, white space, 2 digits)"',
      '5,CPR-nr.,"expected 10 digits that begin with a date; got 9 digits (a spreadsheet may have taken the leading zero)"',
      '6,CPR-nr.,"expected 10 digits that begin with a date; got 11 digits"',
      '7,KundeNr,"expected an account id; got nothing"',
      '8,KundeNr,"expected something that a login can be compared with; got no key (1 letter, a hyphen, 1 digit)"',
      '9,,"expected 5 cells, as there are headings; got 3"',
      '10,CVR,"expected none, of a citizen; got a CVR number (8 digits)"',
      `11,KundeNr,"expected an id of the application that is none; got what may be a CPR number ${shape}"`,
    ]);
    expect(await world().database.contents()).not.toContain(digits);
    expect(folder.read('rejects.csv')).not.toContain(digits.slice(1));
  });

  test('a line that repeats an account is refused, with the line it repeats, near and far', async () => {
    const summary = await judged(
      `konto,pid\nk-1,${pid(1)}\nk-1,${pid(2)}\nk-3,${pid(3)}\nk-4,${pid(4)}\nk-1,${pid(5)}\n`,
      { batchRows: 2 },
    );
    expect(summary).toMatchObject({ accepted: 3, rejected: 2 });
    expect(folder.rejects()).toEqual(['3,konto,line 2 has the same account', '6,konto,line 2 has the same account']);
    const keys = await world().database.console(`SELECT value FROM mitid_keys WHERE account_id = 'k-1'`);
    expect(keys).toEqual([{ value: pid(1) }]);
  });

  test('a key on two lines is said, and a login with it logs nobody in', async () => {
    const summary = await judged(`konto,pid\nk-1,${pid(1)}\nk-2,${pid(2)}\nk-3,${pid(1)}\n`, { batchRows: 1 });
    expect(summary).toMatchObject({ accepted: 2, rejected: 1 });
    expect(folder.rejects()).toEqual([`4,pid,the account on line 2 has it too: ${QUEUED}`]);
    const links = await world().open();
    expect(await links.resolve(citizen({ id: 1, pid: pid(1) }))).toMatchObject({ status: 'ambiguous' });
    expect(await casesOf(links)).toHaveLength(1);
    expect(await links.resolve(citizen({ id: 2, pid: pid(2) }))).toMatchObject({ status: 'matched', account: 'k-2' });
  });

  test('what the database holds is compared too', async () => {
    const links = await world().open();
    await links.addAccounts([
      { account: 'k-1', class: 'citizen', pid: pid(1) },
      { account: 'k-2', class: 'employee', cvr: '90000001', rid: '1' },
      { account: 'k-3', class: 'citizen', pid: pid(3) },
    ]);
    const digits = fictitiousCpr(3);
    const summary = await judged(`konto,pid,cpr\nk-9,${pid(1)},\nk-2,${pid(2)},\nk-3,${pid(3)},${digits}\n`);
    expect(summary).toMatchObject({ accepted: 1, rejected: 2 });
    expect(folder.rejects()).toEqual([
      `2,pid,another account in the database has it too: ${QUEUED}`,
      '3,konto,"the account is in the database with another class or company, or is closed"',
    ]);
    // The third had a PID and gets a CPR number.
    const kinds = await world().database.console(`SELECT kind FROM mitid_keys WHERE account_id = 'k-3' ORDER BY kind`);
    expect(kinds).toEqual([{ kind: 'cpr' }, { kind: 'pid' }]);
  });

  test('a stray quotation mark costs the lines that it makes doubtful, and no more', async () => {
    const rows = [
      'k-1;"Anna";1',
      'k-2;"Bo;2',
      'k-3;Carl;3',
      'k-4;"Dorte";4',
      'k-5;"Eva";5',
      'k-6;"Finn" F;6',
      'k-7;;7',
      'k-8;"Gerda";8',
      'k-9;;9',
    ];
    const lines = rows.map((row) => row.replace(/\d$/, (digit) => pid(Number(digit))));
    const summary = await judged(`konto;navn;pid\n${lines.join('\n')}\n`);
    expect(summary).toMatchObject({ rows: 5, accepted: 3, rejected: 2 });
    const reason = 'a quotation mark that opens or closes nothing';
    expect(folder.rejects()).toEqual([`3,,lines 3 to 5: ${reason}`, `7,,lines 7 to 9: ${reason}`]);
    const accounts = await world().database.console('SELECT id FROM mitid_accounts ORDER BY id');
    expect(accounts.map(({ id }) => id)).toEqual(['k-1', 'k-5', 'k-9']);
  });

  test('lines of JSON that are no object, or hold no text where one belongs', async () => {
    const lines = [
      '{"konto":"k-1"',
      '["k-2"]',
      '{"konto":"k-3","pid":[1]}',
      '{"konto":"k-4","pid":null}',
      '{"pid":1.5}',
    ];
    const summary = await judged([`{"konto":"k-0","pid":"${pid(1)}"}`, ...lines].join('\n'));
    expect(summary).toMatchObject({ rows: 6, accepted: 1, rejected: 5 });
    expect(folder.rejects()).toEqual([
      '2,,expected one JSON object on a line',
      '3,,expected one JSON object on a line',
      '4,pid,"expected a text; got another JSON value"',
      '5,konto,"expected something that a login can be compared with; got no key (1 letter, a hyphen, 1 digit)"',
      '6,pid,"expected a text; got another JSON value"',
    ]);
  });

  test('a dry run says the same, and writes nothing', async () => {
    const content = `konto,pid\nk-1,${pid(1)}\nk-1,${pid(2)}\nk-3,x\nk-4,${pid(1)}\n`;
    const dry = await judged(content, { dryRun: true });
    const said = folder.rejects();
    expect(dry).toMatchObject({ status: 'judged', rows: 4, accepted: 1, rejected: 3 });
    await world().open();
    expect(await accountsIn(world().database)).toEqual([]);
    expect(await judged(content, { dryRun: true })).toEqual(dry);
    expect(await accountsIn(world().database)).toEqual([]);
    expect(await world().database.console('SELECT id FROM mitid_imports')).toEqual([]);
    const real = await judged(content);
    expect({ ...real, status: 'judged' }).toEqual(dry);
    expect(folder.rejects()).toEqual(said);
  });
});
