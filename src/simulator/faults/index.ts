import { MitIdError } from '../../errors';
import { EIDENT_FAULTS, type EIdentFaultName } from './eident';
import { LOGOUT_FAULTS, NEMLOGIN_FAULTS, type LogoutFaultName, type NemLogInFaultName } from './nemlogin';
import { SIGNICAT_MITID_FAULTS, SIGNICAT_NEMID_FAULTS, type MitIdFaultName, type NemIdFaultName } from './signicat';
import { UUID_MATCH_FAULTS, type UuidMatchFaultName } from './uuidmatch';

/** The name of a fault, as `simulator.fault()` and `POST /simulator/faults/<name>` take it. */
export type FaultName =
  EIdentFaultName | NemLogInFaultName | LogoutFaultName | UuidMatchFaultName | MitIdFaultName | NemIdFaultName;

/** Every name, each once: a fault that several brokers have is spelled the same, and is used by whichever comes first. */
export const FAULT_NAMES: readonly FaultName[] = [
  ...new Set(
    [
      ...EIDENT_FAULTS,
      ...NEMLOGIN_FAULTS,
      ...LOGOUT_FAULTS,
      ...UUID_MATCH_FAULTS,
      ...SIGNICAT_MITID_FAULTS,
      ...SIGNICAT_NEMID_FAULTS,
    ].map(({ name }) => name),
  ),
];

/** Whether a text names a fault. */
export function isFaultName(text: string): text is FaultName {
  return FAULT_NAMES.some((name) => name === text);
}

/** @throws MitIdError `configuration_invalid` for a name that no fault has: a test that arms it would test nothing. */
export function checkFaultName(name: string): asserts name is FaultName {
  if (isFaultName(name)) return;
  throw new MitIdError('configuration_invalid', {
    problems: [`the simulator has no fault ${JSON.stringify(name)}; there are: ${FAULT_NAMES.join(', ')}`],
  });
}
