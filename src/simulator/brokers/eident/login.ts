import type { ExchangeRecorder } from '../../exchanges';
import type { Merchant } from '../../options';
import type { Persona } from '../../personas';
import type { Identity } from '../identity';
import type { EIdentRequest } from './request';

/** A person has logged in: everything an assertion is made from. */
export interface Login {
  readonly merchant: Merchant;
  readonly request: EIdentRequest;
  readonly persona: Persona;
  readonly identity: Identity;
  /** Milliseconds since 1970, by the simulator's clock. */
  readonly authenticatedAt: number;
  readonly exchange: ExchangeRecorder;
}
