import type { Reader, SqlRow, Transaction } from './engines/engine';
import type { Identity } from './identity';

/**
 * `linked`, and its undoing; `queued`: a case for somebody to settle, and `settled`; `approved`: vouched for beforehand,
 * and `approval-used` by a login that was linked already; `closed`: the account's keys were removed; `rehashed`: a CPR hash was renewed under the current secret.
 */
export type AuditAction =
  'linked' | 'unlinked' | 'queued' | 'settled' | 'approved' | 'approval-used' | 'closed' | 'rehashed';

/** What is written of one event. No member is a CPR number; an identity is written as it may be kept. */
export interface AuditEntry {
  readonly action: AuditAction;
  readonly account?: string;
  readonly identity?: Pick<Identity, 'namespace' | 'issuer'> & { readonly id: string };
  readonly caseId?: string;
  /** What agreed, and of the login: its assertion, its level, who vouches for it. */
  readonly evidence?: Readonly<Record<string, unknown>>;
  readonly who?: string;
  readonly why?: string;
}

/** One line of the audit, as it is exported. */
export interface AuditRecord extends AuditEntry {
  /** Counts up; a number that is left out was rolled back. */
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly at: string;
}

const PAGE = 1000;

export async function appendAudit(sql: Transaction, at: string, entry: AuditEntry): Promise<void> {
  const { action, account, identity, caseId, evidence, who, why } = entry;
  await sql.run(
    `INSERT INTO mitid_audit (at, action, account_id, namespace, issuer, identity, case_id, evidence, who, why)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      at,
      action,
      account ?? null,
      identity?.namespace ?? null,
      identity?.issuer ?? null,
      identity?.id ?? null,
      caseId ?? null,
      evidence === undefined ? null : JSON.stringify(evidence),
      who ?? null,
      why ?? null,
    ],
  );
}

/** The whole audit, oldest first, a page at a time: it may be longer than memory. */
export async function* readAudit(reader: Reader): AsyncGenerator<AuditRecord> {
  for (let after = 0; ;) {
    const rows = await reader.all(`SELECT * FROM mitid_audit WHERE seq > ? ORDER BY seq LIMIT ${PAGE}`, [after]);
    for (const row of rows) yield recordOf(row);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = Number(last['seq']);
  }
}

function recordOf(row: SqlRow): AuditRecord {
  const text = (column: string) => (row[column] === null ? undefined : String(row[column]));
  const [account, namespace, caseId] = [text('account_id'), text('namespace'), text('case_id')];
  const [evidence, who, why] = [text('evidence'), text('who'), text('why')];
  return {
    seq: Number(row['seq']),
    at: String(row['at']),
    action: row['action'] as AuditAction,
    ...(account !== undefined && { account }),
    ...(namespace !== undefined && {
      identity: { namespace, issuer: text('issuer') ?? '', id: text('identity') ?? '' },
    }),
    ...(caseId !== undefined && { caseId }),
    ...(evidence !== undefined && { evidence: JSON.parse(evidence) as Record<string, unknown> }),
    ...(who !== undefined && { who }),
    ...(why !== undefined && { why }),
  };
}
