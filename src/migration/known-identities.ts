import type { AccountRow } from './account-record';
import type { Reader, SqlRow, Transaction } from './engines';

/** An identity that an account has, or is to have. */
interface Known {
  readonly account: string;
  readonly namespace: string;
  readonly issuer: string;
  readonly id: string;
}

/** What becomes of the identities of a batch. */
export interface JudgedIdentities {
  /** Accounts whose identities cannot be theirs, by the database or by what stands earlier in the batch. */
  readonly taken: ReadonlySet<string>;
  /** The links that are not there yet, of all other accounts. */
  readonly fresh: readonly Known[];
}

/** Few enough that one statement binds them all. */
const ASKED_AT_ONCE = 1000;

/** An identity has one account, and an account one identity of a kind at an issuer. */
export async function judgeIdentities(reader: Reader, rows: readonly AccountRow[]): Promise<JudgedIdentities> {
  const asked = rows.flatMap(({ account, identities }) => identities.map((identity) => ({ account, ...identity })));
  const accountOf = new Map<string, string>();
  const identityOf = new Map<string, string>();
  const note = (known: Known) => {
    accountOf.set(identityName(known), known.account);
    identityOf.set(slotName(known), known.id);
  };
  for (let from = 0; from < asked.length; from += ASKED_AT_ONCE) {
    for (const row of await linksOf(reader, asked.slice(from, from + ASKED_AT_ONCE))) note(readLink(row));
  }
  const taken = new Set<string>();
  const fresh: Known[] = [];
  for (const known of asked) {
    const [account, id] = [accountOf.get(identityName(known)), identityOf.get(slotName(known))];
    if ((account ?? known.account) !== known.account || (id ?? known.id) !== known.id) taken.add(known.account);
    else if (account === undefined) fresh.push(known);
    if (account === undefined && id === undefined) note(known);
  }
  return { taken, fresh: fresh.filter(({ account }) => !taken.has(account)) };
}

/**
 * Writes the links and their lines in the audit.
 *
 * @throws UniqueViolation where a login has made one of them meanwhile.
 */
export async function addIdentities(
  sql: Transaction,
  at: string,
  fresh: readonly Known[],
  importId?: string,
): Promise<void> {
  const evidence = JSON.stringify({ rule: 'import', ...(importId !== undefined && { import: importId }) });
  const columns = ['namespace', 'issuer', 'identity', 'account_id'];
  const values = fresh.map(({ account, namespace, issuer, id }) => [namespace, issuer, id, account, at]);
  await sql.insertMany({
    table: 'mitid_links',
    columns: [...columns, 'linked_at', 'evidence'],
    rows: values.map((row) => [...row, 'import']),
  });
  await sql.insertMany({
    table: 'mitid_audit',
    columns: [...columns, 'at', 'action', 'evidence'],
    rows: values.map((row) => [...row, 'linked', evidence]),
  });
}

/** The links of these identities, and every link of these accounts. */
async function linksOf(reader: Reader, asked: readonly Known[]): Promise<readonly SqlRow[]> {
  return await reader.all(
    `WITH asked (namespace, issuer, identity) AS (VALUES ${asked.map(() => '(?, ?, ?)').join(', ')})
     SELECT held.namespace, held.issuer, held.identity, held.account_id FROM asked
     JOIN mitid_links held
       ON held.namespace = asked.namespace AND held.issuer = asked.issuer AND held.identity = asked.identity
     UNION SELECT namespace, issuer, identity, account_id FROM mitid_links
     WHERE account_id IN (${asked.map(() => '?').join(', ')})`,
    [...asked.flatMap(({ namespace, issuer, id }) => [namespace, issuer, id]), ...asked.map(({ account }) => account)],
  );
}

function readLink(row: SqlRow): Known {
  const text = (column: string) => String(row[column]);
  return { account: text('account_id'), namespace: text('namespace'), issuer: text('issuer'), id: text('identity') };
}

function identityName({ namespace, issuer, id }: Known): string {
  return JSON.stringify([namespace, issuer, id]);
}

function slotName({ account, namespace, issuer }: Known): string {
  return JSON.stringify([account, namespace, issuer]);
}
