import { startSimulator, type Persona, type Simulator } from 'passport-mitid-saml/simulator';
import { createApp } from './app';
import { closeServers, listenOnLoopback } from './listen';
import type { Person } from './pages/home';
import { explainPort, PortProblem } from './ports';
import { CALLBACK_PATH } from './routes/login';

export interface DemoOptions {
  /** TCP port of the application on loopback; 0 takes any that is free. */
  readonly port: number;
  /** TCP port of the simulator on loopback; 0 takes any that is free. */
  readonly simulatorPort: number;
  /** Takes one line of the log. */
  readonly log: (line: string) => void;
}

/** The application and the broker it talks to, running. */
export interface Demo {
  /** `http://localhost:<port>` */
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
export async function startDemo({ port, simulatorPort, log }: DemoOptions): Promise<Demo> {
  if (port === simulatorPort && port !== 0) {
    throw new PortProblem(
      `PORT and SIMULATOR_PORT are both ${port}. Choose two, as in: PORT=3000 SIMULATOR_PORT=7000 npm start`,
    );
  }
  // The port first, because the simulator must know the callback's address, and the application the simulator's.
  const listening = await listenOnLoopback(port).catch((error: unknown) => {
    throw explainPort(error, port, 'PORT');
  });
  const url = `http://localhost:${listening.port}`;
  const callbackUrl = `${url}${CALLBACK_PATH}`;
  try {
    const simulator = await startSimulator({ port: simulatorPort });
    simulator.register({ callbackUrl });
    const app = createApp({
      eident: { ...simulator.eident, callbackUrl, logger: { info: log, warn: log, error: log } },
      nemidPids: simulator.personas.flatMap(({ nemidPid }) => (nemidPid === undefined ? [] : [nemidPid])),
      people: simulator.personas.map(personOf),
      exchangesUrl: `${simulator.url}/simulator/exchanges`,
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
