import type { LoginRecord } from '../../session';
import { neverMet, type Means, type Requirement } from '../requirement';
import type { SignicatConfig } from './config';

/**
 * How a login by Signicat comes to meet what a route asks for. Nothing asks Signicat for a level of assurance, nor a first
 * login for the CPR number: whether they come, the contract with Signicat says.
 *
 * @param record of the person who is logged in; without one nobody is.
 */
export function meansOf(config: SignicatConfig, requirement: Requirement, record: LoginRecord | undefined): Means {
  if (config.protocol === 'saml11' && requirement.kind === 'assurance') {
    return { never: 'a NemID, which has no level of assurance' };
  }
  if (record === undefined) return { options: {} };
  const never = neverMet(requirement, record);
  if (never !== undefined) return { never };
  if (requirement.kind === 'assurance') return { never: 'a login by Signicat, which no level can be asked of' };
  if (config.protocol === 'saml11' || config.options.stepUpParameter === undefined) {
    return { never: 'a login by Signicat without the option stepUpParameter' };
  }
  return { options: { stepUp: 'cpr' } };
}
