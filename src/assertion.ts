/** One attribute as the assertion says it; values that are xsi:nil are left out. */
export interface AssertionAttribute {
  readonly name: string;
  /** AttributeNamespace (SAML 1.1) or NameFormat (SAML 2.0). */
  readonly namespace: string;
  readonly values: readonly string[];
  /** A value held child elements, so `values` is not what it says: an error where the attribute is mapped. */
  readonly hasElements: boolean;
}

/** What is kept of a signature that was verified, to show later that it was made: nothing of what it signs stands in it. */
export interface SignatureProof {
  /** SHA-256 fingerprint of the certificate that verified it: upper-case hex with colons, as openssl prints it. */
  readonly certificate: string;
  /** The URI of SignatureMethod, or of SigAlg. */
  readonly method: string;
  /** The signature itself, base64. */
  readonly signatureValue: string;
  /** Base64: the digest, by the method's own hash, of the octets that the signature is over (SignedInfo, or the query). */
  readonly signedDigest: string;
  /** DigestValue, base64: of the element that SignedInfo names. Absent for a query, which has no SignedInfo. */
  readonly digestValue?: string;
}

export interface AssertionContent {
  readonly protocol: 'saml-1.1' | 'saml-2.0';
  readonly id: string;
  readonly issuer: string;
  readonly issuedAt: Date;
  /** When the transaction ends: NotOnOrAfter; over SAML 1.1 no later than 15 minutes after issuedAt (rules 3). */
  readonly expiresAt: Date;
  readonly audiences: readonly string[];
  readonly subject?: { readonly nameId: string; readonly format?: string; readonly nameQualifier?: string };
  readonly authentication: {
    /** AuthenticationMethod (SAML 1.1) or AuthnContextClassRef (SAML 2.0). */
    readonly method: string;
    readonly instant: Date;
    readonly sessionIndex?: string;
    /** When the broker's session ends (SAML 2.0, SessionNotOnOrAfter). */
    readonly sessionNotOnOrAfter?: Date;
  };
  readonly attributes: readonly AssertionAttribute[];
  /** What vouches for the content: the broker's signature, or only the TLS channel it was fetched over. */
  readonly trust: 'signature' | 'channel';
  /** Of each signature in the message, for the audit log. */
  readonly signatures?: readonly SignatureProof[];
}

/** Known to this file alone: `private` is the compiler's word only, and JavaScript calls any constructor. */
const MINTED = Symbol('minted');

/**
 * The proof, by type, that a message was verified: signature, conditions, and its id claimed for the first time.
 * It cannot be built by hand; `src/protocols` mints it (lint), and `src/profile` accepts nothing less.
 */
export class VerifiedAssertion {
  readonly #content: AssertionContent;

  private constructor(by: typeof MINTED, content: AssertionContent) {
    if (by !== MINTED) throw new TypeError('a VerifiedAssertion is made by verifying a message, and by nothing else');
    this.#content = content;
    Object.freeze(this);
  }

  /** @internal */
  static mint(content: AssertionContent): VerifiedAssertion {
    return new VerifiedAssertion(MINTED, Object.freeze({ ...content }));
  }

  /** The verified content; throws a TypeError for anything that was not minted. */
  get content(): AssertionContent {
    return this.#content;
  }
}
