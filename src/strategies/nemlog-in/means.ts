import type { LoginRecord } from '../../session';
import { neverMet, type Means, type Requirement } from '../requirement';
import type { NemLogInConfig } from './config';

/**
 * How a login by NemLog-in comes to meet what a route asks for. OIOSAML 2 has no level that could be asked for.
 *
 * @param record of the person who is logged in; without one nobody is, and a login is the means.
 */
export function meansOf(
  { dialect }: Pick<NemLogInConfig, 'dialect'>,
  requirement: Requirement,
  record: LoginRecord | undefined,
): Means {
  const asksLevel = requirement.kind === 'assurance' && dialect === 'oiosaml-3';
  const call = asksLevel ? { loa: requirement.loa } : {};
  if (record === undefined) return { options: call };
  const never = neverMet(requirement, record);
  if (never !== undefined) return { never };
  if (requirement.kind === 'cpr') {
    return { never: 'a login by NemLog-in, where a public service has an attribute for it, and any other a CPR match' };
  }
  return asksLevel ? { options: { stepUp: 'assurance', ...call } } : { never: 'a login by OIOSAML 2' };
}
