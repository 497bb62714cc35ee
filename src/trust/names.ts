/**
 * The names by which a version of SAML calls the things the trust core looks for. The core does not know the version;
 * the lane tells it the names.
 */
export interface MessageNames {
  /** Namespace of Response, Status and StatusCode. */
  readonly protocol: string;
  /** Namespace of Assertion and EncryptedAssertion. */
  readonly assertion: string;
  /** The id attribute of Response. */
  readonly responseId: string;
  /** The id attribute of Assertion. */
  readonly assertionId: string;
  /** The attributes that say the version; their values are joined with a dot. */
  readonly version: readonly string[];
  /** Whether StatusCode/@Value is a QName (SAML 1.1) or a URI (SAML 2.0). */
  readonly statusIsQName: boolean;
}

export const SOAP_NAMESPACE = 'http://schemas.xmlsoap.org/soap/envelope/';
