export type { Allowances, Expected } from './expected';
export { inspect } from './inspect';
export { BROKERS } from './inspection';
export type * from './inspection';
export { hasOption } from './option-names';
export { MAX_INPUT_BYTES } from './unwrap';
