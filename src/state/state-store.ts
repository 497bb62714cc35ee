/**
 * Short-lived state with single use: logins under way, used assertion ids, login records. Keys and values are
 * strings; a value never holds a CPR number. Each method may reject: the strategies report that as `state_store_failed`.
 */
export interface StateStore {
  /** Keep `value` under `key` for `ttlMs` milliseconds, replacing what was there. */
  put(key: string, value: string, ttlMs: number): Promise<void>;
  /** The value, left where it is; undefined when unknown or expired. */
  get(key: string): Promise<string | undefined>;
  /** The value, removed in the same step: of two callers at once only one gets it. */
  take(key: string): Promise<string | undefined>;
  /** True for the first caller to name this key within `ttlMs` milliseconds, false for every later one. */
  claim(key: string, ttlMs: number): Promise<boolean>;
  delete(key: string): Promise<void>;
}
