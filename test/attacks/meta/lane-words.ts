import type { AnyLaneName } from '../harness/registry';

/** The lanes as the docs call them. */
export const LANE_WORDS: Readonly<Record<AnyLaneName, string>> = {
  'saml11-post': '1.1 post',
  'saml11-artifact': '1.1 artifact',
  'saml2-post': '2.0',
  'saml2-encrypted': '2.0 encrypted',
  'signicat-nemid': 'Signicat NemID',
  'signicat-mitid': 'Signicat MitID',
  'logout-request-redirect': 'request by redirect',
  'logout-request-post': 'request by post',
  'logout-response-redirect': 'response by redirect',
  'logout-response-post': 'response by post',
  sent: 'what we send',
};

export const EVERY_LANE = Object.keys(LANE_WORDS) as AnyLaneName[];
