import { randomUUID } from 'node:crypto';
import { MitIdError } from '../errors';
import { appendAudit } from './audit';
import type { Reader, SqlRow, Transaction } from './engines/engine';
import type { Identity } from './identity';
import type { AmbiguousReason, Claim } from './judge';
import { confirmLink, insertLink, SETTLED } from './links';

/** Why nobody was logged in: what the judgement says, or `link-taken`, where a constraint refused the link. */
export type CaseReason = AmbiguousReason | 'link-taken';

/** An account that a case is about. */
export interface CaseAccount {
  readonly account: string;
  /** Kinds of evidence. */
  readonly agrees: readonly string[];
  readonly disagrees: readonly string[];
}

/** A login that somebody must look at: the person was not logged in. */
export interface OpenCase {
  readonly id: string;
  readonly reason: CaseReason;
  /** The login's identity; the id as it may be kept. */
  readonly identity: { readonly namespace: string; readonly issuer: string; readonly id: string };
  /** `citizen`, `employee:<CVR>` or `company:<CVR>`. */
  readonly scope: string;
  readonly accounts: readonly CaseAccount[];
  /** ISO 8601, UTC. */
  readonly openedAt: string;
  readonly lastAt: string;
  /** How many logins it has met. */
  readonly logins: number;
}

/** The identity is this account's; or it is none of them, and the next login opens a case again. */
export type Decision = { readonly linkTo: string } | 'dismiss';

/** Who decided, in words that hold no CPR number. */
export interface Settlement {
  readonly decision: Decision;
  readonly who: string;
  readonly why: string;
}

export interface NewCase {
  readonly identity: Identity;
  readonly scope: string;
  readonly reason: CaseReason;
  readonly claims: readonly Claim[];
  readonly proof: Readonly<Record<string, unknown>>;
}

const PAGE = 500;

/**
 * Queues a login. One case is open for an identity: another login of it renews that one.
 *
 * @returns the id of the case.
 */
export async function queueCase(sql: Transaction, at: string, opened: NewCase): Promise<string> {
  const { identity, scope, reason, claims, proof } = opened;
  const { namespace, issuer, ids } = identity;
  const [id = '', ...earlier] = ids;
  // One that was opened under an earlier secret is the same case: two would let one identity be settled with two accounts.
  for (const old of earlier) {
    await sql.run(
      `UPDATE mitid_cases SET identity = ? WHERE namespace = ? AND issuer = ? AND identity = ? AND settled_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM mitid_cases c WHERE c.namespace = ? AND c.issuer = ? AND c.identity = ?
         AND c.settled_at IS NULL)`,
      [id, namespace, issuer, old, namespace, issuer, id],
    );
  }
  const accounts = claims.map(({ account, agrees, disagrees }): CaseAccount => ({ account, agrees, disagrees }));
  const [row] = await sql.all(
    `INSERT INTO mitid_cases (id, namespace, issuer, identity, scope, reason, accounts, opened_at, last_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (namespace, issuer, identity) WHERE settled_at IS NULL DO UPDATE SET
       reason = excluded.reason, accounts = excluded.accounts, last_at = excluded.last_at,
       logins = mitid_cases.logins + 1
     RETURNING id, logins`,
    [randomUUID(), namespace, issuer, id, scope, reason, JSON.stringify(accounts), at, at],
  );
  const caseId = String(row?.['id']);
  if (row?.['logins'] === 1) {
    const evidence = { reason, accounts, ...proof };
    await appendAudit(sql, at, { action: 'queued', identity: { namespace, issuer, id }, caseId, evidence });
  }
  return caseId;
}

/** The open cases, oldest first. */
export async function* readCases(reader: Reader): AsyncGenerator<OpenCase> {
  for (let after = ['', '']; ;) {
    const rows = await reader.all(
      `SELECT * FROM mitid_cases WHERE settled_at IS NULL AND (opened_at, id) > (?, ?)
       ORDER BY opened_at, id LIMIT ${PAGE}`,
      after,
    );
    for (const row of rows) yield caseOf(row);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = [String(last['opened_at']), String(last['id'])];
  }
}

/**
 * Settles a case, and links where that is the decision.
 *
 * @throws MitIdError `case_unknown` for one that is not open, `parameter_invalid` for an account that the case is not about;
 *   UniqueViolation where the account is another identity's by now.
 */
export async function settleCase(sql: Transaction, at: string, caseId: string, settlement: Settlement): Promise<void> {
  const { decision, who, why } = settlement;
  const account = decision === 'dismiss' ? null : decision.linkTo;
  const settled = await sql.run(
    `UPDATE mitid_cases SET settled_at = ?, decision = ?, account_id = ?, who = ?, why = ?
     WHERE id = ? AND settled_at IS NULL`,
    [at, account === null ? 'dismissed' : 'linked', account, who, why, caseId],
  );
  if (settled === 0) throw new MitIdError('case_unknown', { got: 'no open case' });
  const [row] = await sql.all('SELECT * FROM mitid_cases WHERE id = ?', [caseId]);
  if (row === undefined) throw new MitIdError('case_unknown', { got: 'no open case' });
  const { identity, accounts, reason } = caseOf(row);
  const linked = account === null ? {} : { account };
  const evidence = { reason, decision: account === null ? 'dismissed' : 'linked' };
  await appendAudit(sql, at, { action: 'settled', identity, caseId, ...linked, evidence, who, why });
  if (account === null) return;
  const claim = accounts.find((one) => one.account === account);
  if (claim === undefined) {
    throw new MitIdError('parameter_invalid', {
      where: 'decision.linkTo',
      expected: 'one of the accounts of the case',
    });
  }
  const { namespace, issuer, id } = identity;
  const proof = { rule: 'approval', agrees: claim.agrees, disagrees: claim.disagrees, caseId };
  const link = { account, identity: { namespace, issuer, ids: [id] } };
  // A linked RID whose login was a case: the line above says who has settled it.
  if (await confirmLink(sql, link)) return;
  await insertLink(sql, at, { ...link, evidence: SETTLED, proof, who, why });
}

function caseOf(row: SqlRow): OpenCase {
  const text = (column: string) => String(row[column]);
  return {
    id: text('id'),
    reason: text('reason') as CaseReason,
    identity: { namespace: text('namespace'), issuer: text('issuer'), id: text('identity') },
    scope: text('scope'),
    accounts: JSON.parse(text('accounts')) as CaseAccount[],
    openedAt: text('opened_at'),
    lastAt: text('last_at'),
    logins: Number(row['logins']),
  };
}
