import { writeFileSync } from 'node:fs';
import { Option } from 'commander';
import type { Simulator } from '../simulator';
import type { UuidMatchOptions } from '../simulator/brokers/uuidmatch/options';
import { portOption } from './port-option';

/** What the options of `simulate` say of the CPR match. */
export interface UuidMatchFlags {
  readonly uuidMatchCa?: string;
  readonly uuidMatchPort?: number;
}

/** The options of `simulate` for the CPR match; it is offered where there is a file for its certificate. */
export const UUID_MATCH_OPTIONS: readonly Option[] = [
  new Option(
    '--uuid-match-ca <file>',
    'NemLog-in: offer the CPR match too, and write the certificate that CprMatcher must trust to this file',
  ),
  new Option(
    '--uuid-match-port <number>',
    'NemLog-in: TCP port of the CPR match (default: any that is free)',
  ).argParser(portOption),
];

/**
 * The options of `startSimulator` for the CPR match; undefined where none is asked for.
 *
 * @throws Error for a port without a file: nobody could trust what listens there.
 */
export function uuidMatchOptionsOf({ uuidMatchCa, uuidMatchPort }: UuidMatchFlags): UuidMatchOptions | undefined {
  if (uuidMatchCa === undefined) {
    if (uuidMatchPort !== undefined) throw new Error('--uuid-match-port needs --uuid-match-ca');
    return undefined;
  }
  return uuidMatchPort === undefined ? {} : { port: uuidMatchPort };
}

/**
 * Writes the certificate of the CPR match, which is new with each start; closes the simulator where that cannot be done.
 *
 * @throws Error whose message names the option, and the file.
 */
export async function keepUuidMatchCa(simulator: Simulator, { uuidMatchCa }: UuidMatchFlags): Promise<void> {
  if (uuidMatchCa === undefined || simulator.uuidMatch === undefined) return;
  try {
    writeFileSync(uuidMatchCa, simulator.uuidMatch.ca);
  } catch (error) {
    await simulator.close();
    const { code = 'unwritable' } = error as NodeJS.ErrnoException;
    throw new Error(`--uuid-match-ca: ${uuidMatchCa} cannot be written (${code})`);
  }
}

/** What to paste into an application that has CPR numbers matched here. */
export function uuidMatchLines(uuidMatch: Simulator['uuidMatch'], { uuidMatchCa }: UuidMatchFlags): string[] {
  if (uuidMatch === undefined || uuidMatchCa === undefined) return [];
  return [
    'Paste into new CprMatcher({ … }), beside entityId, your keys and stateStore:',
    `  url: '${uuidMatch.url}',`,
    `  idpEntityId: '${uuidMatch.idpEntityId}',`,
    `  ca: readFileSync(${JSON.stringify(uuidMatchCa)}, 'utf8'), // new with each start`,
  ];
}
