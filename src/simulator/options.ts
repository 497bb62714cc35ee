import type { SigningKey } from './keys/signing-key';

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

/** What `startSimulator` takes; everything has a default. */
export interface SimulatorOptions {
  /** TCP port on loopback; 0, the default, takes any that is free. */
  readonly port?: number;
  /** Who may use the broker. Default: one merchant whose callback is `DEFAULT_CALLBACK_URL`. */
  readonly merchants?: readonly Merchant[];
  /** The key to sign with, both halves in PEM. Default: a new one each start. */
  readonly signingKey?: { readonly key: string; readonly cert: string };
  /** The query parameter that carries an error code to the `status` URL; no source names it. Default `status`. */
  readonly statusParameter?: string;
  /** How long an artifact waits to be fetched, in milliseconds. Default five minutes. */
  readonly artifactLifetimeMs?: number;
  /** How long the fault `slow` holds an answer back, in milliseconds. Default 12 seconds. */
  readonly slowMs?: number;
  /** Other names for attributes, by the names of facts/eident.md: `{ 'NEMLOGIN.NEMID.RID': 'NEMLOGIN.RID' }`. */
  readonly attributeNames?: Readonly<Record<string, string>>;
}

/** Options with their defaults filled in. */
export interface Settings {
  readonly statusParameter: string;
  readonly artifactLifetimeMs: number;
  readonly slowMs: number;
  readonly attributeNames: Readonly<Record<string, string>>;
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
    attributeNames: options.attributeNames ?? {},
  };
}

/** What the simulator signs with and as whom. */
export interface Issuer {
  readonly name: string;
  readonly signingKey: SigningKey;
}
