import { MitIdError } from '../../errors';
import { Cpr, describeShape } from '../../identifiers';
import type { AccountClass } from '../account-key';
import { readAccount, type AccountRow } from '../account-record';
import type { CprHasher } from '../cpr-hash';
import type { ImportField } from './fields';
import type { SourceRecord } from './records';

/** Why a record is refused. No value of the record is in it: it says what a value looks like. */
export interface Refusal {
  readonly field?: ImportField;
  readonly reason: string;
}

/** The words for a class in files. */
export const CLASS_WORDS: Readonly<Record<AccountClass, readonly string[]>> = {
  citizen: ['citizen', 'borger', 'privat', 'private'],
  employee: ['employee', 'medarbejder', 'professional'],
  company: ['company', 'virksomhed'],
};

/** What `readAccount` calls what it refuses. */
const FIELD_OF: Readonly<Record<string, ImportField>> = {
  account: 'account',
  class: 'class',
  cvr: 'cvr',
  pid: 'pid',
  cprUuid: 'cpr-uuid',
  rid: 'rid',
  'cvr-rid': 'rid',
  uid: 'uid',
  'cvr-uid': 'uid',
  fid: 'fid',
  'cvr-fid': 'fid',
  certificateSubject: 'subject',
};

/** Reads one record as an account; its CPR number is hashed here, and goes no further. */
export function judgeRecord(
  { values, unreadable }: SourceRecord,
  hasher: CprHasher,
  everyClass: AccountClass | undefined,
): AccountRow | Refusal {
  if (unreadable !== undefined) return unreadable;
  const { account, cpr: digits, 'cpr-uuid': cprUuid, subject: certificateSubject, pid, cvr, rid, uid, fid } = values;
  if (account === undefined) return { field: 'account', reason: 'expected an account id; got nothing' };
  const accountClass = everyClass ?? classOfWord(values.class);
  if (accountClass === undefined) {
    return { field: 'class', reason: `expected citizen, employee or company; got ${shapeOf(values.class)}` };
  }
  const cpr = digits === undefined ? undefined : Cpr.parse(digits);
  if (digits !== undefined && cpr === undefined) {
    const hint = /^\d{9}$/.test(digits) ? ' (a spreadsheet may have taken the leading zero)' : '';
    return { field: 'cpr', reason: `expected 10 digits that begin with a date; got ${shapeOf(digits)}${hint}` };
  }
  const given = { cpr, cprUuid, certificateSubject, pid, cvr, rid, uid, fid };
  const members = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  try {
    return readAccount({ account, class: accountClass, ...members }, hasher, []);
  } catch (error) {
    if (!(error instanceof MitIdError) || error.code !== 'parameter_invalid') throw error;
    const { where = '', got = '', expected = '' } = error.detail;
    const field = FIELD_OF[where];
    const value = field === undefined ? undefined : values[field];
    const shape = value === undefined ? '' : ` (${shapeOf(value)})`;
    return { ...(field !== undefined && { field }), reason: `expected ${expected}; got ${got}${shape}` };
  }
}

function classOfWord(word: string | undefined): AccountClass | undefined {
  const plain = word?.toLowerCase() ?? '';
  const classes = Object.keys(CLASS_WORDS) as AccountClass[];
  return classes.find((accountClass) => CLASS_WORDS[accountClass].includes(plain));
}

function shapeOf(value: string | undefined): string {
  return describeShape(value ?? '');
}
