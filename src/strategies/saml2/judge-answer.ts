import type { VerifiedAssertion } from '../../assertion';
import { MitIdError } from '../../errors';
import type { LoginRequest } from '../../login-request';
import { judgeSaml2Response } from '../../protocols/saml2';
import type { StandingExpectations } from './expectations';
import { withStatusOutcome } from './status';
import { WIRE } from './wire';

/**
 * Judges the answer to a login.
 *
 * @param response SAMLResponse as it was posted.
 * @param cancels the status codes that mean that the person cancelled.
 * @throws MitIdError `login_unknown` for a login without a request id, and every refusal of `judgeSaml2Response`, a status
 *   being its own outcome.
 */
export async function judgeAnswer(
  expectations: StandingExpectations,
  cancels: readonly string[],
  response: string,
  { requestId, startedAt, asked }: LoginRequest,
): Promise<VerifiedAssertion> {
  if (requestId === undefined) throw new MitIdError('login_unknown', { where: WIRE.relayState, got: 'no request id' });
  try {
    return await judgeSaml2Response(response, {
      ...expectations,
      inResponseTo: requestId,
      ...(asked.forceAuthn === true && { authenticatedSince: startedAt }),
    });
  } catch (error) {
    throw withStatusOutcome(error, cancels);
  }
}
