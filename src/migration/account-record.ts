import { parseOcesSubjectId, type OcesSubjectId } from '../certificates/oces-subject-id';
import { MitIdError } from '../errors';
import { looksLikeCpr, parseCvr, parsePid, parseRid, parseUuid, type Cpr } from '../identifiers';
import type { ProfileKey } from '../profile';
import { companyKey, scopeOf, type AccountClass, type AccountKey, type KeyKind, type Scope } from './account-key';
import type { CprHasher } from './cpr-hash';
import { identityOf, type SharedIssuers } from './identity';

/** An account of the application, and what it is known by. Each number may be left out; an account needs one at least. */
export interface AccountRecord {
  /** The application's own id of the account, 1-256 characters; no CPR number. */
  readonly account: string;
  readonly class: AccountClass;
  /** 8 digits; of an employee or a company. */
  readonly cvr?: string;
  /** With or without `PID:`. */
  readonly pid?: string;
  readonly cpr?: Cpr;
  /** The CPR office's UUID of the person. */
  readonly cprUuid?: string;
  /** An employee's. */
  readonly rid?: string;
  /** A company's. */
  readonly uid?: string;
  /** A function's. */
  readonly fid?: string;
  /** The serialNumber of a certificate's subject: `PID:…`, `CVR:…-RID:…`, `UI:DK-P:G:…`. */
  readonly certificateSubject?: string;
  /** Identities that are known to be this account's: they are linked at once, with the evidence `import`. */
  readonly identities?: readonly ProfileKey[];
}

/** An account as the database is to hold it. */
export interface AccountRow {
  readonly account: string;
  readonly class: AccountClass;
  readonly cvr: string | null;
  readonly scope: Scope;
  readonly keys: readonly AccountKey[];
  readonly identities: readonly { readonly namespace: string; readonly issuer: string; readonly id: string }[];
}

const CONTROL = /\p{C}/u;
const NUMBER = /^\d{1,32}$/;
const CLASSES: readonly string[] = ['citizen', 'employee', 'company'] satisfies AccountClass[];
/** The keys that say which class an account is of. */
const OF_CLASS: Partial<Record<KeyKind, AccountClass>> = {
  'cvr-rid': 'employee',
  'cvr-uid': 'company',
  'cvr-fid': 'company',
};

/**
 * Reads one account.
 *
 * @throws MitIdError `parameter_invalid`; `where` is the member concerned, and `got` says no value.
 */
export function readAccount(record: AccountRecord, hasher: CprHasher, shared: SharedIssuers): AccountRow {
  const { account, class: accountClass, identities = [] } = record;
  if (account === '' || account.length > 256 || CONTROL.test(account)) {
    refuse('account', 'an empty text, a long one or one with control characters', '1-256 printable characters');
  }
  if (looksLikeCpr(account)) refuse('account', 'what may be a CPR number', 'an id of the application that is none');
  if (!CLASSES.includes(accountClass)) refuse('class', 'another class', 'citizen, employee or company');
  const subject = readSubject(record);
  const cvr = readCvr(record, subject?.cvr);
  const keys = readKeys(record, subject, cvr, hasher);
  for (const { kind } of keys) {
    const only = OF_CLASS[kind];
    if (only !== undefined && only !== accountClass)
      refuse(kind, `a key of class ${only}`, `keys of class ${accountClass}`);
  }
  if (keys.length + identities.length === 0) refuse('account', 'no key', 'something that a login can be compared with');
  return {
    account,
    class: accountClass,
    cvr: cvr ?? null,
    scope: scopeOf(accountClass, cvr),
    keys,
    identities: identities.map((key) => {
      const { namespace, issuer, ids } = identityOf(key, hasher, shared);
      return { namespace, issuer, id: ids[0] ?? '' };
    }),
  };
}

function readSubject({ certificateSubject, pid, rid, uid, fid }: AccountRecord) {
  if (certificateSubject === undefined) return undefined;
  const subject = parseOcesSubjectId(certificateSubject);
  if (subject === undefined) return refuse('certificateSubject', 'another text', 'the serialNumber of an OCES subject');
  const written = { pid: pid && parsePid(pid), rid, uid, fid };
  for (const name of ['pid', 'rid', 'uid', 'fid'] as const) {
    if (subject[name] !== undefined && written[name] !== undefined && subject[name] !== written[name]) {
      refuse('certificateSubject', `another ${name} than the account's`, `one ${name}`);
    }
  }
  return subject;
}

function readCvr({ cvr, class: accountClass }: AccountRecord, ofSubject: string | undefined): string | undefined {
  if (accountClass === 'citizen') {
    return cvr === undefined && ofSubject === undefined
      ? undefined
      : refuse('cvr', 'a CVR number', 'none, of a citizen');
  }
  if (cvr !== undefined && ofSubject !== undefined && cvr !== ofSubject) {
    refuse('certificateSubject', "another CVR number than the account's", 'one CVR number');
  }
  return parseCvr(cvr ?? ofSubject ?? '') ?? refuse('cvr', 'no CVR number', '8 digits');
}

function readKeys(
  record: AccountRecord,
  subject: OcesSubjectId | undefined,
  cvr: string | undefined,
  hasher: CprHasher,
): AccountKey[] {
  const { cpr, cprUuid, pid = subject?.pid, rid = subject?.rid, uid = subject?.uid, fid = subject?.fid } = record;
  const keys: AccountKey[] = [];
  const add = (kind: KeyKind, value: string | undefined) => value !== undefined && keys.push({ kind, value });
  if (pid !== undefined) add('pid', parsePid(pid) ?? refuse('pid', 'another text', '9208-2002-2- and 12 digits'));
  if (cpr !== undefined) {
    const [value = '', ...earlier] = hasher.hashes(cpr);
    keys.push({ kind: 'cpr', value, ...(earlier.length > 0 && { earlier }) });
  }
  if (cprUuid !== undefined) add('cpr-uuid', parseUuid(cprUuid) ?? refuse('cprUuid', 'another text', 'a UUID'));
  const ofCompany = (form: 'RID' | 'UID' | 'FID', where: string, number: string | undefined) =>
    cvr === undefined
      ? refuse(where, 'the number of a company', 'none, of a citizen')
      : hasher.kept(companyKey(form, cvr, number ?? refuse(where, 'another text', 'a number of a certificate')))[0];
  add('certificate', subject?.uuid);
  if (rid !== undefined) add('cvr-rid', ofCompany('RID', 'rid', parseRid(rid)));
  if (uid !== undefined) add('cvr-uid', ofCompany('UID', 'uid', NUMBER.test(uid) ? uid : undefined));
  if (fid !== undefined) add('cvr-fid', ofCompany('FID', 'fid', NUMBER.test(fid) ? fid : undefined));
  return keys;
}

function refuse(where: string, got: string, expected: string): never {
  throw new MitIdError('parameter_invalid', { where, got, expected });
}
