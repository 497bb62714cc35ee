/** SAML 2.0's names of the parameters of a callback (saml-bindings-2.0-os), and our own. No other file writes one of them. */
export const WIRE = {
  response: 'SAMLResponse',
  request: 'SAMLRequest',
  artifact: 'SAMLart',
  relayState: 'RelayState',
  /** Says that the browser posts the answer for the second time, from our own page. */
  reposted: 'mitid_reposted',
} as const;
