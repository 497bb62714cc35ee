export { CprMatcher } from './cpr-matcher';
export type { CprMatcherOptions } from './options';
export type { CprMatch } from './outcome';
