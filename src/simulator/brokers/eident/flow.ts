import type { ExchangeRecorder } from '../../exchanges';
import type { Merchant } from '../../options';
import type { Language } from '../../pages/texts';
import { personaByMitIdUuid, type Persona } from '../../personas';
import type { Identity } from '../identity';
import { EIdentError } from './error-codes';
import { canUse, identitiesOf } from './identity';
import type { EIdentRequest } from './request';
import { eidsOf, type Eid } from './vendors';

/** The pages a person may have to pass, in their order. */
export const STEPS = ['eid', 'person', 'approve', 'cpr', 'identity'] as const;
export type Step = (typeof STEPS)[number];

/**
 * A person on the way through the pages. It is found by the id in the page's address, not by a cookie: the application and
 * the simulator share the host `localhost`, and cookies do not tell ports apart.
 */
export interface Flow {
  readonly id: string;
  readonly merchant: Merchant;
  readonly request: EIdentRequest;
  readonly language: Language;
  readonly embedded: boolean;
  readonly startedAt: number;
  readonly exchange: ExchangeRecorder;
  /** Where errors go; checked against the merchant's origin. */
  readonly statusUrl?: string;
  readonly startUrl?: string;
  /** The person's earlier transaction is used again: nobody authenticates. */
  readonly stepUp: boolean;
  eid?: Eid;
  persona?: Persona;
  approved: boolean;
  cprConfirmed: boolean;
  identity?: Identity;
  /** Milliseconds since 1970, by the simulator's clock. */
  authenticatedAt?: number;
}

/** A login whose person and identity are settled. */
export interface SettledFlow extends Flow {
  readonly persona: Persona;
  readonly identity: Identity;
}

/** Whether the CPR page is part of this login. */
export function asksCpr({ request, eid }: Flow): boolean {
  return request.returnSsn || (request.returnNemidPid && eid === 'mitid');
}

/**
 * Fills in what nobody has to be asked, and says which page is next; undefined when the login is settled.
 *
 * @throws EIdentError `authfailed` for a presetid that nobody has, `get_ssn_error` for a certificate without a person,
 *   `blankcvr` from the choice of identity.
 */
export function nextStep(flow: Flow): Step | undefined {
  const { request } = flow;
  const [onlyEid, ...otherEids] = eidsOf(request.vendors);
  if (flow.eid === undefined && otherEids.length === 0 && onlyEid !== undefined) flow.eid = onlyEid;
  if (flow.eid === undefined) return 'eid';
  if (flow.persona === undefined && flow.eid === 'mitid' && request.presetId !== undefined) {
    flow.persona = personOfPresetId(request.presetId);
  }
  if (flow.persona === undefined) return 'person';
  if (!flow.approved && needsApproval(flow)) return 'approve';
  if (asksCpr(flow) && !flow.cprConfirmed) {
    if (flow.persona.cpr === undefined) throw new EIdentError('get_ssn_error', `${flow.persona.id} is no person`);
    return 'cpr';
  }
  if (flow.identity !== undefined) return undefined;
  const [onlyIdentity, ...otherIdentities] = identitiesOf(flow.persona, flow.eid, request.vendors);
  if (onlyIdentity === undefined || otherIdentities.length > 0) return 'identity';
  flow.identity = onlyIdentity;
  return undefined;
}

/** Narrows a flow whose `nextStep` is undefined. */
export function isSettled(flow: Flow): flow is SettledFlow {
  return flow.persona !== undefined && flow.identity !== undefined;
}

// A transaction text is there to be approved; and a person whom presetid led past the user id page must be able to cancel.
function needsApproval({ request, stepUp, eid }: Flow): boolean {
  return !stepUp && (request.transactionText !== undefined || (request.presetId !== undefined && eid === 'mitid'));
}

function personOfPresetId(presetId: string): Persona {
  const persona = personaByMitIdUuid(presetId);
  if (persona === undefined || !canUse(persona, 'mitid')) {
    throw new EIdentError('authfailed', 'presetid is the MitID of nobody here');
  }
  return persona;
}
