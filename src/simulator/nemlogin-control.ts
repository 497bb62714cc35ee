import { logOut, type BegunLogout, type LogOutOptions } from './brokers/nemlogin/logout/log-out';
import { ENTITY_ID } from './brokers/nemlogin/names';
import type { NemLogInSettings } from './brokers/nemlogin/settings';
import type { NemLogIn } from './brokers/nemlogin/state';
import type { Checklist } from './check/checklist';
import { registrationOf } from './check/metadata-evidence';
import type { ServiceProvider } from './service-providers';

/** The simulated NemLog-in, as an application and a test see it. */
export interface NemLogInControl {
  /** The broker's entityID. */
  readonly entityId: string;
  /** Its metadata as it is now. */
  readonly idpMetadata: string;
  /** Where its metadata can be fetched. */
  readonly metadataUrl: string;
  /** Where AuthnRequests go, by HTTP-Redirect. */
  readonly entryPoint: string;
  /** Where LogoutRequests and LogoutResponses go, by HTTP-Redirect or HTTP-POST. */
  readonly logoutUrl: string;
  /** How it speaks and encrypts. */
  readonly settings: NemLogInSettings;
  /** Who is registered. */
  readonly serviceProviders: readonly ServiceProvider[];
  /**
   * Adds a service provider, or replaces the one with this entityID.
   *
   * @throws MitIdError `configuration_invalid`
   */
  register(serviceProvider: ServiceProvider): void;
  /**
   * Registers a service provider by its metadata.
   *
   * @throws MitIdError `configuration_invalid`
   */
  registerMetadata(xml: string | Uint8Array): void;
  /** Holds metadata against what NemLog-in demands. */
  checkMetadata(xml: string | Uint8Array): Checklist;
  /** What each service provider has shown so far, held against what NemLog-in demands; the last one heard of first. */
  checklists(): readonly Checklist[];
  /** Resolves when the next AuthnRequest, whoever sends it, has been answered. */
  nextRequest(): Promise<void>;
  /** Changes settings. @throws MitIdError `configuration_invalid` */
  configure(settings: Partial<NemLogInSettings>): void;
  /** Lists the next signing certificate in the metadata, beside the one in use. */
  announceNextKey(): void;
  /** Signs with the next key from now on; the metadata lists the old one no more. */
  rollOver(): void;
  /** Forgets who is logged in at the broker, in every browser. No service is told. */
  endSessions(): void;
  /**
   * Begins a logout at the broker: its session is over, and a browser has to carry what is returned to the first service. Send
   * it with the person's cookies or without.
   *
   * @param options whom; by default who logged in last.
   * @throws MitIdError `configuration_invalid`: nobody is logged in so, or the service has registered no `logoutUrl`.
   */
  logOut(options?: LogOutOptions): BegunLogout;
}

/** What `simulator.nemlogin` is. */
export function nemLogInControl(nemlogin: NemLogIn): NemLogInControl {
  return {
    entityId: ENTITY_ID,
    get idpMetadata() {
      return nemlogin.metadata;
    },
    metadataUrl: nemlogin.metadataUrl,
    entryPoint: nemlogin.entryPoint,
    logoutUrl: nemlogin.logoutUrl,
    get settings() {
      return nemlogin.settings;
    },
    get serviceProviders() {
      return nemlogin.serviceProviders.list();
    },
    register: (serviceProvider) => nemlogin.serviceProviders.register(serviceProvider),
    registerMetadata: (xml) => nemlogin.serviceProviders.register(registrationOf(xml)),
    checkMetadata: (xml) => nemlogin.checks.sawMetadata(xml),
    checklists: () => nemlogin.checks.checklists(),
    nextRequest: () => nemlogin.checks.nextRequest(),
    configure: (changes) => nemlogin.configure(changes),
    announceNextKey: () => nemlogin.keys.announceNext(),
    rollOver: () => nemlogin.keys.rollOver(),
    endSessions: () => nemlogin.sessions.clear(),
    logOut: (options = {}) => logOut(nemlogin, options),
  };
}
