import type { ExchangeRecorder } from '../../exchanges';
import type { Persona } from '../../personas';
import type { ServiceProvider } from '../../service-providers';
import type { Identity } from '../identity';
import type { AuthnRequest } from './authn-request';
import type { Dialect } from './settings';

/** A person has logged in: everything an assertion is made from. */
export interface Login {
  readonly serviceProvider: ServiceProvider;
  readonly request: AuthnRequest;
  readonly dialect: Dialect;
  readonly persona: Persona;
  readonly identity: Identity;
  /** Milliseconds since 1970, by the simulator's clock: when the session began. */
  readonly authenticatedAt: number;
  /** Milliseconds since 1970, by the simulator's clock. */
  readonly now: number;
  readonly sessionIndex: string;
  readonly exchange: ExchangeRecorder;
}
