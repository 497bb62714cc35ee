export { UniqueViolation } from './engine';
export type { Engine, ManyRows, Reader, SqlRow, SqlValue, Transaction } from './engine';
export { PostgresEngine } from './postgres';
export type { PostgresOptions } from './postgres';
export { SqliteEngine } from './sqlite';
export type { SqliteOptions } from './sqlite';
export type { SqliteDatabase, SqliteDriver, SqliteStatement } from './sqlite-driver';
export type { PostgresClient, PostgresPool, PostgresQuery, PostgresResult } from './postgres-driver';
