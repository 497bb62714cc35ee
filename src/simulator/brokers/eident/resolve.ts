import type { ExchangeRecorder } from '../../exchanges';
import { takeEIdentFault, type TransportFault } from '../../faults/eident';
import type { Merchant } from '../../options';
import { EIdentError } from './error-codes';
import { authenticate } from './basic-authentication';
import { issueMessage } from './issue';
import { readArtifactRequest, type ArtifactRequest } from './read-request';
import type { EIdentState, IssuedArtifact } from './state';
import { writeFault } from './write-fault';

/** What the SOAP request is answered with. */
export type Reply =
  | { readonly kind: 'message'; readonly status: number; readonly body: string }
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'trouble'; readonly trouble: TransportFault['trouble']; readonly body: string };

/**
 * An artifact is exchanged for its assertion (`POST /saml1resp/getassertion`): once, in time, by its own merchant.
 *
 * @param authorization the Authorization header.
 * @param body the SOAP request.
 */
export function resolve(state: EIdentState, authorization: string | undefined, body: Buffer): Reply {
  const { exchanges, merchants } = state.world;
  const merchant = authenticate(authorization, merchants);
  if (merchant === undefined) {
    exchanges
      .open('SOAP request without the right password')
      .add({ title: 'Refused with HTTP 401', xml: textOf(body) });
    return { kind: 'unauthorized' };
  }
  let exchange: ExchangeRecorder | undefined;
  try {
    const request = readArtifactRequest(body);
    exchange = state.artifacts.get(request.artifact)?.login.exchange;
    exchange ??= exchanges.open('SOAP request for an artifact that is not known');
    exchange.add({ title: 'SOAP request', xml: textOf(body) });
    return deliver(state, request, take(state, request, merchant), exchange);
  } catch (error) {
    if (!(error instanceof EIdentError)) throw error;
    exchange ??= recordUnread(state, body);
    return refuseWith(error, exchange);
  }
}

function recordUnread({ world }: EIdentState, body: Buffer): ExchangeRecorder {
  const exchange = world.exchanges.open('SOAP request that cannot be read');
  exchange.add({ title: 'SOAP request', xml: textOf(body) });
  return exchange;
}

function take({ world, artifacts }: EIdentState, { artifact }: ArtifactRequest, merchant: Merchant): IssuedArtifact {
  const issued = artifacts.get(artifact);
  if (issued === undefined) throw new EIdentError('assertion_notfound', 'the artifact was never issued');
  if (issued.login.merchant.merchantId !== merchant.merchantId) {
    throw new EIdentError('artifact_not_match_mid', 'the artifact was issued for another merchant');
  }
  if (issued.used) throw new EIdentError('artifact_invalidated', 'the artifact was used before');
  if (issued.expiresAt <= world.clock.now()) throw new EIdentError('artifact_expired', 'the artifact has expired');
  issued.used = true;
  return issued;
}

function deliver(
  state: EIdentState,
  { requestId }: ArtifactRequest,
  { login }: IssuedArtifact,
  exchange: ExchangeRecorder,
): Reply {
  const fault = takeEIdentFault(state.world.faults, ['transport', 'answer'], 'artifact');
  if (fault?.at === 'transport' && fault.trouble.kind === 'soap-fault') {
    throw new EIdentError(fault.trouble.code, `fault ${fault.name}`);
  }
  const change = fault?.at === 'answer' ? fault : undefined;
  const body = issueMessage(state, login, { profile: 'artifact', inResponseTo: requestId }, change);
  exchange.add({ title: fault === undefined ? 'SOAP response' : `SOAP response (fault ${fault.name})`, xml: body });
  return fault?.at === 'transport' ? { kind: 'trouble', trouble: fault.trouble, body } : message(200, body);
}

function refuseWith({ code, reason }: EIdentError, exchange: ExchangeRecorder): Reply {
  const body = writeFault(code);
  exchange.add({
    title: `SOAP fault ${code}`,
    fields: [{ name: 'reason', value: reason }],
    xml: body,
  });
  return message(500, body);
}

const message = (status: number, body: string): Reply => ({ kind: 'message', status, body });

// For the page only; what is no text is shown as replacement characters.
function textOf(body: Buffer): string {
  return body.subarray(0, 64 * 1024).toString('utf8');
}
