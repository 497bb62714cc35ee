import { BoundedMap } from '../../bounded-map';
import type { SignicatApplications } from '../../signicat-applications';
import type { Persona } from '../../personas';
import type { World } from '../../world';
import type { Flow } from './flow';

/** Signicat's paths here: as the real one's, under a name of ours. */
export const PATHS = {
  entryPoint: '/signicat/saml2/sso',
  metadata: '/signicat/saml2/metadata',
  method: '/signicat/std/method',
  login: '/signicat/login',
} as const;

const CAPACITY = 1000;

/** What one protocol remembers, for its faults. */
export interface Memory {
  lastAssertionId?: string | undefined;
  /** By the application: the last sound message that told it of a login. */
  readonly lastMessages: BoundedMap<string>;
}

/** The simulated Signicat, and what it remembers. */
export class Signicat {
  readonly entryPoint: string;
  readonly metadataUrl: string;
  /** By the id in the pages' address. */
  readonly flows = new BoundedMap<Flow>(CAPACITY);
  readonly mitid: Memory = { lastMessages: new BoundedMap(CAPACITY) };
  /** By the `auth-token-id`: who logged in with MitID, and where. */
  readonly transactions = new BoundedMap<{ readonly entityId: string; readonly persona: Persona }>(CAPACITY);
  readonly nemid: Memory = { lastMessages: new BoundedMap(CAPACITY) };

  constructor(
    readonly world: World,
    readonly applications: SignicatApplications,
  ) {
    this.entryPoint = `${world.url}${PATHS.entryPoint}`;
    this.metadataUrl = `${world.url}${PATHS.metadata}`;
  }

  /** The authentication URL of a service, without its query. */
  authenticationUrl(service: string): string {
    return `${this.world.url}${PATHS.method}/${service}`;
  }
}
