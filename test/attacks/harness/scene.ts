import type { Saml11Message } from '../../support/saml11';
import type { HandSignature } from '../../support/xmldsig/hand-signature';
import type { SignOptions } from '../../support/xmldsig/sign';

/** Where a message goes in. A lane of another SAML version adds its name here and a `Lane` in `lanes.ts`. */
export type LaneName = 'saml11-post' | 'saml11-artifact';

/** What a message says, whichever version of SAML it says it in. */
export type Said = Saml11Message;

/** What the message must answer to; made anew for each login. */
export interface Facts {
  readonly issuer: string;
  readonly audience: string;
  readonly recipient: string;
  /** The id of the request that the message answers, where the lane sends one. */
  readonly requestId?: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The names under which the lane's version of SAML writes things. */
export interface WireNames {
  readonly protocolNamespace: string;
  readonly assertionNamespace: string;
  readonly responseId: string;
  readonly assertionId: string;
  readonly nameIdentifier: string;
  readonly attributeName: string;
}

/** What the signature stands on in this lane: `Response` or `Assertion`. */
export type SignedPart = 'Response' | 'Assertion';

export type Signing = Partial<Omit<SignOptions, 'element' | 'idAttribute' | 'place'>>;
export type Hand = Partial<HandSignature>;

/** Bytes that reach the wire as they are: the form field of a POST, the body of a SOAP reply. */
export class OnTheWire {
  constructor(readonly value: string | Buffer) {}
}

/** A Response as text or bytes, which the lane puts into its form field or envelope, or what goes on the wire itself. */
export type Message = string | Buffer | OnTheWire;

/** One login, seen from the attacker's desk: the facts of it, and a broker's hand to write messages with. */
export interface Scene {
  readonly lane: LaneName;
  readonly names: WireNames;
  readonly facts: Facts;
  readonly signedPart: SignedPart;
  /** The same as it is written, with its prefix. */
  readonly signedElement: string;
  /** A message that would pass if it were signed. */
  unsigned(said?: Said): string;
  /** A message as the broker sends it. */
  signed(said?: Said, signing?: Signing): string;
  /** The same with the Signature on a part that the lane does not ask for. */
  signedOn(part: SignedPart | 'both', said?: Said, signing?: Signing): string;
  /** Signed where the lane wants it, in a form that no library would write. */
  signedByHand(hand?: Hand, said?: Said): string;
  /** The same in a text that says `%SIGNATURE%` where the Signature is to stand. */
  signHere(xml: string, hand?: Hand): string;
  /** Signs one element of any text, found by its local name, at the place where a broker would put the Signature. */
  sign(xml: string, part: SignedPart, signing?: Signing): string;
  /** The XML document that travels: the response itself, or the SOAP envelope around it. */
  document(response: string): string;
  /** Puts a document on the wire byte by byte: as the form field of a POST, as the body of a SOAP reply. */
  travel(document: string | Buffer): OnTheWire;
}
