import { AccountLinks, type MigrationPolicy, type StoreLocation } from '../../src/migration';
import { profileFromEIdent } from '../../src/profile';
import { errorOfAsync } from '../support/codes';
import { login, MITID_UUID } from '../support/eident-logins';
import { accountsIn, Folder, importInto } from './import/support/files';
import { pid, SECRET } from './support/people';
import { onBothEngines } from './support/stores';

/** A name is many people's, and a date of birth more people's: neither is evidence, alone or beside a key. */
describe.each(['citizen', 'employee', 'company'] as const)('a policy for the class %s', (accountClass) => {
  test.each([
    [['name']],
    [['birth-date']],
    [['birthDate']],
    [['dateOfBirth']],
    [['email']],
    [['name', 'birth-date']],
    [['certificate', 'name']],
  ])('that takes %j for evidence is refused', async (set) => {
    const policy = { sufficient: { [accountClass]: [set] } } as unknown as MigrationPolicy;
    const nowhere: StoreLocation = { sqlite: { file: '/nonexistent-folder/links.db' } };
    const refusal = await errorOfAsync(AccountLinks.open(nowhere, { cprSecrets: [SECRET], policy }));
    expect(refusal.code).toBe('configuration_invalid');
    const foreign = set.filter((kind) => kind !== 'certificate').join(', ');
    expect(refusal.message).toContain(`policy.sufficient.${accountClass}: ${foreign} is no evidence for this class`);
  });
});

onBothEngines('names and dates of birth in a file', (world) => {
  const folder = new Folder();
  afterAll(() => folder.remove());

  const [NAME, BORN] = ['Bjørn Testesen', '1990-01-01'];
  const HEADINGS = [
    'Navn',
    'Fornavn',
    'Efternavn',
    'Fødselsdato',
    'Fødselsdag',
    'name',
    'birthdate',
    'date_of_birth',
    'dob',
  ];
  const cells = HEADINGS.map((heading) => (/navn|name/i.test(heading) ? NAME : BORN));

  test('are not read, not kept, and find nobody who has them', async () => {
    const { database } = world();
    const csv = `konto;${HEADINGS.join(';')};pid\nk-1;${cells.join(';')};${pid(1)}\n`;
    const summary = await importInto(database, { file: folder.write('accounts.csv', csv), class: 'citizen' });
    expect(summary).toMatchObject({ accepted: 1, rejected: 0, ignored: HEADINGS });
    expect(await accountsIn(database)).toEqual([
      JSON.stringify({ id: 'k-1', class: 'citizen', cvr: null }),
      JSON.stringify({ scope: 'citizen', kind: 'pid', value: pid(1), account_id: 'k-1' }),
    ]);
    const contents = Buffer.from(await database.contents(), database.location.sqlite ? 'latin1' : 'utf8').toString();
    expect(contents).toContain(pid(1));
    expect(contents).not.toMatch(/Bj.rn|Testesen|1990-01-01/);
    const namesake = profileFromEIdent(login('private', { NEMID_PID: pid(2), DK_SSN: undefined }));
    expect(namesake).toMatchObject({ displayName: NAME, key: { id: MITID_UUID }, person: { dateOfBirth: BORN } });
    const links = await world().open();
    expect(await links.resolve(namesake)).toEqual({ status: 'unknown' });
  });

  test('make no account by themselves', async () => {
    const csv = `konto;${HEADINGS.join(';')}\nk-1;${cells.join(';')}\n`;
    const imported = importInto(world().database, { file: folder.write('accounts.csv', csv), class: 'citizen' });
    const refusal = await errorOfAsync(imported);
    expect(refusal.code).toBe('configuration_invalid');
    expect(refusal.message).toContain('map: no column is known that a login can be compared with');
  });
});
