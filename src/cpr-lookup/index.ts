export type { CprLookup, PidMatch } from './cpr-lookup';
export { NemLogInLookup } from './nemlog-in-lookup';
export type { NemLogInLookupOptions } from './options';
