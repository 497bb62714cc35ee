import type { ExchangeRecorder } from '../../exchanges';
import type { ServiceProvider } from '../../service-providers';
import type { AuthnRequest } from './authn-request';
import { describeRequest } from '../saml2/describe-request';
import { openRequest } from '../saml2/open-request';
import { readAuthnRequest } from './read-request';
import { registered } from './registered';
import { readSignedQuery } from '../saml2/signed-query';
import type { NemLogIn } from './state';
import { verifyQuery } from '../saml2/verify-query';

/** A request that is taken, and whose it is. */
export interface AcceptedRequest {
  readonly serviceProvider: ServiceProvider;
  readonly request: AuthnRequest;
}

/**
 * Judges an AuthnRequest: who sent it and whether it is theirs goes before what it says.
 *
 * @param rawQuery as it stands in the address.
 * @throws RequestRefusal
 */
export function acceptRequest(state: NemLogIn, rawQuery: string, exchange: ExchangeRecorder): AcceptedRequest {
  const query = readSignedQuery(rawQuery);
  const { root, xml, issuer } = openRequest(query.message);
  exchange.add(describeRequest({ issuer, relayState: query.relayState, algorithm: query.algorithm, xml }));
  const serviceProvider = registered(state, issuer);
  verifyQuery(query, serviceProvider);
  const request = readAuthnRequest(root, {
    destination: state.entryPoint,
    callbackUrl: serviceProvider.callbackUrl,
    now: state.world.clock.now(),
  });
  const { relayState } = query;
  return { serviceProvider, request: { ...request, ...(relayState === undefined ? {} : { relayState }) } };
}
