export { AccountLinks } from './account-links';
export type { Decided, ResolveOptions } from './account-links';
export type { AccountRecord } from './account-record';
export type { AccountClass, KeyKind } from './account-key';
export type { Added } from './accounts';
export type { Approval } from './approvals';
export type { AuditAction, AuditEntry, AuditRecord } from './audit';
export type { CaseAccount, CaseReason, Decision, OpenCase, Settlement } from './cases';
export type { CprSecret } from './cpr-hash';
export type { StoreLocation } from './database';
export type {
  PostgresClient,
  PostgresOptions,
  PostgresPool,
  PostgresQuery,
  PostgresResult,
  SqliteDatabase,
  SqliteDriver,
  SqliteOptions,
  SqliteStatement,
} from './engines';
export type { SharedIssuers } from './identity';
export type { AmbiguousReason } from './judge';
export type { EvidenceKind, MigrationPolicy, Question, Sufficient } from './policy';
export * from './report';
export type { Resolution } from './resolution';
export * from './roster';
export type { AccountLinksOptions } from './store';
