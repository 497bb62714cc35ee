export { attack, harmless } from './attack';
export type { Attack, Harmless } from './attack';
export * from './edit';
export { ARTIFACT, POST } from './lanes';
export { OnTheWire } from './scene';
export type { Message, Scene } from './scene';
