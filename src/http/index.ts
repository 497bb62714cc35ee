export { agentFor } from './agent';
export type { TlsOptions } from './agent';
export { exchange } from './exchange';
export type { ExchangeOptions, Reply } from './exchange';
export { NoReply } from './no-reply';
export type { NoReplyKind } from './no-reply';
