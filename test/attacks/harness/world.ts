import type { MitIdErrorCode } from '../../../src/errors';
import type { Policy } from '../../../src/policy';
import type { StateStore } from '../../../src/state';
import { OnTheWire, type LaneName, type Message, type Scene } from './scene';

/** What an application may configure that an attack depends on, by the names of the strategy's options. */
export interface WorldOptions {
  readonly idpCert?: string | readonly string[];
  readonly acceptedClockSkewMs?: number;
  readonly allowMissingInResponseTo?: boolean;
  readonly allowMissingAudience?: boolean;
  readonly allowMissingConfirmation?: boolean;
  readonly dangerouslyAllowSha1?: boolean;
  readonly dangerouslyAllowUnsignedAssertion?: boolean;
  readonly requireEncryptedAssertion?: boolean;
  readonly forceAuthn?: boolean;
  readonly maxAuthenticationAgeMs?: number;
  readonly artifactSourceId?: string;
  readonly policy?: Policy;
  /** Passport's name of the strategy. */
  readonly name?: string;
  readonly stateStore?: StateStore;
  /** Another broker than the lane's own. */
  readonly broker?: string;
}

/** Milliseconds; less than the attacks on time are off by. */
export const CLOCK_SKEW_MS = 5_000;

export type Verdict =
  | { readonly accepted: true; readonly said: unknown; readonly returnTo?: string }
  | { readonly accepted: false; readonly code: MitIdErrorCode };

/** A service provider that messages are sent to, one after the other; it remembers which assertions it has seen. */
export interface World {
  send(message: (scene: Scene) => Message): Promise<Verdict>;
  close(): Promise<void>;
}

/** A message as it goes over the wire: the form field SAMLResponse, or the bytes of a SOAP reply. */
export function onTheWire(scene: Scene, message: Message): OnTheWire {
  if (message instanceof OnTheWire) return message;
  if (typeof message === 'string') return scene.travel(scene.document(message));
  return scene.travel(Buffer.from(scene.document(message.toString('latin1')), 'latin1'));
}

/** What was written before anything of it was encrypted: two messages that say this alike are one. */
export function written(scene: Scene, message: Message): string {
  const { value, document = value } = onTheWire(scene, message);
  return Buffer.from(document).toString('latin1');
}

export const isSaml2 = (lane: LaneName) => lane.startsWith('saml2-') || lane === 'signicat-mitid';
