export { Cpr } from './cpr';
export { parseDateOfBirth } from './date-of-birth';
export { looksLikeCpr } from './looks-like-cpr';
export { parsePid, parseRid } from './nemid-ids';
export { NSIS_LEVELS, higherNsis, lowerNsis, nsisAtLeast, parseNsis } from './nsis';
export type { Nsis, NsisDimension } from './nsis';
export { parseCvr, parsePNumber, parseSeNumber } from './organization-numbers';
export { describeShape } from './shape';
export { parseUuid } from './uuid';
