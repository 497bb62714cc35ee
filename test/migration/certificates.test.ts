import { profileFromEIdent } from '../../src/profile';
import { certificateProfile } from '../support/certificate-logins';
import { login } from '../support/eident-logins';
import { oces3 } from '../support/oces';
import { citizen, employee, FIRM, nemId, OTHER_FIRM, uuid } from './support/people';
import { onBothEngines } from './support/stores';

/** What E-Ident says of a legacy login with an OCES3 certificate of an employee: only the certificate names the company. */
const oces3Employee = (number: number, cvr: string) =>
  profileFromEIdent(
    login('nemIdCompany', { CERTIFICATE: oces3('E', uuid(number), 'Bjørn Ansat', cvr, 'Prøve A/S').base64 }),
  );

onBothEngines('accounts that are known by an OCES3 certificate', (world) => {
  test('a citizen is matched by the UUID of the subject, in whatever case it was written down', async () => {
    const links = await world().open();
    await links.addAccounts([
      { account: 'a-1', class: 'citizen', certificateSubject: `UI:DK-P:G:${uuid(1)}` },
      {
        account: 'a-2',
        class: 'citizen',
        certificateSubject: `UI:DK-P:G:${'ABCDEF'.padEnd(8, '0')}${uuid(2).slice(8)}`,
      },
    ]);
    const first = nemId(`UI:DK-P:G:${uuid(1)}`);
    expect(await links.resolve(first)).toEqual({ status: 'matched', account: 'a-1', evidence: ['certificate'] });
    expect(await links.resolve(first)).toMatchObject({ status: 'linked', account: 'a-1', evidence: 'certificate' });
    const second = nemId(`UI:DK-P:G:abcdef00${uuid(2).slice(8)}`);
    expect(await links.resolve(second)).toEqual({ status: 'matched', account: 'a-2', evidence: ['certificate'] });
    expect(await links.resolve(nemId(`UI:DK-P:G:${uuid(3)}`))).toEqual({ status: 'unknown' });
  });

  test('an employee is matched by the UUID within the company alone', async () => {
    const links = await world().open();
    await links.addAccounts([
      { account: 'e-1', class: 'employee', cvr: FIRM, certificateSubject: `UI:DK-E:G:${uuid(1)}` },
    ]);
    expect(await links.resolve(oces3Employee(1, OTHER_FIRM))).toEqual({ status: 'unknown' });
    expect(await links.resolve(oces3Employee(2, FIRM))).toEqual({ status: 'unknown' });
    const found = await links.resolve(oces3Employee(1, FIRM));
    expect(found).toEqual({ status: 'matched', account: 'e-1', evidence: ['certificate'] });
  });

  test.each([
    ['citizen', 'oces3Person', {}],
    ['employee', 'oces3Employee', { cvr: FIRM }],
  ] as const)('who shows the certificate itself is matched by it: %s', async (accountClass, kind, company) => {
    const shown = certificateProfile(kind);
    const certificateSubject = `UI:DK-${accountClass === 'citizen' ? 'P' : 'E'}:G:${shown.key.id}`;
    const links = await world().open();
    await links.addAccounts([{ account: 'a-1', class: accountClass, certificateSubject, ...company }]);
    expect(await links.resolve(shown)).toEqual({ status: 'matched', account: 'a-1', evidence: ['certificate'] });
  });

  test('the UUID of a certificate is no UUID of MitID, and a person’s none of an employee', async () => {
    const links = await world().open();
    await links.addAccounts([
      { account: 'a-1', class: 'citizen', certificateSubject: `UI:DK-P:G:${uuid(1)}` },
      { account: 'e-1', class: 'employee', cvr: FIRM, certificateSubject: `UI:DK-E:G:${uuid(2)}` },
    ]);
    expect(await links.resolve(citizen({ id: 1 }))).toEqual({ status: 'unknown' });
    expect(await links.resolve(employee({ id: 2 }))).toEqual({ status: 'unknown' });
    expect(await links.resolve(nemId(`UI:DK-P:G:${uuid(2)}`))).toEqual({ status: 'unknown' });
  });
});
