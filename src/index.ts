export { MitIdError } from './errors';
export type { ErrorDetail, MitIdErrorCode } from './errors';
export type { StateStore } from './state/state-store';
