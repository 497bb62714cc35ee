/** Signicat's names on the wire, over SAML 1.1, each under the name it has here. No other file writes one of them. */
export const WIRE = {
  /** In the authentication URL: the method, the graphical profile and the language, with colons between. */
  id: 'id',
  /** In the authentication URL: where the answer is posted to. */
  returnTo: 'target',
  response: 'SAMLResponse',
  artifact: 'SAMLart',
  /** Beside the answer: the same URL again. */
  target: 'TARGET',
} as const;

/** Our own parameter in the target's query: names the login that an answer ends. */
export const LOGIN_PARAMETER = 'mitid_login';
/** Our own field, which says that the browser posts the answer for the second time, from our own page. */
export const REPOSTED_PARAMETER = 'mitid_reposted';
