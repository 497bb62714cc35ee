import { MitIdError } from 'passport-mitid-saml';
import { startDemo, type Demo } from './demo';
import { DEFAULT_PORT, DEFAULT_SIMULATOR_PORT, PortProblem, readPort } from './ports';

/** What `npm start` runs: the simulator and the application, until Ctrl-C. */
async function main(): Promise<void> {
  const demo = startDemo({
    port: readPort(process.env, 'PORT', DEFAULT_PORT),
    simulatorPort: readPort(process.env, 'SIMULATOR_PORT', DEFAULT_SIMULATOR_PORT),
    log: (line) => console.log(`  ${new Date().toISOString().slice(11, 19)}  ${line}`),
  });
  stopOnSignal(demo);
  const { url, simulator } = await demo;
  console.log(`
  The demo       ${url}
  The simulator  ${simulator.url}  (the broker; it shows what is sent)

  Open the demo, click MitID, and pick Anna1985 on the simulator's page.
  The front page has more to try. Ctrl-C stops both.
`);
}

function stopOnSignal(demo: Promise<Demo>): void {
  const stop = (): void => {
    demo
      .then((running) => running.close())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
}

main().catch((error: unknown) => {
  // Both say what to do about it; anything else is a fault of the demo, and its stack is wanted.
  const told = error instanceof PortProblem || error instanceof MitIdError;
  console.error(told ? error.message : error);
  process.exitCode = 1;
});
