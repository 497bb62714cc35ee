import { BoundedMap } from '../../bounded-map';
import { CheckLog } from '../../check/check-log';
import type { ServiceProviders } from '../../service-providers';
import type { World } from '../../world';
import type { Flow } from './flow';
import { Logouts } from './logout/logouts';
import { idpMetadata } from './metadata';
import type { Session } from './session';
import { changedSettings, type NemLogInSettings } from './settings';
import { SigningKeys } from './signing-keys';

/** NemLog-in's paths here. */
export const PATHS = {
  entryPoint: '/nemlogin/sso',
  metadata: '/nemlogin/metadata',
  login: '/nemlogin/login',
  singleLogout: '/nemlogin/slo',
  session: '/nemlogin/session',
  logout: '/nemlogin/logout',
} as const;

const CAPACITY = 1000;

/** The simulated NemLog-in, and what it remembers. */
export class NemLogIn {
  readonly entryPoint: string;
  readonly metadataUrl: string;
  /** Where LogoutRequests and LogoutResponses go, by either binding. */
  readonly logoutUrl: string;
  readonly keys: SigningKeys;
  /** By the id in the pages' address. */
  readonly flows = new BoundedMap<Flow>(CAPACITY);
  /** By the browser's cookie. */
  readonly sessions = new BoundedMap<Session>(CAPACITY);
  readonly logouts = new Logouts();
  /** What is seen of each service provider, to be held against what NemLog-in demands. */
  readonly checks: CheckLog;
  lastAssertionId: string | undefined;
  /** By the service provider's entityID: the last sound message that told it of a login. */
  readonly lastMessages = new BoundedMap<string>(CAPACITY);

  constructor(
    readonly world: World,
    readonly serviceProviders: ServiceProviders,
    private turned: NemLogInSettings,
  ) {
    this.entryPoint = `${world.url}${PATHS.entryPoint}`;
    this.metadataUrl = `${world.url}${PATHS.metadata}`;
    this.logoutUrl = `${world.url}${PATHS.singleLogout}`;
    this.keys = new SigningKeys(world.signingKey);
    this.checks = new CheckLog(() => ({
      entryPoint: this.entryPoint,
      dialect: this.turned.dialect,
      now: world.clock.now(),
      registration: (entityId) => serviceProviders.get(entityId),
    }));
  }

  get settings(): NemLogInSettings {
    return this.turned;
  }

  /** @throws MitIdError `configuration_invalid` */
  configure(changes: object): void {
    this.turned = changedSettings(changes, this.turned);
  }

  get metadata(): string {
    return idpMetadata(this, this.keys.certificates, this.turned.dialect);
  }
}
