import type { LoginRecord } from '../../session';
import { neverMet, type Means, type Requirement } from '../requirement';

/**
 * How a login by E-Ident comes to meet what a route asks for.
 *
 * @param record of the person who is logged in; without one nobody is, and a login that asks for it at once is the means.
 */
export function meansOf(requirement: Requirement, record: LoginRecord | undefined): Means {
  const { kind } = requirement;
  if (record === undefined) return { options: kind === 'cpr' ? { returnSsn: true } : { loa: requirement.loa } };
  const never = neverMet(requirement, record);
  if (never !== undefined) return { never };
  if (kind === 'cpr') return { options: { stepUp: 'cpr', stepUpFallback: 'authenticate' } };
  // Never issued by the broker behind E-Ident (seed 002).
  if (requirement.loa === 'high' && record.identityType === 'professional')
    return { never: 'MitID Erhverv, whose highest level is substantial' };
  return { options: { stepUp: 'assurance', loa: requirement.loa } };
}
