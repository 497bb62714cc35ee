/** One attribute as the assertion says it; values that are xsi:nil are left out. */
export interface AssertionAttribute {
  readonly name: string;
  /** AttributeNamespace (SAML 1.1) or NameFormat (SAML 2.0). */
  readonly namespace: string;
  readonly values: readonly string[];
  /** A value held child elements, so `values` is not what it says: an error where the attribute is mapped. */
  readonly hasElements: boolean;
}

export interface AssertionContent {
  readonly protocol: 'saml-1.1' | 'saml-2.0';
  readonly id: string;
  readonly issuer: string;
  readonly issuedAt: Date;
  /** When the transaction ends: NotOnOrAfter, or 15 minutes after issuedAt where that is sooner (rules 3). */
  readonly expiresAt: Date;
  readonly audiences: readonly string[];
  readonly subject?: { readonly nameId: string; readonly format?: string; readonly nameQualifier?: string };
  readonly authentication: { readonly method: string; readonly instant: Date; readonly sessionIndex?: string };
  readonly attributes: readonly AssertionAttribute[];
  /** What vouches for the content: the broker's signature, or only the TLS channel it was fetched over. */
  readonly trust: 'signature' | 'channel';
}

/**
 * The proof, by type, that a message was verified: signature, conditions, and its id claimed for the first time.
 * It cannot be built by hand; `src/protocols` mints it (lint), and `src/profile` accepts nothing less.
 */
export class VerifiedAssertion {
  readonly #content: AssertionContent;

  private constructor(content: AssertionContent) {
    this.#content = content;
    Object.freeze(this);
  }

  /** @internal */
  static mint(content: AssertionContent): VerifiedAssertion {
    return new VerifiedAssertion(Object.freeze({ ...content }));
  }

  /** The verified content; throws a TypeError for anything that was not minted. */
  get content(): AssertionContent {
    return this.#content;
  }
}
