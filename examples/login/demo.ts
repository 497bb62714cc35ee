import { randomBytes } from 'node:crypto';
import { startSimulator, type Persona, type Simulator } from 'passport-mitid-saml/simulator';
import { createApp } from './app';
import { connect } from './connect';
import { closeServers, listenOnLoopback } from './listen';
import type { Person } from './pages/home';
import { explainPort, PortProblem } from './ports';

export interface DemoOptions {
  /** TCP port of the application on loopback; 0 takes any that is free. */
  readonly port: number;
  /** TCP port of the simulator on loopback; 0 takes any that is free. */
  readonly simulatorPort: number;
  /** The names in the addresses of the two, where they are to be two sites to a browser; both `localhost` otherwise. */
  readonly hosts?: { readonly app: string; readonly simulator: string };
  /** Takes one line of the log. */
  readonly log: (line: string) => void;
}

/** The application and the broker it talks to, running. */
export interface Demo {
  /** `http://localhost:<port>`, or the name that was asked for. */
  readonly url: string;
  readonly simulator: Simulator;
  /** Stops both, also while browsers keep connections open. */
  close(): Promise<void>;
}

/**
 * Starts the application and the simulator.
 *
 * @throws PortProblem when a port cannot be had.
 */
export async function startDemo({ port, simulatorPort, hosts, log }: DemoOptions): Promise<Demo> {
  if (port === simulatorPort && port !== 0) {
    throw new PortProblem(
      `PORT and SIMULATOR_PORT are both ${port}. Choose two, as in: PORT=3000 SIMULATOR_PORT=7000 npm start`,
    );
  }
  // The port first, because the simulator must know the callback's address, and the application the simulator's.
  const listening = await listenOnLoopback(port).catch((error: unknown) => {
    throw explainPort(error, port, 'PORT');
  });
  const url = `http://${hosts?.app ?? 'localhost'}:${listening.port}`;
  const logger = { info: log, warn: log, error: log };
  try {
    const simulator = await startSimulator({
      port: simulatorPort,
      host: hosts?.simulator ?? 'localhost',
      uuidMatch: {},
    });
    const app = createApp({
      connections: await connect(simulator, url, logger),
      // Yours lasts longer than the process, and comes from where your secrets are.
      sessionKey: { id: 'demo', secret: randomBytes(32) },
      nemidPids: simulator.personas.flatMap(({ nemidPid }) => (nemidPid === undefined ? [] : [nemidPid])),
      people: simulator.personas.map(personOf),
      exchangesUrl: `${simulator.url}/simulator/exchanges`,
      brokerSessionUrl: `${simulator.url}/nemlogin/session`,
      log,
    });
    for (const server of listening.servers) server.on('request', app);
    const close = async (): Promise<void> => {
      await Promise.all([closeServers(listening.servers), simulator.close()]);
    };
    return { url, simulator, close };
  } catch (error) {
    await closeServers(listening.servers);
    throw explainPort(error, simulatorPort, 'SIMULATOR_PORT');
  }
}

function personOf({ id, name, userId, description }: Persona): Person {
  return { id, name: `${name.given} ${name.family}`.trim(), userId, description };
}
