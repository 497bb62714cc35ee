import type { SimulatorClock } from './clock';
import type { ExchangeLog } from './exchanges';
import type { FaultQueue } from './faults/queue';
import type { SigningKey } from './keys/signing-key';
import type { Merchants } from './merchants';
import type { Notices } from './notices';
import type { Settings } from './options';

/** What every broker of one simulator shares. */
export interface World {
  /** `http://localhost:<port>` */
  readonly url: string;
  readonly settings: Settings;
  readonly clock: SimulatorClock;
  readonly merchants: Merchants;
  readonly faults: FaultQueue;
  readonly exchanges: ExchangeLog;
  readonly notices: Notices;
  readonly signingKey: SigningKey;
}
