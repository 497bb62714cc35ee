export { GuardedStateStore } from './guarded';
export { MemoryStateStore } from './memory';
export type { MemoryStateStoreOptions } from './memory';
export type { StateStore } from './state-store';
