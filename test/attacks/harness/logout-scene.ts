import type { LogoutRequestMessage, LogoutResponseMessage, RedirectSending } from '../../support/saml2';
import type { Hand } from './scene';

/** Where a logout message goes in: whose word it is, and by which binding. */
export type LogoutLaneName =
  'logout-request-redirect' | 'logout-request-post' | 'logout-response-redirect' | 'logout-response-post';

/** What the identity provider says; of the two kinds, what the lane's one can say. */
export type LogoutSaid = LogoutRequestMessage & LogoutResponseMessage;

/** Whom a login is of, and by which session of the identity provider's. */
export interface LoggedIn {
  readonly nameId: string;
  readonly sessionIndex: string;
}

/** What a browser brings to `logoutUrl`: by GET, or with a body by POST. */
export interface LogoutWire {
  /** What stands after `?`, as it stands there. */
  readonly query?: string;
  /** The fields of a form, or its octets as they are. */
  readonly body?: Readonly<Record<string, string>> | string;
}

/** How a message is signed, in either binding. */
export type LogoutHand = Pick<Hand, 'signer' | 'method' | 'secret'>;

/** What a logout may go by, seen from the attacker's desk, and the identity provider's hand to write messages with. */
export interface LogoutScene {
  readonly lane: LogoutLaneName;
  readonly kind: 'LogoutRequest' | 'LogoutResponse';
  readonly binding: 'redirect' | 'post';
  /** The parameter or field that the message goes in. */
  readonly parameter: 'SAMLRequest' | 'SAMLResponse';
  readonly issuer: string;
  readonly logoutUrl: string;
  readonly callbackUrl: string;
  /** Whom a LogoutRequest names, and who is waiting for a LogoutResponse. */
  readonly named: LoggedIn;
  readonly bystander: LoggedIn;
  /** Of a LogoutResponse: the one of the logout under way. Of a LogoutRequest: the identity provider's own. */
  readonly relayState: string;
  /** That of the logout of somebody else, where the attack says that there is one. */
  readonly anotherRelayState?: string;
  /** The URL that our LogoutRequest went out by; empty where none did. */
  readonly ownRequest: string;
  /** A message that would pass if it were signed. */
  unsigned(said?: LogoutSaid): string;
  /** As the identity provider sends it, signed as its binding has it. */
  signed(said?: LogoutSaid, hand?: LogoutHand): LogoutWire;
  /** The same for a document of any kind: by redirect the query is signed, in a form the root. */
  send(document: string, hand?: LogoutHand): LogoutWire;
  /** A document by redirect, signed and escaped in any way. */
  redirect(document: string | Buffer, sending?: RedirectSending): LogoutWire;
  /** Brings a document as it stands in a form, or other octets in the place of its base64. */
  form(document: string | Buffer): LogoutWire;
  /** Signs by hand: at `%SIGNATURE%`, or after the first Issuer. */
  sign(document: string, hand?: Hand): string;
  /** A signed message that was changed on its way. */
  tampered(edit: (document: string) => string, said?: LogoutSaid): LogoutWire;
}
