import type { AccountRecord } from '../../src/migration';
import { readAccount } from '../../src/migration/account-record';
import { CprHasher } from '../../src/migration/cpr-hash';
import { errorOf } from '../support/codes';
import { dump } from '../support/dump';
import { ANNA, FIRM, OTHER_FIRM, pid, SECRET } from './support/people';

describe('an account that cannot be read', () => {
  const person = { account: 'a-1', class: 'citizen' } as const;
  const worker = { account: 'a-1', class: 'employee', cvr: FIRM } as const;
  test.each<[string, AccountRecord, string]>([
    ['an empty id', { ...person, account: '', pid: pid(1) }, 'account'],
    ['an id with a line feed', { ...person, account: 'a\nb', pid: pid(1) }, 'account'],
    ['an id that is a CPR number', { ...person, account: ANNA, pid: pid(1) }, 'account'],
    ['no key', person, 'account'],
    ['another class', { ...person, class: 'person' as 'citizen', pid: pid(1) }, 'class'],
    ['a PID of another form', { ...person, pid: '9208-2002-2' }, 'pid'],
    ['a CPR UUID of another form', { ...person, cprUuid: ANNA }, 'cprUuid'],
    ['a citizen with a CVR number', { ...person, cvr: FIRM, pid: pid(1) }, 'cvr'],
    ['a citizen with a RID', { ...person, rid: '7' }, 'rid'],
    ['a citizen with the subject of an employee', { ...person, certificateSubject: `CVR:${FIRM}-RID:7` }, 'cvr'],
    ['an employee without a CVR number', { account: 'a-1', class: 'employee', rid: '7' }, 'cvr'],
    ['a CVR number of another form', { ...worker, cvr: '123', rid: '7' }, 'cvr'],
    ['an employee with a UID', { ...worker, uid: '1' }, 'cvr-uid'],
    ['a UID that is no number', { ...worker, class: 'company', uid: 'x' }, 'uid'],
    ['a subject of another form', { ...worker, certificateSubject: 'CN=Anna' }, 'certificateSubject'],
    [
      'a subject of another company',
      { ...worker, certificateSubject: `CVR:${OTHER_FIRM}-RID:7` },
      'certificateSubject',
    ],
    [
      'a subject of another RID',
      { ...worker, rid: '8', certificateSubject: `CVR:${FIRM}-RID:7` },
      'certificateSubject',
    ],
  ])('%s is refused, and no value is said', (_name, record, where) => {
    const error = errorOf(() => readAccount(record, new CprHasher([SECRET]), []));
    expect(error).toMatchObject({ code: 'parameter_invalid', detail: { where } });
    expect(dump(error)).not.toContain(ANNA);
    expect(dump(error)).not.toContain(pid(1));
  });
});
