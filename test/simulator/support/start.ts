import { startSimulator, type Simulator, type SimulatorOptions } from '../../../src/simulator';
import { generateSigningKey, writeSigningKey } from '../../../src/simulator/keys/signing-key';

let pem: Promise<string> | undefined;

/** Starts a simulator with the key of the first one: where each test starts its own, making a key takes the longest. */
export async function startWithOneKey(options: SimulatorOptions): Promise<Simulator> {
  pem ??= generateSigningKey('Test').then(writeSigningKey);
  const kept = await pem;
  return startSimulator({ signingKey: { key: kept, cert: kept }, ...options });
}
