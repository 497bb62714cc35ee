import { MitIdError } from '../../errors';

/**
 * A failure of the database as this package reports it. The driver's own error is left behind: PostgreSQL writes the values
 * of the row into it.
 *
 * @param code the driver's code: `SQLITE_BUSY`, an SQLSTATE, `ECONNREFUSED`.
 */
export function storeFailed(where: string, code: unknown): MitIdError {
  const got = typeof code === 'string' && /^[A-Za-z0-9_]{1,64}$/.test(code) ? code : 'a failure without a code';
  return new MitIdError('link_store_failed', { where, got });
}

/** The `code` of whatever a driver threw. */
export function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
