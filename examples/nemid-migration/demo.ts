import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryStateStore } from 'passport-mitid-saml';
import { AccountLinks, MigrationReports } from 'passport-mitid-saml/migration';
import { startSimulator, type Simulator } from 'passport-mitid-saml/simulator';
import { closeServers, listenOnLoopback, type Listening } from '../login/listen';
import { explainPort } from '../login/ports';
import { createApp } from './app';
import { generateAccounts } from './generate';
import { importAccounts } from './import-accounts';
import { CALLBACK_PATH } from './routes/login';

export interface DemoOptions {
  /** TCP port of the application on loopback; 0 takes any that is free. */
  readonly port: number;
  /** TCP port of the simulator on loopback; 0 takes any that is free. */
  readonly simulatorPort: number;
  /** How many accounts there are to move. */
  readonly accounts: number;
  /** Takes one line of the log. */
  readonly log: (line: string) => void;
}

/** The application and the broker it talks to, running. */
export interface Demo {
  /** `http://localhost:<port>`. */
  readonly url: string;
  readonly simulator: Simulator;
  /** The database; gone with the demo. */
  readonly file: string;
  /** Stops both, and removes the database. */
  close(): Promise<void>;
}

/**
 * Makes the accounts, imports them, and starts the application and the simulator.
 *
 * @throws PortProblem when a port cannot be had.
 */
export async function startDemo({ port, simulatorPort, accounts, log }: DemoOptions): Promise<Demo> {
  const undo: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const listening = await ownPort(port);
    undo.push(() => closeServers(listening.servers));
    const url = `http://localhost:${listening.port}`;
    const simulator = await startSimulator({ port: simulatorPort }).catch((error: unknown) => {
      throw explainPort(error, simulatorPort, 'SIMULATOR_PORT');
    });
    undo.push(() => simulator.close());

    const folder = await mkdtemp(join(tmpdir(), 'nemid-migration-'));
    undo.push(() => rm(folder, { recursive: true, force: true }));
    const file = join(folder, 'links.db');
    // Yours comes from where your secrets are: whoever has it can try all CPR numbers.
    const cprSecret = { id: 'demo', secret: randomBytes(32).toString('base64') };
    const said = await importAccounts(generateAccounts(simulator.personas, accounts), folder, file, cprSecret);
    for (const line of said.split('\n')) log(line);
    const links = await AccountLinks.open({ sqlite: { file } }, { cprSecrets: [cprSecret] });
    undo.push(() => links.close());
    const reports = await MigrationReports.open({ sqlite: { file } });
    undo.push(() => reports.close());

    const callbackUrl = `${url}${CALLBACK_PATH}`;
    simulator.register({ callbackUrl });
    const logger = { info: log, warn: log, error: log };
    const app = createApp({
      connection: { ...simulator.eident, callbackUrl, stateStore: new MemoryStateStore(), logger },
      links,
      reports,
      accounts,
      exchangesUrl: `${simulator.url}/simulator/exchanges`,
      log,
    });
    for (const server of listening.servers) server.on('request', app);
    return { url, simulator, file, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function ownPort(port: number): Promise<Listening> {
  try {
    return await listenOnLoopback(port);
  } catch (error) {
    throw explainPort(error, port, 'PORT');
  }
}
