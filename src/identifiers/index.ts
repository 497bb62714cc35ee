export { NSIS_LEVELS, nsisAtLeast } from './nsis';
export type { Nsis } from './nsis';
