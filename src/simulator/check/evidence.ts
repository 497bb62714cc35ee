import type { ServiceProvider } from '../service-providers';
import type { Dialect } from '../brokers/nemlogin/settings';
import type { MetadataEvidence } from './metadata-evidence';
import type { RequestEvidence } from './request-evidence';

/** What is known of one service provider when it is judged. */
export interface Evidence {
  /** The last request that it sent. */
  readonly request?: RequestEvidence;
  /** The last metadata that was given. */
  readonly metadata?: MetadataEvidence;
  /** What it is registered as at the simulator. */
  readonly registration?: ServiceProvider;
  /** Where AuthnRequests go. */
  readonly entryPoint: string;
  readonly dialect: Dialect;
  /** Milliseconds since 1970, by the simulator's clock. */
  readonly now: number;
}
