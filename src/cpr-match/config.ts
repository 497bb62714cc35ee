import { MitIdError } from '../errors';
import { GuardedStateStore } from '../state';
import type { StateStore } from '../state';
import { standardErrorLogger, type Logger } from '../strategies/logger';
import { readShape, unknownKeys, type Problem } from '../strategies/problems';
import { readClientCertificate, type ClientCertificate } from './client-certificate';
import type { CprMatcherOptions } from './options';
import { OPTION_SHAPE } from './options-shape';

const DEFAULT_TIMEOUT_MS = 10_000;
const DEFAULT_TRIES = 3;

/** Options that have been judged, with their defaults. */
export interface CprMatchConfig {
  readonly url: URL;
  readonly entityId: string;
  readonly idpEntityId: string;
  readonly client: ClientCertificate;
  /** PEM. */
  readonly ca: readonly string[] | undefined;
  readonly store: StateStore;
  readonly timeoutMs: number;
  readonly maximumTries: number;
  readonly logger: Logger;
}

/**
 * Judges the options of a matcher.
 *
 * @param input what the application wrote; nothing about it is believed.
 * @throws MitIdError `configuration_invalid`, whose `detail.problems` has a line for each problem, with the option's name.
 */
export function readOptions(input: unknown): CprMatchConfig {
  const given = typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {};
  const read = readShape(OPTION_SHAPE, given);
  const options = read.values as Partial<CprMatcherOptions>;
  const absent = (name: keyof CprMatcherOptions): boolean => !Object.hasOwn(given, name) || given[name] === undefined;
  const { client, problems: unfit } = readClientCertificate(options, absent);
  const problems: Problem[] = [...unknownKeys(given, Object.keys(OPTION_SHAPE)), ...read.problems, ...unfit];
  if (problems.length > 0 || client === undefined) {
    throw new MitIdError('configuration_invalid', {
      problems: problems.map(({ name, problem }) => `${name} ${problem}`),
    });
  }
  const { url, entityId, idpEntityId, stateStore, ca, timeoutMs, maximumTries, logger } = options as CprMatcherOptions;
  return {
    url: new URL(url),
    entityId,
    idpEntityId,
    client,
    ca: ca === undefined ? undefined : [ca].flat(),
    store: new GuardedStateStore(stateStore),
    timeoutMs: timeoutMs ?? DEFAULT_TIMEOUT_MS,
    maximumTries: maximumTries ?? DEFAULT_TRIES,
    logger: logger ?? standardErrorLogger,
  };
}
