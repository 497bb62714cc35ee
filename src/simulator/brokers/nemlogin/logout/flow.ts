import type { ExchangeRecorder } from '../../../exchanges';
import type { Language } from '../../../pages/texts';
import type { Persona } from '../../../personas';
import type { LogoutBinding, ServiceProvider } from '../../../service-providers';
import type { RefusalDetail } from '../../request-refusal';
import type { ServiceLogin } from '../session';
import type { LogoutResult } from './result';

/** A service that is told of a logout. */
export interface ToldService {
  readonly entityId: string;
  result: LogoutResult;
  /** Of an answer that is not taken. */
  problem?: RefusalDetail;
  /** The status codes of an answer that says no. */
  status?: string;
}

/** A service provider that can be told of a logout, and answered. */
export type LogoutPeer = ServiceProvider & Required<Pick<ServiceProvider, 'logoutUrl'>>;

/** Who asked for a logout, and waits for the answer. */
export interface LogoutRequester {
  readonly serviceProvider: LogoutPeer;
  /** Of its LogoutRequest. */
  readonly id: string;
  readonly relayState?: string;
}

/** A session that is ending: the browser goes to one service after the other. */
export interface LogoutFlow {
  /** In the address of its page; goes to the services as RelayState. */
  readonly id: string;
  readonly language: Language;
  readonly exchange: ExchangeRecorder;
  /** Undefined where the logout began here. */
  readonly requester?: LogoutRequester;
  /** Instead of what each service has registered. */
  readonly binding?: LogoutBinding;
  readonly personas: readonly Persona[];
  /** Who is still to be told, in this order. */
  readonly remaining: ServiceLogin[];
  /** Who was told, in this order. */
  readonly told: ToldService[];
}

/** A LogoutRequest that a service has not answered. */
export interface AwaitedLogout {
  readonly flow: LogoutFlow;
  readonly service: ToldService;
}
