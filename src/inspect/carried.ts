/** A message as it was carried: what is to be read, and what else the carrier said. */
export interface Carried {
  /** How it was wrapped, outermost first. */
  readonly wrapped: readonly string[];
  readonly content: Content;
  readonly relayState?: string;
  /** SAML 1.1 calls the same thing so. */
  readonly target?: string;
  /** Where a form of an HTML page posts to. */
  readonly action?: string;
}

export type Content =
  | { readonly kind: 'artifact'; readonly text: string }
  | { readonly kind: 'xml'; readonly bytes: Buffer; readonly delivery: Delivery };

/** How an XML message came, as far as it is still there. */
export type Delivery =
  | { readonly binding: 'bare' }
  /** The form field, base64 as it stood there. */
  | { readonly binding: 'post'; readonly field: string }
  | { readonly binding: 'redirect'; readonly parameter: 'SAMLRequest' | 'SAMLResponse'; readonly rawQuery: string };
