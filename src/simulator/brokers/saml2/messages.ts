/** What service providers send, where it stands in a query or a form, and what to say to who sends something else. */
export const MESSAGES = {
  AuthnRequest: {
    parameter: 'SAMLRequest',
    article: 'an AuthnRequest',
    begin: 'Start the login in your application: it sends the browser here with a SAMLRequest.',
  },
  LogoutRequest: {
    parameter: 'SAMLRequest',
    article: 'a LogoutRequest',
    begin: 'Start the logout in your application: it sends the browser here with a SAMLRequest.',
  },
  LogoutResponse: {
    parameter: 'SAMLResponse',
    article: 'a LogoutResponse',
    begin: 'Answer a LogoutRequest: send the browser here with a SAMLResponse.',
  },
} as const;

/** The local name of a message's root. */
export type MessageName = keyof typeof MESSAGES;
