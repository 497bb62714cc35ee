import type { Persona } from '../../personas';
import type { Identity } from '../identity';

/** How a service provider is told of a person. */
export interface NameId {
  readonly value: string;
  readonly format: string;
}

/** The logins of one session at one service provider, under one name. */
export interface ServiceLogin {
  /** The service provider's. */
  readonly entityId: string;
  readonly nameId: NameId;
  /** One for each time that the person authenticated, latest last. */
  readonly sessionIndexes: readonly string[];
}

/** NemLog-in's own session with a browser: the next login within half an hour asks nobody anything (facts/oiosaml.md 1.6). */
export interface Session {
  readonly persona: Persona;
  readonly identity: Identity;
  /** Milliseconds since 1970, by the simulator's clock. */
  readonly authenticatedAt: number;
  readonly index: string;
  /** Who has to be told when it ends; the latest last. */
  readonly logins: readonly ServiceLogin[];
}
