import { once } from 'node:events';
import type { Server } from 'node:http';
import { MitIdError } from '../errors';
import { ISSUER } from './brokers/eident/names';
import { PATHS } from './brokers/eident/routes';
import { SimulatorClock } from './clock';
import { ExchangeLog, type Exchange } from './exchanges';
import type { FaultName } from './faults';
import { FaultQueue } from './faults/queue';
import { simulatorApp } from './http/app';
import { generateSigningKey, readSigningKey } from './keys/signing-key';
import { listenOnLoopback } from './listen';
import { Merchants } from './merchants';
import {
  DEFAULT_CALLBACK_URL,
  DEFAULT_MERCHANT,
  settingsOf,
  type Merchant,
  type MerchantRegistration,
  type SimulatorOptions,
} from './options';
import { PERSONAS, type Persona } from './personas';
import type { World } from './world';

/** What connects an application to the simulated E-Ident: spread it into the options of `EIdentStrategy`. */
export interface EIdentConnection {
  readonly entryPoint: string;
  readonly assertionUrl: string;
  readonly logoutUrl: string;
  readonly merchantId: string;
  readonly merchantPassword: string;
  readonly idpIssuer: string;
  /** PEM. */
  readonly idpCert: string;
}

/** A running simulator. */
export interface Simulator {
  /** `http://localhost:<port>` */
  readonly url: string;
  readonly eident: EIdentConnection;
  readonly personas: readonly Persona[];
  /** Adds a merchant or replaces one; without an id and password, the one that `eident` connects. */
  register(merchant: MerchantRegistration): void;
  /** Arms a fault: it is used once, by the next exchange that it applies to. */
  fault(name: FaultName): void;
  /** Forgets faults that were armed and not used. */
  clearFaults(): void;
  /** Sets how far the simulator's clock runs ahead of the machine's (negative: behind), in milliseconds. */
  shiftClock(milliseconds: number): void;
  /** What went over the wire, oldest first, decoded, with every CPR number masked. */
  exchanges(): readonly Exchange[];
  /** Stops listening and closes open connections. */
  close(): Promise<void>;
}

/**
 * Starts a broker on this machine: E-Ident's paths, pages and signed SAML 1.1, on loopback only, with keys made at the start.
 * It authenticates nobody, so it refuses to run where it might be taken for a broker.
 *
 * @throws MitIdError `configuration_invalid` with NODE_ENV=production, for a port in use, for unusable options.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  if (process.env['NODE_ENV'] === 'production') {
    throw new MitIdError('configuration_invalid', {
      problems: ['the simulator lets anybody log in as anybody; it does not run with NODE_ENV=production'],
    });
  }
  const merchants = new Merchants(merchantsOf(options));
  const signingKey =
    options.signingKey === undefined
      ? await generateSigningKey('E-Ident simulator')
      : readSigningKey(`${options.signingKey.key}\n${options.signingKey.cert}`);
  const { servers, port } = await listenOnLoopback(options.port ?? 0);
  const url = `http://localhost:${port}`;
  const clock = new SimulatorClock();
  const world: World = {
    url,
    settings: settingsOf(options),
    clock,
    merchants,
    faults: new FaultQueue(),
    exchanges: new ExchangeLog(clock),
    signingKey,
  };
  const connection = (): EIdentConnection => ({
    entryPoint: `${url}${PATHS.entryPoint}`,
    assertionUrl: `${url}${PATHS.assertion}`,
    logoutUrl: `${url}${PATHS.logout}`,
    merchantId: merchants.first.merchantId,
    merchantPassword: merchants.first.merchantPassword,
    idpIssuer: ISSUER,
    idpCert: signingKey.certificate,
  });
  const app = simulatorApp(world, () => ({ ...connection() }));
  for (const server of servers) server.on('request', app);

  return {
    url,
    get eident() {
      return connection();
    },
    personas: PERSONAS,
    register: (merchant) => merchants.register(merchant),
    fault: (name) => world.faults.arm(name),
    clearFaults: () => world.faults.clear(),
    shiftClock: (milliseconds) => clock.shift(milliseconds),
    exchanges: () => world.exchanges.list(),
    close: async () => {
      await Promise.all(servers.map(closeServer));
    },
  };
}

function merchantsOf({ merchants = [], callbackUrl = DEFAULT_CALLBACK_URL }: SimulatorOptions): readonly Merchant[] {
  return merchants.length > 0 ? merchants : [{ ...DEFAULT_MERCHANT, callbackUrl }];
}

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
