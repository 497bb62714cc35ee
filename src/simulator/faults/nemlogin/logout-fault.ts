import type {
  LogoutHead,
  LogoutRequestDraft,
  LogoutResponseDraft,
  LogoutSigning,
} from '../../brokers/nemlogin/logout/draft';
import type { SigningKey } from '../../keys/signing-key';
import type { LogoutBinding } from '../../service-providers';
import type { Xml } from '../../xml/template';
import type { FaultBase } from '../fault';

/** A logout message says something else, or is signed in another way. */
export interface LogoutFault extends FaultBase {
  /** Which message it waits for; `logout` takes either. */
  readonly at: 'logout-request' | 'logout-response' | 'logout';
  /** It brings an earlier message of the kind again, and waits until there was one to that service. */
  readonly again?: true;
  /** Which binding it waits for; either unless given. */
  readonly binding?: LogoutBinding;
  readonly head?: (draft: LogoutHead) => Partial<LogoutHead>;
  readonly request?: (draft: LogoutRequestDraft, earlier: LogoutRequestDraft) => Partial<LogoutRequestDraft>;
  readonly response?: (draft: LogoutResponseDraft, earlier: LogoutResponseDraft) => Partial<LogoutResponseDraft>;
  /** What is written is changed, before anything is signed. @param broker signs as the broker does. */
  readonly document?: (request: Xml, draft: LogoutRequestDraft, broker: LogoutSigning) => Xml;
  /** Undefined leaves the message unsigned. */
  readonly signing?: (signing: LogoutSigning, foreignKey: () => SigningKey) => LogoutSigning | undefined;
}
