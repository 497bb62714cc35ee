import { once } from 'node:events';
import type { Server } from 'node:http';
import { MitIdError } from '../errors';
import { ISSUER } from './brokers/eident/names';
import { PATHS } from './brokers/eident/routes';
import { changedSettings } from './brokers/nemlogin/settings';
import { NemLogIn } from './brokers/nemlogin/state';
import { Signicat } from './brokers/signicat/state';
import { startUuidMatch, type UuidMatchConnection } from './brokers/uuidmatch/service';
import { SimulatorClock } from './clock';
import { ExchangeLog, type Exchange } from './exchanges';
import { checkFaultName, type FaultName } from './faults';
import { FaultQueue } from './faults/queue';
import { simulatorApp } from './http/app';
import { generateSigningKey, readSigningKey } from './keys/signing-key';
import { listenOnLoopback } from './listen';
import { Merchants } from './merchants';
import { Notices } from './notices';
import {
  DEFAULT_CALLBACK_URL,
  DEFAULT_MERCHANT,
  settingsOf,
  type Merchant,
  type MerchantRegistration,
  type SimulatorOptions,
} from './options';
import { PERSONAS, type Persona } from './personas';
import { nemLogInControl, type NemLogInControl } from './nemlogin-control';
import { ServiceProviders } from './service-providers';
import { DEFAULT_SIGNICAT_SERVICE, SignicatApplications } from './signicat-applications';
import { signicatControl, type SignicatControl } from './signicat-control';
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
  /** `http://<host>:<port>` */
  readonly url: string;
  readonly eident: EIdentConnection;
  readonly nemlogin: NemLogInControl;
  readonly signicat: SignicatControl;
  /** Where CPR numbers are matched; undefined unless the option `uuidMatch` asks for it. */
  readonly uuidMatch: UuidMatchConnection | undefined;
  readonly personas: readonly Persona[];
  /** Adds a merchant or replaces one; without an id and password, the one that `eident` connects. */
  register(merchant: MerchantRegistration): void;
  /**
   * Arms a fault: it is used once, by the next exchange that it applies to.
   *
   * @throws MitIdError `configuration_invalid` for a name that no fault has.
   */
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
 * Starts the brokers on this machine: E-Ident with signed SAML 1.1, NemLog-in with signed and encrypted SAML 2.0, Signicat with
 * both; on loopback only, with keys made at the start.
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
      ? await generateSigningKey('Simulator')
      : readSigningKey(`${options.signingKey.key}\n${options.signingKey.cert}`);
  const { serviceProviders = [], ...settings } = options.nemlogin ?? {};
  const registered = new ServiceProviders(serviceProviders);
  const initial = changedSettings(settings);
  const applications = signicatApplicationsOf(options);
  const host = hostOf(options);
  const { servers, port } = await listenOnLoopback(options.port ?? 0);
  const url = `http://${host}:${port}`;
  const clock = new SimulatorClock();
  const world: World = {
    url,
    settings: settingsOf(options),
    clock,
    merchants,
    faults: new FaultQueue(),
    exchanges: new ExchangeLog(clock),
    notices: new Notices(options.onNotice ?? (() => undefined)),
    signingKey,
  };
  const nemlogin = new NemLogIn(world, registered, initial);
  const connection = (): EIdentConnection => ({
    entryPoint: `${url}${PATHS.entryPoint}`,
    assertionUrl: `${url}${PATHS.assertion}`,
    logoutUrl: `${url}${PATHS.logout}`,
    merchantId: merchants.first.merchantId,
    merchantPassword: merchants.first.merchantPassword,
    idpIssuer: ISSUER,
    idpCert: signingKey.certificate,
  });
  const signicat = new Signicat(world, applications);
  const app = simulatorApp({ nemlogin, signicat }, () => ({ ...connection() }));
  for (const server of servers) server.on('request', app);
  const match = await offerUuidMatch(nemlogin, host, options).catch(async (error: unknown) => {
    await Promise.all(servers.map(closeServer));
    throw error;
  });

  return {
    url,
    get eident() {
      return connection();
    },
    nemlogin: nemLogInControl(nemlogin),
    signicat: signicatControl(signicat),
    uuidMatch: match && { url: match.url, idpEntityId: match.idpEntityId, ca: match.ca },
    personas: PERSONAS,
    register: (merchant) => merchants.register(merchant),
    fault: (name) => {
      checkFaultName(name);
      world.faults.arm(name);
    },
    clearFaults: () => world.faults.clear(),
    shiftClock: (milliseconds) => clock.shift(milliseconds),
    exchanges: () => world.exchanges.list(),
    close: async () => {
      await Promise.all([...servers, ...(match?.servers ?? [])].map(closeServer));
    },
  };
}

async function offerUuidMatch(
  nemlogin: NemLogIn,
  host: string,
  { uuidMatch }: SimulatorOptions,
): Promise<Awaited<ReturnType<typeof startUuidMatch>> | undefined> {
  return uuidMatch && (await startUuidMatch(nemlogin, host, uuidMatch));
}

function hostOf({ host = 'localhost' }: SimulatorOptions): string {
  if (/^(?:[a-z0-9-]+\.)*localhost$/.test(host)) return host;
  throw new MitIdError('configuration_invalid', {
    option: 'host',
    problems: [`host is neither localhost nor a name under it: ${host}`],
  });
}

function merchantsOf({ merchants = [], callbackUrl = DEFAULT_CALLBACK_URL }: SimulatorOptions): readonly Merchant[] {
  return merchants.length > 0 ? merchants : [{ ...DEFAULT_MERCHANT, callbackUrl }];
}

function signicatApplicationsOf({ signicat = {} }: SimulatorOptions): SignicatApplications {
  const { serviceProviders = [], services = [DEFAULT_SIGNICAT_SERVICE] } = signicat;
  return new SignicatApplications(serviceProviders, services);
}

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
