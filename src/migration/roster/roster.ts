import type { Reader, SqlRow } from '../engines';

/**
 * An employee as an organisation's IdM creates one in MitID Erhverv. `givenName`, `surname`, `emailAddress` and `rid` are named
 * as in the identity profile of the IdM API. No account holds a name or an address: those are null, unless the organisation's
 * own file is joined to the roster by `account`.
 */
export interface RosterEntry {
  readonly account: string;
  /** 8 digits. */
  readonly cvr: string;
  /** To the letter, as the certificate had it; null where the account has none, and where it is kept as a hash. */
  readonly rid: string | null;
  readonly givenName: string | null;
  readonly surname: string | null;
  readonly emailAddress: string | null;
  /** Whether a login is linked to the account: of MitID Erhverv, and then the employee is there already. */
  readonly linked: boolean;
  /** Why there is no RID: `no-rid`; `rid-hashed`, since it may be a CPR number, and those are not kept. */
  readonly note: 'no-rid' | 'rid-hashed' | null;
}

export interface RosterFilter {
  /** 8 digits: this company's employees alone. */
  readonly cvr?: string;
}

const PAGE = 5000;
const HASHED = 'hmac:';

/** The open accounts of employees, by account, a page at a time. One with several RIDs has a line for each. */
export async function* readRoster(reader: Reader, { cvr }: RosterFilter = {}): AsyncGenerator<RosterEntry> {
  for (let after = ''; ;) {
    const rows = await reader.all(
      `SELECT a.id, a.cvr, k.value,
         CASE WHEN EXISTS (SELECT 1 FROM mitid_links WHERE account_id = a.id) THEN 1 ELSE 0 END AS linked
       FROM (
         SELECT id, cvr FROM mitid_accounts
         WHERE class = 'employee' AND state = 'open' AND id > ?${cvr === undefined ? '' : ' AND cvr = ?'}
         ORDER BY id LIMIT ${PAGE}
       ) a LEFT JOIN mitid_keys k ON k.account_id = a.id AND k.kind = 'cvr-rid'
       ORDER BY a.id, k.value`,
      cvr === undefined ? [after] : [after, cvr],
    );
    for (const row of rows) yield entryOf(row);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = String(last['id']);
  }
}

function entryOf(row: SqlRow): RosterEntry {
  const [cvr, key] = [String(row['cvr']), row['value'] === null ? undefined : String(row['value'])];
  const isHashed = key?.startsWith(HASHED) === true;
  return {
    account: String(row['id']),
    cvr,
    rid: key === undefined || isHashed ? null : key.slice(`CVR:${cvr}-RID:`.length),
    givenName: null,
    surname: null,
    emailAddress: null,
    linked: row['linked'] === 1,
    note: key === undefined ? 'no-rid' : isHashed ? 'rid-hashed' : null,
  };
}
