/** The entityID of the simulated Signicat (SAML 2.0): the same at every start, whatever the port. */
export const ENTITY_ID = 'urn:mitid-saml:simulator:signicat';

/** The Issuer of its assertions in SAML 1.1. */
export const NEMID_ISSUER = 'urn:mitid-saml:simulator:signicat:nemid';

/** What namespace the attributes of SAML 1.1 stand in is not known. */
export const ATTRIBUTE_NAMESPACE = 'urn:signicat:attributes';

/** How the real one calls a way of logging in is not known, in either version of SAML. @param method such as `nemid-moces`. */
export function methodUri(method: string): string {
  return `urn:mitid-saml:simulator:signicat:method:${method}`;
}

/**
 * A StatusMessage as Signicat writes it: its own code, then a description (its page "Error handling" of SAML 2.0). Which code stands
 * for what is known of none here, so these are made up.
 */
export function statusMessage(code: string, description: string): string {
  return `urn:signicat:error:${code}; ${description}`;
}

export const CANCELLED = statusMessage('usercancel', 'The person cancelled');
