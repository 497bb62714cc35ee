import type { ExchangeRecorder } from '../../../exchanges';
import type { Persona } from '../../../personas';
import type { SignicatServiceProvider } from '../../../signicat-applications';
import { trimXml, type XmlElement } from '../../../../trust';
import { refuse } from '../../request-refusal';
import { describeRequest } from '../../saml2/describe-request';
import { SAML, SAMLP } from '../../saml2/names';
import { openRequest } from '../../saml2/open-request';
import { readAuthnRequestHead, type AuthnRequestHead } from '../../saml2/read-authn-request';
import { readQuery, signatureOf } from '../../saml2/signed-query';
import { verifyQuery } from '../../saml2/verify-query';
import type { Arrival } from '../arrival';
import type { Signicat } from '../state';

/** An AuthnRequest that is taken, and whose it is. */
export interface AcceptedRequest extends AuthnRequestHead {
  readonly serviceProvider: SignicatServiceProvider;
  readonly relayState: string | undefined;
  /** AuthnContextClassRefs; the real one chooses the eID by them, here there is MitID alone. */
  readonly classRefs: readonly string[];
  /** Who goes on with an earlier login: nobody is asked. */
  readonly steppedUp: Persona | undefined;
}

/**
 * Judges an AuthnRequest: who sent it and whether it is theirs goes before what it says.
 *
 * @param arrival the query, as it stands in the address and taken apart.
 * @throws RequestRefusal
 */
export function acceptRequest(
  state: Signicat,
  { rawQuery, query }: Pick<Arrival, 'rawQuery' | 'query'>,
  exchange: ExchangeRecorder,
): AcceptedRequest {
  const { message, relayState, signed } = readQuery(rawQuery);
  const { root, xml, issuer } = openRequest(message);
  exchange.add(describeRequest({ issuer, relayState, algorithm: signed?.algorithm, xml }));
  const serviceProvider = registered(state, issuer);
  const { signingCert, callbackUrl } = serviceProvider;
  if (signingCert !== undefined) verifyQuery(signatureOf(signed), { signingCert });
  const head = readAuthnRequestHead(root, {
    destination: state.entryPoint,
    callbackUrl,
    now: state.world.clock.now(),
  });
  return {
    ...head,
    serviceProvider,
    relayState,
    classRefs: classRefsOf(root),
    steppedUp: steppedUp(state, serviceProvider, query),
  };
}

function registered({ applications }: Signicat, issuer: string): SignicatServiceProvider {
  const known = applications.serviceProvider(issuer);
  if (known !== undefined) return known;
  const names = applications.serviceProviders.map(({ entityId }) => entityId);
  throw refuse(
    'Issuer',
    issuer,
    names.length === 0 ? 'a registered application; none is registered yet' : `one of ${names.join(', ')}`,
    'Register it: simulator.signicat.register({ entityId, callbackUrl, signingCert, encryptionCert }) in a test, mitid-saml simulate --signicat-entity-id … --signicat-callback … in a terminal, or POST the same members as JSON to /simulator/signicat/service-providers.',
  );
}

function steppedUp(
  { transactions }: Signicat,
  { entityId, stepUpParameter }: SignicatServiceProvider,
  query: URLSearchParams,
): Persona | undefined {
  const token = stepUpParameter === undefined ? null : query.get(stepUpParameter);
  if (token === null) return undefined;
  const transaction = transactions.get(token);
  if (transaction?.entityId === entityId) return transaction.persona;
  const expected = 'the auth-token-id of an earlier login of this application';
  throw refuse(stepUpParameter ?? '', token, expected, 'Send the attribute auth-token-id as it came.');
}

function classRefsOf(root: XmlElement): readonly string[] {
  const contexts = root.all(SAMLP, 'RequestedAuthnContext');
  return contexts.flatMap((context) =>
    context.all(SAML, 'AuthnContextClassRef').map(({ text }) => trimXml(text ?? '')),
  );
}
