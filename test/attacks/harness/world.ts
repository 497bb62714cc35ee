import type { MitIdErrorCode } from '../../../src/errors';
import type { LaneName, Message, Scene } from './scene';
import { OnTheWire } from './scene';
import { soapEnvelope } from '../../support/saml11';

/** What an application may configure that an attack depends on, by the names of the strategy's options. */
export interface WorldOptions {
  readonly idpCert?: string | readonly string[];
  readonly acceptedClockSkewMs?: number;
  readonly allowMissingInResponseTo?: boolean;
  readonly allowMissingAudience?: boolean;
  readonly allowMissingConfirmation?: boolean;
  readonly dangerouslyAllowSha1?: boolean;
  readonly dangerouslyAllowUnsignedAssertion?: boolean;
}

/** Milliseconds; less than the attacks on time are off by. */
export const CLOCK_SKEW_MS = 5_000;

export type Verdict =
  { readonly accepted: true; readonly said: unknown } | { readonly accepted: false; readonly code: MitIdErrorCode };

/** A service provider that messages are sent to, one after the other; it remembers which assertions it has seen. */
export interface World {
  send(message: (scene: Scene) => Message): Promise<Verdict>;
  close(): Promise<void>;
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
