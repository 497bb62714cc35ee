import { MitIdError } from '../errors';
import { appendAudit } from './audit';
import { KEY_KINDS } from './account-key';
import type { Reader, Transaction } from './engines/engine';
import type { Identity } from './identity';
import type { EvidenceKind } from './policy';

/** A link, as it stands. */
export interface Link {
  readonly account: string;
  /** What it was made by: kinds of key joined by `+`, `approval` of somebody, or `import`. */
  readonly evidence: string;
  /** ISO 8601, UTC. */
  readonly linkedAt: string;
}

/** The evidence of a link that somebody has settled by hand. */
export const SETTLED = 'approval';

/** What a new link says of itself. */
export interface NewLink {
  readonly account: string;
  readonly identity: Identity;
  /** As in `Link`. */
  readonly evidence: string;
  /** For the audit. */
  readonly proof: Readonly<Record<string, unknown>>;
  readonly who?: string;
  readonly why?: string;
}

/** Kinds of evidence in one order, so that equal evidence is one line of a report: `pid+cpr`. */
export function evidenceText(kinds: readonly EvidenceKind[]): string {
  return [...KEY_KINDS, 'approval' as const].filter((kind) => kinds.includes(kind)).join('+');
}

/** The account of an identity. */
export async function findLink(reader: Reader, { namespace, issuer, ids }: Identity): Promise<Link | undefined> {
  const [row] = await reader.all(
    `SELECT account_id, evidence, linked_at FROM mitid_links
     WHERE namespace = ? AND issuer = ? AND identity IN (${ids.map(() => '?').join(', ')})`,
    [namespace, issuer, ...ids],
  );
  if (row === undefined) return undefined;
  return { account: String(row['account_id']), evidence: String(row['evidence']), linkedAt: String(row['linked_at']) };
}

/**
 * Makes a link and its line in the audit. Whether it may be is the constraints' word, in the moment of the write.
 *
 * @throws UniqueViolation where the identity has an account already, or the account an identity of this kind; MitIdError
 *   `account_unknown` where the account has been closed meanwhile.
 */
export async function insertLink(sql: Transaction, at: string, link: NewLink): Promise<void> {
  const { account, identity, evidence, proof, who, why } = link;
  const { namespace, issuer, ids } = identity;
  const id = ids[0] ?? '';
  // Held until the link stands, so that nobody closes the account in between.
  const open = await sql.all(`SELECT id FROM mitid_accounts WHERE id = ? AND state = 'open'${sql.forShare}`, [account]);
  if (open.length === 0) throw new MitIdError('account_unknown', { got: 'no open account' });
  await sql.run(
    `INSERT INTO mitid_links (namespace, issuer, identity, account_id, evidence, linked_at) VALUES (?, ?, ?, ?, ?, ?)`,
    [namespace, issuer, id, account, evidence, at],
  );
  await appendAudit(sql, at, {
    action: 'linked',
    account,
    identity: { namespace, issuer, id },
    evidence: proof,
    ...(who !== undefined && { who }),
    ...(why !== undefined && { why }),
  });
}

/**
 * Makes the link that stands already, of this identity and this account, one that somebody has settled.
 *
 * @returns whether there is one.
 */
export async function confirmLink(
  sql: Transaction,
  { account, identity: { namespace, issuer, ids } }: Pick<NewLink, 'account' | 'identity'>,
): Promise<boolean> {
  const confirmed = await sql.run(
    `UPDATE mitid_links SET evidence = ? WHERE account_id = ? AND namespace = ? AND issuer = ?
     AND identity IN (${ids.map(() => '?').join(', ')})`,
    [SETTLED, account, namespace, issuer, ...ids],
  );
  return confirmed > 0;
}

/**
 * Takes the account's links away.
 *
 * @throws MitIdError `account_unknown` where it has none.
 */
export async function removeLinks(
  sql: Transaction,
  at: string,
  { account, who, why }: { readonly account: string; readonly who: string; readonly why: string },
): Promise<void> {
  const removed = await dropLinks(sql, at, { account, who, why });
  if (removed === 0) throw new MitIdError('account_unknown', { got: 'an account without a link, or none' });
}

/**
 * Takes the account's links away, if it has any, each with its line in the audit: of what this very statement removed, since
 * another transaction may add a link, or remove one, beside it.
 *
 * @returns how many there were.
 */
export async function dropLinks(
  sql: Transaction,
  at: string,
  { account, who, why }: { readonly account: string; readonly who: string; readonly why: string },
): Promise<number> {
  const rows = await sql.all(
    'DELETE FROM mitid_links WHERE account_id = ? RETURNING namespace, issuer, identity, evidence',
    [account],
  );
  for (const { namespace, issuer, identity, evidence } of rows) {
    const was = { namespace: String(namespace), issuer: String(issuer), id: String(identity) };
    await appendAudit(sql, at, { action: 'unlinked', account, identity: was, evidence: { was: evidence }, who, why });
  }
  return rows.length;
}
