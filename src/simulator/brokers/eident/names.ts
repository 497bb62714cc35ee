/** Which namespace E-Ident's attributes stand in is not known (facts/eident.md). */
export const ATTRIBUTE_NAMESPACE = 'urn:eident:attributes';

/** The Issuer of the simulated broker's assertions. */
export const ISSUER = 'urn:mitid-saml:simulator:eident';
