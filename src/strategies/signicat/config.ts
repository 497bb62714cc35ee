import { MitIdError } from '../../errors';
import { isNemIdMethod, NEMID_METHODS } from './methods';
import { readMitIdOptions, type MitIdConfig } from './mitid/config';
import { readNemIdOptions, type NemIdConfig } from './nemid/config';

/** Options that have been judged, told apart by the protocol that their method speaks. */
export type SignicatConfig = MitIdConfig | NemIdConfig;

/**
 * Judges the options of a strategy: what there is to judge, `method` says.
 *
 * @param input what the application wrote; nothing about it is believed.
 * @throws MitIdError `configuration_invalid`, whose `detail.problems` has a line for each problem, with the option's name.
 */
export function readOptions(input: unknown): SignicatConfig {
  const given = typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {};
  const method = Object.hasOwn(given, 'method') ? given['method'] : undefined;
  if (method === 'mitid') return readMitIdOptions(given);
  if (isNemIdMethod(method)) return readNemIdOptions(given);
  const what = method === undefined ? 'is missing' : 'is unknown';
  const problems = [`method ${what}: one of mitid, ${NEMID_METHODS.join(', ')}`];
  throw new MitIdError('configuration_invalid', { problems });
}
