import { BoundedMap } from '../../../bounded-map';
import type { LogoutRequestDraft, LogoutResponseDraft } from './draft';
import type { AwaitedLogout, LogoutFlow } from './flow';

const CAPACITY = 1000;

/** What the simulated NemLog-in remembers of logouts. */
export class Logouts {
  /** By the id in the page's address. */
  readonly flows = new BoundedMap<LogoutFlow>(CAPACITY);
  /** By the ID of the LogoutRequest. */
  readonly awaited = new BoundedMap<AwaitedLogout>(CAPACITY);
  /** By the service provider's entityID: the last sound ones, for faults that bring them again. */
  readonly lastRequests = new BoundedMap<LogoutRequestDraft>(CAPACITY);
  readonly lastResponses = new BoundedMap<LogoutResponseDraft>(CAPACITY);
}
