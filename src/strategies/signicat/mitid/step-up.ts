import type { Request } from 'express';
import { MitIdError } from '../../../errors';
import type { Asked, LoginRequest } from '../../../login-request';
import type { LoginOwner } from '../../login-requests';
import { beginAnew, noTransaction, type BegunStepUp } from '../../step-up';
import { withParameters } from '../../urls';
import type { MitIdConfig } from './config';
import type { MitIdCore } from './core';

/**
 * Begins a CPR step-up of the person who is logged in: on the transaction that Signicat named in `auth-token-id`, while the
 * assertion that named it is valid.
 *
 * @throws MitIdError `step_up_no_transaction`, `step_up_expired`, `state_store_failed`.
 */
export async function beginStepUp(
  core: MitIdCore,
  owner: LoginOwner,
  req: Request,
  asked: Asked,
): Promise<Pick<BegunStepUp, 'stepUp' | 'asked'>> {
  const begun = await beginAnew(core, owner, req, 'cpr', asked);
  const { stepUpId: transactionId, expiresAt } = begun.record.transaction;
  if (transactionId === undefined) throw noTransaction('an answer without auth-token-id');
  if (Date.now() >= expiresAt) throw new MitIdError('step_up_expired', { where: 'transaction' });
  return { stepUp: { ...begun.stepUp, transactionId }, asked: { ...begun.asked, returnSsn: true } };
}

/**
 * A request's URL with the transaction of a step-up, behind what is signed: the signature is over the parameters of SAML
 * alone (saml-bindings-2.0-os section 3.4.4.1), and who comes back is held against who was logged in.
 */
export function withTransaction(
  url: string,
  { stepUpParameter }: Pick<MitIdConfig['options'], 'stepUpParameter'>,
  { transactionId }: Pick<NonNullable<LoginRequest['stepUp']>, 'transactionId'> = {},
): string {
  if (stepUpParameter === undefined || transactionId === undefined) return url;
  return withParameters(url, [[stepUpParameter, transactionId]]);
}
