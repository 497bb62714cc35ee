import { parseArgs } from 'node:util';
import { availableParallelism } from 'node:os';
import { allLanes, laneNamed } from './lanes';

export interface FuzzOptions {
  readonly count: number;
  readonly seed: number;
  readonly workers: number;
  readonly lanes: readonly string[];
  /** Where counterexamples are written. */
  readonly into: string;
  /** A counterexample to see again, and nothing else. */
  readonly replay?: string;
}

const USAGE = `npm run fuzz -- [--count 1000000] [--seed <number>] [--workers <number>] [--lane <name>]... [--into <folder>]
npm run fuzz -- --replay <file>`;

/** @throws Error with the usage, for what cannot be meant */
export function readOptions(args: readonly string[], into: string): FuzzOptions {
  const values = parsed(args, into);
  return {
    count: whole('count', values.count, 1),
    seed: whole('seed', values.seed, 0),
    workers: whole('workers', values.workers, 1),
    lanes: (values.lane?.map(laneNamed) ?? allLanes()).map(({ name }) => name),
    into: values.into,
    ...(values.replay !== undefined && { replay: values.replay }),
  };
}

function parsed(args: readonly string[], into: string) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        count: { type: 'string', default: '1000000' },
        seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
        workers: { type: 'string', default: String(availableParallelism()) },
        lane: { type: 'string', multiple: true },
        into: { type: 'string', default: into },
        replay: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

function whole(name: string, value: string, least: number): number {
  const number = Number(value);
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new Error(`--${name} is a whole number, ${least} or more\n${USAGE}`);
}
