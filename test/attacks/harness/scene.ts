import type { SampleAttribute, Saml11Message } from '../../support/saml11';
import type { Saml2Message } from '../../support/saml2';
import type { HandSignature } from '../../support/xmldsig/hand-signature';
import type { SignOptions } from '../../support/xmldsig/sign';

/** Where a message goes in. A lane of another protocol adds its name here and a `Lane` in `lanes.ts`. */
export type LaneName =
  'saml11-post' | 'saml11-artifact' | 'saml2-post' | 'saml2-encrypted' | 'signicat-nemid' | 'signicat-mitid';

/** What a message says, whichever version of SAML it says it in: each lane translates it for its builder. */
export interface Said extends Pick<
  Saml11Message & Saml2Message,
  | 'responseId'
  | 'assertionId'
  | 'issuer'
  | 'recipient'
  | 'inResponseTo'
  | 'notBefore'
  | 'notOnOrAfter'
  | 'audiences'
  | 'extraConditions'
  | 'conditions'
  | 'advice'
  | 'status'
  | 'extraAttributes'
  | 'assertion'
> {
  /** Milliseconds since 1970 that every default time is counted from. */
  readonly now?: number;
  /** The parts with a dot between. */
  readonly version?: string;
  /** Of the Response and the Assertion; xs:dateTime text. */
  readonly issueInstant?: string;
  readonly authenticationInstant?: string;
  readonly authenticationStatement?: false;
  readonly nameIdentifier?: string | null;
  readonly confirmationMethods?: readonly string[];
  /** The default person under another full name. */
  readonly fullName?: string;
  readonly attributes?: readonly SampleAttribute[];
  /** What only one version of SAML can say; it wins over what stands above. */
  readonly saml11?: Saml11Message;
  readonly saml2?: Saml2Message;
}

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
  /** Attributes. */
  readonly responseId: string;
  readonly assertionId: string;
  readonly attributeName: string;
  readonly attributeNamespace: string;
  /** Elements, with their prefix. */
  readonly nameIdentifier: string;
  readonly authenticationStatement: string;
  /** Value of the StatusCode. */
  readonly success: string;
  /** What every confirmation method begins with. */
  readonly confirmation: string;
  /** The prefix of XML Schema. */
  readonly schemaPrefix: string;
}

/** What the signature stands on in this lane: `Response` or `Assertion`. */
export type SignedPart = 'Response' | 'Assertion';

export type Signing = Partial<Omit<SignOptions, 'element' | 'idAttribute' | 'place'>>;
export type Hand = Partial<HandSignature>;

/** Bytes that reach the wire as they are: the form field of a POST, the body of a SOAP reply. */
export class OnTheWire {
  /** @param document the XML that was put on the wire, before anything in it was encrypted; undefined where there is none. */
  constructor(
    readonly value: string | Buffer,
    readonly document?: string | Buffer,
  ) {}
}

/** A Response as text or bytes, which the lane puts into its form field or envelope, or what goes on the wire itself. */
export type Message = string | Buffer | OnTheWire;

/** One login, seen from the attacker's desk: the facts of it, and a broker's hand to write messages with. */
export interface Scene {
  readonly lane: LaneName;
  readonly names: WireNames;
  readonly facts: Facts;
  /** The ids of the message where nothing else is said. */
  readonly ids: Readonly<Record<SignedPart, string>>;
  readonly signedPart: SignedPart;
  /** The same as it is written, with its prefix. */
  readonly signedElement: string;
  /** The id of the signed part. */
  readonly signedId: string;
  /** A message that would pass if it were signed. */
  unsigned(said?: Said): string;
  /** An assertion alone, which nobody signed. */
  assertion(said?: Said): string;
  /** One attribute as the lane writes it, holding any XML. */
  attribute(name: string, xml: string): string;
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
  /**
   * Puts a document on the wire byte by byte: as the form field of a POST, as the body of a SOAP reply. Where the lane
   * encrypts, every assertion in it is encrypted now, as it stands.
   */
  travel(document: string | Buffer): OnTheWire;
}
