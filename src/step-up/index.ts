export { keptKey, mayHoldCpr } from './kept-key';
export { mergeStepUp, sameIdentity } from './step-up';
export type { Identified } from './step-up';
