import type { AssertionContent } from '../../../src/assertion';
import { readTrustedCertificates, TrustedCertificates } from '../../../src/certificates';
import { MitIdError, type MitIdErrorCode } from '../../../src/errors';
import { judgeArtifactReply, judgePostedResponse, type Saml11Expectations } from '../../../src/protocols/saml11';
import { MemoryStateStore } from '../../../src/state/memory';
import { CERTS } from '../../support/certs';
import { FACTS, soapEnvelope } from '../../support/saml11';
import type { Lane } from './lanes';
import { OnTheWire, type Facts, type LaneName, type Message, type Scene } from './scene';

/** What an application may configure that an attack depends on, by the names of the strategy's options. */
export interface WorldOptions {
  readonly idpCert?: string | readonly string[];
  readonly clockSkewMs?: number;
  readonly allowMissingInResponseTo?: boolean;
  readonly allowMissingAudience?: boolean;
  readonly allowMissingConfirmation?: boolean;
  readonly dangerouslyAllowSha1?: boolean;
  readonly dangerouslyAllowUnsignedAssertion?: boolean;
}

export type Verdict =
  | { readonly accepted: true; readonly content?: AssertionContent }
  | { readonly accepted: false; readonly code: MitIdErrorCode };

/** A service provider that messages are sent to, one after the other; it remembers which assertions it has seen. */
export interface World {
  send(message: (scene: Scene) => Message): Promise<Verdict>;
}

/** The service provider as the protocol lane alone: no HTTP, no strategy. */
export function judgeWorld(lane: Lane, options: WorldOptions = {}): World {
  const store = new MemoryStateStore();
  const facts: Facts = {
    ...FACTS,
    now: Date.now(),
    ...(lane.name === 'saml11-artifact' ? { requestId: '_0f1e2d3c4b5a69788796a5b4c3d2e1f0' } : {}),
  };
  return {
    async send(message) {
      const sent = message(lane.scene(facts));
      try {
        const verified = await judge(lane, sent, facts, expectations(facts, store, options));
        return { accepted: true, content: verified.content };
      } catch (error) {
        if (error instanceof MitIdError) return { accepted: false, code: error.code };
        throw error;
      }
    },
  };
}

function judge(lane: Lane, message: Message, facts: Facts, expected: Saml11Expectations) {
  return lane.name === 'saml11-post'
    ? judgePostedResponse(formField(message), expected)
    : judgeArtifactReply(soapReply(message), facts.requestId ?? '', expected);
}

/** What goes over the wire for a message: two messages that travel alike are one. */
export function wire(lane: LaneName, message: Message): string {
  return lane === 'saml11-post' ? formField(message) : soapReply(message).toString('latin1');
}

/** The form field SAMLResponse of a message. */
export function formField(message: Message): string {
  return message instanceof OnTheWire ? message.value.toString() : Buffer.from(message).toString('base64');
}

/** The bytes of a SOAP reply with a message in it. */
export function soapReply(message: Message): Buffer {
  return Buffer.from(message instanceof OnTheWire ? message.value : soapEnvelope(message.toString()));
}

function expectations(facts: Facts, store: MemoryStateStore, options: WorldOptions): Saml11Expectations {
  const { idpCert = CERTS.idp.cert, clockSkewMs = 5_000, ...switches } = options;
  return {
    issuer: facts.issuer,
    audience: facts.audience,
    recipient: facts.recipient,
    certificates: new TrustedCertificates(readTrustedCertificates(idpCert, 'idpCert').certificates),
    clockSkewMs,
    now: Date.now,
    store,
    ...switches,
  };
}
