export { MitIdError } from './mitid-error';
export type { ErrorDetail, MitIdErrorOptions } from './mitid-error';
export { CODES } from './codes';
export type { MitIdErrorCode } from './codes';
