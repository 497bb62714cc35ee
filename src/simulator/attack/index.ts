export { ATTACKS } from './catalogue';
export { NOT_PLAYED } from './catalogue/not-played';
export { attacksFor, expectedCode } from './choose';
export { NotPlayable } from './not-playable';
export { Player, type PlayOptions } from './play';
export type { Attack } from './attack';
export type { AttackOutcome } from './outcome';
export type { Broker, Situation } from './situation';
