import { readTrustedCertificates, TrustedCertificates } from '../../../src/certificates';
import { MitIdError } from '../../../src/errors';
import { judgeArtifactReply, judgePostedResponse, type Saml11Expectations } from '../../../src/protocols/saml11';
import { MemoryStateStore } from '../../../src/state/memory';
import { CERTS } from '../../support/certs';
import { FACTS } from '../../support/saml11';
import type { Lane } from './lanes';
import type { Facts, Message } from './scene';
import { CLOCK_SKEW_MS, formField, soapReply, type World, type WorldOptions } from './world';

/** The service provider as the protocol lane alone: no HTTP, no strategy. */
export function judgeWorld(lane: Lane, options: WorldOptions = {}): World {
  const store = new MemoryStateStore();
  const facts: Facts = {
    ...FACTS,
    now: Date.now(),
    ...(lane.name === 'saml11-artifact' ? { requestId: '_0f1e2d3c4b5a69788796a5b4c3d2e1f0' } : {}),
  };
  const scene = lane.scene(facts);
  return {
    async send(message) {
      const sent = message(scene);
      try {
        const verified = await judge(lane, sent, facts, expectations(facts, store, options));
        return { accepted: true, said: verified.content };
      } catch (error) {
        if (error instanceof MitIdError) return { accepted: false, code: error.code };
        throw error;
      }
    },
    close: () => Promise.resolve(),
  };
}

function judge(lane: Lane, message: Message, facts: Facts, expected: Saml11Expectations) {
  return lane.name === 'saml11-post'
    ? judgePostedResponse(formField(message), expected)
    : judgeArtifactReply(soapReply(message), facts.requestId ?? '', expected);
}

function expectations(facts: Facts, store: MemoryStateStore, options: WorldOptions): Saml11Expectations {
  const { idpCert = CERTS.idp.cert, acceptedClockSkewMs = CLOCK_SKEW_MS, ...switches } = options;
  return {
    issuer: facts.issuer,
    audience: facts.audience,
    recipient: facts.recipient,
    certificates: new TrustedCertificates(readTrustedCertificates(idpCert, 'idpCert').certificates),
    clockSkewMs: acceptedClockSkewMs,
    now: Date.now,
    store,
    ...switches,
  };
}
