import { BoundedMap } from '../../bounded-map';
import type { World } from '../../world';
import type { Flow } from './flow';
import type { Login } from './login';

/** Fifteen minutes: how long a login may take, an assertion is valid, and a transaction can be stepped up (seed 001). */
export const VALIDITY_MS = 15 * 60_000;

const CAPACITY = 1000;

/** An artifact that was sent through a browser. */
export interface IssuedArtifact {
  readonly login: Login;
  /** Milliseconds since 1970, by the simulator's clock. */
  readonly expiresAt: number;
  used: boolean;
}

/** An assertion that was sent: what a step-up builds upon. */
export interface Transaction {
  readonly login: Login;
  readonly expiresAt: number;
}

/** What the simulated E-Ident remembers. */
export interface EIdentState {
  readonly world: World;
  /** By the id in the pages' address. */
  readonly flows: BoundedMap<Flow>;
  /** By the artifact. */
  readonly artifacts: BoundedMap<IssuedArtifact>;
  /** By the AssertionID without its `TI2-`. */
  readonly transactions: BoundedMap<Transaction>;
  lastAssertionId?: string;
}

export function newEIdentState(world: World): EIdentState {
  return {
    world,
    flows: new BoundedMap(CAPACITY),
    artifacts: new BoundedMap(CAPACITY),
    transactions: new BoundedMap(CAPACITY),
  };
}
