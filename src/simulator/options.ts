import { EIDENT_ATTRIBUTE_NAMES, type EIdentAttributeNames } from '../profile';
import type { NemLogInSettings } from './brokers/nemlogin/settings';
import type { UuidMatchOptions } from './brokers/uuidmatch/options';
import type { ServiceProvider } from './service-providers';
import type { SignicatService, SignicatServiceProvider } from './signicat-applications';

/** Which elements of the answer carry a signature. */
export type Signs = 'assertion' | 'response' | 'both' | 'none';

/** A customer of the simulated broker. */
export interface Merchant {
  /** `mid`, and the user name of the SOAP request. */
  readonly merchantId: string;
  readonly merchantPassword: string;
  /** The registered artifact resolver URL: the browser is only ever sent to this URL's origin. */
  readonly callbackUrl: string;
  /** How the assertion travels: fetched by artifact (default), or posted by the browser. */
  readonly profile?: 'artifact' | 'post';
  /** Default: the assertion by artifact, the response by POST. */
  readonly signs?: Signs;
}

/** A merchant to register; without an id and password it replaces the simulator's first merchant. */
export type MerchantRegistration = Pick<Merchant, 'callbackUrl'> & Partial<Merchant>;

/** How the simulated NemLog-in begins; every setting can be changed while it runs. */
export interface NemLogInOptions extends Partial<NemLogInSettings> {
  /** The applications that are registered. Default none: `simulator.nemlogin.register` adds one. */
  readonly serviceProviders?: readonly ServiceProvider[];
}

/** Who may use the simulated Signicat. */
export interface SignicatOptions {
  /** The applications that are registered for MitID. Default none: `simulator.signicat.register` adds one. */
  readonly serviceProviders?: readonly SignicatServiceProvider[];
  /** The services that are registered for NemID. Default: one, called `demo`. */
  readonly services?: readonly SignicatService[];
}

/** What `startSimulator` takes; everything has a default. */
export interface SimulatorOptions {
  /** TCP port on loopback; 0, the default, takes any that is free. */
  readonly port?: number;
  /**
   * The name in its addresses: `localhost`, the default, or one under it, such as `a.localhost`. A browser takes another
   * name for another site, as your broker's is: an application at `b.localhost` then has to do without SameSite=Lax cookies.
   */
  readonly host?: string;
  /** The callback of the one merchant there is when `merchants` names none. Default `DEFAULT_CALLBACK_URL`. */
  readonly callbackUrl?: string;
  /** Who may use the broker. Default: one merchant. */
  readonly merchants?: readonly Merchant[];
  /** The key to sign with, both halves in PEM. Default: a new one each start. */
  readonly signingKey?: { readonly key: string; readonly cert: string };
  /** The query parameter that carries an error code to the `status` URL; no source names it. Default `status`. */
  readonly statusParameter?: string;
  /** How long an artifact waits to be fetched, in milliseconds. Default five minutes. */
  readonly artifactLifetimeMs?: number;
  /** How long the fault `slow` holds an answer back, in milliseconds. Default 12 seconds. */
  readonly slowMs?: number;
  /** The simulated NemLog-in. */
  readonly nemlogin?: NemLogInOptions;
  /** The simulated Signicat. */
  readonly signicat?: SignicatOptions;
  /** NemLog-in's CPR match for private companies, over https with client certificates. Default: not offered. */
  readonly uuidMatch?: UuidMatchOptions;
  /** Is told, once each, what a developer should know: that an application uses another callback than it has registered. */
  readonly onNotice?: (notice: string) => void;
  /** Names of the attributes whose names no source gives: the same option as the strategy's. */
  readonly attributeNames?: EIdentAttributeNames;
}

/** Options with their defaults filled in. */
export interface Settings {
  readonly statusParameter: string;
  readonly artifactLifetimeMs: number;
  readonly slowMs: number;
  /** By the default name, the name to write instead. */
  readonly attributeNames: ReadonlyMap<string, string>;
}

export const DEFAULT_CALLBACK_URL = 'http://localhost:3000/login/mitid/callback';

export const DEFAULT_MERCHANT: Merchant = {
  merchantId: '7000001',
  merchantPassword: 'simulator-only-password',
  callbackUrl: DEFAULT_CALLBACK_URL,
};

export function settingsOf(options: SimulatorOptions): Settings {
  return {
    statusParameter: options.statusParameter ?? 'status',
    artifactLifetimeMs: options.artifactLifetimeMs ?? 5 * 60_000,
    slowMs: options.slowMs ?? 12_000,
    attributeNames: renamed(options.attributeNames ?? {}),
  };
}

function renamed(names: EIdentAttributeNames): ReadonlyMap<string, string> {
  const written = new Map<string, string | undefined>(Object.entries(names));
  return new Map(Object.entries(EIDENT_ATTRIBUTE_NAMES).map(([member, name]) => [name, written.get(member) ?? name]));
}
